import type { RandomStream } from '../../random.ts';
import type { CityPlan, VillagePlan } from '../city-plan.ts';
import { ageOn, type Person } from '../person.ts';
import { isInSchool } from '../schooling.ts';
import type { VillageDraft } from '../village-draft.ts';

export type Post = 'ACCEPT' | 'REVIEW' | 'PAY' | 'AUDIT' | 'ASSISTANT';

/** Somebody of the agency, and where she lives. */
export interface StaffMember {
  readonly no: string;
  readonly post: Post;
  readonly person: Person;
}

/** Numbers of those who work in the offices of a county, by post; assistants by village. */
export interface CountyStaff {
  readonly numbers: Readonly<Record<Exclude<Post, 'ASSISTANT'>, readonly string[]>>;
}

const LETTERS: Readonly<Record<Post, string>> = {
  ACCEPT: 'S',
  REVIEW: 'H',
  PAY: 'Z',
  AUDIT: 'J',
  ASSISTANT: 'X',
};

export function staffNo(village: VillagePlan, post: Post): string {
  return village.countyCode + LETTERS[post] + String(village.index).padStart(4, '0');
}

/** The posts of the county's offices that somebody of the village holds, by the village's place in its county. */
function postsOf(place: number): Post[] {
  const posts: Post[] = ['ASSISTANT'];
  if (place === 0 || place % 6 === 3) posts.push('ACCEPT');
  if (place === 0 || place % 12 === 5) posts.push('REVIEW');
  if (place === 0 || place % 24 === 9) posts.push('PAY');
  if (place === 0 || place % 48 === 11) posts.push('AUDIT');
  return posts;
}

const plans = new WeakMap<readonly VillagePlan[], ReadonlyMap<string, CountyStaff>>();
const places = new WeakMap<VillagePlan, number>();

/** Who works in the offices of the village's county; the same for all its villages. */
export function countyStaff(plan: CityPlan, countyCode: string): CountyStaff {
  let counties = plans.get(plan.villages);
  if (counties === undefined) {
    const grouped = Map.groupBy(plan.villages, (village) => village.countyCode);
    counties = new Map(
      [...grouped].map(([county, villages]) => {
        villages.forEach((village, place) => {
          places.set(village, place);
        });
        const of = (post: Post) =>
          villages.flatMap((village, place) =>
            postsOf(place).includes(post) ? [staffNo(village, post)] : [],
          );
        return [
          county,
          { numbers: { ACCEPT: of('ACCEPT'), REVIEW: of('REVIEW'), PAY: of('PAY'), AUDIT: of('AUDIT') } },
        ];
      }),
    );
    plans.set(plan.villages, counties);
  }
  return counties.get(countyCode)!;
}

/** Chooses the people of the village who work for the agency. */
export function appointStaff(draft: VillageDraft, random: RandomStream): StaffMember[] {
  const { plan, village, people } = draft;
  countyStaff(plan, village.countyCode);
  const candidates = people.filter((person) => {
    const age = ageOn(person, plan.asOfDay);
    return (
      age >= 25 &&
      age < 54 &&
      person.whereabouts === 'HOME' &&
      person.death === null &&
      person.custody === null &&
      person.departure === null &&
      person.booklet !== null &&
      person.idNo.length === 18 &&
      !person.sharedNumber &&
      person.awards.length === 0 &&
      !isInSchool(person)
    );
  });
  const staff: StaffMember[] = [];
  for (const post of postsOf(places.get(village)!)) {
    if (candidates.length === 0) break;
    const [person] = candidates.splice(random.below(candidates.length), 1);
    staff.push({ no: staffNo(village, post), post, person: person! });
  }
  return staff;
}
