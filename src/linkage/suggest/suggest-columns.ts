import type { Engine } from '#engine/engine.ts';
import { isJoined, sourceColumns } from '../spec/column-source.ts';
import { chooseIdentity, type IdentityColumns, isRunningNumber } from './choose-identity.ts';
import { confirmMeaning, treatmentOf } from './classify-column.ts';
import type { ColumnProfile, TableProfile } from './column-profile.ts';
import { mayBeDatePart } from './date-part-header.ts';
import { findJoins } from './find-joins.ts';
import { findSplits } from './find-splits.ts';
import { findHeaderMeaning } from './header-meaning.ts';
import { joinBirth, joinBirths } from './join-births.ts';
import { type ColumnPair, joinColumns, type OpenColumns } from './join-columns.ts';
import { type MeantColumn, pairColumns } from './pair-columns.ts';
import type { TableSample } from './sample-table.ts';
import type { SampledTable } from './sampled-table.ts';
import type { SuggestedColumn } from './suggested-column.ts';
import { overlapOf } from './value-overlap.ts';

/** What the tables offer as evidence. */
export interface SuggestedColumns {
  readonly identity: { readonly left: IdentityColumns; readonly right: IdentityColumns };
  readonly columns: readonly SuggestedColumn[];
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[];
  /** The samples with the columns that were joined. */
  readonly samples: { readonly left: TableSample; readonly right: TableSample | undefined };
}

/** Share of the values of a column among those of joined ones that show them to be the same. */
const LEAST_SHARED = 0.02;

/** A column with fewer values than this is not worth a comparison. */
const LEAST_FILLED = 0.02;

/** Finds the columns that both tables have and how each is to be treated. Of one table both sides are the same. */
export async function suggestColumns(
  engine: Engine,
  left: SampledTable,
  right: SampledTable | undefined,
): Promise<SuggestedColumns> {
  const identity = {
    left: chooseIdentity(left.profile),
    right: chooseIdentity((right ?? left).profile),
  };
  const leftOut: { name: string; reason: string }[] = [];
  const offered = (side: 'left' | 'right', { profile }: SampledTable) =>
    meantColumns(profile).filter(({ profile: column }) => {
      const reason = reasonToLeaveOut(column, profile, identity[side], right === undefined);
      if (reason) leftOut.push({ name: column.name, reason });
      return reason === undefined;
    });
  const lefts = offered('left', left);
  const { pairs, open, doubled } = right
    ? await pairTables(engine, { tables: { left, right }, left: lefts, right: offered('right', right) })
    : await pairWithItself(engine, left, lefts);
  for (const { profile } of doubled)
    leftOut.push({ name: profile.name, reason: 'part of the date of birth' });
  for (const { profile } of [...open.left, ...open.right])
    leftOut.push({ name: profile.name, reason: 'the other table has nothing like it' });

  const isJapanese = [left, ...(right ? [right] : [])].some(({ profile }) =>
    profile.columns.some(({ scripts }) => scripts.kana > 0.1),
  );
  const columns: SuggestedColumn[] = [];
  for (const pair of inOrder(pairs, left)) {
    const meaning = pair.left.meaning ?? pair.right.meaning;
    const given = isJoined(pair.left.source) ? pair.right : pair.left;
    const treatment = treatmentOf(meaning, given.profile, { isJapanese });
    if (treatment.kind === 'exact' && pair.shared === 0) {
      leftOut.push({ name: pair.left.profile.name, reason: 'the tables have no value in common' });
      continue;
    }
    columns.push({
      name: specName(isJoined(given.source) ? joinedName(given) : given.profile.name, columns),
      from: { left: pair.left.source, right: pair.right.source },
      profile: { left: pair.left.profile, right: pair.right.profile },
      meaning,
      ...treatment,
      clean: [
        ...treatment.clean,
        ...(treatment.type === 'text' && treatment.kind !== 'chinese_name' && isSpacedByJoining(pair, given)
          ? ['no_spaces']
          : []),
      ],
    });
  }
  return {
    identity,
    columns,
    leftOut,
    samples: { left: open.tables.left.sample, right: open.tables.right?.sample },
  };
}

/** What of the tables' columns is one and the same. */
interface PairedColumns {
  readonly pairs: readonly ColumnPair[];
  readonly open: Omit<OpenColumns, 'tables'> & {
    readonly tables: { readonly left: SampledTable; readonly right: SampledTable | undefined };
  };
  /** Columns that say what others say. */
  readonly doubled: readonly MeantColumn[];
}

async function pairWithItself(
  engine: Engine,
  left: SampledTable,
  lefts: readonly MeantColumn[],
): Promise<PairedColumns> {
  const { table, columns, leftOut } = await joinBirth(engine, left, lefts);
  return {
    pairs: columns.map((column) => ({ left: column, right: column, shared: 1 })),
    open: { tables: { left: table, right: undefined }, left: [], right: [] },
    doubled: leftOut,
  };
}

/** Pairs columns: what headers show to be joined, what corresponds, and of the rest what joined values show. */
async function pairTables(engine: Engine, all: OpenColumns): Promise<PairedColumns> {
  const births = await joinBirths(engine, all);
  const byHeader = await joinColumns(engine, births.open, (_, wholes, __, parts) => findJoins(wholes, parts));
  const { tables, left, right } = byHeader.open;
  const single = await paired(engine, tables.left.sample, tables.right.sample, left, right);
  const rest = {
    tables,
    left: left.filter((column) => !single.some((pair) => pair.left === column)),
    right: right.filter((column) => !single.some((pair) => pair.right === column)),
  };
  const byValue = await joinColumns(engine, rest, (...of) => findSplits(engine, ...of), LEAST_SHARED);
  return {
    pairs: [...births.pairs, ...byHeader.pairs, ...single, ...byValue.pairs],
    open: byValue.open,
    doubled: births.leftOut,
  };
}

/** A name for what is made of several columns in both tables: the date of birth. */
function joinedName({ profile }: MeantColumn): string {
  return /\p{sc=Han}/u.test(profile.name) ? '出生日期' : 'birth_date';
}

/** In the order of the left table's columns. */
function inOrder(pairs: readonly ColumnPair[], { profile }: SampledTable): readonly ColumnPair[] {
  const place = ({ left }: ColumnPair) =>
    profile.columns.findIndex(({ name }) => name === sourceColumns(left.source)[0]);
  return pairs.toSorted((a, b) => place(a) - place(b));
}

/** Whether joining puts spaces where the other table has none, as between the parts of a Chinese address. */
function isSpacedByJoining({ left, right }: ColumnPair, given: MeantColumn): boolean {
  return isJoined(left.source) !== isJoined(right.source) && given.profile.severalWords < 0.3;
}

function meantColumns({ columns }: TableProfile): MeantColumn[] {
  const hints = columns.map(({ name }) => findHeaderMeaning(name));
  return columns.map((profile, i) => ({
    profile,
    source: profile.name,
    meaning: confirmMeaning(hints[i], profile, hints),
  }));
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
  if (mayBeDatePart(column)) return undefined;
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
