import { isMap, isNode, isPair, isSeq, LineCounter, parseDocument } from 'yaml';
import { LinkageError, type LinkageProblem } from '../linkage-error.ts';

/** Path of a value inside a spec, e.g. `['comparisons', 'birth', 'kind']`. */
export type SpecPath = readonly (string | number)[];

/** A spec as YAML gave it, and the problems found in it so far. */
export interface SpecFile {
  readonly value: unknown;
  readonly problems: LinkageProblem[];
  /** Notes a problem at the path, with the line of its key or of the nearest thing above it that exists. */
  report(code: string, path: SpecPath, what: string, remedy: string): void;
}

/**
 * Reads YAML 1.2 (core schema: dates stay text).
 *
 * @param origin file name for messages about the whole file
 * @throws LinkageError when it is no YAML
 */
export function readSpecFile(text: string, origin: string): SpecFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number | undefined) =>
    offset === undefined ? undefined : lines.linePos(offset).line;

  const syntax = [...document.errors, ...document.warnings].map((error) => ({
    code: error.code === 'DUPLICATE_KEY' ? 'DUPLICATE_NAME' : 'NOT_YAML',
    path: origin,
    line: lineAt(error.pos[0]),
    what:
      error.code === 'DUPLICATE_KEY' ? 'The same key stands here twice' : `This is not YAML (${error.code})`,
    remedy:
      error.code === 'DUPLICATE_KEY'
        ? 'Take one of the two out or rename it'
        : 'Check indentation (blanks, no tabs), the blank after each colon, and quotes',
  }));
  if (syntax.length > 0) throw new LinkageError(syntax);

  const problems: LinkageProblem[] = [];
  const report: SpecFile['report'] = (code, path, what, remedy) => {
    let node: unknown = document.contents;
    let offset = startOf(node);
    for (const step of path) {
      const [place, value] = child(node, step);
      if (place === undefined) break;
      offset = startOf(place) ?? offset;
      node = value;
    }
    problems.push(
      Object.freeze({ code, path: path.join('.') || origin, line: lineAt(offset), what, remedy }),
    );
  };
  try {
    return { value: document.toJS({ maxAliasCount: 1000 }), problems, report };
  } catch {
    report('NOT_YAML', [], 'An alias (*) has no anchor (&), or there are too many', 'Write the values out');
    throw new LinkageError(problems);
  }
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
  return isNode(node) ? node.range?.[0] : undefined;
}
