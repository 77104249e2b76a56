import { pickWeighted } from '../random.ts';
import type { VillagePlan } from './city-plan.ts';
import type { FamilySetting } from './families.ts';
import type { VillageDraft } from './village-draft.ts';

/** Hukou booklets of the household's members. `origin`: county of a hukou outside the region. */
export function registerHousehold(draft: VillageDraft, setting: FamilySetting, origin: string): void {
  const { random, village, plan } = draft;
  const { household, registration } = setting;
  const serial = String(draft.households.length).padStart(5, '0');
  const place = registration === 'CITY' ? otherVillage(draft) : village;
  const address = registration === 'CITY' ? addressIn(draft, place) : household.dwelling.address;
  const no = `${place.code.slice(0, 6)}${String(village.index).padStart(4, '0')}${serial}`;
  const booklet = { no, village: place, address };
  const elders = random.chance(0.2) ? { ...booklet, no: `${no}2` } : booklet;
  for (const [i, person] of household.members.entries()) {
    const marriedIn = person.relation === 'SPOUSE' || person.relation === 'CHILD_IN_LAW';
    if (registration === 'OUTSIDE') {
      person.outsideHukou = origin;
    } else if (marriedIn && person.whereabouts === 'HOME' && random.chance(0.04)) {
      person.outsideHukou = pickWeighted(random, plan.profile.origins);
    } else if (marriedIn && plan.villages.length > 1 && random.chance(0.03)) {
      const parents = otherVillage(draft);
      person.booklet = {
        no: `${parents.code.slice(0, 6)}${String(village.index).padStart(4, '0')}${serial}3`,
        village: parents,
        address: addressIn(draft, parents),
      };
      person.bookletRelation = 'CHILD';
    } else if (person.relation === 'TENANT') {
      // each is still in the booklet of parents somewhere else
      person.booklet = { ...booklet, no: `${no}${3 + i}`, address: addressIn(draft, place) };
      person.bookletRelation = 'CHILD';
    } else {
      person.booklet = person.relation === 'PARENT' ? elders : booklet;
      if (person.booklet !== booklet) {
        person.bookletRelation = person.sex === 1 || person.spouse === null ? 'HEAD' : 'SPOUSE';
      }
      if (marriedIn && person.marriageDay > 0) {
        person.hukouMoveInDay = Math.min(person.marriageDay + random.between(20, 600), plan.asOfDay - 20);
      }
    }
  }
}

/** A place of hukou in the region other than this village. */
function otherVillage(draft: VillageDraft): VillagePlan {
  const { random, plan, village } = draft;
  const place = pickWeighted(random, plan.hukouPlaces);
  return place === village ? plan.villages[(village.index + 1) % plan.villages.length]! : place;
}

function addressIn(draft: VillageDraft, place: { address: string }): string {
  return `${place.address}${draft.random.between(1, 8)}组${draft.random.between(1, 140)}号`;
}
