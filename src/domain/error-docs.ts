import { ERRORS, EXIT } from './error-catalogue.ts';

const EXIT_MEANINGS: Record<keyof typeof EXIT, string> = {
  USAGE: '命令或请求有误 / wrong command or request',
  INPUT: '报送文件无法读取 / a delivered file cannot be read',
  RULES: '规则或来源定义有误 / wrong rules or source definitions',
  ENVIRONMENT: '磁盘、权限、数据库、网络 / disk, rights, database, network',
  BUSY: '正被占用，稍后再试 / in use, try again',
  LINE: '处理失败或账不平 / the line failed or does not add up',
  NOT_FOUND: '所查对象不存在 / no such thing',
};

/** Stands in for parameters: prints as `{file}`, as text and as a list, where a real sentence names the file. */
const parameterNames = new Proxy({}, { get: (_, name) => [`{${String(name)}}`] });

/** The text of `docs/errors.md`: one table row per code of the catalogue, one per exit code. */
export function errorDocs(): string {
  const errors = Object.entries(ERRORS).map(([code, { exitCode, what, remedy, en }]) => {
    const sentence = (what as (params: object) => string)(parameterNames);
    return `| ${code} | ${exitCode} | ${sentence}<br>${en[0]} | ${remedy}<br>${en[1]} |`;
  });
  const exits = Object.entries(EXIT).map(
    ([word, exitCode]) => `| ${exitCode} | ${EXIT_MEANINGS[word as keyof typeof EXIT]} |`,
  );
  return [
    '# 错误一览 / Errors',
    '',
    'Written by `scripts/write-error-docs.ts` from `src/domain/error-catalogue.ts`; do not edit by hand.',
    '',
    '| code | exit code | 含义 / meaning | 处理 / what to do |',
    '|---|---|---|---|',
    ...errors,
    '',
    '| exit code | 含义 / meaning |',
    '|---|---|',
    '| 0 | 成功 / success |',
    '| 1 | 意外错误 / unexpected error |',
    ...exits,
    '',
  ].join('\n');
}
