import { monthOfDay } from '../../calendar.ts';
import { livingAtHome } from '../circumstances.ts';
import { ageOn, type Household } from '../person.ts';
import { dibaoFen, receivesDibao } from '../records/welfare-records.ts';
import { type AwardScene, grant } from './award-scene.ts';

/** What comes to people by their family: subsistence, the reward for few children, orphans. */
export function awardFamilyAllowances(scene: AwardScene, household: Household): void {
  const { draft, random } = scene;
  const { asOfDay } = draft.plan;
  const home = livingAtHome(household).filter(
    ({ booklet, idNo, departure }) => booklet !== null && idNo !== '' && departure === null,
  );
  for (const person of home) {
    if (!receivesDibao(person) || household.dibao === 'MARGINAL') continue;
    const from = Math.max(monthOfDay(household.dibaoDay), person.birthMonth);
    grant(scene, person, 'DIBAO', from + 1, dibaoFen(person) / 100);
  }
  const couple = home.filter(({ relation }) => relation === 'HEAD' || relation === 'SPOUSE');
  const isOldCouple = couple.length > 0 && couple.every((person) => ageOn(person, asOfDay) >= 60);
  if (isOldCouple && household.familyPlanning === null && random.chance(draft.village.urban ? 0.05 : 0.14)) {
    household.familyPlanning = random.chance(0.55) ? 'TWO_DAUGHTERS' : 'ONE_CHILD';
  }
  if (household.familyPlanning !== null) {
    // who has lost the only child has nobody of that age at home
    const isBereft =
      household.familyPlanning === 'ONE_CHILD' &&
      !household.members.some(({ relation, death }) => relation === 'CHILD' && death === null) &&
      random.chance(0.12);
    for (const person of couple) {
      if (isBereft && ageOn(person, asOfDay) >= 49) {
        grant(scene, person, 'FP_SPECIAL', person.birthMonth + 49 * 12 + 1);
      } else if (ageOn(person, asOfDay) >= 60) {
        grant(scene, person, 'FP_REWARD', Math.max(person.birthMonth + 60 * 12 + 1, 2006 * 12));
      }
    }
  }
  for (const person of home) {
    if (ageOn(person, asOfDay) >= 18) continue;
    const isLeft = person.relation === 'GRANDCHILD' && (person.father?.whereabouts ?? 'AWAY') === 'AWAY';
    const isOrphan = [person.father, person.mother].every(
      (parent) => parent === null || parent.death !== null,
    );
    if (isOrphan ? random.chance(0.9) : isLeft && random.chance(0.012)) {
      grant(scene, person, 'ORPHAN', Math.max(person.birthMonth + 6, scene.month - random.between(2, 60)));
    }
  }
}
