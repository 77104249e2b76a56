import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  openSampleEngine,
  type SampleEngine,
  type SampleRegister,
  type SampleSources,
  sampleNumber,
} from '../registry/sample-register.ts';

let engine: SampleEngine;

beforeAll(async () => {
  engine = await openSampleEngine();
});

afterAll(() => engine.close());

const NUMBER = sampleNumber('1965-01-15', 11);
const OTHER_NUMBER = sampleNumber('1970-03-10', 12);

/** Rule, issue and place of the person of each record: the first person met is `A`, the second `B`. */
async function links(register: SampleRegister): Promise<string[]> {
  const rows = await register.rows(`
    SELECT r.source, l.link_rule, p.identity_issue, l.person_id
    FROM person_link l
    JOIN identity_record r ON r.row_id = l.row_id AND r.role = l.role
    JOIN person p ON p.person_id = l.person_id
    ORDER BY r.row_id, r.role DESC`);
  const people = [...new Set(rows.map((row) => row.person_id))];
  return rows.map((row) =>
    [
      row.source,
      String.fromCharCode(65 + people.indexOf(row.person_id)),
      row.link_rule,
      ...(row.identity_issue === null ? [] : [row.identity_issue]),
    ].join(' '),
  );
}

const linksOf = async (sources: SampleSources) => await links(await engine.register(sources));

describe('records of one number', () => {
  it('are one person when the name is the same', async () => {
    expect(
      await linksOf({
        psb_hukou: [{ id_no: NUMBER, name: '马建国' }],
        tax_wage: [{ id_no: NUMBER, name: '马建国' }],
      }),
    ).toEqual(['psb_hukou A ID_NAME_EXACT', 'tax_wage A ID_NAME_EXACT']);
  });

  it('are one person when the number is written in 15 and in 18 digits', async () => {
    expect(
      await linksOf({
        hrss_emp_account: [{ id_no: NUMBER.slice(0, 6) + NUMBER.slice(8, 17), name: '马建国' }],
        psb_hukou: [{ id_no: NUMBER, name: '马建国' }],
      }),
    ).toEqual(['hrss_emp_account A ID_NAME_EXACT', 'psb_hukou A ID_NAME_EXACT']);
  });

  it.each([
    ['a variant (闫/阎)', '闫玉兰', '阎玉兰', 'ID_NAME_VARIANT'],
    ['a homophone (同音字)', '闫玉兰', '闫玉蓝', 'ID_NAME_HOMOPHONE'],
    ['a lost character', '闫玉兰', '闫?兰', 'ID_NAME_VARIANT'],
    ['a blank', '闫玉兰', '', 'ID_NAME_BLANK'],
    ['a name cut off', '阿依古丽·买买提', '阿依古丽', 'ID_NAME_SLIP'],
    ['one character of three', '闫玉兰', '闫玉芝', 'ID_NAME_SLIP'],
    ['a character too many', '闫玉兰', '闫玉小兰', 'ID_NAME_SLIP'],
  ])('are one person when a lone record writes %s', async (_, name, written, rule) => {
    expect(
      await linksOf({
        psb_hukou: [{ id_no: NUMBER, name }],
        tax_wage: [{ id_no: NUMBER, name: written }],
      }),
    ).toEqual(['psb_hukou A ID_NAME_EXACT', `tax_wage A ${rule}`]);
  });

  it('leave the person alone when a lone record contradicts: it is a person of its own', async () => {
    expect(
      await linksOf({
        psb_hukou: [{ id_no: NUMBER, name: '马建国' }],
        tax_wage: [{ id_no: NUMBER, name: '王丽' }],
      }),
    ).toEqual(['psb_hukou A ID_NAME_EXACT', 'tax_wage B ID_NAME_CONFLICT NAME_CONFLICT']);
  });

  it('keep a relative with the same surname apart', async () => {
    expect(
      await linksOf({
        psb_hukou: [{ id_no: NUMBER, name: '马军' }],
        edu_student: [{ id_no: NUMBER, name: '马龙' }],
      }),
    ).toEqual(['edu_student A ID_NAME_CONFLICT NAME_CONFLICT', 'psb_hukou B ID_NAME_EXACT']);
  });

  it('are one person when the surname agrees and the row states the birth date of the number', async () => {
    expect(
      await linksOf({
        psb_hukou: [{ id_no: NUMBER, name: '马军' }],
        hrss_emp_account: [{ id_no: NUMBER, name: '马龙', birth_date: '1965-01-15' }],
      }),
    ).toEqual(['hrss_emp_account A ID_NAME_SLIP', 'psb_hukou A ID_NAME_EXACT']);
  });

  it('are one person when only the hukou writes a character otherwise, and states the birth date of the number', async () => {
    const others = {
      hrss_res_account: [{ id_no: NUMBER, name: '马建国' }],
      tax_wage: [{ id_no: NUMBER, name: '马建国' }],
    };
    const hukou = { id_no: NUMBER, name: '马建圃' };
    expect(await linksOf({ ...others, psb_hukou: [{ ...hukou, birth_date: '1965-01-15' }] })).toEqual([
      'hrss_res_account A ID_NAME_EXACT',
      'psb_hukou A ID_NAME_SLIP',
      'tax_wage A ID_NAME_EXACT',
    ]);
    const silent = await linksOf({ ...others, psb_hukou: [hukou] });
    expect(silent.filter((link) => link.endsWith('SHARED_NUMBER'))).toHaveLength(3);
  });

  it('are two when the hukou itself writes both names', async () => {
    const rows = ['马建国', '马建军'].map((name) => ({ id_no: NUMBER, name, birth_date: '1965-01-15' }));
    const found = await linksOf({ psb_hukou: rows, tax_wage: [{ id_no: NUMBER, name: '马建国' }] });
    expect(found.filter((link) => link.endsWith('SHARED_NUMBER'))).toHaveLength(3);
  });

  it('leave the number to the lone name whose row states its birth date, when the main one’s contradict it', async () => {
    const mother = { id_no: NUMBER, name: '马楠', birth_date: '1938-05-06' };
    expect(
      await linksOf({
        cab_marriage: [mother],
        hrss_res_account: [mother],
        grid_resident: [{ id_no: NUMBER, name: '马沐欣', birth_date: '1965-01-15' }],
      }),
    ).toContain('grid_resident B ID_NAME_CONFLICT NAME_CONFLICT');
  });

  it('are not one person when a near name comes with another birth date or sex', async () => {
    for (const stated of [{ birth_date: '1971-05-01' }, { sex: '2' }])
      expect(
        await linksOf({
          psb_hukou: [{ id_no: NUMBER, name: '马建国' }],
          hrss_emp_account: [{ id_no: NUMBER, name: '马建军', ...stated }],
        }),
      ).toEqual(['hrss_emp_account A ID_NAME_CONFLICT NAME_CONFLICT', 'psb_hukou B ID_NAME_EXACT']);
  });
});

