import type { ColumnUse } from './implied-columns.ts';
import { findKeyTransform, KEY_TRANSFORMS } from './key-transform.ts';
import type { BlockingRule, ColumnType, KeyPart } from './linkage-spec.ts';
import { choiceRemedy } from './nearest-name.ts';
import type { SpecFile, SpecPath } from './spec-file.ts';

const ANY_TYPE: readonly ColumnType[] = Object.freeze(['text', 'date', 'number', 'list']);
const EXAMPLE = '`- surname + birth` or `- surname:first3 + birth:year`';

/** The blocking rules, and what each asks of the columns it names; problems are noted in the file. */
export function parseBlocking(file: SpecFile, value: unknown): { rules: BlockingRule[]; uses: ColumnUse[] } {
  const uses: ColumnUse[] = [];
  const entries: readonly unknown[] = Array.isArray(value) ? value : [];
  if (entries.length === 0)
    file.report(
      'NO_BLOCKING',
      ['blocking'],
      'No blocking rule is given as a list',
      `Write under \`blocking\` on what records must agree to be compared, e.g. ${EXAMPLE}`,
    );
  const seen = new Set<string>();
  const rules = entries.map((entry, index): BlockingRule => {
    const path = ['blocking', index];
    if (typeof entry !== 'string' || entry.trim() === '') {
      file.report('BAD_VALUE', path, 'This is no blocking rule', `Write e.g. ${EXAMPLE}`);
      return { text: '', parts: [] };
    }
    const parts = entry.split('+').map((part) => keyPart(file, path, part.trim(), uses));
    const same = parts.map(written).toSorted().join(' + ');
    if (seen.has(same))
      file.report('DUPLICATE_RULE', path, 'The same rule stands here twice', 'Take one of the two out');
    seen.add(same);
    return { text: parts.map(written).join(' + '), parts };
  });
  return { rules, uses };
}

function written({ column, of }: KeyPart): string {
  return of === undefined ? column : `${column}:${of}`;
}

function keyPart(file: SpecFile, path: SpecPath, text: string, uses: ColumnUse[]): KeyPart {
  const [column = '', of, ...more] = text.split(':').map((word) => word.trim());
  if (column === '' || of === '' || more.length > 0) {
    file.report(
      'BAD_VALUE',
      path,
      `\`${text}\` is no \`column\` or \`column:part\``,
      `Write e.g. ${EXAMPLE}`,
    );
    return { column, of };
  }
  const transform = of === undefined ? undefined : findKeyTransform(of);
  if (of !== undefined && transform === undefined)
    file.report(
      'UNKNOWN_TRANSFORM',
      path,
      `\`${of}\` cannot be taken from a column`,
      choiceRemedy(
        of,
        KEY_TRANSFORMS.map(({ name }) => name.replace('N', '3')),
      ),
    );
  else
    uses.push({
      column,
      accepts: transform?.accepts ?? ANY_TYPE,
      path,
      by: transform === undefined ? 'A blocking rule' : `\`${column}:${of}\``,
    });
  return { column, of };
}
