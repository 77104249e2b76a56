import { Command, CommanderError, Option } from 'commander';
import { divisionCode, isoDate, memorySize, probability, textEncoding, wholeNumber } from './argument.ts';
import { cityCommand } from './commands/city.ts';
import { doctorCommand, formatFindings } from './commands/doctor.ts';
import { explainCommand } from './commands/explain.ts';
import { exportCommand, LIST_NAMES } from './commands/export.ts';
import { formatIntake, ingestCommand } from './commands/ingest.ts';
import { linkCommand } from './commands/link.ts';
import { reportCommand } from './commands/report.ts';
import {
  reviewDecideCommand,
  reviewHistoryCommand,
  reviewListCommand,
  reviewShowCommand,
  reviewUndoCommand,
} from './commands/review.ts';
import { formatRun, runCommand } from './commands/run.ts';
import { sampleCommand } from './commands/sample.ts';
import { simulateCommand } from './commands/simulate.ts';
import { reportFailure } from './fail.ts';
import { homeDirectory } from './home.ts';
import { formatLinkage, linkageJson } from './link/format-linkage.ts';
import { formatComparison, formatHistory, formatReviewList } from './review/format-review.ts';
import { usageFailure } from './usage-failure.ts';

const home = homeDirectory();
const databaseUrl = process.env.DATABASE_URL || undefined;
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const json = () => new Option('--json', '以 JSON 输出,供程序读取');
const region = (text: string) => divisionCode('--region', text);
const division = (text: string) => divisionCode('--division', text);

const TITLES: Record<string, string> = {
  'Usage:': '用法:',
  'Arguments:': '参数:',
  'Options:': '选项:',
  'Commands:': '命令:',
};

const program = new Command('zhaoren')
  .description(
    '数据找人:从部门文件找出应参保的人\n数据目录 $ZHAOREN_HOME(默认 ./data),数据库 $DATABASE_URL(默认内置)',
  )
  .version('0.1.0', '--version', '显示版本')
  .helpOption('-h, --help', '显示用法')
  .helpCommand('help [command]', '显示某个命令的用法')
  .configureOutput({ outputError: () => {} })
  .configureHelp({ styleTitle: (title) => TITLES[title] ?? title })
  .exitOverride();

program
  .command('city')
  .description('生成虚构城市:各部门文件和真相')
  .option('--region <code>', '区划代码,例如 640402', region, '640402')
  .option(
    '--people <n>',
    '常住人口',
    (text) => wholeNumber('--people', text, { from: 100, to: 10_000_000 }),
    20_000,
  )
  .option(
    '--seed <n>',
    '随机种子:相同种子生成相同文件',
    (text) => wholeNumber('--seed', text, { from: 0, to: 2 ** 31 }),
    7,
  )
  .option('--as-of <date>', '数据截止日期', (text) => isoDate('--as-of', text), '2026-10-31')
  .option('--day <n>', '生成此后第 n 天的增量文件', (text) => wholeNumber('--day', text, { from: 1, to: 60 }))
  .option(
    '--share <percent>',
    '增量涉及的人口百分比',
    (text) => wholeNumber('--share', text, { from: 1, to: 100 }),
    1,
  )
  .requiredOption('--out <dir>', '文件目录(须为空)')
  .option('--truth <dir>', '真相目录(默认为文件目录加 -truth)')
  .addOption(json())
  .action(async (options) => print(await cityCommand(options)));

program
  .command('ingest')
  .description('归集目录里的部门文件')
  .argument('<dir>', '部门文件目录')
  .addOption(json())
  .action(async (directory: string, options: { json?: boolean }) => {
    const intake = await ingestCommand(home, directory, { quiet: options.json === true });
    print(options.json ? JSON.stringify(intake, null, 2) : formatIntake(intake));
    if (intake.refused.length > 0) process.exitCode = 3;
  });

