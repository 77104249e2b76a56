import type { LinkProblem } from '#domain/error-catalogue.ts';
import type { LinkageProblem } from '#linkage/linkage-error.ts';

/** The files that a problem may lie in, as the user named them. */
export interface LinkedFiles {
  /** Undefined when the suggested spec is used. */
  readonly spec: string | undefined;
  readonly left: string;
  readonly right: string | undefined;
}

/** What a linkage problem's English sentences name: words in `…`, and numbers. */
interface Named {
  readonly words: readonly string[];
  readonly numbers: readonly string[];
  /** The table's file. */
  readonly table: string;
  readonly english: string;
}

type Sentence = readonly [what: (named: Named) => string, remedy: string];

/** Chinese sentences by code. The remedy stands where the English one is not a choice of names. */
const SENTENCES: Readonly<Record<string, Sentence>> = Object.freeze({
  BAD_NAME: [
    () => '名称不能为空、首尾不能有空格、不能含有“+”“:”或“__”',
    '请换一个名称，用 from 指明表中的列名',
  ],
  BAD_OPTION: [({ english }) => `选项的值不合规定（${english}）`, '请改正，或删去该选项以采用默认值'],
  BAD_SOURCE: [
    () => '这里应是列名、几个列名的列表，或分别写明的 {left: …, right: …}',
    '请写表中的列名（数字作列名时加引号），几列合成一列时写 [第一列, 第二列]',
  ],
  BAD_VALUE: [({ english }) => `写法不对（${english}）`, '请按 docs/linkage.zh-CN.md 的格式改写'],
  BLANK_ID: [
    ({ words, numbers, table }) =>
      `文件 ${table} 的 ${numbers[1]} 条记录中有 ${numbers[0]} 条没有编号“${words[0]}”`,
    '请补全编号，换一列，或删去 id（改用记录在文件中的序号）',
  ],
  COLUMN_TWICE: [({ words }) => `列“${words[0]}”在列表中写了两次`, '请删去其中一处'],
  COLUMN_COUNT: [({ english }) => `列的个数不对（${english}）`, '请用 column 或 columns 写明所需的列'],
  CONSTANT_COLUMN: [({ words }) => `列“${words[0]}”所有的值都相同，不起作用`, '可从说明中删去该列'],
  DUPLICATE_ID: [
    ({ words, numbers, table }) =>
      `文件 ${table} 的编号列“${words[0]}”有重复：${numbers[0]} 条记录只有 ${numbers[1]} 个不同的编号`,
    '请换用不重复的列，或删去 id（改用记录在文件中的序号）',
  ],
  DUPLICATE_NAME: [() => '同一个名称写了两次', '请删去或改名其中一处'],
  DUPLICATE_RULE: [() => '同一条分块规则写了两次', '请删去其中一条'],
  EMPTY_COLUMN: [({ words }) => `列“${words[0]}”没有任何值，不起作用`, '可从说明中删去该列'],
  JOINED_DATE: [
    ({ words, numbers }) => `日期“${words[0]}”由 ${numbers[0]} 列合成，而日期只有年、月、日`,
    '请写 [年, 月, 日] 所在的列',
  ],
  JOINED_NUMBER: [
    ({ words }) => `“${words[0]}”由几列合成，不能当作一个数`,
    '请逐列声明 type: number；经纬度用 kind: geo、columns: [纬度列, 经度列] 比较',
  ],
  KEY_AS_EVIDENCE: [
    ({ words }) => `“${words[0]}”是 ${words[1]} 列，不能同时作为比较的依据`,
    '请删去这项比较，或删去该设置',
  ],
  MISSING_KEY: [() => '缺少 kind（比较的方式）', '请写明 kind'],
  NO_DATES: [
    ({ words, numbers, table }) =>
      `文件 ${table} 的“${words[0]}”合成的日期中，${numbers[1]} 个里只有 ${numbers[0]} 个可能存在`,
    '请按年、月、日（或日、月、年）的次序写明各列',
  ],
  NO_COLUMN: [() => '列表中一列也没有', '请按次序写明要合在一起的列，或删去 from'],
  NO_BLOCKING: [
    () => '没有分块规则（blocking）',
    '请写明记录在哪些列上一致才作比较，例如 - surname + birth:year',
  ],
  NO_COMPARISON: [
    () => '没有任何比较（comparisons）',
    '请写明比较哪些列、怎样比较，例如 surname: { kind: name }',
  ],
  NOTHING_TO_COMPARE: [
    () => '没有可以比较的列：各列为空、全部相同，或两张表没有含义相同的列',
    '请给出列有内容、含义相同的表',
  ],
  NOT_YAML: [({ english }) => `不是合法的 YAML（${english}）`, '请检查缩进（只用空格）、冒号后的空格和引号'],
  TOO_MANY_PAIRS: [
    ({ english }) => tooManyPairs(english),
    '请在该规则中加一列或多取几个字符，或者调高 max_pairs',
  ],
  TYPE_DIFFERS: [
    ({ english }) => `列的类型不适合（${english}）`,
    '请在 columns 中声明合适的 type，或改用别的比较方式',
  ],
  UNKNOWN_COLUMN: [({ words, table }) => `文件 ${table} 没有列“${words[0]}”`, '请改为文件中的列名'],
  UNKNOWN_KEY: [({ words }) => `这里没有设置项“${words[0]}”`, '请删去'],
  UNKNOWN_KIND: [({ words }) => `没有比较方式“${words[0]}”`, '请改用已有的比较方式'],
  UNKNOWN_STEP: [({ words }) => `没有清洗步骤“${words[0]}”`, '请改用已有的清洗步骤'],
  UNKNOWN_TRANSFORM: [({ words }) => `列不能这样取值：“${words[0]}”`, '请改用 first3、year、sound 等'],
  UNKNOWN_TYPE: [() => '没有这种列类型', '请写 text、date、number 或 list'],
});

