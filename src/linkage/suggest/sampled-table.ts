import type { Engine } from '#engine/engine.ts';
import type { ColumnType } from '../spec/linkage-spec.ts';
import type { TableProfile } from './column-profile.ts';
import type { Meaning } from './header-meaning.ts';
import type { MeantColumn } from './pair-columns.ts';
import { profileColumns } from './profile-table.ts';
import { addJoinedColumn, type TableSample } from './sample-table.ts';

/** A table as the suggestion knows it. */
export interface SampledTable {
  readonly profile: TableProfile;
  readonly sample: TableSample;
}

/** The column of the sample that holds the values. */
export function sampleColumn({ sample }: SampledTable, { profile }: MeantColumn): string {
  return `c${sample.columns.findIndex(({ name }) => name === profile.name)}`;
}

/** The table with some of its columns joined as one more, and that column. */
export async function withJoined(
  engine: Engine,
  table: SampledTable,
  parts: readonly MeantColumn[],
  type: ColumnType,
  meaning: Meaning | undefined,
): Promise<{ table: SampledTable; column: MeantColumn }> {
  const source = parts.map(({ profile }) => profile.name);
  const sample = await addJoinedColumn(engine, table.sample, type, source);
  const [profile] = await profileColumns(engine, sample, [sample.columns.at(-1)!]);
  return { table: { ...table, sample }, column: { profile: profile!, source, meaning } };
}
