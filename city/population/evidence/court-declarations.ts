import { isoOfDay } from '../../calendar.ts';
import { ageOn, type Person } from '../person.ts';
import { addRow, dateIn, keyOf, numberIn, type PersonWriter, sexIn } from '../records/record-writing.ts';
import type { VillageDraft } from '../village-draft.ts';
import { OwnChance } from './own-chance.ts';

/** Shares of those who live away without work on record and whom nobody has heard of; of the dead. */
const DECLARED_SHARE = 0.006;
const DEAD_DECLARED_SHARE = 0.006;
const WRONG_DEATH_SHARE = 0.0006;

/**
 * What goes wrong or goes to court about life and death: people away of whom nobody has heard are declared
 * missing or dead (some come back), bodies that were never found are declared dead, and a certificate of
 * death names a living person. Changes no draw of the village.
 */
export function declareAndMistake(draft: VillageDraft): void {
  for (const person of draft.people) {
    person.declared ??= declarationOf(person, draft.plan.asOfDay);
    if (person.wrongDeathRecordDay === 0) {
      person.wrongDeathRecordDay = mistakenDeathDay(person, draft.plan.asOfDay);
    }
  }
}

function declarationOf(person: Person, asOfDay: number): Person['declared'] {
  const chance = new OwnChance(person, 'DECLARED');
  if (person.idNo === '') return null;
  if (person.death !== null) {
    const day = person.death.day + chance.between(90, 500);
    const isDeclared = chance.happens(DEAD_DECLARED_SHARE) && day <= asOfDay;
    return isDeclared ? { kind: 'DEATH', day, missingDay: person.death.day - 1, revokedDay: 0 } : null;
  }
  if (!isLostSightOf(person, asOfDay) || !chance.happens(DECLARED_SHARE)) return null;
  const kind = chance.happens(0.7) ? 'MISSING' : 'DEATH';
  const day = asOfDay - chance.between(120, 1400);
  // two years unheard of for MISSING, four for DEATH (Civil Code, art. 40 and 46)
  const missingDay = day - (kind === 'MISSING' ? 730 : 1460) - chance.between(60, 500);
  return { kind, day, missingDay, revokedDay: chance.happens(0.3) ? day + chance.between(30, 110) : 0 };
}

/** Lives elsewhere, and no employer, school, court or army knows where. */
function isLostSightOf(person: Person, asOfDay: number): boolean {
  return (
    person.whereabouts === 'AWAY' &&
    ageOn(person, asOfDay) >= 24 &&
    person.custody === null &&
    person.service === null &&
    person.unit === null &&
    person.elsewhere === null &&
    person.student?.state !== 'ENROLLED' &&
    person.emp?.state !== 'LIVE'
  );
}

/** Day of death on a certificate that names the wrong one; 0 for nearly everybody. */
function mistakenDeathDay(person: Person, asOfDay: number): number {
  const isCandidate = person.death === null && person.whereabouts === 'HOME' && person.idNo !== '';
  if (!isCandidate || person.sharedNumber || ageOn(person, asOfDay) < 60) return 0;
  const chance = new OwnChance(person, 'WRONG_DEATH');
  return chance.happens(WRONG_DEATH_SHARE) ? asOfDay - chance.between(15, 500) : 0;
}

/** 宣告死亡失踪. */
export const writeCourtDeclaration: PersonWriter = (rows, person, { village }) => {
  const { declared } = person;
  if (declared === null) return;
  const key = `(${isoOfDay(declared.day).slice(0, 4)})宁${village.countyCode.slice(2)}民特${keyOf('', person)}`;
  addRow(rows, 'court_declaration', key, person, {
    judgment_no: key,
    id_no: numberIn(person),
    name: person.name,
    sex: sexIn(person),
    birth_date: isoOfDay(person.birthDay),
    judgment_date: isoOfDay(declared.day),
    kind: declared.kind,
    revoked_date: dateIn(declared.revokedDay),
  });
};
