import { isoOfDay } from '../../calendar.ts';
import type { TruthLife } from '../../truth/truth-life.ts';
import type { CleanRecord } from '../clean-record.ts';
import { isDeathReported } from '../departures.ts';
import type { Person } from '../person.ts';
import type { Village } from '../village-draft.ts';
import { evidenceOf, type PersonEvidence } from './evidence-of-person.ts';

/** Everything that departments send about what happened to the people of a village, and how these live. */
export function villageEvidence(village: Village): { rows: CleanRecord[]; lives: TruthLife[] } {
  const rows: CleanRecord[] = [];
  const lives: TruthLife[] = [];
  for (const person of village.people) {
    const evidence = evidenceOf(person, village);
    for (const row of evidence.rows) rows.push(row);
    lives.push(lifeOf(person, evidence));
  }
  return { rows, lives };
}

/** The truth about one person's life and death. */
export function lifeOf(
  person: Person,
  { lifestyle, isMisused }: Pick<PersonEvidence, 'lifestyle' | 'isMisused'>,
): TruthLife {
  return {
    truthId: person.truthId,
    lifestyle,
    deathOn: person.death === null ? null : isoOfDay(person.death.day),
    isDeathShown: isDeathShown(person),
    isMisused,
  };
}

function isDeathShown(person: Person): boolean {
  const { declared } = person;
  return isDeathReported(person) || (declared?.kind === 'DEATH' && declared.revokedDay === 0);
}
