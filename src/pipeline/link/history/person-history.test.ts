import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  openSampleEngine,
  type SampleEngine,
  type SampleRegister,
  type SampleSources,
  sampleNumber,
} from '../../registry/sample-register.ts';
import { type Decision, type Judgement, orderedPair } from '../../review/decision.ts';

let engine: SampleEngine;

beforeAll(async () => {
  engine = await openSampleEngine();
});

afterAll(() => engine.close());

const NUMBER = sampleNumber('1965-01-15', 11);
const OTHER = sampleNumber('1970-03-10', 12);
const THIRD = sampleNumber('1980-05-20', 13);

const first = (sources: SampleSources) => engine.register(sources);
const then = (sources: SampleSources, decisions: readonly Decision[] = []) =>
  engine.register(sources, { goingOn: true, decisions });

/** The person of a name, and the claims of it. */
async function idOf(register: SampleRegister, name: string): Promise<string> {
  const rows = await register.rows(`
    SELECT DISTINCT l.person_id
    FROM identity_record r
    JOIN person_link l ON l.row_id = r.row_id AND l.role = r.role
    WHERE r.name = '${name}'`);
  expect(rows).toHaveLength(1);
  return String(rows[0]!.person_id);
}

async function claimOf(register: SampleRegister, name: string): Promise<string> {
  const rows = await register.rows(`SELECT claim_key FROM identity_claim WHERE name = '${name}'`);
  expect(rows).toHaveLength(1);
  return String(rows[0]!.claim_key);
}

/** Events of the last publication, ids shown by the names given. */
async function events(register: SampleRegister, names: Record<string, string>): Promise<string[]> {
  const rows = await register.rows(`
    SELECT kind, person_id, other_id, records, rule, decision_key
    FROM person_event
    WHERE publication = (SELECT number FROM next_publication)
    ORDER BY kind, records, person_id = '${Object.keys(names)[0]}' DESC`);
  return rows.map((row) =>
    [
      row.kind,
      names[String(row.person_id)] ?? 'new',
      ...(row.other_id === null ? [] : [names[String(row.other_id)] ?? 'new']),
      row.records,
      row.rule,
      ...(row.decision_key === null ? [] : [row.decision_key]),
    ].join(' '),
  );
}

async function decided(
  register: SampleRegister,
  judgement: Judgement,
  [one, other]: readonly [string, string],
  decisionKey = 'D1',
): Promise<Decision> {
  return {
    decisionKey,
    ...orderedPair(await claimOf(register, one), await claimOf(register, other)),
    decision: judgement,
    at: '2026-11-02T01:00:00Z',
    by: '王经办',
    reason: '户口本核对',
  };
}

const undone = (decision: Decision): Decision => ({
  ...decision,
  undone: { at: '2026-11-03T01:00:00Z', by: '李主任', reason: '材料有误' },
});

