import { isoOfDay, monthText } from '../calendar.ts';
import { deriveStatus } from '../truth/derive-status.ts';
import type { LifeOnRecord } from '../truth/life-on-record.ts';
import type { TruthPerson } from '../truth/truth-person.ts';
import { isDeathReported } from './departures.ts';
import { lastPaidMonth } from './employee-pension.ts';
import { isRegistered, type Person } from './person.ts';

/** What flawless records tell of a person. */
export function lifeOnRecord(person: Person): LifeOnRecord {
  const { emp, pub, res, elsewhere, service, custody } = person;
  const isNamed = person.gridListing === 'LISTED' || person.gridListing === 'STALE';
  const seenDay = Math.max(isNamed ? person.gridCollectDay : 0, person.permitDay);
  return {
    birthDate: isoOfDay(person.birthDay),
    sex: person.sex === 1 ? '1' : '2',
    number: person.idNo === '' ? 'NONE' : person.sharedNumber ? 'SHARED' : 'GOOD',
    deathReported: isDeathReported(person),
    leftDate: person.departure === null ? null : isoOfDay(person.departure.day),
    seenResidentOn: seenDay === 0 ? null : isoOfDay(seenDay),
    namedResident: seenDay > 0,
    benefits: person.benefits,
    emp:
      emp === null
        ? null
        : {
            identity: emp.identity,
            choice: emp.choice,
            state: emp.state,
            lastPaidMonth: monthText(lastPaidMonth(emp)),
            retirementGroup: emp.retirementGroup,
          },
    pub:
      pub === null
        ? null
        : {
            state: pub.state,
            lastPaidMonth: monthText(pub.lastPaidMonth),
            retirementGroup: pub.retirementGroup,
          },
    res,
    elsewhere,
    student: person.student?.state === 'ENROLLED' && person.student.listed,
    service:
      service === null
        ? null
        : {
            from: isoOfDay(service.enlistDay),
            to: service.dischargeDay === 0 ? null : isoOfDay(service.dischargeDay),
          },
    custody:
      custody === null
        ? null
        : {
            kind: custody.kind,
            from: isoOfDay(custody.startDay),
            to: custody.endDay === 0 ? null : isoOfDay(custody.endDay),
          },
  };
}

/** The truth of a person on a day. `asOf`: ISO date; `onRecord`: some source names the person. */
export function truthOf(person: Person, villageCode: string, asOf: string, onRecord: boolean): TruthPerson {
  const life = lifeOnRecord(person);
  const derived = deriveStatus(life, asOf);
  const isResident = person.whereabouts === 'HOME' && person.death === null;
  const { dwelling } = person.household;
  return {
    truthId: person.truthId,
    idNo: person.idNo,
    name: person.name,
    sex: life.sex,
    ethnicity: person.ethnicity,
    birthDate: life.birthDate,
    onRecord,
    alive: person.death === null,
    deathDate: person.death === null ? null : isoOfDay(person.death.day),
    deathReported: life.deathReported,
    leftDate: life.leftDate,
    resident: isResident,
    residentOnRecord: life.namedResident && derived.status !== 'LEFT' && !life.deathReported,
    missingFromGrid: isResident && person.gridListing === 'NONE' && !dwelling.unlisted,
    registered: isRegistered(person),
    villageCode,
    gridCode: isResident ? dwelling.gridCode : null,
    dwellingCode: isResident ? dwelling.code : null,
    hukouVillageCode: person.booklet?.village.code ?? null,
    hukouNo: person.booklet?.no ?? null,
    sharedNumber: person.sharedNumber,
    status: derived.status,
    scheme: derived.scheme,
    gapMonths: derived.gapMonths,
    grade: derived.grade,
    inDenominator: derived.inDenominator,
  };
}
