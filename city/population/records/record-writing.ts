import { isoOfDay, monthText } from '../../calendar.ts';
import type { CleanRecord, CleanValue } from '../clean-record.ts';
import type { Person } from '../person.ts';
import type { Village } from '../village-draft.ts';

/** Adds the rows that a source has about one person: none, one or several. */
export type PersonWriter = (rows: CleanRecord[], person: Person, village: Village) => void;

/** A key that follows from the person, so that a later delta row replaces the earlier row. */
export function keyOf(prefix: string, person: Person): string {
  return prefix + String(person.truthId).padStart(9, '0');
}

/** Adds a row that names one person as itself. */
export function addRow(
  rows: CleanRecord[],
  source: string,
  key: string,
  person: Person,
  fields: Record<string, CleanValue>,
): void {
  rows.push({ source, key, people: person.asSelf, fields });
}

/** The number as a column holds it. */
export function numberIn(person: Person): string | null {
  return person.idNo === '' ? null : person.idNo;
}

export function sexIn(person: Person): string {
  return person.sex === 1 ? '1' : '2';
}

/** ISO date, null for day 0. */
export function dateIn(day: number): string | null {
  return day === 0 ? null : isoOfDay(day);
}

/** `YYYY-MM`, null for month 0. */
export function monthIn(month: number): string | null {
  return month === 0 ? null : monthText(month);
}
