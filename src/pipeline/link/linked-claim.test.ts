import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  openSampleEngine,
  type SampleEngine,
  type SampleRegister,
  type SampleRow,
  type SampleSources,
  sampleNumber,
} from '../registry/sample-register.ts';
import { type Decision, orderedPair } from '../review/decision.ts';

let engine: SampleEngine;

beforeAll(async () => {
  engine = await openSampleEngine();
});

afterAll(() => engine.close());

const EAST = '640499001001';
const NUMBER = sampleNumber('1988-03-15', 22);
const OTHER_NUMBER = sampleNumber('1988-03-15', 46);

/** 王小红 in the hukou, with booklet, address, village. */
const XIAOHONG: SampleRow = {
  id_no: NUMBER,
  name: '王小红',
  sex: '2',
  birth_date: '1988-03-15',
  hukou_no: '640499001000123',
  hukou_division: EAST,
  hukou_address: '东社区 3 号楼 2 单元 501 室',
  hukou_state: 'ACTIVE',
};

/** The number with one digit wrong: its check character fails. */
function withWrongDigit(number: string, place: number): string {
  const digit = (Number(number[place]) + 3) % 10;
  return number.slice(0, place) + digit + number.slice(place + 1);
}

/** Source, place of the person (A the first met), rule and issue of each record. */
async function links(register: SampleRegister): Promise<string[]> {
  const rows = await register.rows(`
    SELECT r.source, l.link_rule, l.person_id
    FROM person_link l
    JOIN identity_record r ON r.row_id = l.row_id AND r.role = l.role
    ORDER BY r.row_id, r.role DESC`);
  const people = [...new Set(rows.map((row) => row.person_id))];
  return rows.map(
    (row) => `${row.source} ${String.fromCharCode(65 + people.indexOf(row.person_id))} ${row.link_rule}`,
  );
}

const register = (sources: SampleSources, decisions: readonly Decision[] = []) =>
  engine.register(sources, { onlyLink: true, decisions });
const linksOf = async (sources: SampleSources) => await links(await register(sources));
const reviewsOf = (made: SampleRegister) =>
  made.rows('SELECT rule FROM review_pair ORDER BY rule').then((rows) => rows.map(({ rule }) => rule));

