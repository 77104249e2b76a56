import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EngineRow } from '#engine/engine.ts';
import { custody, man, register, row, type SamplePerson, type SampleRow, woman } from '../sample-person.ts';
import { accepted, award, handled, line, paid } from './sample-benefit.ts';
import { type AuditedTown, auditRuns, auditTown, onlyRules, type RiskTown } from './sample-risk-town.ts';

const LEADS = 'SELECT * FROM risk_lead ORDER BY subject, person_id, uscc, operator_key, cause';
const leadsOf = (town: RiskTown) => auditTown(town, (audited) => audited.rows(LEADS));

function town(person: SamplePerson, rules: readonly string[], asOf = '2026-10-31'): RiskTown {
  return { asOf, people: { 老王: person }, catalogue: onlyRules(rules) };
}

function action(rule: string, kind: string, day: string, fields: SampleRow['fields'] = {}): SampleRow {
  return row('hrss_lead_action', { rule, action: kind, action_date: day, ...fields });
}

describe('one person with one cause is one lead', () => {
  it('and a month that two rules show is counted once', async () => {
    const person = man(
      '1950-01',
      register({ death_date: '2026-07-20' }),
      row('cab_cremation', { death_date: '2026-08-02', cremation_date: '2026-08-04' }),
      row('psb_hukou', { hukou_state: 'ACTIVE' }),
      ...paid('RES_PENSION', '2026-07', '2026-10', 20_000),
      ...paid('OLD_AGE_ALLOWANCE', '2026-09', '2026-10', 5_000),
    );
    const leads = await leadsOf(town(person, ['R01', 'R02']));
    expect(leads).toHaveLength(1);
    expect(leads[0]).toMatchObject({
      subject: 'PERSON',
      person_id: '老王',
      cause: 'DEATH',
      rule: 'R01',
      rules: ['R01', 'R02'],
      grade: 'H',
      programmes: ['OLD_AGE_ALLOWANCE', 'RES_PENSION'],
      from_month: '2026-08',
      to_month: '2026-10',
      // August to October of the pension, two months of the allowance.
      amount_fen: 3 * 20_000 + 2 * 5_000,
      state: 'NEW',
      first_seen: '2026-10-31',
    });
  });

  it('two causes are two leads', async () => {
    const person = man(
      '1950-01',
      custody('2026-01-05', null),
      ...paid('RES_PENSION', '2026-09', '2026-10', 20_000),
      line('RES_PENSION', '2026-10', 20_000),
    );
    const leads = await leadsOf(town(person, ['R05', 'R06']));
    expect(leads.map(({ cause, amount_fen }) => [cause, amount_fen])).toEqual([
      ['CUSTODY', 60_000],
      ['DUPLICATE', 20_000],
    ]);
  });

  it('what a court says of the missing is another cause than what it says of the dead', async () => {
    const declared = (kind: string) =>
      man(
        '1950-01',
        row('court_declaration', { kind, judgment_date: '2026-08-01' }),
        ...paid('RES_PENSION', '2026-10', '2026-10', 20_000),
      );
    const people = { 死者: declared('DEATH'), 失踪者: declared('MISSING') };
    const leads = await leadsOf({ asOf: '2026-10-31', people, catalogue: onlyRules(['R07']) });
    expect(leads.map(({ person_id, cause }) => [person_id, cause])).toEqual([
      ['失踪者', 'ABSENCE'],
      ['死者', 'DEATH'],
    ]);
  });

  it('the telling row stands among the eight rows of evidence, however many were paid', async () => {
    const person = man(
      '1950-01',
      row('court_declaration', { kind: 'DEATH', judgment_date: '2024-12-01' }),
      ...paid('RES_PENSION', '2025-01', '2026-10', 20_000),
    );
    await auditTown(town(person, ['R07']), async (audited) => {
      const [lead] = await audited.rows(LEADS);
      expect(audited.sourcesOf(lead!.evidence)).toEqual([
        ...Array(7).fill('card_payment'),
        'court_declaration',
      ]);
      expect(lead!.evidence).toEqual((lead!.evidence as number[]).toSorted((a, b) => a - b));
      const [hit] = await audited.rows('SELECT evidence FROM risk_hit');
      expect(hit!.evidence).toEqual(lead!.evidence);
    });
  });

  it('an operator is named by the staff number, and is the person of the staff list', async () => {
    const people = {
      经办员: man('1985-01', row('hrss_staff', { staff_no_key: '操', post: 'ACCEPT' })),
      老人: woman(
        '1950-01',
        accepted('一', '2026-05-12', '10:00:00', '窗口'),
        handled('一', '2026-05-12', '11:00:00', '经办', {
          review_operator_no_key: '操',
          pay_operator_no_key: '操',
        }),
      ),
    };
    const [lead] = await leadsOf({ asOf: '2026-10-31', people, catalogue: onlyRules(['V4']) });
    expect(lead).toMatchObject({
      subject: 'OPERATOR',
      operator_key: '操',
      person_id: '经办员',
      uscc: null,
      division: null,
      programmes: [],
      amount_fen: 50_000,
    });
  });
});

