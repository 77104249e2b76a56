import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSampleEngine, type SampleEngine, type SampleRegister, sampleNumber } from './sample-register.ts';

let engine: SampleEngine;
let register: SampleRegister;

const WANG = sampleNumber('1958-03-04', 11);
const LI = sampleNumber('1940-05-06', 22);

beforeAll(async () => {
  engine = await openSampleEngine();
  register = await engine.register({
    psb_hukou: [
      { id_no: WANG, name: '王建国' },
      { id_no: LI, name: '李秀英' },
    ],
    nhsa_inpatient_settlement: [
      { id_no: WANG, name: '王建国', event_date: '2026-05-03' },
      { id_no: WANG, name: '王健国', event_date: '2026-05-04' },
      { id_no: LI, name: '王建国', event_date: '2026-05-05' },
      { id_no: LI, name: null, event_date: '2026-05-06' },
      { id_no: sampleNumber('1990-01-01', 5), name: '王建国', event_date: '2026-05-07' },
      { id_no: '没有', name: '王建国', event_date: '2026-05-08' },
    ],
  });
});
afterAll(() => engine.close());

async function ownerOf(line: number) {
  const rowId = register.rowId('nhsa_inpatient_settlement', line);
  const row = await register.row(
    `SELECT person_id FROM fact_nhsa_inpatient_settlement WHERE row_id = ${rowId}`,
  );
  return row?.person_id ?? null;
}

it('gives an event to whom number and name say', async () => {
  const wang = await register.person('psb_hukou', 1);
  expect(await ownerOf(1)).toBe(wang.person_id);
});

it('takes a name that sounds the same for the owner of the number', async () => {
  const wang = await register.person('psb_hukou', 1);
  expect(await ownerOf(2)).toBe(wang.person_id);
});

it('gives a hospital row whose mistyped number is that of another to nobody', async () => {
  expect(await ownerOf(3)).toBeNull();
});

it('gives an event without name to the only person of the number', async () => {
  const li = await register.person('psb_hukou', 2);
  expect(await ownerOf(4)).toBe(li.person_id);
});

it('founds nobody: an event of an unknown or unusable number stays without person', async () => {
  expect([await ownerOf(5), await ownerOf(6)]).toEqual([null, null]);
  expect(await register.row('SELECT count(*) AS people FROM person')).toEqual({ people: 2 });
});
