import type { CompiledTable } from '#catalogue/load-catalogue.ts';
import type { Model } from '#engine/model.ts';

/**
 * The models whose tables a change of rules can change: those that read a changed rule table, that are new or worded
 * anew, and all that read what these make. In their order.
 */
export function affectedModels(
  before: { readonly rules: readonly CompiledTable[]; readonly models: readonly Model[] },
  after: { readonly rules: readonly CompiledTable[]; readonly models: readonly Model[] },
): readonly Model[] {
  const keys = new Map(before.rules.map(({ name, key }) => [name, key]));
  const texts = new Map(before.models.map(({ table, sql }) => [table, sql]));
  const changed = new Set(
    after.rules.filter(({ name, key }) => keys.get(name) !== key).map(({ name }) => name),
  );
  return after.models.filter(({ table, sql, reads }) => {
    const isAffected = texts.get(table) !== sql || reads.some((read) => changed.has(read));
    if (isAffected) changed.add(table);
    return isAffected;
  });
}