describe('a lead through the runs', () => {
  const dead = (...rows: SampleRow[]) => man('1950-01', register({ death_date: '2026-07-20' }), ...rows);
  const until = (month: string) => paid('RES_PENSION', '2026-07', month, 20_000);

  /** The lead after each run. */
  async function history(runs: readonly RiskTown[]): Promise<EngineRow[]> {
    const seen: EngineRow[] = [];
    const look = async (audited: AuditedTown) => {
      const leads = await audited.rows(LEADS);
      expect(leads).toHaveLength(1);
      seen.push(leads[0]!);
    };
    await auditRuns(runs, async () => undefined, look);
    return seen;
  }

  it('goes from NEW to CLOSED under one id, with what is due and what came back', async () => {
    const acted = [
      action('R01', 'ASSIGNED', '2026-11-02'),
      action('R01', 'VERIFIED_TRUE', '2026-11-10', { amount_due_fen: 60_000 }),
      action('R01', 'STOPPED', '2026-11-11'),
    ];
    const closed = [
      ...acted,
      action('R01', 'RECOVERING', '2026-12-01', { recovered_fen: 20_000 }),
      action('R01', 'CLOSED', '2026-12-20', { recovered_fen: 60_000 }),
    ];
    const runs = await history([
      town(dead(...until('2026-10')), ['R01'], '2026-10-31'),
      town(dead(...until('2026-10'), ...acted), ['R01'], '2026-11-30'),
      town(dead(...until('2026-10'), ...closed), ['R01'], '2026-12-31'),
    ]);
    expect(new Set(runs.map(({ lead_id }) => lead_id)).size).toBe(1);
    expect(runs).toMatchObject([
      { state: 'NEW', is_true: null, state_since: '2026-10-31', last_seen: '2026-10-31' },
      {
        state: 'STOPPED',
        is_true: true,
        state_since: '2026-11-11',
        amount_due_fen: 60_000,
        close_reason: null,
      },
      {
        state: 'CLOSED',
        is_true: true,
        close_reason: 'RECOVERED',
        recovered_fen: 60_000,
        state_since: '2026-12-20',
        first_seen: '2026-10-31',
        last_seen: '2026-12-31',
      },
    ]);
  });

  it('that nobody has touched is closed when no rule shows it any more, and opens when one does again', async () => {
    const runs = await history([
      town(dead(...until('2026-10')), ['R01'], '2026-10-31'),
      town(man('1950-01', ...until('2026-10')), ['R01'], '2026-11-30'),
      town(dead(...until('2026-10')), ['R01'], '2026-12-31'),
    ]);
    expect(runs).toMatchObject([
      { state: 'NEW' },
      {
        state: 'CLOSED',
        close_reason: 'NO_LONGER_SHOWN',
        state_since: '2026-11-30',
        last_seen: '2026-10-31',
        amount_fen: 60_000,
      },
      { state: 'NEW', close_reason: null, state_since: '2026-12-31', first_seen: '2026-10-31' },
    ]);
  });

  it('that somebody works on stays with them when no rule shows it any more', async () => {
    const runs = await history([
      town(dead(...until('2026-10'), action('R01', 'ASSIGNED', '2026-10-30')), ['R01'], '2026-10-31'),
      town(
        man('1950-01', ...until('2026-10'), action('R01', 'ASSIGNED', '2026-10-30')),
        ['R01'],
        '2026-11-30',
      ),
    ]);
    expect(runs.map(({ state, last_seen }) => [state, last_seen])).toEqual([
      ['ASSIGNED', '2026-10-31'],
      ['ASSIGNED', '2026-10-31'],
    ]);
  });

  const untrue = [action('R01', 'VERIFIED_FALSE', '2026-11-05'), action('R01', 'CLOSED', '2026-11-06')];

  it('that was closed as untrue does not come back with the same months', async () => {
    const runs = await history([
      town(dead(...until('2026-10')), ['R01'], '2026-10-31'),
      town(dead(...until('2026-10'), ...untrue), ['R01'], '2026-11-30'),
      town(dead(...until('2026-10'), ...untrue), ['R01'], '2026-12-31'),
    ]);
    expect(runs.slice(1)).toMatchObject([
      { state: 'CLOSED', is_true: false, close_reason: 'UNTRUE', state_since: '2026-11-06' },
      {
        state: 'CLOSED',
        is_true: false,
        close_reason: 'UNTRUE',
        state_since: '2026-11-06',
        last_seen: '2026-12-31',
      },
    ]);
  });

  it('comes back with a later month, and what was done before belongs to the earlier opening', async () => {
    const runs = await history([
      town(dead(...until('2026-10'), ...untrue), ['R01'], '2026-11-30'),
      town(dead(...until('2026-12'), ...untrue), ['R01'], '2026-12-31'),
      town(
        dead(...until('2026-12'), ...untrue, action('R01', 'ASSIGNED', '2027-01-04')),
        ['R01'],
        '2027-01-31',
      ),
    ]);
    expect(runs).toMatchObject([
      { state: 'CLOSED', close_reason: 'UNTRUE', to_month: '2026-10' },
      { state: 'NEW', is_true: null, close_reason: null, state_since: '2026-12-31', to_month: '2026-12' },
      { state: 'ASSIGNED', is_true: null, state_since: '2027-01-04' },
    ]);
  });

  it('comes back with a rule that did not show it before', async () => {
    const cremated = row('cab_cremation', { death_date: '2026-07-20' });
    const runs = await history([
      town(dead(...until('2026-10'), ...untrue), ['R01', 'R02'], '2026-11-30'),
      town(
        dead(...until('2026-10'), ...untrue, cremated, row('psb_hukou', { hukou_state: 'ACTIVE' })),
        ['R01', 'R02'],
        '2026-12-31',
      ),
    ]);
    expect(runs).toMatchObject([
      { state: 'CLOSED', rules: ['R01'] },
      { state: 'NEW', rules: ['R01', 'R02'] },
    ]);
  });

  it('is the same when the run is repeated', async () => {
    const again = town(dead(...until('2026-12'), ...untrue), ['R01'], '2026-12-31');
    const runs = await history([
      town(dead(...until('2026-10'), ...untrue), ['R01'], '2026-11-30'),
      again,
      again,
    ]);
    expect(runs[2]).toEqual(runs[1]);
  });

  it('of a unit follows the actions on its credit code', async () => {
    const uscc = '91640499MA00000301';
    const staff = (insured: boolean) =>
      man(
        '1985-09',
        row('tax_wage', { uscc, period_month: '2026-09', income_fen: 500_000 }),
        ...(insured
          ? [row('hrss_emp_account', { uscc, insured_state: 'LIVE', insured_identity: 'EMPLOYEE' })]
          : []),
      );
    const [lead] = await leadsOf({
      asOf: '2026-10-31',
      people: { 甲: staff(true), 乙: staff(false) },
      rows: [
        row('hrss_unit', { uscc, unit_state: 'LIVE' }),
        row('samr_entity', { uscc, entity_state: 'ACTIVE', entity_kind: 'COMPANY', division: '640499' }),
        action('R30', 'VERIFIED_TRUE', '2026-10-20', { uscc, amount_due_fen: 120_000 }),
      ],
      catalogue: onlyRules(['R30']),
    });
    expect(lead).toMatchObject({
      subject: 'UNIT',
      uscc,
      person_id: null,
      division: '640499',
      state: 'VERIFIED',
      is_true: true,
      amount_due_fen: 120_000,
    });
  });
});