describe('an id keeps its meaning', () => {
  const hukou = { psb_hukou: [{ id_no: NUMBER, name: '马建国' }] };
  const intruder = { tax_wage: [{ id_no: NUMBER, name: '王丽' }] };
  const strong = {
    grid_resident: [{ id_no: NUMBER, name: '王丽' }],
    hrss_res_account: [{ id_no: NUMBER, name: '王丽' }],
  };

  it('when a new delivery turns the votes on a shared number', async () => {
    const before = await first({ ...hukou, ...intruder });
    const [ma, wang] = [await idOf(before, '马建国'), await idOf(before, '王丽')];
    const after = await then({ tax_wage: [{ id_no: NUMBER, name: '马建国' }], ...strong });
    expect([await idOf(after, '马建国'), await idOf(after, '王丽')]).toEqual([ma, wang]);
    expect(await after.rows('SELECT * FROM person_alias')).toEqual([]);
  });

  it('when the better supported of two on a number is delivered no more, and then again', async () => {
    const before = await first({ ...hukou, ...intruder });
    const [ma, wang] = [await idOf(before, '马建国'), await idOf(before, '王丽')];
    const without = await then(intruder);
    expect(await idOf(without, '王丽')).toBe(wang);
    expect(await without.rows('SELECT * FROM person_alias')).toEqual([
      { old_person_id: ma, person_id: ma, kind: 'GONE' },
    ]);
    const again = await then({ ...hukou, ...intruder });
    expect([await idOf(again, '马建国'), await idOf(again, '王丽')]).toEqual([ma, wang]);
    expect(await again.rows('SELECT * FROM person_alias')).toEqual([]);
  });

  it('never passes to a newcomer while anybody else is on the number', async () => {
    const before = await first({ ...hukou, ...intruder });
    const [ma, wang] = [await idOf(before, '马建国'), await idOf(before, '王丽')];
    const after = await then({ ...intruder, psb_hukou: [{ id_no: NUMBER, name: '李强' }] });
    expect([ma, wang]).not.toContain(await idOf(after, '李强'));
    expect(await idOf(after, '王丽')).toBe(wang);
  });

  it('when the spelling that counts changes', async () => {
    const before = await first({
      psb_hukou: [{ id_no: NUMBER, name: '马建国' }],
      tax_wage: [{ id_no: NUMBER, name: '闫玉兰' }],
      grid_resident: [{ id_no: NUMBER, name: '阎玉兰' }],
    });
    const second = await idOf(before, '闫玉兰');
    expect(await idOf(before, '阎玉兰')).toBe(second);
    const after = await then({
      psb_hukou: [{ id_no: NUMBER, name: '马建国' }],
      tax_wage: [{ id_no: NUMBER, name: '阎玉兰' }],
      hrss_res_account: [{ id_no: NUMBER, name: '阎玉兰' }],
      grid_resident: [{ id_no: NUMBER, name: '阎玉兰' }],
    });
    expect(await idOf(after, '阎玉兰')).toBe(second);
  });

  it('when everybody writes another name on the number: the person was renamed', async () => {
    const before = await first(hukou);
    const ma = await idOf(before, '马建国');
    const after = await then({ psb_hukou: [{ id_no: NUMBER, name: '马建邦' }] });
    expect(await idOf(after, '马建邦')).toBe(ma);
  });

  it('on a run with nothing new, which records nothing', async () => {
    const sources = { ...hukou, ...intruder, ...strong };
    const before = await first(sources);
    const link = await before.rows('SELECT * FROM person_link ORDER BY ALL');
    const after = await then(sources);
    expect(await after.rows('SELECT * FROM person_link ORDER BY ALL')).toEqual(link);
    expect(await after.rows('SELECT * FROM person_event')).toEqual([]);
  });
});

