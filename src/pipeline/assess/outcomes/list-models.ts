import { type Model, readModel } from '#engine/model.ts';

const FILES = ['verified-person', 'channel-outcome', 'channel-precision', 'rule-precision'] as const;

/** What verified results say of channels and rules, in the order in which the tables are made. */
export function outcomeModels(): readonly Model[] {
  return Object.freeze(FILES.map((file) => readModel(new URL(`./${file}.sql`, import.meta.url))));
}
