import type { RandomStream } from '../random.ts';
import { creditCodeOf } from './credit-code.ts';
import type { Person } from './person.ts';
import { industryOf, shopName } from './unit-names.ts';
import type { VillageDraft } from './village-draft.ts';

/** Serial numbers of traders begin above those of planned units. */
const FIRST_TRADER = 50_000_000;

/** A shop of one's own. Its code follows from the owner's `truthId`, so that no two agree. */
export function openBusiness(draft: VillageDraft, random: RandomStream, owner: Person): void {
  const { plan, village } = draft;
  const fate = random.unit();
  owner.business = {
    uscc: creditCodeOf('SOLE_TRADER', plan.profile.birthDivision, FIRST_TRADER + owner.truthId),
    name: shopName(random, village, owner.name),
    foundedDay: Math.min(
      plan.asOfDay - 12,
      Math.max(owner.birthDay + 18 * 366, plan.asOfDay - random.between(60, 4200)),
    ),
    state: fate < 0.92 ? 'ACTIVE' : fate < 0.98 ? 'CANCELLED' : 'REVOKED',
    industry: industryOf(random, 'SOLE_TRADER'),
  };
}