describe('a record without usable number', () => {
  it('of 王小红, one digit wrong, same booklet: is hers, and its number is corrected', async () => {
    const made = await engine.register({
      psb_hukou: [XIAOHONG],
      cab_dibao: [
        { id_no: withWrongDigit(NUMBER, 9), name: '王小红', hukou_address: '东社区3号楼2单元501室' },
      ],
    });
    expect(await links(made)).toEqual(['cab_dibao A NUMBER_CORRECTED', 'psb_hukou A ID_NAME_EXACT']);
    expect(await made.person('cab_dibao')).toMatchObject({
      id_no: NUMBER,
      identity_issue: null,
      record_count: 2,
    });
    // What the record wrote stays as it was.
    expect(await made.row("SELECT id_no_raw FROM identity_record WHERE source = 'cab_dibao'")).toEqual({
      id_no_raw: withWrongDigit(NUMBER, 9),
    });
  });

  it('with no number at all: name, birth date and village are enough', async () => {
    expect(
      await linksOf({
        psb_hukou: [XIAOHONG],
        hrss_res_account: [
          { id_no: '', name: '王小红', birth_date: '1988-03-15', sex: '2', residence_division: EAST },
        ],
      }),
    ).toEqual(['hrss_res_account A LINKED', 'psb_hukou A ID_NAME_EXACT']);
  });

  it('with a homophone in the name and two digits exchanged is found by what is left', async () => {
    const exchanged = NUMBER.slice(0, 12) + NUMBER[13] + NUMBER[12] + NUMBER.slice(14);
    expect(
      await linksOf({
        psb_hukou: [XIAOHONG],
        grid_resident: [
          {
            id_no: exchanged,
            name: '王晓红',
            birth_date: '1988-03-15',
            residence_address: '东社区 3 号楼 2 单元 501 室',
            grid_code: `${EAST}001`,
          },
        ],
      }),
    ).toEqual(['grid_resident A NUMBER_CORRECTED', 'psb_hukou A ID_NAME_EXACT']);
  });

  it('finds its person by the personal number of social insurance, in whichever department', async () => {
    expect(
      await linksOf({
        hrss_res_account: [{ personal_no: '70001234', id_no: NUMBER, name: '王小红' }],
        tax_res_payment: [{ personal_no: '70001234', id_no: '', name: '王小红' }],
      }),
    ).toEqual(['hrss_res_account A ID_NAME_EXACT', 'tax_res_payment A LINKED']);
  });

  it('follows another row with its personal number to the person whom that row found', async () => {
    expect(
      await linksOf({
        psb_hukou: [XIAOHONG],
        hrss_emp_account: [
          { personal_no: '10004321', id_no: '', name: '王小红', birth_date: '1988-03-15', sex: '2' },
        ],
        hrss_emp_period: [{ personal_no: '10004321', id_no: '', name: '王小红' }],
      }),
    ).toEqual(['hrss_emp_account A LINKED', 'hrss_emp_period A LINKED', 'psb_hukou A ID_NAME_EXACT']);
  });

  it('is never attached on name and phone alone: somebody has to look', async () => {
    const made = await register({
      psb_hukou: [XIAOHONG],
      grid_resident: [{ id_no: NUMBER, name: '王小红', mobile: '16100000001' }],
      tax_wage: [{ id_no: '', name: '王小红', mobile: '16100000001' }],
    });
    expect(await links(made)).toEqual([
      'grid_resident A ID_NAME_EXACT',
      'psb_hukou A ID_NAME_EXACT',
      'tax_wage B NO_USABLE_ID',
    ]);
  });

  it('that fits two people equally is nobody’s, and goes to the review list', async () => {
    const made = await register({
      psb_hukou: [
        { ...XIAOHONG, hukou_no: '1', hukou_address: '甲村 1 号' },
        { ...XIAOHONG, id_no: OTHER_NUMBER, hukou_no: '2', hukou_address: '乙村 2 号' },
      ],
      hrss_res_account: [{ id_no: '', name: '王小红', birth_date: '1988-03-15', residence_division: EAST }],
    });
    expect((await links(made))[0]).toBe('hrss_res_account A NO_USABLE_ID');
    expect(await reviewsOf(made)).toEqual(['CLAIM']);
  });

  it('of a sister in the same home, born another year, is not hers', async () => {
    expect(
      (
        await linksOf({
          psb_hukou: [XIAOHONG],
          grid_resident: [
            {
              id_no: '',
              name: '王小丽',
              birth_date: '1991-08-02',
              sex: '2',
              residence_address: '东社区 3 号楼 2 单元 501 室',
            },
          ],
        })
      )[0],
    ).toBe('grid_resident A NO_USABLE_ID');
  });

  it('of somebody whom nobody knows is one person in all sources that agree', async () => {
    const unknown = { id_no: '', name: '尉迟珩', birth_date: '1970-01-02', sex: '1' };
    expect(
      await linksOf({
        grid_resident: [{ ...unknown, grid_code: `${EAST}001` }],
        hrss_res_account: [{ ...unknown, residence_division: EAST }],
        nhc_death: [{ ...unknown, name: '尉迟衡' }],
      }),
    ).toEqual([
      'grid_resident A SAME_UNKNOWN',
      'hrss_res_account A SAME_UNKNOWN',
      'nhc_death B NO_USABLE_ID',
    ]);
  });

  it('keeps two unknown namesakes of one home apart when their birth dates differ', async () => {
    const found = await linksOf({
      grid_resident: [
        { id_no: '', name: '马军', birth_date: '1950-01-02', residence_address: '甲村 1 号' },
        { id_no: '', name: '马军', birth_date: '1990-05-06', residence_address: '甲村 1 号' },
        { id_no: '', name: '马军', residence_address: '甲村 1 号' },
      ],
    });
    expect(new Set(found).size).toBe(3);
  });
});

describe('the number of a relative', () => {
  const father = {
    id_no: sampleNumber('1960-02-02', 11),
    name: '王建国',
    sex: '1',
    birth_date: '1960-02-02',
    hukou_no: '640499001000123',
    hukou_division: EAST,
    hukou_address: XIAOHONG.hukou_address!,
  };

  it('on a record of 王小红: the record is hers, the father is left alone', async () => {
    expect(
      await linksOf({
        psb_hukou: [XIAOHONG, father],
        cab_dibao: [
          {
            id_no: father.id_no,
            name: '王小红',
            birth_date: '1988-03-15',
            hukou_address: XIAOHONG.hukou_address!,
          },
        ],
      }),
    ).toEqual(['cab_dibao A LINKED', 'psb_hukou A ID_NAME_EXACT', 'psb_hukou B ID_NAME_EXACT']);
  });

  it('is never taken for the father’s, whatever agrees: that is for people to judge', async () => {
    const made = await register({
      psb_hukou: [father],
      cab_dibao: [{ ...pick(father), name: '李强' }],
    });
    expect(await links(made)).toEqual(['cab_dibao A ID_NAME_CONFLICT', 'psb_hukou B ID_NAME_EXACT']);
  });
});

