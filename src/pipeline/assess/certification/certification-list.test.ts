import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Catalogue, loadCatalogue } from '#catalogue/load-catalogue.ts';
import type { EngineRow } from '#engine/engine.ts';
import { man, register, row, type SamplePerson, woman } from '../sample-person.ts';
import { assessTown } from '../sample-town.ts';
import { certificationModels } from './list-models.ts';
import {
  award,
  clinic,
  dailyLife,
  deathCertificate,
  faceApp,
  found,
  hospital,
  train,
} from './sample-evidence.ts';

const AS_OF = '2026-10-31';
const SHIPPED = join(import.meta.dirname, '../../../../catalogue');

type Tables = Record<string, EngineRow[]>;

async function tablesOf(
  people: readonly SamplePerson[],
  orders: Readonly<Record<string, string>>,
  catalogue: Catalogue = loadCatalogue(),
): Promise<Tables> {
  const models = certificationModels(catalogue);
  return await assessTown({ asOf: AS_OF, people, models, catalogue }, async (town) => {
    const found: Tables = {};
    for (const [table, order] of Object.entries(orders)) found[table] = await town.table(table, order);
    return found;
  });
}

/** The shipped rules with pieces of text replaced. */
function changed(file: string, ...changes: readonly (readonly [piece: string, wrong: string])[]): Catalogue {
  const directory = mkdtempSync(join(tmpdir(), 'rules-'));
  try {
    cpSync(join(SHIPPED, file), join(directory, file));
    let text = readFileSync(join(directory, file), 'utf8');
    for (const [piece, other] of changes) {
      if (!text.includes(piece)) throw new Error(`${file} has no ${piece}`);
      text = text.replace(piece, other);
    }
    writeFileSync(join(directory, file), text);
    return loadCatalogue(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

describe('the calendar', () => {
  const dueOn = (date: string) => man('1959-05', award('EMP_PENSION'), train(date));
  const people = [
    dueOn('2025-11-29'),
    dueOn('2025-12-01'),
    dueOn('2025-12-31'),
    dueOn('2026-01-29'),
    dueOn('2026-01-30'),
    woman('1930-05', award('EMP_PENSION'), train('2025-11-29')),
    man('1959-05', award('EMP_PENSION')),
  ];
  let due: EngineRow[];
  beforeAll(async () => {
    ({ certification_due: due } = (await tablesOf(people, { certification_due: 'person_id' })) as never);
  });

  it('lists who falls due within 30, 60 and 90 days, and nobody else', () => {
    expect(due.map(({ person_id, window_days }) => [Number(person_id), window_days])).toEqual([
      [0, 30],
      [1, 60],
      [2, 90],
      [3, 90],
      [5, 30],
    ]);
  });

  it('says how each would certify, the oldest first', () => {
    expect(due[0]).toMatchObject({ next_step: 'SELF_SERVICE', is_priority: false, due_date: '2026-11-29' });
    expect(due.at(-1)).toMatchObject({
      next_step: 'HOME_VISIT',
      is_priority: true,
      division: '640499001001',
    });
  });
});

describe('the lists of a village', () => {
  const people = [
    man(
      '1939-05',
      award('EMP_PENSION', { amountFen: 300000 }),
      award('DIBAO', { amountFen: 40000 }),
      deathCertificate('2026-09-01'),
    ),
    man('1939-05', award('EMP_PENSION', { amountFen: 300000 }), found('2026-10-01', 'DEAD')),
    man('1939-05', award('EMP_PENSION', { state: 'TERMINATED', stoppedOn: '2026-01-31' })),
    man('1939-05', award('EMP_PENSION')),
    man('1959-05', award('EMP_PENSION'), train('2026-05-03')),
    man(
      '1939-05',
      award('EMP_PENSION', { state: 'TERMINATED', stoppedOn: '2024-01-31', stopReason: 'DEATH' }),
    ),
  ];
  let tables: Tables;
  beforeAll(async () => {
    tables = await tablesOf(people, {
      suspected_loss: 'person_id',
      confirmed_loss: 'person_id',
      certification: 'person_id',
    });
  });

  it('hold who is suspected, once, with every programme and what is still paid each month', () => {
    expect(tables.suspected_loss).toHaveLength(1);
    expect(tables.suspected_loss![0]).toMatchObject({
      programmes: ['DIBAO', 'EMP_PENSION'],
      reason: 'DEATH_RECORDED',
      next_step: 'VERIFY_DEATH',
      since: '2026-09-01',
      monthly_amount_fen: 340000,
      division: '640499001001',
    });
  });

  it('hold who is lost, and what is still paid though it is known', () => {
    expect(
      tables.confirmed_loss!.map(({ reason, since, monthly_amount_fen }) => [
        reason,
        since,
        monthly_amount_fen,
      ]),
    ).toEqual([
      ['VERIFIED_DEAD', '2026-10-01', 300000],
      ['AWARD_TERMINATED', '2026-01-31', 0],
    ]);
  });

  it('leave out awards that ended more than two years ago', () => {
    expect(tables.certification!.map(({ person_id }) => Number(person_id))).toEqual([0, 0, 1, 2, 3, 4]);
  });
});

describe('statistics', () => {
  const people = [
    man('1959-05', award('EMP_PENSION'), train('2026-05-03'), train('2026-04-03')),
    man(
      '1959-05',
      award('EMP_PENSION'),
      award('DIBAO'),
      faceApp('2026-08-01', 'EMP_PENSION'),
      faceApp('2026-06-01'),
    ),
    man('1959-05', award('EMP_PENSION', { since: '2024-12' }), ...dailyLife('2026-10-01')),
    man('1959-05', award('EMP_PENSION', { since: '2026-02' })),
    man('1939-05', award('EMP_PENSION'), deathCertificate('2026-09-01')),
    man('1939-05', award('EMP_PENSION'), register({ residence_division: '640499', hukou_division: null })),
    man('1939-05', award('EMP_PENSION'), found('2026-10-01', 'DEAD')),
    man(
      '1959-05',
      award('EMP_PENSION'),
      train('2027-05-03'),
      row('rail_boarding', { event_date: '1926-05-03', boarded: 'BOARDED' }),
    ),
    man('1959-05', award('EMP_PENSION'), deathCertificate('2026-02-01'), clinic('2026-10-02')),
  ];
  let tables: Tables;
  beforeAll(async () => {
    tables = await tablesOf(people, {
      certification: 'person_id, programme',
      certification_statistic: 'division, programme',
      channel_statistic: 'channel',
      department_statistic: 'department',
      evidence_issue: 'channel, issue',
    });
  });

  it('count each programme of a division, how it was proved and the rate', () => {
    const of = (division: string, programme: string) =>
      tables.certification_statistic!.find((one) => one.division === division && one.programme === programme);
    expect(of('640499001001', 'EMP_PENSION')).toMatchObject({
      level: 5,
      held: 7,
      due: 6,
      done: 3,
      entitled: 4,
      exempt: 1,
      to_verify: 2,
      conflict: 0,
      overdue: 1,
      lost: 1,
      by_data: 2,
      by_app: 1,
      by_shared: 0,
      rate: 0.5,
    });
    expect(of('640499001001', 'DIBAO')).toMatchObject({ held: 1, done: 1, by_shared: 1, rate: 1 });
    expect(of('64', 'ALL')).toMatchObject({ level: 1, held: 9, overdue: 2 });
    expect(of('640499000000', 'ALL')).toMatchObject({ held: 1 });
  });

  it('add up from level to level, and to the decisions', () => {
    const held = (level: number, programme: string) =>
      tables
        .certification_statistic!.filter((one) => one.level === level && one.programme === programme)
        .reduce((sum, one) => sum + Number(one.held) + Number(one.lost), 0);
    for (const level of [1, 2, 3, 4, 5]) expect(held(level, 'ALL')).toBe(tables.certification!.length);
    for (const one of tables.certification_statistic!)
      expect(Number(one.held)).toBe(
        ['entitled', 'to_verify', 'conflict', 'overdue', 'suspended'].reduce(
          (sum, name) => sum + Number(one[name]),
          0,
        ),
      );
  });

  it('say of every channel and department what it delivered and decided', () => {
    const channel = (code: string) => tables.channel_statistic!.find((one) => one.channel === code);
    expect(tables.channel_statistic).toHaveLength(51);
    expect(channel('E14')).toMatchObject({
      department: 'RAIL',
      rows: 2,
      people: 1,
      decided: 1,
      share: 1 / 3,
    });
    expect(channel('E01')).toMatchObject({ rows: 2, people: 1, decided: 1 });
    expect(channel('E17')).toMatchObject({ rows: 0, people: 0, decided: 0, share: 0 });
    expect(tables.department_statistic).toHaveLength(26);
    expect(tables.department_statistic!.find((one) => one.department === 'NHC')).toMatchObject({
      channels: 5,
      delivering_channels: 1,
      rows: 2,
    });
  });

  it('name records that are no evidence', () => {
    expect(tables.evidence_issue).toEqual([
      { channel: 'E14', issue: 'BEFORE_BIRTH', rows: 1 },
      { channel: 'E14', issue: 'FUTURE', rows: 1 },
      { channel: 'E41', issue: 'AFTER_DEATH', rows: 1 },
    ]);
  });
});

it('a person in 22 programmes has 22 decisions from one train', async () => {
  const { rules } = loadCatalogue();
  const programmes = rules
    .get('rule_programme')!
    .filter(({ values }) => values.is_core === true)
    .map(({ values }) => String(values.programme));
  const person = man('1959-05', ...programmes.map((one) => award(one)), train('2026-10-03'));
  const { certification } = await tablesOf([person], { certification: 'programme' });
  expect(certification!.map(({ programme }) => programme)).toEqual(programmes.toSorted());
  expect(new Set(certification!.map(({ state }) => state))).toEqual(new Set(['ENTITLED']));
});

describe('rules that a bureau changes', () => {
  it('a region may ask more often; the longest that fits is taken', async () => {
    const term = '- { programme: RES_PENSION, region: "*", cycle_months: 12';
    const own = (region: string, months: number) =>
      `- { programme: RES_PENSION, region: "${region}", cycle_months: ${months}, max_proof_age_days: 90, accepts_strong: true, accepts_weak: true, grace_days: 30 }\n    `;
    const catalogue = changed('programmes.yaml', [term, own('640499', 6) + own('6404', 3) + term]);
    const people = [
      man('1959-05', award('RES_PENSION'), train('2026-09-03')),
      man(
        '1959-05',
        award('RES_PENSION'),
        train('2026-09-03'),
        register({ residence_division: '640402001001' }),
      ),
      man(
        '1959-05',
        award('RES_PENSION'),
        train('2026-09-03'),
        register({ residence_division: '150302001001' }),
      ),
      man('1959-05', award('RES_PENSION'), train('2026-07-03')),
    ];
    const { certification } = await tablesOf(people, { certification: 'person_id' }, catalogue);
    expect(certification!.map(({ due_date, state }) => [due_date, state])).toEqual([
      ['2027-03-03', 'ENTITLED'],
      ['2026-12-03', 'ENTITLED'],
      ['2027-09-03', 'ENTITLED'],
      // Too old for the region's limit, it is no proof today; its cycle would end tomorrow or later.
      ['2026-10-30', 'TO_VERIFY'],
    ]);
  });

  it('a programme that accepts no data exempts who was in hospital, and takes certificates in person', async () => {
    const term =
      'programme: RES_PENSION, region: "*", cycle_months: 12, max_proof_age_days: 365, accepts_strong: true';
    const catalogue = changed('programmes.yaml', [term, term.replace('true', 'false')]);
    const people = [
      man('1959-05', award('RES_PENSION'), hospital('2026-02-01')),
      man('1959-05', award('RES_PENSION'), hospital('2026-02-01', '1')),
      man('1959-05', award('RES_PENSION'), hospital('2026-02-01', '3', false)),
      man('1959-05', award('RES_PENSION'), train('2026-05-03'), faceApp('2026-02-01')),
    ];
    const { certification } = await tablesOf(people, { certification: 'person_id' }, catalogue);
    expect(
      certification!.map(({ state, basis, reason, due_date }) => [state, basis, reason, due_date]),
    ).toEqual([
      ['ENTITLED', 'EXEMPT', 'INPATIENT', '2027-02-01'],
      ['OVERDUE', null, 'OVERDUE', '2020-06-01'],
      ['OVERDUE', null, 'OVERDUE', '2020-06-01'],
      ['ENTITLED', 'STRONG', 'STRONG_PROOF', '2027-02-01'],
    ]);
  });

  it('a programme need not recognise another', async () => {
    const all = '- { programme: DIBAO, from_programme: "*", accepted: true }';
    const none = '- { programme: DIBAO, from_programme: RES_PENSION, accepted: false }\n    ';
    const catalogue = changed('programmes.yaml', [all, none + all]);
    const people = [
      man('1959-05', award('RES_PENSION'), award('DIBAO'), faceApp('2026-08-01', 'RES_PENSION')),
      man('1959-05', award('TEKUN'), award('DIBAO'), faceApp('2026-08-01', 'TEKUN')),
    ];
    const { certification } = await tablesOf(people, { certification: 'person_id, programme' }, catalogue);
    expect(certification!.map(({ programme, state }) => [programme, state])).toEqual([
      ['DIBAO', 'OVERDUE'],
      ['RES_PENSION', 'ENTITLED'],
      ['DIBAO', 'ENTITLED'],
      ['TEKUN', 'ENTITLED'],
    ]);
  });

  it('a channel that is added needs no code', async () => {
    const channel = '- { channel: E46, identifier';
    const added =
      '- { channel: E51, identifier: courier_entry, name: 快递从业登记, department: POST, polarity: POSITIVE, strength: STRONG, window_days: 200, weight: 110, method: DATA, fields: brand, is_app: false, is_home: true, sensitive: false, is_named: false }\n    ';
    const evidence = '- { channel: E46, source: nhc_death';
    const rows =
      '- { channel: E51, source: post_courier, column_name: "*", code: "*", date_column: entry_date, holder: SELF }\n    ';
    const catalogue = changed(
      'evidence-channels.yaml',
      [channel, added + channel],
      [evidence, rows + evidence],
    );
    const people = [man('1959-05', award('EMP_PENSION'), row('post_courier', { entry_date: '2026-05-03' }))];
    const { certification } = await tablesOf(people, { certification: 'person_id' }, catalogue);
    expect(certification![0]).toMatchObject({ state: 'ENTITLED', proof_channel: 'E51', points: 110 });
  });

  it('points, channels and windows are those of the rules', async () => {
    const people = [man('1959-05', award('EMP_PENSION', { since: '2024-12' }), ...dailyLife('2026-08-20'))];
    const shipped = await tablesOf(people, { certification: 'person_id' });
    expect(shipped.certification![0]).toMatchObject({ state: 'ENTITLED', points: 100 });
    const shorter = changed('evidence-channels.yaml', [
      'strength: WEAK, window_days: 90, weight: 30',
      'strength: WEAK, window_days: 45, weight: 30',
    ]);
    const narrow = await tablesOf(people, { certification: 'person_id' }, shorter);
    expect(narrow.certification![0]).toMatchObject({ state: 'OVERDUE', points: 70, channels: 2 });
    const four = changed('certification.yaml', [
      'parameter: weak_channels, value: 3',
      'parameter: weak_channels, value: 4',
    ]);
    const strict = await tablesOf(people, { certification: 'person_id' }, four);
    expect(strict.certification![0]).toMatchObject({ state: 'OVERDUE', points: 100, channels: 3 });
  });
});
