import { firstDayOfMonth } from '../calendar.ts';
import { pickWeighted } from '../random.ts';
import { openBusiness } from './businesses.ts';
import { type CareerScene, pickUnit } from './career-scene.ts';
import type { Livelihood } from './person.ts';

/** Gives a person the employer, shop or road that goes with the calling. */
export function takeJob(scene: CareerScene, calling: Livelihood): void {
  const { draft, random, person } = scene;
  const { plan } = draft;
  switch (calling) {
    case 'EMPLOYEE': {
      const wanted = random.chance(0.955) ? pickUnit(scene, 'insured') : pickUnit(scene, 'uninsured');
      person.unit = wanted ?? pickUnit(scene, 'insured') ?? pickUnit(scene, 'uninsured');
      break;
    }
    case 'PUBLIC':
      person.unit = pickUnit(scene, 'public') ?? pickUnit(scene, 'insured');
      break;
    case 'SOLE_TRADER':
      openBusiness(draft, random, person);
      break;
    case 'GIG': {
      const since = plan.asOfDay - random.between(40, 1500);
      if (random.chance(0.55)) person.courierDay = since;
      else person.driverDay = since;
      break;
    }
    case 'MIGRANT_WORKER':
      person.migrantLeaveDay = plan.asOfDay - random.between(40, 2200);
      person.migrantDestination = pickWeighted(random, plan.profile.destinations);
      break;
    default:
  }
  if (person.unit === null) return;
  const earliest = Math.max(person.unit.foundedDay + 20, person.birthDay + 18 * 366);
  const latest = firstDayOfMonth(scene.month - 2);
  person.hiredDay = Math.max(Math.min(earliest, latest), latest - random.between(0, 3600));
}

/** Leaves the job for retirement. */
export function retire({ person }: CareerScene): void {
  person.livelihood = 'RETIRED';
  person.unit = null;
  person.hiredDay = 0;
}