/** A problem of spec or data as a Chinese sentence: where, what, what to do. Unknown codes keep their English. */
export function specProblem(problem: LinkageProblem, files: LinkedFiles): LinkProblem {
  const { code, path, line, what, remedy } = problem;
  const [told, advice] = SENTENCES[code] ?? [({ english }: Named) => english, remedy];
  const isRight = /\bright table\b/.test(what);
  const file = files.spec ?? '自动生成的关联说明';
  const place = [
    files.spec === undefined ? file : `文件 ${file}`,
    ...(line === undefined ? [] : [`第 ${line} 行`]),
    ...(path === '' || path === files.spec ? [] : [path]),
  ].join(' ');
  return Object.freeze({
    code,
    file,
    line,
    field: path,
    what: `${place}：${told({
      words: [...what.matchAll(/`([^`]*)`/g)].map(([, word]) => word!),
      numbers: [...what.matchAll(/\d+/g)].map(([digits]) => digits),
      table: (isRight ? files.right : undefined) ?? files.left,
      english: what,
    })}`,
    remedy: choice(remedy) ?? advice,
  });
}

/** A remedy that names what may be written instead. */
function choice(remedy: string): string | undefined {
  const nearest = /^Did you mean `(.*)`$/.exec(remedy)?.[1];
  if (nearest !== undefined) return `是否想写“${nearest}”`;
  const choices = /^(?:Use|Write `kind:` and) one of: (.*)$/.exec(remedy)?.[1];
  return choices === undefined ? undefined : `可以写：${choices.replaceAll(', ', '、')}`;
}

function tooManyPairs(english: string): string {
  const found =
    /^rule '(.*)' would make ([\d.e+]+) pairs, ([\d.e+]+) of them in its largest block; max_pairs is (\d+)$/.exec(
      english,
    );
  if (found === null) return english;
  const [, rule, pairs, worst, limit] = found;
  return `分块规则“${rule}”会产生 ${pairs} 对记录，其中最大的一块就有 ${worst} 对，超过上限 max_pairs = ${limit}`;
}
