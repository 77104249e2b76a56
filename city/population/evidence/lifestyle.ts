import { yearOfDay } from '../../calendar.ts';
import type { Person } from '../person.ts';
import type { Village } from '../village-draft.ts';
import { goneSince } from './beneficiary.ts';
import { OwnChance } from './own-chance.ts';

/** How a person lives, as far as it shows in what the departments send. */
export const LIFESTYLES = Object.freeze({
  HEALTHY_TRAVELLER: 'travels by train, coach and plane, stays in hotels, goes on tours',
  APP_USER: 'does on the telephone what can be done there, and shows the face to it',
  TOWN_ELDER: 'lives in town: bus, pharmacy, outpatient department, chronic prescriptions',
  VILLAGE_ELDER: 'lives in a village: family doctor, check-up, farm subsidy, the point in the village office',
  FREQUENT_PATIENT: 'is in hospital again and again',
  NURSING_HOME: 'lives in a home, which sends its list every month',
  BEDRIDDEN: 'does not leave the house; doctor and grid worker come, to some nobody comes',
  AWAY_WITH_CHILDREN: 'lives with the children elsewhere: hospital there, train, app from afar',
  ABROAD: 'has left the country and not come back',
  RECLUSE: 'leaves no trace; somebody has to knock at the door',
  CARD_LENT: 'alive, but card, telephone and bank book are in the hands of a son',
  WORKING_AGE: 'an adult below sixty who lives here',
  AWAY_WORKER: 'an adult below sixty who works or studies elsewhere',
  CHILD: 'below eighteen',
  IN_CUSTODY: 'in prison or detention',
  MISSING: 'nobody has seen the person for years',
} as const);

export type Lifestyle = keyof typeof LIFESTYLES;

/**
 * Shares of those at home at the as-of date by age, tried in this order; who has none of these lives as
 * people of the place do. `from`: age in years from which the line holds, up to the next line's.
 */
const ELDER_SHARES: readonly { from: number; shares: readonly (readonly [Lifestyle, number])[] }[] = [
  {
    from: 60,
    shares: [
      ['RECLUSE', 0.012],
      ['CARD_LENT', 0.01],
      ['ABROAD', 0.004],
      ['BEDRIDDEN', 0.008],
      ['AWAY_WITH_CHILDREN', 0.05],
      ['APP_USER', 0.2],
      ['HEALTHY_TRAVELLER', 0.14],
      ['FREQUENT_PATIENT', 0.07],
    ],
  },
  {
    from: 75,
    shares: [
      ['RECLUSE', 0.014],
      ['CARD_LENT', 0.014],
      ['ABROAD', 0.002],
      ['NURSING_HOME', 0.035],
      ['BEDRIDDEN', 0.06],
      ['AWAY_WITH_CHILDREN', 0.05],
      ['APP_USER', 0.05],
      ['HEALTHY_TRAVELLER', 0.04],
      ['FREQUENT_PATIENT', 0.14],
    ],
  },
  {
    from: 85,
    shares: [
      ['RECLUSE', 0.014],
      ['CARD_LENT', 0.016],
      ['NURSING_HOME', 0.08],
      ['BEDRIDDEN', 0.26],
      ['AWAY_WITH_CHILDREN', 0.03],
      ['APP_USER', 0.01],
      ['FREQUENT_PATIENT', 0.16],
    ],
  },
];
const ADULT_SHARES: readonly (readonly [Lifestyle, number])[] = [
  ['RECLUSE', 0.008],
  ['CARD_LENT', 0.004],
  ['BEDRIDDEN', 0.002],
  ['FREQUENT_PATIENT', 0.03],
  ['HEALTHY_TRAVELLER', 0.1],
  ['APP_USER', 0.3],
];
/** Of those whom a severe physical disability keeps at home. */
const BEDRIDDEN_SHARE_OF_SEVERE = 0.45;

/** Age on the last day of the year: does not change from one day's delivery to the next. */
function ageInYear(person: Person, { plan }: Village): number {
  return yearOfDay(plan.asOfDay) - yearOfDay(person.birthDay);
}

/** The lifestyle of somebody, also of one who has died: how it was until then. */
export function lifestyleOf(person: Person, village: Village): Lifestyle {
  const age = ageInYear(person, village);
  if (isMissing(person)) return 'MISSING';
  if (person.custody !== null && person.custody.kind !== 'COMMUNITY' && person.whereabouts === 'AWAY') {
    return 'IN_CUSTODY';
  }
  if (age < 18) return 'CHILD';
  if (person.departure?.reason === 'EMIGRATION' || goneSince(person, 'EMIGRATION') !== null) return 'ABROAD';
  if (person.whereabouts !== 'HOME') return age >= 60 ? 'AWAY_WITH_CHILDREN' : 'AWAY_WORKER';
  if (person.tekun?.care === 'INSTITUTION') return 'NURSING_HOME';
  const chance = new OwnChance(person, 'LIFESTYLE');
  if (isKeptAtHome(person) && chance.happens(BEDRIDDEN_SHARE_OF_SEVERE)) return 'BEDRIDDEN';
  const shares = age < 60 ? ADULT_SHARES : ELDER_SHARES.findLast(({ from }) => age >= from)!.shares;
  let rest = chance.unit();
  for (const [lifestyle, share] of shares) {
    rest -= share;
    if (rest < 0) return lifestyle;
  }
  if (age < 60) return 'WORKING_AGE';
  return village.village.urban ? 'TOWN_ELDER' : 'VILLAGE_ELDER';
}

/** Declared dead or missing, and not come back; of the dead it is known what has become of them. */
function isMissing(person: Person): boolean {
  return person.death === null && missingSince(person) !== null;
}

/** The day on which somebody of whom nothing has been heard since was last seen. */
export function missingSince(person: Person): number | null {
  const { declared } = person;
  if (declared !== null) return declared.revokedDay === 0 ? declared.missingDay : null;
  return goneSince(person, 'MISSING');
}

function isKeptAtHome({ disability }: Person): boolean {
  return (
    disability !== null &&
    disability.state === 'VALID' &&
    disability.grade === '1' &&
    (disability.type === 'PHYSICAL' || disability.type === 'MULTIPLE')
  );
}
