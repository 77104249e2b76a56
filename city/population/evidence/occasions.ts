import { isoOfDay } from '../../calendar.ts';
import type { CleanRecord } from '../clean-record.ts';
import type { Habit } from './channel-habits.ts';
import { channelRow, type EvidenceSource, type Occasion } from './channel-rows.ts';

/** The rows of one occasion: of a stay those of hospital and insurance, of a journey the way out and back. */
export function addOccasion(rows: CleanRecord[], habit: Habit, occasion: Occasion): void {
  if (habit === 'INPATIENT_STAY') addStay(rows, occasion, occasion.chance.between(3, 16));
  else if (habit === 'TRIP_ABROAD') addTrip(rows, occasion);
  else rows.push(channelRow(habit satisfies EvidenceSource, occasion));
}

/** The same stay from two departments: the hospital's admission, and the insurance's settlement at discharge. */
export function addStay(rows: CleanRecord[], occasion: Occasion, days: number): void {
  const { village, person, day } = occasion;
  const lastDay = Math.min(village.plan.asOfDay, person.death?.day ?? village.plan.asOfDay);
  const admission = channelRow('nhc_inpatient', occasion);
  const isOver = day + days <= lastDay;
  if (isOver) admission.fields.discharge_date = isoOfDay(day + days);
  rows.push(admission);
  if (!isOver || !occasion.chance.happens(0.92)) return;
  const settlement = channelRow('nhsa_inpatient_settlement', { ...occasion, day: day + days });
  settlement.fields.hospital_level = admission.fields.hospital_level!;
  rows.push(settlement);
}

function addTrip(rows: CleanRecord[], occasion: Occasion): void {
  const { village, person, day, chance } = occasion;
  rows.push(channelRow('exit_border_crossing', occasion));
  const back = day + chance.between(4, 20);
  if (back > Math.min(village.plan.asOfDay, (person.death?.day ?? village.plan.asOfDay + 1) - 1)) return;
  const wayBack = channelRow('exit_border_crossing', { ...occasion, day: back });
  wayBack.fields.direction = 'IN';
  rows.push(wayBack);
}