describe('two people on one number (重号)', () => {
  it('are kept apart and flagged both when the hukou names both', async () => {
    expect(
      await linksOf({
        psb_hukou: [
          { id_no: NUMBER, name: '马建国' },
          { id_no: NUMBER, name: '王丽' },
        ],
        tax_wage: [{ id_no: NUMBER, name: '王丽' }],
      }),
    ).toEqual([
      'psb_hukou A ID_NAME_CONFLICT SHARED_NUMBER',
      'psb_hukou B ID_NAME_EXACT SHARED_NUMBER',
      'tax_wage B ID_NAME_EXACT SHARED_NUMBER',
    ]);
  });

  it('are flagged when two sources name the second, however each writes the name', async () => {
    expect(
      await linksOf({
        psb_hukou: [{ id_no: NUMBER, name: '马建国' }],
        hrss_res_account: [{ id_no: NUMBER, name: '马建国' }],
        tax_wage: [{ id_no: NUMBER, name: '闫丽' }],
        hrss_contract: [{ id_no: NUMBER, name: '阎丽' }],
      }),
    ).toEqual([
      'hrss_contract A ID_NAME_CONFLICT SHARED_NUMBER',
      'hrss_res_account B ID_NAME_EXACT SHARED_NUMBER',
      'psb_hukou B ID_NAME_EXACT SHARED_NUMBER',
      'tax_wage A ID_NAME_CONFLICT SHARED_NUMBER',
    ]);
  });

  it('leave a third, lone name a person by itself', async () => {
    const found = await linksOf({
      psb_hukou: [
        { id_no: NUMBER, name: '马建国' },
        { id_no: NUMBER, name: '王丽' },
      ],
      tax_wage: [{ id_no: NUMBER, name: '李强' }],
    });
    expect(found.at(-1)).toBe('tax_wage C ID_NAME_CONFLICT NAME_CONFLICT');
  });

  it('give the records without a name to the better supported', async () => {
    const register = await engine.register({
      psb_hukou: [
        { id_no: NUMBER, name: '马建国' },
        { id_no: NUMBER, name: '王丽' },
      ],
      tax_wage: [{ id_no: NUMBER, name: '马建国' }],
      hrss_contract: [{ id_no: NUMBER, name: '' }],
    });
    expect(await register.person('hrss_contract')).toMatchObject({ name: '马建国', record_count: 3 });
  });

  it('do not take the digits of the number for their birth date when they state one', async () => {
    const register = await engine.register({
      psb_hukou: [
        { id_no: NUMBER, name: '马建国', birth_date: '1965-01-15' },
        { id_no: NUMBER, name: '王丽', birth_date: '1966-02-20', sex: '2' },
      ],
    });
    expect(await register.person('psb_hukou', 2)).toMatchObject({
      birth_date: '1966-02-20',
      sex: '2',
      identity_issue: 'SHARED_NUMBER',
    });
  });
});