describe('a person with two valid numbers', () => {
  const twice: SampleSources = {
    psb_hukou: [XIAOHONG],
    grid_resident: [
      {
        id_no: OTHER_NUMBER,
        name: '王小红',
        birth_date: '1988-03-15',
        residence_address: '东社区 3 号楼 2 单元 501 室',
        grid_code: `${EAST}001`,
      },
    ],
  };

  const better: SampleSources = { ...twice, hrss_res_account: [{ id_no: NUMBER, name: '王小红' }] };

  it('one of which is better known and the other stands in a single row, has that one corrected', async () => {
    const made = await engine.register(better);
    expect(await links(made)).toEqual([
      'grid_resident A NUMBER_CORRECTED',
      'hrss_res_account A ID_NAME_EXACT',
      'psb_hukou A ID_NAME_EXACT',
    ]);
    expect(await reviewsOf(made)).toEqual([]);
    expect(await made.person('grid_resident')).toMatchObject({ id_no: NUMBER, record_count: 3 });
  });

  it.each([
    ['name', { name: '王小兰' }],
    ['birth date', { id_no: sampleNumber('1988-04-25', 46), birth_date: '1988-04-25' }],
    ['home', { residence_address: '西社区 9 号楼 1 单元 101 室', grid_code: '640499001002001' }],
  ])('is two people where another %s is written', async (_, other) => {
    const made = await register({ ...better, grid_resident: [{ ...twice.grid_resident![0]!, ...other }] });
    expect((await links(made))[0]).toBe('grid_resident A ID_NAME_EXACT');
    expect((await links(made))[1]).toBe('hrss_res_account B ID_NAME_EXACT');
  });

  it('each in one row is offered for review, and never joined by itself', async () => {
    const made = await register(twice);
    expect(await links(made)).toEqual(['grid_resident A ID_NAME_EXACT', 'psb_hukou B ID_NAME_EXACT']);
    expect(await reviewsOf(made)).toEqual(['TWO_NUMBERS']);
    const evidence = await made.rows('SELECT label FROM review_comparison ORDER BY position');
    expect(evidence.map(({ label }) => label)).toEqual([
      '姓名相同',
      '出生日期相同',
      '性别相同',
      '同户号或同住址',
    ]);
  });

  it('that a spreadsheet rounded in a single row is corrected', async () => {
    // The check digit of …000 is right by chance: one number in eleven.
    const rounded = roundedByChance();
    const made = await engine.register({
      psb_hukou: [{ ...XIAOHONG, id_no: rounded.number, birth_date: rounded.birth }],
      grid_resident: [{ id_no: rounded.zeros, name: '王小红' }],
      tax_wage: [{ id_no: rounded.number, name: '王小红' }],
    });
    expect(await links(made)).toEqual([
      'grid_resident A NUMBER_CORRECTED',
      'psb_hukou A ID_NAME_EXACT',
      'tax_wage A ID_NAME_EXACT',
    ]);
    expect(await made.person('grid_resident')).toMatchObject({ id_no: rounded.number });
  });
});

describe('a decision', () => {
  const sources: SampleSources = {
    psb_hukou: [XIAOHONG],
    hrss_res_account: [{ id_no: '', name: '王小红', birth_date: '1988-03-15', residence_division: EAST }],
    tax_wage: [{ id_no: '', name: '王小红' }],
  };

  async function decide(decision: Decision['decision'], source: string): Promise<Decision[]> {
    const made = await register(sources);
    const keys = await made.rows(
      `SELECT claim_key FROM identity_record WHERE source IN ('psb_hukou', '${source}') ORDER BY claim_key`,
    );
    const [leftKey, rightKey] = keys.map(({ claim_key }) => String(claim_key));
    return [
      {
        decisionKey: 'D1',
        ...orderedPair(leftKey!, rightKey!),
        decision,
        at: '2026-10-20T08:00:00+08:00',
        by: '网格员',
        reason: '入户核实',
      },
    ];
  }

  it('DIFFERENT keeps apart what the weights would join', async () => {
    const made = await register(sources, await decide('DIFFERENT', 'hrss_res_account'));
    expect((await links(made)).slice(0, 2)).toEqual([
      'hrss_res_account A NO_USABLE_ID',
      'psb_hukou B ID_NAME_EXACT',
    ]);
  });

  it('SAME attaches what no weight would', async () => {
    const made = await register(sources, await decide('SAME', 'tax_wage'));
    expect(await links(made)).toEqual([
      'hrss_res_account A LINKED',
      'psb_hukou A ID_NAME_EXACT',
      'tax_wage A DECIDED_SAME',
    ]);
  });
});

function pick({ id_no, birth_date, hukou_address }: SampleRow): SampleRow {
  return { id_no: id_no!, birth_date: birth_date!, hukou_address: hukou_address! };
}

/** A number, and what a spreadsheet made of it whose check character is right by chance. */
function roundedByChance(): { number: string; zeros: string; birth: string } {
  for (let day = 10; day < 29; day++)
    for (let first = 0; first < 10; first++) {
      const birth = `1988-03-${day}`;
      const zeros = sampleNumber(birth, first * 100);
      if (zeros.endsWith('0')) return { number: sampleNumber(birth, first * 100 + 22), zeros, birth };
    }
  throw new Error('no such number');
}