describe('two people decided to be one', () => {
  const sources: SampleSources = {
    psb_hukou: [{ id_no: NUMBER, name: '马建国' }],
    hrss_res_account: [{ id_no: NUMBER, name: '马建国' }],
    tax_wage: [{ id_no: OTHER, name: '马建囯' }],
    grid_resident: [{ id_no: THIRD, name: '李强', mobile: '16100000001' }],
  };

  it('are one person with both numbers, and undone the same two again', async () => {
    const before = await first(sources);
    const names = { [await idOf(before, '马建国')]: '马', [await idOf(before, '马建囯')]: '误' };
    const [ma, wrong] = Object.keys(names) as [string, string];
    const same = await decided(before, 'SAME', ['马建国', '马建囯']);

    const merged = await then(sources, [same]);
    expect([await idOf(merged, '马建国'), await idOf(merged, '马建囯')]).toEqual([ma, ma]);
    expect(await merged.rows('SELECT * FROM person_alias')).toEqual([
      { old_person_id: wrong, person_id: ma, kind: 'MERGED' },
    ]);
    expect(await events(merged, names)).toEqual(['MERGE 误 马 1 DECIDED_SAME D1']);
    expect(
      await merged.rows(
        `SELECT id_no, is_canonical FROM person_several_number WHERE person_id = '${ma}' ORDER BY is_canonical DESC`,
      ),
    ).toEqual([
      { id_no: NUMBER, is_canonical: true },
      { id_no: OTHER, is_canonical: false },
    ]);
    expect(await merged.person('tax_wage')).toMatchObject({
      id_no: NUMBER,
      name: '马建国',
      identity_issue: null,
      record_count: 3,
      link_rule: 'DECIDED_SAME',
    });
    expect(
      await merged.rows(`SELECT count(*) AS facts FROM fact_tax_wage WHERE person_id = '${ma}'`),
    ).toEqual([{ facts: 1 }]);

    const apart = await then(sources, [undone(same)]);
    expect([await idOf(apart, '马建国'), await idOf(apart, '马建囯')]).toEqual([ma, wrong]);
    expect(await apart.rows('SELECT * FROM person_alias')).toEqual([]);
    expect(await events(apart, names)).toEqual(['SPLIT 马 误 1 UNDONE_SAME D1']);
  });

  it('stay under the id that lived when the other grows heavier', async () => {
    const before = await first(sources);
    const ma = await idOf(before, '马建国');
    const wrong = await idOf(before, '马建囯');
    const same = await decided(before, 'SAME', ['马建国', '马建囯']);
    await then(sources, [same]);
    const heavier = {
      psb_hukou: [{ id_no: OTHER, name: '马建囯' }],
      hrss_res_account: [{ id_no: OTHER, name: '马建囯' }],
      tax_wage: [{ id_no: NUMBER, name: '马建国' }],
    };
    const later = await then(heavier, [same]);
    expect([await idOf(later, '马建国'), await idOf(later, '马建囯')]).toEqual([ma, ma]);
    expect(await later.person('tax_wage')).toMatchObject({ id_no: OTHER });
    expect(await events(later, { [ma]: '马' })).toEqual(['CORRECTED 马 2 NUMBER_VOTE']);
    const apart = await then(heavier, [undone(same)]);
    expect([await idOf(apart, '马建国'), await idOf(apart, '马建囯')]).toEqual([ma, wrong]);
  });

  it('lead every old id through two merges to the living person', async () => {
    const before = await first(sources);
    const [ma, wrong, li] = [
      await idOf(before, '马建国'),
      await idOf(before, '马建囯'),
      await idOf(before, '李强'),
    ];
    const one = await decided(before, 'SAME', ['马建囯', '李强'], 'D1');
    const two = await decided(before, 'SAME', ['马建国', '李强'], 'D2');
    const merged = await then(sources, [one]);
    // The residents' list is believed more than the tax office.
    expect(await idOf(merged, '马建囯')).toBe(li);
    const all = await then(sources, [one, two]);
    expect(await idOf(all, '李强')).toBe(ma);
    const aliases = async (register: SampleRegister) =>
      await register.rows(`SELECT old_person_id, person_id, kind FROM person_alias ORDER BY old_person_id`);
    expect(await aliases(all)).toEqual(
      [wrong, li].sort().map((old_person_id) => ({ old_person_id, person_id: ma, kind: 'MERGED' })),
    );
    // Taken back in the other order: the id that stood for both leads to both.
    const half = await then(sources, [undone(one), two]);
    expect(await idOf(half, '马建囯')).toBe(wrong);
    expect(await aliases(half)).toEqual(
      expect.arrayContaining([
        { old_person_id: li, person_id: ma, kind: 'SPLIT' },
        { old_person_id: li, person_id: wrong, kind: 'SPLIT' },
      ]),
    );
    const none = await then(sources, [undone(one), undone(two)]);
    expect([await idOf(none, '马建国'), await idOf(none, '马建囯'), await idOf(none, '李强')]).toEqual([
      ma,
      wrong,
      li,
    ]);
    expect(await aliases(none)).toEqual([]);
  });
});

