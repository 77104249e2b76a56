import { pickWeighted, type RandomStream } from '../random.ts';
import { ageOn, type Person } from './person.ts';
import type { VillageDraft } from './village-draft.ts';

/** The national match overlooks some. */
const LISTED_SHARE = 0.97;

/** Insured, or drawing, in another region. */
export function insureElsewhere(draft: VillageDraft, random: RandomStream, person: Person): void {
  const { plan } = draft;
  if (!random.chance(LISTED_SHARE)) return;
  const isOld = ageOn(person, plan.asOfDay) >= 60;
  const isEmployee = person.outsideHukou === null ? random.chance(0.85) : random.chance(0.3);
  person.elsewhere = {
    division:
      person.outsideHukou ?? (person.migrantDestination || pickWeighted(random, plan.profile.destinations)),
    scheme: isEmployee ? 'EMP_PENSION' : 'RES_PENSION',
    state: isOld && random.chance(0.3) ? 'TERMINATED' : 'LIVE',
    drawing: isOld,
    lastPaidMonth: isOld
      ? person.birthMonth + 60 * 12
      : isEmployee
        ? plan.asOfMonth - random.between(1, 4)
        : (Math.floor(plan.asOfMonth / 12) - 1) * 12 + 11,
  };
}

/** A trace of insurance elsewhere that has ended or paused: no insurance. */
export function oldMatchElsewhere(draft: VillageDraft, random: RandomStream, person: Person): void {
  const { plan } = draft;
  const lastPaidMonth = plan.asOfMonth - random.between(14, 120);
  if (person.elsewhere !== null || lastPaidMonth < person.birthMonth + 18 * 12) return;
  if (ageOn(person, plan.asOfDay) >= 60 || person.idNo === '') return;
  person.elsewhere = {
    division: pickWeighted(random, plan.profile.destinations),
    scheme: 'EMP_PENSION',
    // here and there somebody really is insured twice
    state: random.chance(0.12) ? 'LIVE' : random.chance(0.7) ? 'PAUSED' : 'TERMINATED',
    drawing: false,
    lastPaidMonth,
  };
}
