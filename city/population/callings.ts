import { pickWeighted, type RandomStream, type WeightedTable, weightedTable } from '../random.ts';
import { ageOn, type Livelihood, type Person } from './person.ts';
import { isInSchool } from './schooling.ts';
import type { VillageDraft } from './village-draft.ts';

type Table = WeightedTable<Livelihood>;

const URBAN_DEGREE: Table = weightedTable([
  ['PUBLIC', 33],
  ['EMPLOYEE', 40],
  ['FLEXIBLE', 9],
  ['SOLE_TRADER', 7],
  ['GIG', 2],
  ['NONE', 9],
]);
const URBAN: Table = weightedTable([
  ['EMPLOYEE', 27],
  ['SOLE_TRADER', 14],
  ['FLEXIBLE', 22],
  ['GIG', 5],
  ['NONE', 19],
  ['FARMER', 11],
  ['PUBLIC', 2],
]);
const RURAL_DEGREE: Table = weightedTable([
  ['PUBLIC', 28],
  ['EMPLOYEE', 26],
  ['FLEXIBLE', 15],
  ['FARMER', 16],
  ['NONE', 15],
]);
const RURAL: Table = weightedTable([
  ['FARMER', 60],
  ['NONE', 12],
  ['FLEXIBLE', 9],
  ['SOLE_TRADER', 5],
  ['EMPLOYEE', 10],
  ['GIG', 2],
  ['PUBLIC', 0.6],
]);
const NEWCOMER: Table = weightedTable([
  ['EMPLOYEE', 36],
  ['SOLE_TRADER', 24],
  ['FLEXIBLE', 16],
  ['GIG', 5],
  ['NONE', 15],
  ['PUBLIC', 4],
]);
const AGED_URBAN: Table = weightedTable([
  ['EMPLOYEE', 40],
  ['FLEXIBLE', 4],
  ['PUBLIC', 9],
  ['FARMER', 47],
]);
const AGED_RURAL: Table = weightedTable([
  ['EMPLOYEE', 3],
  ['FLEXIBLE', 1],
  ['PUBLIC', 1.6],
  ['FARMER', 94.4],
]);

/**
 * What a person does, or did before growing old: CHILD below 16, STUDENT, or a way of living.
 * `day`: the as-of date, of the dead the day of death.
 */
export function chooseCalling(
  draft: VillageDraft,
  random: RandomStream,
  person: Person,
  day: number,
): Livelihood {
  const age = ageOn(person, day);
  if (age < 16) return isInSchool(person) ? 'STUDENT' : 'CHILD';
  if (isInSchool(person)) return 'STUDENT';
  const { urban } = draft.village;
  if (person.cadre !== null) return urban ? 'EMPLOYEE' : 'FARMER';
  if (person.whereabouts === 'AWAY') {
    return person.custody !== null || person.service !== null ? 'NONE' : 'MIGRANT_WORKER';
  }
  if (isUnableToWork(person) && random.chance(0.75)) return age < 60 ? 'NONE' : 'FARMER';
  if (age >= 60) {
    if (person.hasDegree) return random.chance(0.7) ? 'PUBLIC' : 'EMPLOYEE';
    return pickWeighted(random, urban ? AGED_URBAN : AGED_RURAL);
  }
  if (person.outsideHukou !== null && person.relation !== 'SPOUSE') return pickWeighted(random, NEWCOMER);
  if (person.hasDegree) return pickWeighted(random, urban ? URBAN_DEGREE : RURAL_DEGREE);
  const calling = pickWeighted(random, urban ? URBAN : RURAL);
  const staysHome =
    person.sex === 2 && person.spouse !== null && (calling === 'GIG' || calling === 'FLEXIBLE');
  return staysHome && random.chance(0.4) ? 'NONE' : calling;
}

export function isUnableToWork(person: Person): boolean {
  const { disability } = person;
  return (
    disability !== null &&
    disability.state === 'VALID' &&
    (disability.grade === '1' || disability.grade === '2')
  );
}

/** Monthly income in fen. */
export function incomeOf(random: RandomStream, calling: Livelihood): number {
  const median = MEDIAN_INCOME_YUAN[calling];
  if (median === 0) return 0;
  return Math.round(median * Math.exp(random.normal(0, 0.35)) * 0.1) * 1000;
}

const MEDIAN_INCOME_YUAN: Readonly<Record<Livelihood, number>> = {
  CHILD: 0,
  STUDENT: 0,
  EMPLOYEE: 4300,
  PUBLIC: 6800,
  SOLE_TRADER: 4200,
  FLEXIBLE: 3100,
  GIG: 4500,
  FARMER: 1500,
  MIGRANT_WORKER: 5200,
  NONE: 0,
  RETIRED: 0,
};
