import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isZhaorenError } from '#domain/error-catalogue.ts';
import { sampleNumber } from '../registry/sample-register.ts';
import { type ArchivedItem, readArchive } from './read-archive.ts';
import { CATALOGUE, openSampleArchive, type SampleArchive } from './sample-archive.ts';

const VILLAGE = '640499001001';
const GRID = `${VILLAGE}007`;
const wang = { id_no: sampleNumber('1958-03-12', 11), name: '王桂兰' };
const liu = { id_no: sampleNumber('1957-07-02', 12), name: '刘淑芬' };

let sample: SampleArchive;

beforeAll(async () => {
  sample = await openSampleArchive();
});

afterAll(() => sample.close());

/** Items by identifier. */
async function itemsOf(personId: unknown, reveal = false): Promise<Record<string, ArchivedItem>> {
  const categories = await readArchive(sample.engine, String(personId), { reveal });
  return Object.fromEntries(categories.flatMap(({ items }) => items.map((one) => [one.identifier, one])));
}

describe('王桂兰, 68, retired, on the pension roster, married, disabled, owner of a shop', () => {
  let personId: string;

  beforeAll(async () => {
    const register = await sample.archive(
      {
        psb_hukou: [
          {
            ...wang,
            sex: '1',
            ethnicity: '03',
            birth_date: '1958-03-12',
            hukou_no: '640499000123',
            relation_to_head: 'HEAD',
            hukou_type: 'RURAL',
            hukou_division: VILLAGE,
            hukou_address: '宁夏回族自治区固原市无名区东街街道东社区3组12号',
            hukou_move_in: '1990-05-01',
            hukou_state: 'ACTIVE',
          },
        ],
        grid_resident: [
          {
            ...wang,
            ethnicity: '03',
            mobile: '13912345678',
            grid_code: GRID,
            residence_address: '东社区1号楼101',
            relation_to_head: 'HEAD',
            residence_type: 'RESIDENT',
            collect_date: '2026-09-12',
          },
        ],
        hrss_benefit: [
          {
            ...wang,
            programme: 'EMP_PENSION',
            award_month: '2018-04',
            benefit_state: 'PAYING',
            last_paid_month: '2026-09',
            monthly_amount_fen: 312_050,
            account_no: '6217000012345678',
          },
        ],
        cab_marriage: [
          {
            ...wang,
            spouse_id_no: liu.id_no,
            spouse_name: liu.name,
            registration_date: '1980-10-01',
            action: 'MARRIED',
          },
        ],
        dpf_disabled: [
          {
            ...wang,
            disability_cert_no: '64049919580312001134',
            disability_type: 'PHYSICAL',
            disability_grade: '2',
            issue_date: '2019-06-03',
            cert_state: 'VALID',
          },
        ],
        samr_entity: [
          {
            uscc: '92640499MA00000001',
            entity_name: '东街小卖部',
            entity_kind: 'SOLE_TRADER',
            entity_state: 'ACTIVE',
            legal_id_no: wang.id_no,
            legal_name: wang.name,
            founded_date: '2015-02-03',
            industry: 'F',
          },
        ],
      },
      { certified: { proof: '2026-05-03', channel: 'E01', due: '2027-05-31' } },
    );
    personId = String((await register.person('psb_hukou')).person_id);
  });

  it('has 13 categories and 122 items, in the order of their numbers', async () => {
    const categories = await readArchive(sample.engine, personId, { reveal: false });
    expect(categories.map(({ items }) => items.length)).toEqual([12, 12, 8, 9, 13, 9, 16, 11, 7, 8, 6, 6, 5]);
    expect(categories.flatMap(({ items }) => items.map(({ item }) => item))).toEqual(
      Array.from({ length: 122 }, (_, index) => index + 1),
    );
  });

  it('shows names, numbers, addresses and dates masked, and of the sensitive only that they are there', async () => {
    const shown = await itemsOf(personId);
    expect(Object.fromEntries(MASKED.map((name) => [name, shown[name]!.text]))).toEqual({
      name: '王*兰',
      id_no: `640*************${wang.id_no.slice(-2)}`,
      mobile: '139****5678',
      birth_date: '1958-03',
      hukou_address: '宁夏回族自治区固原市无名区东街街道东社区****',
      hukou_no: '640*******23',
      spouse_id_no: `640*************${liu.id_no.slice(-2)}`,
      marriage_date: '1980-10',
      pay_account: '有',
      monthly_amount: '有',
      disability_type: '有',
      disability_grade: '有',
    });
    expect(MASKED.filter((name) => !shown[name]!.isMasked)).toEqual([]);
  });

  it('shows all of it when revealed', async () => {
    const shown = await itemsOf(personId, true);
    expect(Object.fromEntries(MASKED.map((name) => [name, shown[name]!.value]))).toEqual({
      name: '王桂兰',
      id_no: wang.id_no,
      mobile: '13912345678',
      birth_date: '1958-03-12',
      hukou_address: '宁夏回族自治区固原市无名区东街街道东社区3组12号',
      hukou_no: '640499000123',
      spouse_id_no: liu.id_no,
      marriage_date: '1980-10-01',
      pay_account: '6217000012345678',
      monthly_amount: 312_050,
      disability_type: 'PHYSICAL',
      disability_grade: '2',
    });
    expect(shown.monthly_amount!.text).toBe('3,120.50 元');
    expect(shown.disability_type!.text).toBe('肢体');
    expect(Object.values(shown).filter(({ isMasked }) => isMasked)).toEqual([]);
  });

  it('speaks of codes in words, of places by name', async () => {
    const shown = await itemsOf(personId);
    const words = ['sex', 'ethnicity', 'id_type', 'life_status', 'hukou_type', 'residence_division'];
    expect(
      [...words, 'marital_status', 'benefit_type', 'business_role'].map((name) => shown[name]!.text),
    ).toEqual(['男', '回族', '居民身份证', '健在', '农业', '东社区', '已婚', '企业职工基本养老金', '经营者']);
  });

  it('says from which source and as of which day: the own day of the row, else that of the delivery', async () => {
    const shown = await itemsOf(personId);
    const origin = (name: string) => [shown[name]!.sourceName, shown[name]!.asOf, shown[name]!.quality];
    expect(origin('residence_type')).toEqual(['网格常住人口', '2026-09-12', 'GOOD']);
    expect(origin('hukou_type')).toEqual(['户籍人口', '2026-10-01', 'GOOD']);
    expect(origin('spouse_id_no')).toEqual(['婚姻登记', '1980-10-01', 'GOOD']);
    expect(origin('pay_account')).toEqual([
      CATALOGUE.sources.find((s) => s.source === 'hrss_benefit')!.name,
      '2026-10-01',
      'GOOD',
    ]);
    expect(origin('household_size')).toEqual([null, '2026-10-31', 'DERIVED']);
    expect(origin('cert_due_date')).toEqual([null, '2026-10-31', 'DERIVED']);
    expect(shown.cert_due_date!.value).toBe('2027-05-31');
    expect(shown.last_cert_channel!.text).toBe('掌上12333人脸认证');
  });

  it('leaves empty what nobody says, and tells what no source gives', async () => {
    const shown = await itemsOf(personId);
    expect(shown.student_no).toMatchObject({
      value: null,
      text: null,
      asOf: null,
      quality: null,
      hasOrigin: true,
    });
    expect(shown.photo).toMatchObject({ value: null, sourceName: null, quality: null, hasOrigin: false });
  });

  it('shows the wife the number of her husband', async () => {
    const [wife] = await sample.engine.rows(
      `SELECT person_id FROM person_identity WHERE id_no = '${liu.id_no}'`,
    );
    const shown = await itemsOf(wife!.person_id, true);
    expect([shown.marital_status!.value, shown.spouse_id_no!.value]).toEqual(['MARRIED', wang.id_no]);
  });

  it('does not find somebody who is not in the register', async () => {
    const asked = readArchive(sample.engine, 'f'.repeat(32), { reveal: false });
    await expect(asked).rejects.toSatisfy((error) => isZhaorenError(error, 'NOT_FOUND'));
  });
});

const MASKED = [
  'name',
  'id_no',
  'mobile',
  'birth_date',
  'hukou_address',
  'hukou_no',
  'spouse_id_no',
  'marriage_date',
  'pay_account',
  'monthly_amount',
  'disability_type',
  'disability_grade',
];
