import type { CommanderError } from 'commander';

/** What is wrong with a command line, in Chinese; the English sentence where no other is known. */
const SENTENCES: Record<string, (named: string) => string> = {
  'commander.unknownCommand': (named) => `没有命令 ${named}`,
  'commander.unknownOption': (named) => `没有选项 ${named}`,
  'commander.missingArgument': (named) => `缺少参数 <${named}>`,
  'commander.optionMissingArgument': (named) => `选项 ${named} 后面要跟一个值`,
  'commander.missingMandatoryOptionValue': (named) => `必须给出选项 ${named}`,
  'commander.excessArguments': () => '参数太多',
};

/** Help and version end in an error too, with exit code 0: nothing to say then. */
export function usageFailure(error: CommanderError): string | undefined {
  if (error.exitCode === 0 || error.code === 'commander.help') return undefined;
  const named = /'([^']+)'/.exec(error.message)?.[1] ?? '';
  const choices = /Allowed choices are (.+?)\.?$/.exec(error.message)?.[1];
  if (error.code === 'commander.invalidArgument' && choices) return `选项 ${named} 的值只能是:${choices}`;
  const sentence = SENTENCES[error.code]?.(named) ?? error.message.replace(/^error: /, '');
  return `${sentence}。用 zhaoren --help 或 zhaoren 命令 --help 查看用法。`;
}