program
  .command('run')
  .description('运行全流程:标准化、关联、人口库、研判、发布、入库')
  .option('--as-of <date>', '计算日期(默认为最新数据的日期)', (text) => isoDate('--as-of', text))
  .addOption(
    new Option('--only <stage>', '运行到某一阶段为止').choices([
      'standardise',
      'link',
      'registry',
      'assess',
      'publish',
    ]),
  )
  .option('--relearn-weights', '重新学习关联的权重,部分记录可能因此换人')
  .option('--no-database', '只计算和发布,不写入数据库')
  .option('--memory <size>', '分析引擎内存上限', (text) => memorySize('--memory', text), '3GB')
  .addOption(json())
  .action(async (options) => {
    const run = await runCommand(home, { ...options, databaseUrl, quiet: options.json === true });
    print(options.json ? JSON.stringify(run, null, 2) : formatRun(run));
  });

program
  .command('report')
  .description('查看结果')
  .option('--division <code>', '区划代码', division)
  .addOption(new Option('--denominator <name>', '参保率口径').choices(['RESIDENT', 'REGISTERED', 'BOTH']))
  .addOption(new Option('--format <format>', '输出格式').choices(['table', 'json', 'csv']).default('table'))
  .action(async (options) => print(await reportCommand(home, options)));

program
  .command('export')
  .description('导出清单为 XLSX(默认脱敏)')
  .argument('<list>', `清单:${LIST_NAMES}`)
  .option('--division <code>', '区划代码', division)
  .requiredOption('--out <file.xlsx>', '输出文件')
  .option('--reveal <reason>', '不脱敏,须写明原因(留痕)')
  .addOption(json())
  .action(async (list: string, options) => {
    const exported = await exportCommand(home, list, options);
    print(options.json ? JSON.stringify(exported) : `已写入 ${exported.file}:${exported.rows} 条`);
  });

program
  .command('simulate')
  .description('试算规则改动:谁的结论会变,不发布')
  .requiredOption('--change <file.yaml>', '改动文件:规则表及要改的行(见 docs/simulate.zh-CN.md)')
  .option('--division <code>', '只看某区划的变动', division)
  .option('--truth <dir>', '虚构城市的真相目录:统计错误结论')
  .option('--memory <size>', '分析引擎内存上限', (text) => memorySize('--memory', text), '3GB')
  .option('--reveal <reason>', '举例不脱敏,须写明原因(留痕)')
  .addOption(json())
  .action(async (options) => print(await simulateCommand(home, options)));

program
  .command('explain')
  .description('说明某人为什么是这个状态')
  .argument('<person>', '人员编号(前 8 位即可);“-” 表示从标准输入读取身份号码')
  .option('--archive', '同时显示民生档案(13 类)')
  .option('--reveal <reason>', '显示姓名和号码,须写明原因(留痕)')
  .addOption(json())
  .action(async (person: string, options) => print(await explainCommand(home, person, options)));

program
  .command('link')
  .description('关联任意两张表,或一张表内查重(CSV、Parquet、XLSX、JSONL;见 docs/linkage.zh-CN.md)')
  .requiredOption('--left <file>', '左表')
  .option('--right <file>', '右表(不给:左表内查重)')
  .option('--spec <file.yaml>', '关联说明(不给:按数据自动拟定)')
  .option('--out <file>', '结果:记录对,.csv 或 .parquet')
  .option('--suggest', '按数据拟定关联说明,写入 --spec(或 --out)的文件,或打印;两者都给则接着关联')
  .option('--force', '拟定时覆盖已有的关联说明')
  .option('--clusters <file>', '每条记录的分组,.csv 或 .parquet')
  .option('--review <file>', '待核对的记录对,两边的值并列,.csv 或 .parquet')
  .option('--model <file.json>', '权重:文件已有则采用,没有则训练后写入')
  .option('--chart <file.html>', '图表:权重、分布、瀑布图、真相对照')
  .option('--pairs <ids>', '图表中要看的记录对:左编号,右编号;左编号,右编号')
  .option('--all-pairs', '结果中也写不关联的记录对')
  .option('--truth <column>', '真相列(两表列名不同:左列,右列),只用于衡量')
  .option('--threshold <p>', '关联的概率阈值,例如 0.9(默认由模型选定)', (text) =>
    probability('--threshold', text),
  )
  .option('--encoding <name>', '非 UTF-8 文本的编码,例如 gb18030、big5、windows-1252(默认自动识别)', (text) =>
    textEncoding('--encoding', text),
  )
  .option('--memory <size>', '分析引擎内存上限', (text) => memorySize('--memory', text), '3GB')
  .addOption(json())
  .action(async (options) => {
    const started = performance.now();
    const done = await linkCommand({ ...options, quiet: options.json === true });
    const seconds = (performance.now() - started) / 1000;
    if ('result' in done) print(options.json ? linkageJson(done, seconds) : formatLinkage(done, seconds));
    else if (options.json) print(JSON.stringify(done));
    else print(done.file === undefined ? done.yaml.trimEnd() : `已写入关联说明：${done.file}`);
  });