describe('the statistics', () => {
  it('count each lead once by its gravest rule and once in all, at every level', async () => {
    const people = {
      甲: man(
        '1950-01',
        register({ death_date: '2026-07-20' }),
        row('hrss_lead_action', { rule: 'R01', action: 'VERIFIED_TRUE', action_date: '2026-10-01' }),
        ...paid('RES_PENSION', '2026-08', '2026-08', 20_000),
      ),
      乙: man(
        '1950-01',
        register({ residence_division: '640499001002' }),
        custody('2026-01-05', null),
        ...paid('RES_PENSION', '2026-08', '2026-08', 20_000),
      ),
    };
    const rows = await auditTown(
      { asOf: '2026-10-31', people, catalogue: onlyRules(['R01', 'R06']) },
      (audited) =>
        audited.rows(
          'SELECT division, rule, leads, open, verified_true, verified_false, amount_fen FROM risk_statistic WHERE level >= 4',
        ),
    );
    expect(rows.map((each) => Object.values(each))).toEqual([
      ['640499001', 'ALL', 2, 2, 1, 0, 40_000],
      ['640499001', 'R01', 1, 1, 1, 0, 20_000],
      ['640499001', 'R06', 1, 1, 0, 0, 20_000],
      ['640499001001', 'ALL', 1, 1, 1, 0, 20_000],
      ['640499001001', 'R01', 1, 1, 1, 0, 20_000],
      ['640499001002', 'ALL', 1, 1, 0, 0, 20_000],
      ['640499001002', 'R06', 1, 1, 0, 0, 20_000],
    ]);
  });
});

