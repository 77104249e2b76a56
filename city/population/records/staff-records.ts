import { dayOf, isoOfDay, yearOfDay } from '../../calendar.ts';
import type { CleanRecord } from '../clean-record.ts';
import { traitBelow } from '../traits.ts';
import type { Village } from '../village-draft.ts';
import { addRow, numberIn } from './record-writing.ts';

/** 经办人员名册: operators of the county and the village's registered assistant. */
export function writeStaff(rows: CleanRecord[], { casework, village, plan }: Village): void {
  for (const { no, post, person } of casework.staff) {
    addRow(rows, 'hrss_staff', no, person, {
      staff_no: no,
      id_no: numberIn(person),
      name: person.name,
      post,
      office_code: post === 'ASSISTANT' ? village.code : village.countyCode,
      from_date: isoOfDay(
        dayOf(
          yearOfDay(plan.asOfDay) - 1 - traitBelow(person, 'PURPOSE', 6),
          1 + traitBelow(person, 'BRAND', 12),
          1,
        ),
      ),
    });
  }
}
