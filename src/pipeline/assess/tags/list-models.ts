import { type Model, readModel } from '#engine/model.ts';

const FILES = ['tag-insurance', 'tag-register', 'tag-livelihood', 'person-tag'] as const;

/** Models of the 23 person lists, in the order in which they are made; they follow those of coverage. */
export function tagModels(): readonly Model[] {
  return Object.freeze(FILES.map((file) => readModel(new URL(`./${file}.sql`, import.meta.url))));
}