describe('the main name', () => {
  it('is what the sum of trust says, and the hukou alone stays credible', async () => {
    const register = await engine.register({
      psb_hukou: [{ id_no: NUMBER, name: '闫玉兰' }],
      tax_wage: [{ id_no: NUMBER, name: '阎玉兰' }],
      hrss_res_account: [{ id_no: NUMBER, name: '阎玉兰' }],
    });
    expect(await links(register)).toEqual([
      'hrss_res_account A ID_NAME_EXACT',
      'psb_hukou A ID_NAME_VARIANT',
      'tax_wage A ID_NAME_EXACT',
    ]);
    expect(await register.person('psb_hukou')).toMatchObject({ name: '阎玉兰' });
  });

  it('counts a source once, however many rows it has', async () => {
    const register = await engine.register({
      psb_hukou: [{ id_no: NUMBER, name: '马建国' }],
      tax_wage: [1, 2, 3, 4].map(() => ({ id_no: NUMBER, name: '王丽' })),
    });
    expect((await links(register)).slice(0, 2)).toEqual([
      'psb_hukou A ID_NAME_EXACT',
      'tax_wage B ID_NAME_CONFLICT NAME_CONFLICT',
    ]);
  });
});

describe('records without a usable number', () => {
  it('are people of their own, with the reason', async () => {
    const broken = `${NUMBER.slice(0, 16)}9${NUMBER.slice(17)}`;
    expect(
      await linksOf({
        psb_hukou: [{ id_no: NUMBER, name: '马建国' }],
        tax_wage: [
          { id_no: broken, name: '王丽' },
          { id_no: '', name: '马建国' },
        ],
      }),
    ).toEqual([
      'psb_hukou A ID_NAME_EXACT',
      'tax_wage B NO_USABLE_ID CHECK_DIGIT',
      'tax_wage C NO_USABLE_ID BLANK',
    ]);
  });

  it('keep their person while the business key stays, in whichever delivery it comes', async () => {
    const row = { permit_no: 'P7', id_no: '', name: '马建国' };
    const first = await (await engine.register({ psb_residence_permit: [row] })).person(
      'psb_residence_permit',
    );
    const later = await engine.register({
      psb_residence_permit: [
        { permit_no: 'P1', id_no: '', name: '李强', delivered_on: '2026-11-01' },
        { ...row, delivered_on: '2026-11-01' },
      ],
    });
    expect((await later.person('psb_residence_permit', 2)).person_id).toBe(first.person_id);
  });
});

describe('a row that names two people', () => {
  it('links each by role', async () => {
    const register = await engine.register({
      psb_hukou: [
        { id_no: NUMBER, name: '马建国' },
        { id_no: OTHER_NUMBER, name: '王丽' },
      ],
      cab_marriage: [
        {
          id_no: NUMBER,
          name: '马建国',
          spouse_id_no: OTHER_NUMBER,
          spouse_name: '王丽',
          registration_date: '1990-05-01',
        },
      ],
    });
    const [husband, wife] = [await register.person('psb_hukou', 1), await register.person('psb_hukou', 2)];
    expect(await register.row('SELECT person_id, spouse_person_id FROM fact_cab_marriage')).toEqual({
      person_id: husband.person_id,
      spouse_person_id: wife.person_id,
    });
  });

  it('names nobody in a role that is blank', async () => {
    const register = await engine.register({
      samr_entity: [{ uscc: '91350100M000100Y43', entity_name: '某厂', legal_id_no: '', legal_name: '' }],
    });
    expect(await register.rows('SELECT * FROM person')).toEqual([]);
    expect(await register.row('SELECT entity_name, legal_person_id FROM fact_samr_entity')).toEqual({
      entity_name: '某厂',
      legal_person_id: null,
    });
  });
});
