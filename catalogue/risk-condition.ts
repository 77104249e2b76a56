/** What can be told of a condition from its text; whether it is sound SQL only an engine can say. */
export interface ConditionReading {
  /** Tables behind FROM and JOIN that the condition does not make itself, ascending. */
  readonly tables: readonly string[];
  /** Names in `parameter = '…'`. */
  readonly parameters: readonly string[];
  /** What makes it something else than one SELECT over named tables, Chinese; undefined when nothing does. */
  readonly fault: string | undefined;
}

/** Words that end the list of tables behind FROM. */
const AFTER_TABLES = new Set(
  'WHERE GROUP HAVING ORDER LIMIT WINDOW QUALIFY UNION INTERSECT EXCEPT SELECT OFFSET'.split(' '),
);
/** Functions that make rows and read no table. */
const ROW_MAKERS = new Set(['unnest', 'generate_series', 'range']);

/**
 * Reads a rule's condition as far as text goes: one SELECT (or WITH … SELECT), which tables it reads. Functions that
 * read files are no tables of anybody and are a fault.
 */
export function readCondition(sql: string): ConditionReading {
  const tokens = tokensOf(sql);
  const parameters = [...withoutComments(sql).matchAll(/\bparameter\s*=\s*'([^']*)'/g)].map(
    ([, name]) => name!,
  );
  const first = tokens[0]?.toUpperCase();
  if (first !== 'SELECT' && first !== 'WITH') {
    return { tables: [], parameters, fault: '只能是一条 SELECT 查询（可以 WITH 开头）' };
  }
  if (tokens.includes(';')) return { tables: [], parameters, fault: '只能是一条 SELECT 查询，不能有分号' };
  const { named, fault } = tablesBehindFrom(tokens);
  const own = new Set(
    tokens.filter((_, at) => tokens[at + 1]?.toUpperCase() === 'AS' && tokens[at + 2] === '('),
  );
  return { tables: [...new Set(named)].filter((table) => !own.has(table)).sort(), parameters, fault };
}

/** Whether the condition returns a cause of its own for each hit. */
export function returnsCause(sql: string): boolean {
  const tokens = tokensOf(sql);
  return tokens.some(
    (token, at) => token.toUpperCase() === 'AS' && tokens[at + 1]?.toLowerCase() === 'cause',
  );
}

/** Follows the brackets: a FROM without its SELECT belongs to a function such as `extract(year FROM day)`. */
function tablesBehindFrom(tokens: readonly string[]): { named: string[]; fault: string | undefined } {
  const levels = [{ selecting: false, listing: false }];
  const named: string[] = [];
  let fault: string | undefined;
  let expected = false;
  for (const [at, token] of tokens.entries()) {
    const level = levels.at(-1)!;
    const word = token.toUpperCase();
    if (expected && word !== 'LATERAL') {
      expected = false;
      const isCall = tokens[at + 1] === '(';
      if (isCall && !ROW_MAKERS.has(token.toLowerCase())) {
        fault = `不能用函数 ${token} 代替表`;
      } else if (/^[A-Za-z_]/.test(token) && !isCall) {
        if (tokens[at + 1] === '.') fault = '表名不能带库名或模式名';
        named.push(token);
      } else if (token !== '(' && !isCall) fault = 'FROM 和 JOIN 后面应是表名';
    }
    if (token === '(') levels.push({ selecting: false, listing: false });
    else if (token === ')') levels.length > 1 && levels.pop();
    else if (word === 'SELECT') Object.assign(level, { selecting: true, listing: false });
    else if (word === 'FROM' && level.selecting && tokens[at - 1]?.toUpperCase() !== 'DISTINCT') {
      level.listing = true;
      expected = true;
    } else if (word === 'JOIN' || (token === ',' && level.listing)) expected = true;
    else if (AFTER_TABLES.has(word)) level.listing = false;
  }
  return { named, fault };
}

function withoutComments(sql: string): string {
  return sql.replaceAll(/--.*$/gm, ' ').replaceAll(/\/\*[\s\S]*?\*\//g, ' ');
}

/** Words, signs, and `''` for every text. */
function tokensOf(sql: string): string[] {
  const quoted = withoutComments(sql)
    .replaceAll(/'(?:[^']|'')*'/g, " '' ")
    .replaceAll(/"([a-z_][a-z0-9_]*)"/g, ' $1 ');
  return quoted.match(/[A-Za-z_][A-Za-z0-9_]*|''|"[^"]*"|[0-9.]+|[^\s]/g) ?? [];
}
