import { retirementMonth } from '../truth/retirement-month.ts';
import { type CareerScene, pickUnit } from './career-scene.ts';
import { retire } from './jobs.ts';
import { enterResident } from './resident-career.ts';

/** Public staff have paid contributions since October 2014. */
const REFORM_MONTH = 2014 * 12 + 9;

/** Serves and pays, or draws the pension of a public body. */
export function enterPublic(scene: CareerScene): void {
  const { random, person, month } = scene;
  const unit = person.unit ?? pickUnit(scene, 'public');
  if (unit === null) {
    enterResident(scene, 'RESIDENT');
    return;
  }
  const retirementGroup = person.sex === 1 ? 'M60' : random.chance(0.88) ? 'F55' : 'F50';
  const retireMonth = retirementMonth(retirementGroup, person.birthMonth);
  const draws = retireMonth < month && random.chance(0.996);
  const lastPaidMonth = draws ? Math.max(retireMonth, REFORM_MONTH) : month - (random.chance(0.4) ? 0 : 1);
  if (!draws || retireMonth >= REFORM_MONTH) {
    const firstMonth = Math.min(Math.max(REFORM_MONTH, person.birthMonth + 23 * 12), lastPaidMonth);
    person.pub = { unit, state: draws ? 'TERMINATED' : 'LIVE', retirementGroup, firstMonth, lastPaidMonth };
  }
  if (!draws) return;
  person.benefits.push({
    programme: 'PUB_PENSION',
    awardMonth: retireMonth + 1,
    state: random.chance(0.992) ? 'PAYING' : 'SUSPENDED',
    lastPaidMonth: month,
    monthlyAmountFen: random.between(3600, 9200) * 100,
  });
  retire(scene);
}
