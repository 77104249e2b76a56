import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { readDivisions } from '#catalogue/divisions/read-divisions.ts';
import { deriveStatus } from '../truth/derive-status.ts';
import type { LifeOnRecord } from '../truth/life-on-record.ts';
import { planCity } from './city-plan.ts';
import type { CleanRecord } from './clean-record.ts';
import { populateCity } from './populate-city.ts';

const ASOF = '2026-11-20';

type Rows = Map<string, CleanRecord['fields'][]>;

/** Reads a life back from rows alone, as somebody would who knows nothing of how they were made. */
function lifeFromRows(rows: Rows, sharedNumbers: ReadonlySet<unknown>): LifeOnRecord {
  const all = (source: string) => rows.get(source) ?? [];
  const first = (source: string) => all(source)[0];
  const idNo = String([...rows.values()].flat()[0]!.id_no ?? '');
  const cancellation = first('psb_cancellation');
  const resident = all('grid_resident').find((row) => row.residence_type !== 'AWAY');
  const permit = first('psb_residence_permit');
  const seen = [resident?.collect_date, permit?.register_date]
    .filter((date) => date != null)
    .sort()
    .at(-1);
  const [emp, pub, res, elsewhere] = [
    first('hrss_emp_account'),
    first('hrss_pub_account'),
    first('hrss_res_account'),
    first('hrss_national_match'),
  ];
  const service = first('vet_active_service');
  const custody = first('justice_custody');
  const paidYears = all('tax_res_payment').map((row) => Number(row.payment_year));
  const periodEnds = all('hrss_emp_period').map((row) => String(row.to_month));
  return {
    birthDate: idNo === '' ? ASOF : `${idNo.slice(6, 10)}-${idNo.slice(10, 12)}-${idNo.slice(12, 14)}`,
    sex: Number(idNo[16] ?? 1) % 2 === 1 ? '1' : '2',
    number: idNo === '' ? 'NONE' : sharedNumbers.has(idNo) ? 'SHARED' : 'GOOD',
    deathReported:
      cancellation?.cancel_reason === 'DEATH' ||
      first('psb_hukou')?.hukou_state === 'DECEASED' ||
      rows.has('cab_cremation') ||
      rows.has('nhc_death'),
    leftDate: ['EMIGRATION', 'MOVED_OUT'].includes(String(cancellation?.cancel_reason))
      ? String(cancellation!.cancel_date)
      : null,
    seenResidentOn: seen == null ? null : String(seen),
    namedResident: seen != null,
    benefits: all('hrss_benefit').map((row) => ({ programme: row.programme, state: row.benefit_state })),
    emp:
      emp == null
        ? null
        : {
            identity: emp.insured_identity,
            choice: emp.payment_choice,
            state: emp.insured_state,
            lastPaidMonth: periodEnds.sort().at(-1),
            retirementGroup: emp.retirement_group,
          },
    pub:
      pub == null
        ? null
        : {
            state: pub.insured_state,
            lastPaidMonth: pub.last_paid_month,
            retirementGroup: pub.retirement_group,
          },
    res:
      res == null
        ? null
        : {
            state: res.insured_state,
            firstYear: res.first_year,
            lastPaidYear: paidYears.length > 0 ? Math.max(...paidYears) : res.last_paid_year,
          },
    elsewhere:
      elsewhere == null
        ? null
        : { scheme: elsewhere.scheme, state: elsewhere.insured_state, drawing: elsewhere.drawing },
    student: first('edu_student')?.student_state === 'ENROLLED',
    service: service == null ? null : { from: service.enlist_date, to: service.discharge_date },
    custody:
      custody == null ? null : { kind: custody.custody_kind, from: custody.start_date, to: custody.end_date },
  } as LifeOnRecord;
}

test.each(['2026-11-20', '2026-12-31', '2027-02-10'])(
  'the clean rows of %s show the observable truth of everybody',
  (asOf) => {
    const plan = planCity({
      region: '640402',
      people: 4500,
      seed: 3,
      asOf,
      divisions: readDivisions({ prefix: '640402' }),
    });
    const outputs = [...populateCity(plan)];
    const rowsOfPerson = new Map<number, Rows>();
    for (const { people, source, fields } of outputs.flatMap(({ records }) => records)) {
      for (const { role, truthId } of people) {
        if (role !== 'self') continue;
        const rows = rowsOfPerson.get(truthId) ?? new Map();
        rowsOfPerson.set(truthId, rows.set(source, [...(rows.get(source) ?? []), fields]));
      }
    }
    const people = outputs.flatMap((output) => output.people);
    const shared = new Set(people.filter(({ sharedNumber }) => sharedNumber).map(({ idNo }) => idNo));
    const onRecord = people.filter(({ truthId }) => rowsOfPerson.has(truthId));
    expect(onRecord.length).toBeGreaterThan(4500);
    const wrong = onRecord.flatMap((person) => {
      const { truthId, status, scheme, gapMonths, grade, inDenominator } = person;
      const truth = { status, scheme, gapMonths, grade, inDenominator };
      const read = deriveStatus(lifeFromRows(rowsOfPerson.get(truthId)!, shared), asOf);
      const agrees = status === 'DATA_ERROR' ? read.status === status : isDeepStrictEqual(read, truth);
      return agrees ? [] : [{ truthId, truth, read }];
    });
    expect(wrong).toEqual([]);
  },
);
