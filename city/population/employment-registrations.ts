import type { RandomStream } from '../random.ts';
import { ageOn, type Person } from './person.ts';
import type { VillageDraft } from './village-draft.ts';

/** Registered unemployed, flexibly employed or employed; hardship is recognised for some. */
export function registerEmployment(draft: VillageDraft): void {
  const { random, plan } = draft;
  for (const person of draft.people) {
    if (person.death !== null || person.whereabouts === 'GONE' || person.idNo === '') continue;
    const age = ageOn(person, plan.asOfDay);
    if (age < 17 || age >= 60) continue;
    const kind = registrationKind(random, person);
    if (kind === null) continue;
    person.registration = {
      kind,
      day: Math.max(plan.asOfDay - random.between(3, 900), person.birthDay + 16 * 366),
      hardship: kind !== 'EMPLOYED' && random.chance(person.disability !== null || age >= 48 ? 0.45 : 0.08),
    };
  }
}

function registrationKind(
  random: RandomStream,
  person: Person,
): 'UNEMPLOYED' | 'FLEXIBLE' | 'EMPLOYED' | null {
  const stoppedPaying = person.emp !== null && person.emp.state === 'PAUSED';
  switch (person.livelihood) {
    case 'NONE':
      return random.chance(stoppedPaying ? 0.35 : 0.06) ? 'UNEMPLOYED' : null;
    case 'FLEXIBLE':
    case 'GIG':
      return random.chance(person.emp !== null ? 0.3 : 0.08) ? 'FLEXIBLE' : null;
    case 'EMPLOYEE':
      return random.chance(0.2) ? 'EMPLOYED' : null;
    default:
      return null;
  }
}
