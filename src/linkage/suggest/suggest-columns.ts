import type { Engine } from '#engine/engine.ts';
import { chooseIdentity, type IdentityColumns, isRunningNumber } from './choose-identity.ts';
import { confirmMeaning, treatmentOf } from './classify-column.ts';
import type { ColumnProfile, TableProfile } from './column-profile.ts';
import { findHeaderMeaning } from './header-meaning.ts';
import { type MeantColumn, pairColumns } from './pair-columns.ts';
import type { TableSample } from './sample-table.ts';
import type { SuggestedColumn } from './suggested-column.ts';

/** What the tables offer as evidence. */
export interface SuggestedColumns {
  readonly identity: { readonly left: IdentityColumns; readonly right: IdentityColumns };
  readonly columns: readonly SuggestedColumn[];
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[];
}

/** A column with fewer values than this is not worth a comparison. */
const LEAST_FILLED = 0.02;

/** Finds the columns that both tables have and how each is to be treated. Of one table both sides are the same. */
export async function suggestColumns(
  engine: Engine,
  left: { readonly profile: TableProfile; readonly sample: TableSample },
  right: { readonly profile: TableProfile; readonly sample: TableSample } | undefined,
): Promise<SuggestedColumns> {
  const identity = {
    left: chooseIdentity(left.profile),
    right: chooseIdentity((right ?? left).profile),
  };
  const leftOut: { name: string; reason: string }[] = [];
  const offered = (side: 'left' | 'right', { profile }: typeof left) =>
    meantColumns(profile).filter(({ profile: column }) => {
      const reason = reasonToLeaveOut(column, profile, identity[side], right === undefined);
      if (reason) leftOut.push({ name: column.name, reason });
      return reason === undefined;
    });
  const lefts = offered('left', left);
  const pairs = right
    ? await paired(engine, left.sample, right.sample, lefts, offered('right', right))
    : lefts.map((column) => ({ left: column, right: column, shared: 1 }));
  for (const column of right ? lefts : [])
    if (!pairs.some((pair) => pair.left === column))
      leftOut.push({ name: column.profile.name, reason: 'the other table has nothing like it' });

  const isJapanese = [left, ...(right ? [right] : [])].some(({ profile }) =>
    profile.columns.some(({ scripts }) => scripts.kana > 0.1),
  );
  const columns: SuggestedColumn[] = [];
  for (const pair of pairs) {
    const meaning = pair.left.meaning ?? pair.right.meaning;
    const treatment = treatmentOf(meaning, pair.left.profile, { isJapanese });
    if (treatment.kind === 'exact' && pair.shared === 0) {
      leftOut.push({ name: pair.left.profile.name, reason: 'the tables have no value in common' });
      continue;
    }
    columns.push({
      name: specName(pair.left.profile.name, columns),
      from: { left: pair.left.profile.name, right: pair.right.profile.name },
      profile: { left: pair.left.profile, right: pair.right.profile },
      meaning,
      ...treatment,
    });
  }
  return { identity, columns, leftOut };
}

function meantColumns({ columns }: TableProfile): MeantColumn[] {
  const hints = columns.map(({ name }) => findHeaderMeaning(name));
  return columns.map((profile, i) => ({ profile, meaning: confirmMeaning(hints[i], profile, hints) }));
}

function reasonToLeaveOut(
  column: ColumnProfile,
  { rows }: TableProfile,
  { id, truth }: IdentityColumns,
  isOneTable: boolean,
): string | undefined {
  if (column.name === id) return 'the id';
  if (column.name === truth) return 'the truth';
  const hint = findHeaderMeaning(column.name);
  if (hint === 'truth') return 'its name says that it is the truth';
  if (hint === 'id' && column.isUnique) return 'it names the record';
  if (column.filled < LEAST_FILLED) return column.filled === 0 ? 'empty' : 'almost empty';
  if (column.distinct === 1) return 'the same value everywhere';
  if (isRunningNumber(column, rows)) return 'a running number';
  const isLongText = column.length.median > 8 && column.digitsOnly < 0.5;
  if (isOneTable && column.isUnique && !isLongText) return 'no value occurs twice';
  return undefined;
}

async function paired(
  engine: Engine,
  left: TableSample,
  right: TableSample,
  lefts: readonly MeantColumn[],
  rights: readonly MeantColumn[],
): Promise<{ left: MeantColumn; right: MeantColumn; shared: number }[]> {
  const overlaps = new Map<string, number>();
  const at = (a: string, b: string) => `${a}\n${b}`;
  const position = ({ columns }: TableSample, name: string) =>
    columns.findIndex((column) => column.name === name);
  for (const { profile: a } of lefts)
    for (const { profile: b } of rights)
      overlaps.set(
        at(a.name, b.name),
        await overlapOf(
          engine,
          `SELECT c${position(left, a.name)} AS v FROM ${left.table}`,
          `SELECT c${position(right, b.name)} AS v FROM ${right.table}`,
        ),
      );
  const overlap = (a: ColumnProfile, b: ColumnProfile) => overlaps.get(at(a.name, b.name))!;
  return pairColumns(lefts, rights, overlap).map((pair) => ({
    ...pair,
    shared: overlap(pair.left.profile, pair.right.profile),
  }));
}

/** Share of the left values, as often as they occur, that occur on the right. Letter case and signs are free. */
async function overlapOf(engine: Engine, left: string, right: string): Promise<number> {
  const plain = (query: string) =>
    `SELECT regexp_replace(lower(strip_accents(v)), '[^\\p{L}\\p{N}]+', '', 'g') AS v FROM (${query}) WHERE v IS NOT NULL LIMIT 20000`;
  const [row] = await engine.rows<{ shared: number | null }>(`
    SELECT avg(CASE WHEN v IN (SELECT v FROM (${plain(right)})) THEN 1 ELSE 0 END) AS shared
    FROM (${plain(left)})
  `);
  return row!.shared ?? 0;
}

/** The header as a name that a spec takes, not used yet. */
function specName(header: string, taken: readonly { readonly name: string }[]): string {
  const plain =
    header
      .normalize('NFC')
      .replace(/[^\p{L}\p{M}\p{N}_]+/gu, '_')
      .replace(/_{2,}/g, '_')
      .replace(/^_+|_+$/g, '') || 'column';
  let name = plain;
  for (let n = 2; taken.some((column) => column.name.toLowerCase() === name.toLowerCase()); n++)
    name = `${plain}_${n}`;
  return name;
}
