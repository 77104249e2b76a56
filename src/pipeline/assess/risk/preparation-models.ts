import { type Model, readModel } from '#engine/model.ts';

const FILES = ['seen-alive', 'family', 'paid-period'] as const;

/** The tables that conditions read and nobody else makes, in the order in which they are made. */
export function riskPreparationModels(): readonly Model[] {
  return FILES.map((file) => readModel(new URL(`./${file}.sql`, import.meta.url)));
}
