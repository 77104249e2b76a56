import { monthOfDay } from '../../calendar.ts';
import { RandomStream } from '../../random.ts';
import type { VillageDraft } from '../village-draft.ts';
import { awardFamilyAllowances } from './family-allowances.ts';
import { awardOwnAllowances } from './own-allowances.ts';
import { settleAward } from './settle-award.ts';
import { awardSurvivors } from './survivors.ts';

/**
 * Gives the people of a village the programmes beside the pensions, as their lives entitle them, and
 * ends or holds all awards that have ended or are held. Draws from a stream of its own.
 */
export function awardBenefits(draft: VillageDraft): void {
  const { plan, village } = draft;
  const random = new RandomStream(`${plan.seed}/${village.code}/awards`);
  const scene = { draft, random, month: monthOfDay(plan.asOfDay) };
  for (const household of draft.households) awardFamilyAllowances(scene, household);
  for (const person of draft.people) {
    if (person.whereabouts === 'GONE' || person.idNo === '') continue;
    awardOwnAllowances(scene, person);
  }
  for (const person of draft.people) if (person.death !== null) awardSurvivors(scene, person);
  for (const person of draft.people) {
    if (person.benefits.length === 0 && person.awards.length === 0) continue;
    for (const benefit of person.benefits) settleAward(scene, person, benefit);
    person.awards = person.awards.filter((award) => settleAward(scene, person, award));
  }
}
