import type { SourceDefinition } from '#catalogue/load-catalogue.ts';
import type { CleanValue } from '#city/population/clean-record.ts';
import type { Chance } from './errors/chance.ts';
import type { ErrorKind } from './errors/error-kinds.ts';
import { staleAddress } from './errors/value-errors.ts';

/** A row of a record in one of the source's deliveries. */
export interface RecordVersion {
  /** Place of the delivery in the source's series. */
  readonly delivery: number;
  readonly key: string;
  readonly values: readonly CleanValue[];
  /** Why this row is not the record as it now stands, if so. */
  readonly error: ErrorKind | null;
}

/** ALONE: one delivery. REVISED: a second full delivery replaces the first. CHANGED: a delta follows. */
export type Series = 'ALONE' | 'REVISED' | 'CHANGED';

/** Shares of the records: not yet there in the first delivery; told otherwise there; registered twice there. */
const NEW_SHARE = 0.003;
const CHANGED_SHARE = 0.006;
const ENDED_SHARE = 0.001;

export interface HistoryOptions {
  readonly definition: SourceDefinition;
  readonly series: Series;
  readonly chance: Chance;
}

/**
 * Prepares the versions of a source's records. The returned function gives, for the present values of a
 * record, the rows that its deliveries carry. Chance hangs on the key alone.
 */
export function createHistory({
  definition,
  series,
  chance,
}: HistoryOptions): (key: string, values: readonly CleanValue[]) => readonly RecordVersion[] {
  const names = definition.columns.map((column) => column.column);
  const keyPlace = names.indexOf(definition.key[0]!);
  const operationPlace = definition.operation === undefined ? -1 : names.indexOf(definition.operation);
  const isChange = series === 'CHANGED';

  /** What an earlier collection said: another telephone, another dwelling. */
  function earlier(values: readonly CleanValue[]): CleanValue[] {
    return values.map((value, place) => {
      const { type } = definition.columns[place]!;
      if (value === null || value === '') return value;
      if (type === 'address') return staleAddress(String(value), chance) ?? value;
      if (type === 'mobile')
        return String(value).slice(0, -4) + String(chance.below(10_000)).padStart(4, '0');
      return value;
    });
  }
  const marked = (values: readonly CleanValue[], operation: string) =>
    operationPlace < 0 ? values : values.with(operationPlace, operation);

  return (key, values) => {
    const now: RecordVersion = { delivery: 0, key, values, error: null };
    if (series === 'ALONE') return [now];
    chance.restart(key);
    const draw = chance.share();
    if (draw < NEW_SHARE) return [{ ...now, delivery: 1, values: marked(values, 'INSERT') }];
    if (draw < NEW_SHARE + CHANGED_SHARE) {
      return [
        { ...now, values: earlier(values), error: 'VERSION_OLD' },
        { ...now, delivery: 1, values: marked(values, 'UPDATE') },
      ];
    }
    if (!isChange)
      return [
        { ...now, error: 'VERSION_OLD' },
        { ...now, delivery: 1 },
      ];
    if (draw < NEW_SHARE + CHANGED_SHARE + ENDED_SHARE) {
      const second = `${key}-2`;
      const former = earlier(values).with(keyPlace, second);
      return [
        now,
        { delivery: 0, key: second, values: former, error: 'REGISTRATION_ENDED' },
        { delivery: 1, key: second, values: marked(former, 'DELETE'), error: 'REGISTRATION_ENDED' },
      ];
    }
    return [now];
  };
}
