import type { Catalogue } from '#catalogue/load-catalogue.ts';
import { type Model, readModel } from '#engine/model.ts';
import { archiveCategories } from './archive-rules.ts';
import { categoryModel } from './category-model.ts';
import { fillModel } from './fill-model.ts';

/** What several rows say together of one person. */
const SUMMARIES = [
  'household-summary',
  'employment-summary',
  'insurance-summary',
  'benefit-summary',
] as const;

/**
 * The models of the livelihood archive, after those of assess: summaries, one table per category, fill rates. They
 * hold names, numbers and addresses and stay in the lake.
 */
export function archiveModels(catalogue: Catalogue): Model[] {
  const categories = archiveCategories(catalogue);
  return [
    ...SUMMARIES.map((name) => readModel(new URL(`./${name}.sql`, import.meta.url))),
    ...categories.map(categoryModel),
    fillModel(categories),
  ];
}
