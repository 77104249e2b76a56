import type { CleanRecord } from '../clean-record.ts';
import type { Person } from '../person.ts';
import { lastCertification } from '../records/insurance-records.ts';
import type { Village } from '../village-draft.ts';
import { USUAL_DAYS_BACK } from './channel-habits.ts';
import { channelRow } from './channel-rows.ts';
import { isFree } from './entailed-habits.ts';
import type { Span } from './habit-days.ts';
import { OwnChance } from './own-chance.ts';

const CERTIFIED_AT = {
  FACE_APP: 'hrss_face_app',
  COUNTER: 'hrss_counter_onsite',
  DOOR_VISIT: 'grid_door_visit',
  DATA_MATCH: null,
} as const;

/** Some have to show their face to the app again the next day. */
const SECOND_TRY_SHARE = 0.05;

/** What lies behind the certifications that the core system has recorded, as far as they fall into the span. */
export function certificationRows(person: Person, village: Village, span: Span): CleanRecord[] {
  const firstDay = Math.max(span.fromDay, village.plan.asOfDay - USUAL_DAYS_BACK);
  const rows: CleanRecord[] = [];
  for (const benefit of person.benefits) {
    const certified = lastCertification(person, benefit, village);
    const source = certified === null ? null : CERTIFIED_AT[certified.channel];
    if (certified === null || source === null) continue;
    const { day } = certified;
    if (day < firstDay || day > span.toDay || !isFree(person, day)) continue;
    const chance = new OwnChance(person, 'CERTIFIED', day);
    const occasion = { person, village, day, chance, isSound: true, programme: benefit.programme };
    if (source === 'hrss_face_app' && chance.happens(SECOND_TRY_SHARE) && day - 1 >= firstDay) {
      const failed = channelRow(source, { ...occasion, day: day - 1 });
      Object.assign(failed.fields, { result: 'FAIL', liveness_score: chance.between(31, 69) });
      rows.push(failed);
    }
    rows.push(channelRow(source, occasion));
  }
  return rows;
}
