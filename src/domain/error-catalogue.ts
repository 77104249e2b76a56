/**
 * Every failure that a user can see: a closed map from code to exit code, Chinese sentence and typed
 * parameters. `docs/errors.md` is written from it (`scripts/write-error-docs.ts`).
 *
 * Rules for rows: alphabetical, one short block each; `what` says what happened and where; `remedy` what to
 * do now; parameters never hold personal data (no names, numbers, addresses, cell values).
 */

/** Process exit codes; 1 is left to unexpected errors, 0 to success. */
export const EXIT = Object.freeze({
  /** the command line or a request is wrong */
  USAGE: 2,
  /** a delivered file cannot be read */
  INPUT: 3,
  /** rules or source definitions are wrong */
  RULES: 4,
  /** disk, rights, database, network */
  ENVIRONMENT: 5,
  /** somebody else is at work: try again */
  BUSY: 6,
  /** the line itself failed or does not add up */
  LINE: 7,
  /** asked for something that does not exist */
  NOT_FOUND: 8,
});

interface ErrorRow<P> {
  readonly exitCode: number;
  /** What happened and where, Chinese, no final stop. */
  readonly what: (params: P) => string;
  /** What to do now, Chinese, no final stop. */
  readonly remedy: string;
  /** The same in English for the documentation: what happened, what to do. */
  readonly en: readonly [what: string, remedy: string];
}

/** Place of a failure in a delivered file; `line` counts from 1, header included. */
export interface FilePlace {
  readonly file: string;
  readonly line?: number | undefined;
  readonly field?: string | undefined;
}

function place({ file, line, field }: FilePlace): string {
  const linePart = line === undefined ? '' : ` 第 ${line} 行`;
  const fieldPart = field === undefined ? '' : ` 字段“${field}”`;
  return `文件 ${file}${linePart}${fieldPart}`;
}

/** One of several things wrong with a linkage; texts are Chinese without final stop and hold no value of a row. */
export interface LinkProblem {
  /** e.g. `UNKNOWN_COLUMN`, or a code of this catalogue. */
  readonly code: string;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly field?: string | undefined;
  readonly what: string;
  readonly remedy: string;
}

function numberedProblem(problem: LinkProblem | string, index: number): string {
  return `\n  ${index + 1}. ${typeof problem === 'string' ? problem : `${problem.what}；${problem.remedy}`}`;
}

function error<P>(row: ErrorRow<P>) {
  return Object.freeze({
    ...row,
    /** The whole Chinese sentence: what happened, where, what to do. */
    message: (params: P): string => `${row.what(params)}。${row.remedy}。`,
  });
}