describe('two on one number', () => {
  const sources: SampleSources = {
    psb_hukou: [{ id_no: NUMBER, name: '马建国' }],
    tax_wage: [{ id_no: NUMBER, name: '马见国' }],
  };

  it('decided to be different are two, the weaker without the number', async () => {
    const before = await first(sources);
    const ma = await idOf(before, '马建国');
    expect(await idOf(before, '马见国')).toBe(ma);
    const different = await decided(before, 'DIFFERENT', ['马建国', '马见国']);
    const apart = await then(sources, [different]);
    const other = await idOf(apart, '马见国');
    expect(await idOf(apart, '马建国')).toBe(ma);
    expect(other).not.toBe(ma);
    expect(await events(apart, { [ma]: '马' })).toEqual(['SPLIT 马 new 1 DECIDED_DIFFERENT D1']);
    expect(await apart.person('tax_wage')).toMatchObject({ identity_issue: 'NAME_CONFLICT', name: '马见国' });
    expect(await apart.person('psb_hukou')).toMatchObject({ identity_issue: null });

    const together = await then(sources, [undone(different)]);
    expect(await idOf(together, '马见国')).toBe(ma);
    expect(await events(together, { [ma]: '马', [other]: '另' })).toEqual([
      'MERGE 另 马 1 UNDONE_DIFFERENT D1',
    ]);
    const again = await then(sources, [different]);
    expect(await idOf(again, '马见国')).toBe(other);
  });

  it('decided to be the same share nothing any more', async () => {
    const both: SampleSources = {
      psb_hukou: [{ id_no: NUMBER, name: '马建国' }],
      tax_wage: [{ id_no: NUMBER, name: '王丽' }],
    };
    const before = await first(both);
    expect(await before.person('tax_wage')).toMatchObject({ identity_issue: 'NAME_CONFLICT' });
    const same = await decided(before, 'SAME', ['马建国', '王丽']);
    const merged = await then(both, [same]);
    expect(await merged.person('tax_wage')).toMatchObject({ identity_issue: null, name: '马建国' });
  });
});

describe('decisions', () => {
  it('whose row says something else now are stale, not lost', async () => {
    const row = { permit_no: 'P7', id_no: '', name: '马建囯' };
    const hukou = { psb_hukou: [{ id_no: NUMBER, name: '马建国' }] };
    const before = await first({ ...hukou, psb_residence_permit: [row] });
    const same = await decided(before, 'SAME', ['马建国', '马建囯']);
    const merged = await then({ ...hukou, psb_residence_permit: [row] }, [same]);
    expect(await idOf(merged, '马建囯')).toBe(await idOf(merged, '马建国'));
    const changed = await then({ ...hukou, psb_residence_permit: [{ ...row, name: '李强' }] }, [same]);
    expect(await changed.rows('SELECT decision_key, outcome FROM decision_outcome')).toEqual([
      { decision_key: 'D1', outcome: 'STALE' },
    ]);
    expect(await idOf(changed, '李强')).not.toBe(await idOf(changed, '马建国'));
  });

  it('that today contradict one another join nobody', async () => {
    const sources: SampleSources = {
      psb_hukou: [
        { id_no: NUMBER, name: '马建国' },
        { id_no: OTHER, name: '王丽' },
        { id_no: THIRD, name: '李强' },
      ],
    };
    const before = await first(sources);
    const people = await Promise.all(['马建国', '王丽', '李强'].map((name) => idOf(before, name)));
    const after = await then(sources, [
      await decided(before, 'SAME', ['马建国', '王丽'], 'D1'),
      await decided(before, 'SAME', ['王丽', '李强'], 'D2'),
      await decided(before, 'DIFFERENT', ['马建国', '李强'], 'D3'),
    ]);
    expect(await Promise.all(['马建国', '王丽', '李强'].map((name) => idOf(after, name)))).toEqual(people);
    expect(await after.rows('SELECT decision_key, outcome FROM decision_outcome ORDER BY ALL')).toEqual([
      { decision_key: 'D1', outcome: 'CONTRADICTED' },
      { decision_key: 'D2', outcome: 'CONTRADICTED' },
      { decision_key: 'D3', outcome: 'OBEYED' },
    ]);
  });
});

it('a record without number decided to be somebody comes to that person, and goes back to its old id', async () => {
  const sources: SampleSources = {
    psb_hukou: [{ id_no: NUMBER, name: '马建国' }],
    psb_residence_permit: [{ permit_no: 'P7', id_no: '', name: '马建囯' }],
  };
  const before = await first(sources);
  const [ma, nobody] = [await idOf(before, '马建国'), await idOf(before, '马建囯')];
  const same = await decided(before, 'SAME', ['马建国', '马建囯']);
  const merged = await then(sources, [same]);
  expect(await merged.person('psb_residence_permit')).toMatchObject({
    person_id: ma,
    id_no: NUMBER,
    identity_issue: null,
  });
  const apart = await then(sources, [undone(same)]);
  expect(await idOf(apart, '马建囯')).toBe(nobody);
});