const review = program.command('review').description('核对疑似同一人的记录,认定可撤销,下次运行执行');
const reviewContext = { home, warn: (sentence: string) => void process.stderr.write(`注意:${sentence}\n`) };
const by = () => new Option('--by <name>', '认定人(默认为系统用户)');

review
  .command('list')
  .description('待核对的配对,可能性大的在前(脱敏)')
  .option('--division <code>', '区划代码', division)
  .option(
    '--limit <n>',
    '最多显示几对',
    (text) => wholeNumber('--limit', text, { from: 1, to: 1_000_000 }),
    20,
  )
  .addOption(json())
  .action(async (options) => {
    const list = await reviewListCommand(reviewContext, options);
    print(options.json ? JSON.stringify(list, null, 2) : formatReviewList(list));
  });

review
  .command('show')
  .description('并列显示一对的全部证据')
  .argument('<pair>', '配对编号;清单外的两人写作“人员编号+人员编号”')
  .option('--reveal <reason>', '显示姓名和号码,须写明原因(留痕)')
  .addOption(json())
  .action(async (pair: string, options) => {
    const comparison = await reviewShowCommand(reviewContext, pair, options);
    print(options.json ? JSON.stringify(comparison, null, 2) : formatComparison(comparison));
  });

review
  .command('decide')
  .description('认定一对是同一人或不同人')
  .argument('<pair>', '配对编号;清单外的两人写作“人员编号+人员编号”')
  .argument('<judgement>', 'same 同一人,different 不同人')
  .requiredOption('--reason <text>', '理由,不写当事人姓名和号码')
  .addOption(by())
  .addOption(json())
  .action(async (pair: string, judgement: string, options) => {
    const decision = await reviewDecideCommand(reviewContext, pair, judgement, options);
    print(options.json ? JSON.stringify(decision) : `已记录认定 ${decision.decisionKey},下次运行执行`);
  });

review
  .command('undo')
  .description('撤销一对的认定,下次运行恢复原状')
  .argument('<pair>', '配对编号或认定编号(D1、D2……)')
  .requiredOption('--reason <text>', '理由,不写当事人姓名和号码')
  .addOption(by())
  .addOption(json())
  .action(async (pair: string, options) => {
    const decision = await reviewUndoCommand(reviewContext, pair, options);
    print(options.json ? JSON.stringify(decision) : `已撤销认定 ${decision.decisionKey},下次运行恢复原状`);
  });

review
  .command('history')
  .description('全部认定及执行情况')
  .addOption(json())
  .action(async (options: { json?: boolean }) => {
    const states = await reviewHistoryCommand(reviewContext);
    print(options.json ? JSON.stringify(states, null, 2) : formatHistory(states));
  });

program
  .command('doctor')
  .description('检查本机环境')
  .addOption(json())
  .action(async (options: { json?: boolean }) => {
    const findings = await doctorCommand(home, databaseUrl);
    print(options.json ? JSON.stringify(findings, null, 2) : formatFindings(findings));
    if (findings.some(({ good }) => !good)) process.exitCode = 5;
  });

program
  .command('sample', { hidden: true })
  .description('样例县:生成、归集、运行、报告、清单')
  .option('--people <n>', '常住人口(默认 100000)', (text) =>
    wholeNumber('--people', text, { from: 100, to: 2_000_000 }),
  )
  .option('--dir <dir>', '样例目录', 'sample')
  .action(async (options: { people?: number; dir: string }) =>
    print(await sampleCommand({ ...options, databaseUrl })),
  );

try {
  await program.parseAsync();
} catch (thrown) {
  if (thrown instanceof CommanderError) {
    const sentence = usageFailure(thrown);
    if (sentence) process.stderr.write(`${sentence}\n`);
    process.exitCode = sentence ? 2 : 0;
  } else process.exitCode = reportFailure(thrown, home, process.argv.includes('--json'));
}
