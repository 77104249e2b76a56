import type { SourceDefinition, SourcePerson } from '#catalogue/load-catalogue.ts';

const SELF: readonly SourcePerson[] = [{ role: 'self', idNo: 'id_no', name: 'name' }];

/** Whom a row of the source names and where: an event founds nobody, and names one person all the same. */
export function rowPersons({ subject, persons }: SourceDefinition): readonly SourcePerson[] {
  return subject === 'event' ? SELF : persons;
}
