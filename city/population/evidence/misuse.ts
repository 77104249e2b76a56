import type { CleanRecord } from '../clean-record.ts';
import { isDeathReported } from '../departures.ts';
import type { Person } from '../person.ts';
import type { Village } from '../village-draft.ts';
import { isBeneficiary } from './beneficiary.ts';
import { certificationRows } from './certification-rows.ts';
import { AFTER_DEATH_HABITS, type Habit, IDENTITY_MISUSED_SHARE, USED_BY_FAMILY } from './channel-habits.ts';
import { channelRow, type EvidenceSource } from './channel-rows.ts';
import { daysOf, habitChance } from './habit-days.ts';
import type { Lifestyle } from './lifestyle.ts';
import { addOccasion } from './occasions.ts';
import { OwnChance } from './own-chance.ts';

/** Where somebody shows the identity card of one who has died. */
const SHOWN_AT: readonly EvidenceSource[] = ['psb_hotel_checkin', 'rail_boarding', 'data_gov_hall'];

/**
 * Rows dated after a death: a family that goes on with card, telephone and bank book until the police
 * know, a certification with the telephone of the dead, and, rarely, somebody who travels on the identity of
 * one whose death has been reported.
 */
export function misuseOf(person: Person, village: Village, lifestyle: Lifestyle): CleanRecord[] {
  const { death } = person;
  if (death === null || !isBeneficiary(person)) return [];
  const span = { fromDay: death.day + 1, toDay: village.plan.asOfDay };
  return [
    ...usedByFamily(person, village, lifestyle),
    ...shownByAnother(person, village),
    ...certificationRows(person, village, span),
  ];
}

/** Whether card and telephone stay in use after the death. */
export function isUsedByFamily(person: Person, lifestyle: Lifestyle): boolean {
  const share = lifestyle === 'CARD_LENT' ? USED_BY_FAMILY.CARD_LENT : USED_BY_FAMILY.OTHERS;
  return new OwnChance(person, 'AFTER_DEATH').happens(share);
}

function usedByFamily(person: Person, village: Village, lifestyle: Lifestyle): CleanRecord[] {
  const death = person.death!;
  if (!isUsedByFamily(person, lifestyle)) return [];
  const { asOfDay } = village.plan;
  const toDay = death.hukouCancelDay > 0 ? death.hukouCancelDay - 1 : asOfDay;
  const rows: CleanRecord[] = [];
  for (const habit of Object.keys(AFTER_DEATH_HABITS) as Habit[]) {
    const chance = habitChance(person, habit, 2);
    const span = { fromDay: death.day + 1, toDay };
    for (const day of daysOf(habit, AFTER_DEATH_HABITS[habit]!, span, asOfDay, chance)) {
      addOccasion(rows, habit, { person, village, day, chance, isSound: true });
    }
  }
  return rows;
}

function shownByAnother(person: Person, village: Village): CleanRecord[] {
  const chance = new OwnChance(person, 'AFTER_DEATH', 1);
  if (!isDeathReported(person) || !chance.happens(IDENTITY_MISUSED_SHARE)) return [];
  const { asOfDay } = village.plan;
  const day = Math.max(person.death!.day + chance.between(12, 200), asOfDay - 600);
  if (day > asOfDay) return [];
  const occasion = { person, village, day, chance, isSound: true };
  return [channelRow(chance.pick(SHOWN_AT), occasion)];
}
