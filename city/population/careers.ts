import { monthOfDay } from '../calendar.ts';
import { RandomStream } from '../random.ts';
import { chooseCalling, incomeOf } from './callings.ts';
import type { CareerScene } from './career-scene.ts';
import { type Course, chooseCourse } from './courses.ts';
import { enterBrokenEmployee, enterEmployee, enterEndedEmployee } from './employee-career.ts';
import { addFormerEmployment } from './former-employment.ts';
import { insureElsewhere, oldMatchElsewhere } from './insured-elsewhere.ts';
import { takeJob } from './jobs.ts';
import { ageOn, type Person } from './person.ts';
import { enterPublic } from './public-career.ts';
import { enterResident } from './resident-career.ts';
import { isInSchool } from './schooling.ts';
import type { VillageDraft } from './village-draft.ts';

/** Gives every person of sixteen and above work, income and the insurance that came of it. */
export function liveCareers(draft: VillageDraft): void {
  const random = new RandomStream(`${draft.plan.seed}/${draft.village.code}/careers`);
  for (const person of draft.people) liveCareer(draft, random, person);
}

function liveCareer(draft: VillageDraft, random: RandomStream, person: Person): void {
  const day = person.death?.day ?? draft.plan.asOfDay;
  const calling = chooseCalling(draft, random, person, day);
  person.livelihood = calling;
  if (ageOn(person, day) < 16) return;
  person.incomeFen = incomeOf(random, calling);
  const scene: CareerScene = { draft, random, person, month: monthOfDay(day) };
  if (isInSchool(person)) {
    // a few students pay already, as the scheme does not allow
    if (random.chance(0.01)) enter(scene, 'RESIDENT');
    return;
  }
  if (person.whereabouts === 'GONE') {
    // worked here once and has long been elsewhere
    if (random.chance(0.6)) insureElsewhere(draft, random, person);
    enter(scene, 'EMPLOYEE_BROKEN');
    return;
  }
  takeJob(scene, calling);
  enter(scene, chooseCourse(draft, random, person, calling, day));
  if (person.livelihood === 'FARMER' && ageOn(person, day) >= 70) person.livelihood = 'NONE';
  if (random.chance(0.012)) oldMatchElsewhere(draft, random, person);
}

/** Turns a course into accounts, benefits and matches. */
function enter(scene: CareerScene, course: Course): void {
  switch (course) {
    case 'EMPLOYEE':
    case 'FLEXIBLE':
      enterEmployee(scene, course);
      return;
    case 'EMPLOYEE_BROKEN':
      enterBrokenEmployee(scene, 'EMPLOYEE');
      return;
    case 'FLEXIBLE_BROKEN':
      enterBrokenEmployee(scene, 'FLEXIBLE');
      return;
    case 'EMPLOYEE_ENDED':
      enterEndedEmployee(scene);
      return;
    case 'PUBLIC':
      enterPublic(scene);
      return;
    case 'RESIDENT':
    case 'RESIDENT_BROKEN':
    case 'RESIDENT_NEVER_PAID':
    case 'RESIDENT_ENDED':
      enterResident(scene, course);
      return;
    case 'ELSEWHERE':
      enterElsewhere(scene);
      return;
    case 'NONE':
      return;
  }
  course satisfies never;
}

/** Insured in another region; some have paid here before they left. */
function enterElsewhere(scene: CareerScene): void {
  const { draft, random, person } = scene;
  insureElsewhere(draft, random, person);
  const age = ageOn(person, draft.plan.asOfDay);
  if (age >= 24 && age < 48 && random.chance(0.25)) addFormerEmployment(scene, 0.2);
}
