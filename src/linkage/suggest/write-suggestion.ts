import { stringify } from 'yaml';
import { isSameSource } from '../spec/column-source.ts';
import type { Sides } from '../spec/linkage-spec.ts';
import type { SuggestedBlocking } from './choose-blocking.ts';
import type { SuggestedComparison } from './choose-comparisons.ts';
import type { IdentityColumns } from './choose-identity.ts';
import type { TableProfile } from './column-profile.ts';
import type { KeyBehaviour } from './measure-agreement.ts';
import { meanOf } from './suggested-column.ts';

/** Everything that was found out and decided. */
export interface Suggestion {
  readonly profiles: { readonly left: TableProfile; readonly right: TableProfile | undefined };
  readonly identity: Sides<IdentityColumns>;
  readonly comparisons: readonly SuggestedComparison[];
  /** Of the whole value of each column compared, in the same order. */
  readonly behaviour: readonly KeyBehaviour[];
  readonly blocking: SuggestedBlocking;
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[];
}

/** The suggestion as a spec with the reasons as comments. */
export function writeSuggestion(suggestion: Suggestion): string {
  const { profiles, comparisons, behaviour, blocking, leftOut } = suggestion;
  const { left, right } = profiles;
  const tables = right
    ? `${count(left.rows)} and ${count(right.rows)} records`
    : `${count(left.rows)} records`;
  const used = new Set(blocking.rules.flatMap(({ parts }) => parts.map(({ column }) => column)));
  const declared = comparisons.filter(({ leftOut: reason, column }) => !reason || used.has(column.name));
  const lines = [
    `# Suggested from a profile of ${tables}. Look through it, change what you know better.`,
    ...identityLines(suggestion.identity),
    '',
    'columns:',
    ...declared.map(({ column }) => {
      const { left: l, right: r } = column.from;
      const from = !isSameSource(l, r)
        ? { from: { left: l, right: r } }
        : isSameSource(l, column.name)
          ? {}
          : { from: l };
      return entry(column.name, {
        ...from,
        ...(column.type !== 'text' && { type: column.type }),
        ...(column.clean.length > 0 && { clean: column.clean }),
      });
    }),
    ...leftOut.map(({ name, reason }) => `  # left out: ${oneLine(name)} (${reason})`),
    '',
    'comparisons:',
    ...comparisons.flatMap(({ column, frequency, options, place, isInPlace, leftOut: reason }, i) => [
      `  # ${oneLine(column.name)}: ${behaviourText(
        meanOf(column, ({ filled }) => filled),
        behaviour[i]!,
      )}`,
      ...(isInPlace ? ['  # compared together with the latitude'] : []),
      ...(isInPlace || place
        ? []
        : [
            reason
              ? `  # not compared: ${oneLine(reason)}`
              : entry(column.name, { kind: column.kind, ...(frequency && { frequency }), ...options }),
          ]),
      ...(place ? [entry(place.name, { kind: 'geo', columns: [column.name, place.longitude] })] : []),
    ]),
    '',
    '# Records that agree by any of these rules are compared; pairs each makes, about:',
    'blocking:',
    ...blocking.rules.map(({ parts, pairs }) => {
      const text = parts.map(({ column, of }) => (of === undefined ? column : `${column}:${of}`)).join(' + ');
      return `  - ${scalar(text)} # ${count(pairs)}`;
    }),
    `# With errors as measured, the rules reach about ${percent(blocking.reached)} of the pairs of one person.`,
    '',
    'threshold: auto',
    'constraint: auto',
  ];
  return `${lines.join('\n')}\n`;
}

function identityLines({ left, right }: Sides<IdentityColumns>): string[] {
  return (['id', 'truth'] as const).flatMap((key) => {
    const [l, r] = [left[key], right[key]];
    if (l === undefined || r === undefined)
      return key === 'id' ? ['# No column names a record: its position in the file does.'] : [];
    return [`${key}: ${l === r ? scalar(l) : flow({ left: l, right: r })}`];
  });
}

function behaviourText(filled: number, { chance, agreeing, seen }: KeyBehaviour): string {
  const strangers = chance > 0 ? `strangers agree in 1 of ${count(Math.round(1 / chance))}` : 'no two agree';
  const same =
    seen >= 30 ? `, one person's records in ${percent(agreeing)} (seen in ${count(seen)} pairs)` : '';
  return `${percent(filled)} filled; ${strangers}${same}`;
}

function entry(name: string, value: object): string {
  return `  ${scalar(name)}: ${flow(value)}`;
}

function flow(value: object): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim();
}

function scalar(text: string): string {
  return stringify(text, { lineWidth: 0 }).trim();
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function count(n: number): string {
  return n.toLocaleString('en-US');
}

function percent(share: number): string {
  const value = share * 100;
  return `${value > 99 || value < 1 ? value.toFixed(1) : value.toFixed(0)} %`;
}
