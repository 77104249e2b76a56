import { pickWeighted, type RandomStream, type WeightedTable, weightedTable } from '../random.ts';
import { isUnableToWork } from './callings.ts';
import { ageOn, type Livelihood, type Person } from './person.ts';
import type { VillageDraft } from './village-draft.ts';

/** Where a life has led to as regards pension insurance. */
export type Course =
  | 'EMPLOYEE'
  | 'EMPLOYEE_BROKEN'
  | 'EMPLOYEE_ENDED'
  | 'FLEXIBLE'
  | 'FLEXIBLE_BROKEN'
  | 'PUBLIC'
  | 'RESIDENT'
  | 'RESIDENT_BROKEN'
  | 'RESIDENT_NEVER_PAID'
  | 'RESIDENT_ENDED'
  | 'ELSEWHERE'
  | 'NONE';

/**
 * Weights of the courses by situation. `insured` and `uninsured`: employees by their employer;
 * `newcomer`: hukou outside the region, who pays there unless employed here; `young`: just out of
 * school. Chosen so that 5–6 % of those in scope are interrupted, dropped or missed.
 */
const SHARES = `
  course               insured uninsured public trader flexible gig  farmer none migrant newcomer young
  EMPLOYEE             95      0         10     0      0        0    0      0    0       0        0
  EMPLOYEE_BROKEN      1.2     9         0      2.2    2.6      5    0.4    1.8  1.2     2        0
  EMPLOYEE_ENDED       0       2         0      0.8    0.8      1.5  0      0.7  0       0        0.5
  FLEXIBLE             0       7         0      26     34       24   1.2    4    1.2     6        3
  FLEXIBLE_BROKEN      0       0         0      2.2    2.2      3    0      0    0       0        0
  PUBLIC               0       0         90     0      0        0    0      0    0       0        0
  RESIDENT             2.4     58        0      60     52       52   93.4   86   60      5        74
  RESIDENT_BROKEN      0       3         0      2.4    2.4      3    2.3    2.6  3.4     0        1.5
  RESIDENT_NEVER_PAID  0       0         0      0      0        0    0.4    0.5  0       0        0
  RESIDENT_ENDED       0       0         0      0.4    0.4      0.5  0.3    0.3  0.4     0        0
  ELSEWHERE            0.5     2         0      3      2.6      5    0.7    1.2  31      78       3
  NONE                 0.9     19        0      3      3        6    1.3    2.8  2.8     9        18
`;

const TABLES = readShares(SHARES);

const SITUATIONS: Readonly<Partial<Record<Livelihood, string>>> = {
  PUBLIC: 'public',
  SOLE_TRADER: 'trader',
  FLEXIBLE: 'flexible',
  GIG: 'gig',
  FARMER: 'farmer',
  NONE: 'none',
  MIGRANT_WORKER: 'migrant',
};

function readShares(text: string): ReadonlyMap<string, WeightedTable<Course>> {
  const [head, ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  return new Map(
    head!.slice(1).map((situation, i) => {
      const shares = rows.map((row) => [row[0] as Course, Number(row[i + 1])] as const);
      return [situation, weightedTable(shares.filter(([, share]) => share > 0))];
    }),
  );
}

/** The course of somebody of sixteen or more, out of school, who does or did `calling`. */
export function chooseCourse(
  draft: VillageDraft,
  random: RandomStream,
  person: Person,
  calling: Livelihood,
  day: number,
): Course {
  if (person.idNo === '') return 'NONE';
  const age = ageOn(person, day);
  if (age >= 60) return courseOfAged(random, person, calling);
  return pickWeighted(random, TABLES.get(situationOf(draft, person, calling, age))!);
}

function courseOfAged(random: RandomStream, person: Person, calling: Livelihood): Course {
  if (calling === 'PUBLIC' || calling === 'EMPLOYEE' || calling === 'FLEXIBLE') return calling;
  if (random.chance(person.outsideHukou !== null ? 0.75 : 0.008)) return 'ELSEWHERE';
  return random.chance(0.988) ? 'RESIDENT' : 'NONE';
}

function situationOf(draft: VillageDraft, person: Person, calling: Livelihood, age: number): string {
  if (calling === 'EMPLOYEE') return (person.unit?.enrolMonth ?? 0) > 0 ? 'insured' : 'uninsured';
  if (calling === 'PUBLIC') return 'public';
  if (isUnableToWork(person) && calling === 'NONE') return 'farmer';
  if (person.outsideHukou !== null) return 'newcomer';
  if (person.service !== null || (age < 22 && draft.plan.asOfDay - person.birthDay < 8100)) return 'young';
  return SITUATIONS[calling] ?? 'none';
}