describe('whatever was paid to whom', () => {
  const month = fc.constantFrom('2026-06', '2026-07', '2026-08', '2026-09', '2026-10');
  const payment = fc.record({
    programme: fc.constantFrom('RES_PENSION', 'EMP_PENSION', 'OLD_AGE_ALLOWANCE'),
    month,
    amountFen: fc.integer({ min: 1, max: 900_000 }),
  });
  const person = fc.record({
    death: fc.option(fc.constantFrom('2026-06-11', '2026-08-11')),
    inside: fc.option(fc.constantFrom('2026-05-01', '2026-07-01')),
    payments: fc.array(payment, { maxLength: 8 }),
  });
  const rules = ['R01', 'R02', 'R04', 'R05', 'R06'];

  it('the order of rows changes nothing, and no lead is about more than was paid', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 4 }), async (drawn) => {
        const people = Object.fromEntries(
          drawn.map(({ death, inside, payments }, place) => [
            `人${place}`,
            man(
              '1945-01',
              ...(death === null
                ? []
                : [
                    register({ death_date: death }),
                    row('cab_cremation', { death_date: death }),
                    row('psb_hukou', { hukou_state: 'ACTIVE' }),
                  ]),
              ...(inside === null ? [] : [custody(inside, null), custody('2026-06-15', '2026-09-15')]),
              award('RES_PENSION', {
                award_month: '2026-01',
                last_paid_month: '2026-10',
                monthly_amount_fen: 700,
              }),
              ...payments.map((each) => line(each.programme, each.month, each.amountFen)),
            ),
          ]),
        );
        const given = { asOf: '2026-10-31', people, catalogue: onlyRules(rules) };
        const withoutRows = (leads: EngineRow[]) => leads.map(({ evidence: _evidence, ...lead }) => lead);
        const leads = await leadsOf(given);
        expect(withoutRows(await leadsOf({ ...given, reversed: true }))).toEqual(withoutRows(leads));
        for (const [place, { payments }] of drawn.entries()) {
          // At most every line, and the award's months of which there is no line.
          const most = payments.reduce((sum, { amountFen }) => sum + amountFen, 0) + 10 * 700;
          for (const lead of leads.filter(({ person_id }) => person_id === `人${place}`))
            expect(Number(lead.amount_fen)).toBeLessThanOrEqual(most);
        }
      }),
      { numRuns: 6, seed: 4 },
    );
  }, 60_000);
});
