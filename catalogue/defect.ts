import { ZhaorenError } from '#domain/error-catalogue.ts';

/** One thing wrong in a catalogue file; `line` counts from 1, `field` is dotted (`columns.sex.type`). */
export interface Defect {
  readonly file: string;
  readonly line: number | undefined;
  readonly field: string;
  /** What is wrong and what to do, Chinese, no final stop. */
  readonly reason: string;
}

/**
 * Throws CATALOGUE_INVALID when there is any defect. The message lists them all, in order of file and line,
 * so that an editor of rules mends everything in one go; `cause` is an AggregateError of one error each.
 */
export function refuseDefects(defects: readonly Defect[]): void {
  const ordered = [...defects].sort(
    (a, b) => compareText(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || compareText(a.field, b.field),
  );
  const [first, ...others] = ordered;
  if (first === undefined) return;
  const list = others.map((defect) => `\n  ${describe(defect)}`).join('');
  const reason = others.length === 0 ? first.reason : `${first.reason}；另有 ${others.length} 处：${list}\n`;
  throw new ZhaorenError(
    'CATALOGUE_INVALID',
    { ...place(first), reason },
    { cause: new AggregateError(ordered.map(toError), '规则目录不合规范') },
  );
}

function toError(defect: Defect): ZhaorenError {
  return new ZhaorenError('CATALOGUE_INVALID', { ...place(defect), reason: defect.reason });
}

function place({ file, line, field }: Defect) {
  return line === undefined ? { file, field } : { file, line, field };
}

function describe({ file, line, field, reason }: Defect): string {
  return `${file}${line === undefined ? '' : ` 第 ${line} 行`} 字段“${field}”：${reason}`;
}

/** Order of code units, the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