export const ERRORS = Object.freeze({
  BAD_ARGUMENT: error({
    exitCode: EXIT.USAGE,
    what: (p: { argument: string; expected: string }) => `参数 ${p.argument} 不对，应为：${p.expected}`,
    remedy: '请改正后重新执行，用 --help 可看用法',
    en: ['A command-line argument or request field is wrong', 'Correct it and try again; see --help'],
  }),

  BALANCE_BROKEN: error({
    exitCode: EXIT.LINE,
    what: (p: { source: string; read: number; accepted: number; quarantined: number; repeated: number }) =>
      `来源 ${p.source} 的账不平：读入 ${p.read} ≠ 采纳 ${p.accepted} + 隔离 ${p.quarantined} + 重复 ${p.repeated}`,
    remedy: '本次结果不予发布，请保留数据目录并报告此问题',
    en: [
      'Records read are not accepted + quarantined + repeated',
      'Nothing is published; keep the data folder and report the defect',
    ],
  }),

  BINARY_FILE: error({
    exitCode: EXIT.INPUT,
    what: (p: FilePlace) => `${place(p)} 不是文本，内容与扩展名不符`,
    remedy: '请发送方核对导出格式后重新报送，其余文件照常处理',
    en: ['The file is not text although its name says so', 'Ask the sender to export it again'],
  }),

  CATALOGUE_INVALID: error({
    exitCode: EXIT.RULES,
    what: (p: { file: string; line?: number; field: string; reason: string }) =>
      `规则${place(p)} 不合规范：${p.reason}`,
    remedy: '请按规则说明改正该处后重新执行',
    en: ['A rule or source definition breaks its schema', 'Correct the named place'],
  }),

  CONTRACT_BROKEN: error({
    exitCode: EXIT.LINE,
    what: (p: { table: string; reason: string }) => `表 ${p.table} 不符合发布约定：${p.reason}`,
    remedy: '本次结果不予发布，原有发布不受影响，请保留数据目录并报告此问题',
    en: [
      'A table does not have the columns or the key that publication needs',
      'Nothing is published and the last publication stands; keep the data folder and report the defect',
    ],
  }),

  DATABASE_DIFFERS: error({
    exitCode: EXIT.LINE,
    what: (p: { table: string; expected: number; found: number }) =>
      `数据库表 ${p.table} 应有 ${p.expected} 行，实有 ${p.found} 行，可能被手工改动过`,
    remedy: '本次装载已撤销；请核对后删除数据库中的 zhaoren 模式再重新执行，将从全部发布重新装载',
    en: [
      'A table of the database does not hold the rows of the publication: it was changed by hand',
      'The load was rolled back; drop the schema zhaoren and run again, all publications are replayed',
    ],
  }),

  DATABASE_FAILED: error({
    exitCode: EXIT.LINE,
    what: (p: { host: string; sqlState: string; table?: string | undefined }) =>
      `数据库 ${p.host} 执行失败（SQLSTATE ${p.sqlState}）${p.table === undefined ? '' : `，表 ${p.table}`}`,
    remedy: '本次改动已全部撤销，请按代码查明原因后重新执行',
    en: ['The database refused a statement', 'Everything was rolled back; look up the code and run again'],
  }),

  DATABASE_NEWER: error({
    exitCode: EXIT.ENVIRONMENT,
    what: (p: { host: string; migration: string }) =>
      `数据库 ${p.host} 的结构比本程序新，含有未知的迁移 ${p.migration}`,
    remedy: '请改用不低于该版本的程序',
    en: ['The database was migrated by a newer version of the program', 'Use that version or a later one'],
  }),

  DATABASE_NOT_STARTED: error({
    exitCode: EXIT.ENVIRONMENT,
    what: (p: { path: string; reason: string }) => `内置数据库无法启动，数据目录 ${p.path}：${p.reason}`,
    remedy: '请按原因处理后重新执行，或设置 DATABASE_URL 使用已有的 PostgreSQL',
    en: [
      'The embedded PostgreSQL does not start',
      'Remove the cause, or set DATABASE_URL to a PostgreSQL of your own',
    ],
  }),

  DATABASE_RIGHTS: error({
    exitCode: EXIT.ENVIRONMENT,
    what: (p: { host: string; action: string }) => `数据库 ${p.host} 的用户没有权限：${p.action}`,
    remedy: '请数据库管理员授权（建模式、建表），并预先建好角色 zhaoren_reader',
    en: [
      'The database user lacks a right',
      'Have the right granted (create schema and tables) and the role zhaoren_reader created',
    ],
  }),

  DATABASE_TOO_OLD: error({
    exitCode: EXIT.ENVIRONMENT,
    what: (p: { host: string; version: string; needed: number }) =>
      `数据库 ${p.host} 是 PostgreSQL ${p.version}，至少需要 ${p.needed}`,
    remedy: '请升级数据库，或不设 DATABASE_URL 使用内置数据库',
    en: ['The PostgreSQL is too old', 'Upgrade it, or use the embedded one'],
  }),

  DATABASE_UNREACHABLE: error({
    exitCode: EXIT.ENVIRONMENT,
    what: (p: { host: string; reason: string }) => `连不上数据库 ${p.host}：${p.reason}`,
    remedy: '请检查 DATABASE_URL、数据库服务和网络；不设 DATABASE_URL 则使用内置数据库',
    en: ['The database does not answer', 'Check DATABASE_URL, the service and the network'],
  }),

  DECISIONS_BROKEN: error({
    exitCode: EXIT.LINE,
    what: (p: FilePlace) => `关联认定记录损坏：${place(p)} 无法读取`,
    remedy: '请从备份恢复该文件，此前的认定不受影响',
    en: ['A line of the journal of decisions cannot be read', 'Restore the journal from backup'],
  }),

  DECISION_CONTRADICTS: error({
    exitCode: EXIT.USAGE,
    what: (p: { pair: string; decision: string; chain: readonly string[] }) =>
      `对 ${p.pair} 认定“${p.decision}”与已有认定矛盾：${p.chain.join('，')}`,
    remedy: '请先核对并撤销其中有误的认定（zhaoren review undo），再重新认定',
    en: [
      'The decision contradicts others by the chain named',
      'Undo the wrong one of them (zhaoren review undo), then decide again',
    ],
  }),

  DISK_FULL: error({
    exitCode: EXIT.ENVIRONMENT,
    what: (p: { path: string }) => `磁盘已满，无法写入 ${p.path}`,
    remedy: '请腾出空间后重新执行，已完成的步骤不会重做',
    en: ['The disk is full', 'Free space and run again; finished steps are kept'],
  }),

  DUPLICATE_HEADER: error({
    exitCode: EXIT.INPUT,
    what: (p: FilePlace & { places: readonly number[] }) =>
      `${place(p)} 在第 ${p.places.join('、')} 列重复出现（不分大小写）`,
    remedy: '请给每一列不同的列名',
    en: ['Two columns of the table have the same name, whatever the case', 'Give every column its own name'],
  }),

  EMPTY_FILE: error({
    exitCode: EXIT.INPUT,
    what: (p: FilePlace) => `${place(p)} 是空的，没有任何数据`,
    remedy: '请发送方重新导出后报送，其余文件照常处理',
    en: ['The file holds no data', 'Ask the sender to export it again'],
  }),

  HEADER_NOT_FOUND: error({
    exitCode: EXIT.INPUT,
    what: (p: FilePlace & { searchedRows: number }) => `${place(p)} 前 ${p.searchedRows} 行里找不到表头`,
    remedy: '请核对文件，或在来源定义的别名中补上新的列名',
    en: ['No header row was recognised', 'Check the file, or add the new column names as aliases'],
  }),

  JSON_BROKEN: error({
    exitCode: EXIT.INPUT,
    what: (p: FilePlace) => `${place(p)} 不是完整的 JSON 记录`,
    remedy: '请发送方核对该行后重新报送，其余记录照常处理',
    en: ['A line is no complete JSON object', 'Ask the sender to check that line'],
  }),

  LINE_TOO_LONG: error({
    exitCode: EXIT.INPUT,
    what: (p: FilePlace & { limitBytes: number }) => `${place(p)} 超过单行上限 ${p.limitBytes} 字节`,
    remedy: '请发送方检查换行和引号后重新导出',
    en: ['A line is longer than the limit', 'Ask the sender to check line breaks and quotes'],
  }),

  LINK_FAILED: error({
    exitCode: EXIT.LINE,
    what: (p: { engine: string; reason: string }) => `关联在引擎 ${p.engine} 上执行失败：${p.reason}`,
    remedy: '若是内存或磁盘不够，请调高 --memory，或用环境变量 TMPDIR 指定空间更大的目录；否则请报告此问题',
    en: [
      'The engine failed while two tables were linked',
      'Where memory or disk ran out, raise --memory or set TMPDIR to a larger disk; else report the defect',
    ],
  }),

  LINK_REFUSED: error({
    exitCode: EXIT.INPUT,
    what: (p: { problems: readonly LinkProblem[] | readonly string[] }) =>
      `关联不能进行，共 ${p.problems.length} 处问题：${p.problems.map(numberedProblem).join('。')}`,
    remedy: '请全部改正后重新执行',
    en: [
      'Two tables cannot be linked: everything that is wrong with spec and data, listed at once',
      'Correct all of it and run again',
    ],
  }),

  MANIFEST_BROKEN: error({
    exitCode: EXIT.LINE,
    what: (p: FilePlace) => `收件清单损坏：${place(p)} 无法读取`,
    remedy: '请从备份恢复该清单，原始文件仍在 raw 目录中',
    en: [
      'A line of the manifest cannot be read',
      'Restore the manifest from backup; raw files are untouched',
    ],
  }),

  MIGRATION_CHANGED: error({
    exitCode: EXIT.ENVIRONMENT,
    what: (p: { migration: string }) => `数据库迁移 ${p.migration} 在应用之后被改动过`,
    remedy: '请恢复该文件的原有内容；要改结构请新增迁移',
    en: ['A migration differs from what was applied', 'Restore the file; add a new one for changes'],
  }),

  MISSING_KEY_COLUMN: error({
    exitCode: EXIT.INPUT,
    what: (p: FilePlace & { aliases: readonly string[] }) =>
      `${place(p)} 缺少关键列，可用的列名有：${p.aliases.join('、')}`,
    remedy: '请发送方补上该列，或在来源定义的别名中加上实际列名',
    en: ['A column that identifies the record is missing', 'Have it added, or add the real name as an alias'],
  }),

  MODEL_FAILED: error({
    exitCode: EXIT.LINE,
    what: (p: { model: string; engine: string; reason: string; sqlFile: string }) =>
      `模型 ${p.model} 在引擎 ${p.engine} 上执行失败：${p.reason}；完整语句见 ${p.sqlFile}`,
    remedy: '请按原因处理后重新执行，将从该模型继续',
    en: ['A SQL model failed', 'Remove the cause and run again; it resumes at this model'],
  }),

  MODEL_UNFIT: error({
    exitCode: EXIT.INPUT,
    what: (p: FilePlace & { reason: string }) => `模型${place(p)} 不能用于这次关联：${p.reason}`,
    remedy: '请换一个模型文件，或删去它以重新训练',
    en: [
      'The weights of an earlier linkage do not fit the spec',
      'Name another file, or remove it and train anew',
    ],
  }),

  NOT_FOUND: error({
    exitCode: EXIT.NOT_FOUND,
    what: (p: { kind: string; key: string }) => `找不到${p.kind}：${p.key}`,
    remedy: '请核对编号后重试',
    en: ['The named thing does not exist', 'Check the identifier'],
  }),

  NO_INPUT: error({
    exitCode: EXIT.INPUT,
    what: (p: { path: string }) => `目录 ${p.path} 里没有可读的数据文件`,
    remedy: '请放入部门报送的 CSV、XLSX、JSONL 或 Parquet 文件',
    en: ['The folder holds no readable data file', 'Put CSV, XLSX, JSONL or Parquet files into it'],
  }),

  NO_PERMISSION: error({
    exitCode: EXIT.ENVIRONMENT,
    what: (p: { path: string; action: '读取' | '写入' }) => `没有权限${p.action} ${p.path}`,
    remedy: '请管理员授予运行用户该目录的权限后重新执行',
    en: ['The service user may not read or write the path', 'Grant it the right and run again'],
  }),

  NO_RUN: error({
    exitCode: EXIT.NOT_FOUND,
    what: (p: { home: string }) => `数据目录 ${p.home} 里还没有完成的运行`,
    remedy: '请先执行 zhaoren run',
    en: ['Nothing has been computed yet', 'Execute zhaoren run first'],
  }),

  NUL_BYTE: error({
    exitCode: EXIT.INPUT,
    what: (p: FilePlace) => `${place(p)} 含有空字节（NUL），文件可能已损坏`,
    remedy: '请发送方重新导出，其余文件照常处理',
    en: ['The file holds NUL bytes', 'Ask the sender to export it again'],
  }),

  PAIR_DECIDED: error({
    exitCode: EXIT.USAGE,
    what: (p: { pair: string; decisionKey: string; decision: string }) =>
      `${p.pair} 已有认定 ${p.decisionKey}：${p.decision}`,
    remedy: '如要改变，请先撤销原认定（zhaoren review undo），再重新认定',
    en: ['The pair is decided already', 'Undo that decision first (zhaoren review undo)'],
  }),

  PARQUET_BROKEN: error({
    exitCode: EXIT.INPUT,
    what: (p: FilePlace) => `${place(p)} 不是完整的 Parquet 文件`,
    remedy: '请发送方重新导出，其余文件照常处理',
    en: ['The Parquet file is damaged', 'Ask the sender to export it again'],
  }),

  PERSON_GONE: error({
    exitCode: EXIT.NOT_FOUND,
    what: (p: { personId: string; publication: number | null; lastId: string }) =>
      `人员编号 ${p.personId} 名下已没有任何记录${p.publication === null ? '' : `（第 ${p.publication} 期起并入 ${p.lastId}）`}`,
    remedy: '各部门最近的报送都不再包含此人，请向原报送部门核实',
    en: [
      'No record of the person is delivered any more',
      'Ask the departments that once delivered the records',
    ],
  }),

  PERSON_SPLIT: error({
    exitCode: EXIT.NOT_FOUND,
    what: (p: { personId: string; personIds: readonly string[] }) =>
      `人员编号 ${p.personId} 名下的记录现分属 ${p.personIds.length} 人：${p.personIds.join('、')}`,
    remedy: '请用其中一个编号查询',
    en: ['The records of an old person id are with several persons now', 'Ask for one of them'],
  }),

  PUBLICATION_DAMAGED: error({
    exitCode: EXIT.LINE,
    what: (p: { file: string }) => `发布文件 ${p.file} 缺失或与清单中的指纹不一致`,
    remedy: '数据库未作改动，请从备份恢复该文件后重新执行',
    en: [
      'A file of a publication is missing or differs from its recorded hash',
      'The database was not changed; restore the file from backup',
    ],
  }),

  PUBLICATION_FOREIGN: error({
    exitCode: EXIT.ENVIRONMENT,
    what: (p: { host: string; loaded: number; home: string }) =>
      `数据库 ${p.host} 已装载的第 ${p.loaded} 次发布不是数据目录 ${p.home} 发布的`,
    remedy: '请核对 DATABASE_URL 与 ZHAOREN_HOME 是否配对；一个数据库只能对应一个数据目录',
    en: [
      'The database holds publications of another home',
      'Check DATABASE_URL and ZHAOREN_HOME: one database belongs to one home',
    ],
  }),

  RAW_CHANGED: error({
    exitCode: EXIT.LINE,
    what: (p: { file: string }) => `原始文件 ${p.file} 与入库时的指纹不一致`,
    remedy: '原始数据不得改动，请从备份恢复该文件后重新执行',
    en: ['A raw file differs from its recorded hash', 'Restore it from backup'],
  }),

  RULE_MISSING: error({
    exitCode: EXIT.RULES,
    what: (p: { rule: string; asOf: string }) => `规则 ${p.rule} 在 ${p.asOf} 没有生效的版本`,
    remedy: '请在规则目录中补上该日期适用的版本',
    en: ['No version of a rule is in force on the as-of date', 'Add the version for that date'],
  }),

  RUN_LOCKED: error({
    exitCode: EXIT.BUSY,
    what: (p: { home: string; processId: number }) =>
      `数据目录 ${p.home} 正被另一次运行使用（进程 ${p.processId}）`,
    remedy: '请等它结束后再执行',
    en: ['Another run uses the data folder', 'Wait until it has ended'],
  }),

  TOO_MANY_COLUMNS: error({
    exitCode: EXIT.INPUT,
    what: (p: FilePlace & { columns: number; limit: number }) =>
      `${place(p)} 有 ${p.columns} 列，超过上限 ${p.limit} 列`,
    remedy: '请发送方核对分隔符和导出范围后重新报送',
    en: ['The file has more columns than the limit', 'Ask the sender to check separator and range'],
  }),

  UNCLOSED_QUOTE: error({
    exitCode: EXIT.INPUT,
    what: (p: FilePlace) => `${place(p)} 开始的引号到文件末尾没有闭合`,
    remedy: '请发送方检查该行的引号后重新导出',
    en: ['A quote opened on the line is never closed', 'Ask the sender to check that line'],
  }),

  UNKNOWN_ENCODING: error({
    exitCode: EXIT.INPUT,
    what: (p: FilePlace) => `${place(p)} 的编码既不是 UTF-8 也不是 GB18030`,
    remedy: '请发送方改用 UTF-8 或 GB18030 重新导出',
    en: ['The text is neither UTF-8 nor GB18030', 'Ask the sender to export in one of these'],
  }),

  UNKNOWN_SOURCE: error({
    exitCode: EXIT.INPUT,
    what: (p: FilePlace) => `${place(p)} 不符合任何来源定义`,
    remedy: '请按打印出的建议对照表新建来源定义，或核对文件',
    en: ['No source definition fits the file', 'Save the printed suggestion as a new definition'],
  }),

  UNSUPPORTED_FORMAT: error({
    exitCode: EXIT.INPUT,
    what: (p: FilePlace) => `${place(p)} 的格式不受支持`,
    remedy: '请改用 CSV、XLSX、JSONL 或 Parquet',
    en: ['The format is not supported', 'Use CSV, XLSX, JSONL or Parquet'],
  }),

  XLSX_BOMB: error({
    exitCode: EXIT.INPUT,
    what: (p: FilePlace & { limitBytes: number }) =>
      `${place(p)} 解压后超过上限 ${p.limitBytes} 字节，疑为压缩炸弹`,
    remedy: '已拒收，请与发送方核实；数据量确实大时请改报 CSV',
    en: ['The workbook unpacks to more than the limit', 'Refused; if the data are real send CSV'],
  }),

  XLSX_BROKEN: error({
    exitCode: EXIT.INPUT,
    what: (p: FilePlace) => `${place(p)} 不是完整的 XLSX 工作簿`,
    remedy: '请发送方重新另存为 XLSX 后报送',
    en: ['The workbook is damaged', 'Ask the sender to save it again as XLSX'],
  }),

  XLSX_ENCRYPTED: error({
    exitCode: EXIT.INPUT,
    what: (p: FilePlace) => `${place(p)} 设有密码，无法读取`,
    remedy: '请发送方去掉密码后重新报送',
    en: ['The workbook is protected by a password', 'Ask the sender to remove it'],
  }),

  XLSX_FORMULA: error({
    exitCode: EXIT.INPUT,
    what: (p: FilePlace) => `${place(p)} 是没有计算结果的公式`,
    remedy: '请发送方把公式粘贴为数值后重新报送',
    en: ['A cell holds a formula without a stored result', 'Ask the sender to paste values'],
  }),

  XLSX_MACRO: error({
    exitCode: EXIT.INPUT,
    what: (p: FilePlace) => `${place(p)} 含有宏，已拒收`,
    remedy: '请发送方另存为不含宏的 XLSX 后报送',
    en: ['The workbook holds macros', 'Ask the sender to save it without them'],
  }),
});

export type ErrorCode = keyof typeof ERRORS;
export type ErrorParams<C extends ErrorCode> = Parameters<(typeof ERRORS)[C]['what']>[0];

/**
 * The one error that users see: `throw new ZhaorenError('EMPTY_FILE', { file })`. `message` is the whole
 * Chinese sentence; pass the technical error as `cause`.
 */
export class ZhaorenError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C;
  readonly params: ErrorParams<C>;
  readonly exitCode: number;

  constructor(code: C, params: ErrorParams<C>, options?: ErrorOptions) {
    super((ERRORS[code].message as (params: ErrorParams<C>) => string)(params), options);
    this.name = 'ZhaorenError';
    this.code = code;
    this.params = params;
    this.exitCode = ERRORS[code].exitCode;
  }
}

/** True for a `ZhaorenError`, of the given code when one is named. */
export function isZhaorenError<C extends ErrorCode>(thrown: unknown, code?: C): thrown is ZhaorenError<C> {
  return thrown instanceof ZhaorenError && (code === undefined || thrown.code === code);
}
