import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { isMap, isNode, isPair, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Defect } from './defect.ts';

/** Path of a value inside a YAML file, e.g. `['columns', 'sex', 'aliases', 0]`. */
export type FieldPath = readonly (string | number)[];

/** A parsed catalogue file that can say on which line a value stands. */
export interface YamlFile {
  /** As shown in messages. */
  readonly file: string;
  readonly value: unknown;
  /** Syntax errors; `value` must not be used when there are any. */
  readonly defects: readonly Defect[];
  /** Line (from 1) of the key or item at the path, or of its nearest ancestor that exists. */
  lineOf(path: FieldPath): number | undefined;
  /** A defect at the path. */
  defect(path: FieldPath, reason: string): Defect;
}

/** Reads one YAML 1.2 file (core schema: dates stay text). Unreadable files come back as one defect. */
export function readYamlFile(path: string, file: string): YamlFile {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    return withoutValue(file, '文件读不出来，请检查文件是否存在、运行用户是否有读取权限');
  }
  if (!isUtf8(bytes)) return withoutValue(file, '文件不是 UTF-8 编码，请在编辑器中另存为 UTF-8');
  return parseYaml(bytes.toString('utf8'), file);
}

/** The same for text in hand. */
export function parseYaml(text: string, file: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number | undefined) =>
    offset === undefined ? undefined : lines.linePos(offset).line;

  const lineOf = (path: FieldPath) => {
    let node: unknown = document.contents;
    let offset = startOf(node);
    for (const step of path) {
      const [place, value] = child(node, step);
      if (place === undefined) break;
      offset = startOf(place) ?? offset;
      node = value;
    }
    return lineAt(offset);
  };
  const defect = (path: FieldPath, reason: string): Defect =>
    Object.freeze({ file, line: lineOf(path), field: path.join('.') || '(文件)', reason });

  const syntax = [...document.errors, ...document.warnings].map((error) =>
    Object.freeze({
      file,
      line: lineAt(error.pos[0]),
      field: '(文件)',
      reason: `YAML 语法错误（${error.code}），${SYNTAX_REASONS[error.code] ?? '请检查缩进、冒号后的空格和引号'}`,
    }),
  );
  if (syntax.length > 0) return Object.freeze({ file, value: undefined, defects: syntax, lineOf, defect });
  try {
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    return Object.freeze({ file, value, defects: Object.freeze([]), lineOf, defect });
  } catch {
    return withoutValue(file, `别名（*）指向不存在的锚点（&），或展开后超过 ${MAX_ALIASES} 处，请改正`);
  }
}

/** Rows share a long legal reference by alias; the limit stops alias bombs. */
const MAX_ALIASES = 10_000;

const SYNTAX_REASONS: Readonly<Record<string, string>> = Object.freeze({
  DUPLICATE_KEY: '同一项写了两次，请删去一处',
  TAB_AS_INDENT: '缩进不能用制表符，请改用空格',
});

function withoutValue(file: string, reason: string): YamlFile {
  const defect = () => Object.freeze({ file, line: undefined, field: '(文件)', reason });
  return Object.freeze({ file, value: undefined, defects: [defect()], lineOf: () => undefined, defect });
}

/** The node whose line stands for the step (a map's key, a list's item) and the node below it. */
function child(node: unknown, step: string | number): [place: unknown, value: unknown] {
  if (isSeq(node)) return [node.items[Number(step)], node.items[Number(step)]];
  if (!isMap(node)) return [undefined, undefined];
  const pair = node.items.find(
    (item) => isPair(item) && isNode(item.key) && String(item.key.toJSON()) === String(step),
  );
  return [pair?.key, pair?.value];
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? (node as Node).range?.[0] : undefined;
}
