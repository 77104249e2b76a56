import { isoOfDay } from '../../calendar.ts';
import type { Person } from '../person.ts';
import { hasTrait, traitBelow, traitOf } from '../traits.ts';
import { addRow, dateIn, keyOf, numberIn, type PersonWriter, sexIn } from './record-writing.ts';

const PURPOSES = ['务工', '务工', '经商', '投靠亲属', '就学', '居住', '其他'];

/** 户籍人口. The rows of the dead and departed leave the register, a third stays with its state. */
export const writeHukou: PersonWriter = (rows, person) => {
  const { booklet } = person;
  if (booklet === null) return;
  const state = hukouState(person);
  if (state !== 'ACTIVE' && !hasTrait(person, 'HUKOU_ROW', 0.3)) return;
  const isCollective = hasTrait(person, 'HUKOU_TYPE', 0.004);
  addRow(rows, 'psb_hukou', keyOf('64', person), person, {
    psb_person_no: keyOf('64', person),
    id_no: numberIn(person),
    name: person.name,
    sex: sexIn(person),
    ethnicity: person.ethnicity,
    birth_date: isoOfDay(person.birthDay),
    hukou_no: booklet.no,
    // Who rents together is no family: no booklet knows tenants.
    relation_to_head: person.bookletRelation === 'TENANT' ? 'OTHER' : person.bookletRelation,
    hukou_type: isCollective ? 'COLLECTIVE' : booklet.village.urban ? 'URBAN' : 'RURAL',
    hukou_division: booklet.village.code,
    hukou_address: booklet.address,
    hukou_move_in: dateIn(person.hukouMoveInDay),
    hukou_state: state,
  });
};

function hukouState(person: Person): 'ACTIVE' | 'MOVED_OUT' | 'DECEASED' | 'CANCELLED' {
  if (person.death !== null && person.death.hukouCancelDay > 0) return 'DECEASED';
  if (person.departure === null) return 'ACTIVE';
  return person.departure.reason === 'EMIGRATION' ? 'CANCELLED' : 'MOVED_OUT';
}

/** 户口注销: deaths told to the police, departures, second entries struck out. */
export const writeCancellation: PersonWriter = (rows, person) => {
  const { death, departure } = person;
  const key = keyOf('ZX', person);
  const add = (day: number, reason: string, deathDate: string | null, destination: string | null) =>
    addRow(rows, 'psb_cancellation', key, person, {
      cancel_no: key,
      id_no: numberIn(person),
      name: person.name,
      sex: sexIn(person),
      birth_date: isoOfDay(person.birthDay),
      cancel_date: isoOfDay(day),
      cancel_reason: reason,
      death_date: deathDate,
      destination_division: destination,
    });
  if (death !== null) {
    if (death.hukouCancelDay > 0) add(death.hukouCancelDay, 'DEATH', isoOfDay(death.day), null);
  } else if (departure !== null) {
    add(departure.day, departure.reason, null, departure.destination);
  } else if (person.duplicateHukouDay > 0) {
    add(person.duplicateHukouDay, 'DUPLICATE', null, null);
  }
};

/** 居住登记. */
export const writePermit: PersonWriter = (rows, person, { village }) => {
  if (person.permitDay === 0) return;
  const key = keyOf('JZ', person);
  addRow(rows, 'psb_residence_permit', key, person, {
    permit_no: key,
    id_no: numberIn(person),
    name: person.name,
    sex: sexIn(person),
    birth_date: isoOfDay(person.birthDay),
    mobile: person.mobile,
    hukou_division: person.outsideHukou ?? person.booklet?.village.code ?? null,
    residence_division: village.code,
    residence_address: person.household.dwelling.address,
    register_date: isoOfDay(person.permitDay),
    purpose: traitOf(person, 'PURPOSE', PURPOSES),
  });
};

/** 服刑羁押人员. */
export const writeCustody: PersonWriter = (rows, person, { village }) => {
  const { custody } = person;
  if (custody === null) return;
  const key = `${village.countyCode}${keyOf('', person)}${traitBelow(person, 'ORGANISATION', 10)}`;
  addRow(rows, 'justice_custody', key, person, {
    custody_no: key,
    id_no: numberIn(person),
    name: person.name,
    sex: sexIn(person),
    birth_date: isoOfDay(person.birthDay),
    hukou_address: person.booklet?.address ?? null,
    start_date: isoOfDay(custody.startDay),
    end_date: dateIn(custody.endDay),
    custody_kind: custody.kind,
  });
};
