import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import type { EngineRow } from '#engine/engine.ts';
import { certificationModels } from './certification/list-models.ts';
import { coverageModels } from './coverage/list-models.ts';
import {
  benefit,
  custody,
  elsewhere,
  employeePension,
  flexiblePension,
  gridNote,
  man,
  residentPension,
  row,
  type SamplePerson,
  wage,
  woman,
} from './sample-person.ts';
import { assessTown } from './sample-town.ts';
import { tagModels } from './tags/list-models.ts';

const SHIPPED = join(import.meta.dirname, '../../../catalogue');

type Values = Record<string, unknown>;

/** A rule, what becomes of it, and the person whose result follows. */
interface Change {
  readonly rule: string;
  readonly file: string;
  /** Columns that find the row. */
  readonly where: Values;
  readonly set: Values;
  /** Another row of the rule that has to follow. */
  readonly also?: { readonly where: Values; readonly set: Values };
  readonly person: SamplePerson;
  readonly table: string;
  readonly before: Values;
  readonly after: Values;
}

const CHANGES: readonly Change[] = [
  {
    rule: 'rule_coverage_threshold',
    file: 'coverage.yaml',
    where: { scheme: 'EMP_PENSION', insured_identity: 'FLEXIBLE', payment_choice: 'MONTH' },
    set: { interrupted_months: 6 },
    person: man('1985-05', flexiblePension({ paidUntil: '2026-05' })),
    table: 'coverage_status',
    before: { status: 'INTERRUPTED', gap_months: 4 },
    after: { status: 'NORMAL', gap_months: 4, grade: 'WARN' },
  },
  {
    rule: 'rule_coverage_grade',
    file: 'coverage.yaml',
    where: { grade: 'SHORT' },
    set: { to_months: 23 },
    also: { where: { grade: 'LONG' }, set: { from_months: 24 } },
    person: man('1985-05', employeePension({ paidUntil: '2025-05' })),
    table: 'coverage_status',
    before: { gap_months: 16, grade: 'LONG' },
    after: { gap_months: 16, grade: 'SHORT' },
  },
  {
    rule: 'rule_coverage',
    file: 'coverage.yaml',
    where: { parameter: 'adult_age_years' },
    set: { value: 18 },
    person: man('2009-05'),
    table: 'coverage_status',
    before: { status: 'MISSED' },
    after: { status: 'OUT_OF_SCOPE' },
  },
  {
    rule: 'rule_coverage',
    file: 'coverage.yaml',
    where: { parameter: 'resident_due_month_day' },
    set: { value: '10-31' },
    person: man('1985-05', residentPension({ paidUntil: 2025 })),
    table: 'coverage_status',
    before: { status: 'NORMAL', grade: 'WARN' },
    after: { status: 'INTERRUPTED', grade: 'SHORT' },
  },
  {
    rule: 'rule_coverage',
    file: 'coverage.yaml',
    where: { parameter: 'resident_pension_age_years' },
    set: { value: 65 },
    person: man('1963-05'),
    table: 'coverage_status',
    before: { status: 'UNCLAIMED' },
    after: { status: 'MISSED' },
  },
  {
    rule: 'rule_scope_exclusion',
    file: 'coverage.yaml',
    where: { exclusion: 'CUSTODY' },
    set: { out_of_scope: false },
    person: man('1985-05', custody('2025-01-01', null)),
    table: 'coverage_status',
    before: { status: 'OUT_OF_SCOPE', in_denominator: false },
    after: { status: 'MISSED', in_denominator: false },
  },
  {
    rule: 'rule_state_meaning',
    file: 'coverage.yaml',
    where: { source: 'hrss_res_account', code: 'PAUSED' },
    set: { meaning: 'ENDED_ENROLMENT' },
    person: man('1985-05', residentPension({ paidUntil: 2020, state: 'PAUSED' })),
    table: 'coverage_status',
    before: { status: 'INTERRUPTED' },
    after: { status: 'DROPPED' },
  },
  {
    rule: 'rule_status',
    file: 'statuses.yaml',
    where: { status: 'INSURED_ELSEWHERE' },
    set: { status_order: 4 },
    person: man('1960-05', benefit('RES_PENSION'), elsewhere({ state: 'LIVE' })),
    table: 'coverage_status',
    before: { status: 'BENEFICIARY' },
    after: { status: 'INSURED_ELSEWHERE' },
  },
  {
    rule: 'rule_status',
    file: 'statuses.yaml',
    where: { status: 'BENEFICIARY' },
    set: { status_order: 6 },
    person: man('1960-05', benefit('RES_PENSION'), employeePension({ paidUntil: '2026-09' })),
    table: 'coverage_status',
    before: { status: 'BENEFICIARY' },
    after: { status: 'NORMAL' },
  },
  {
    rule: 'rule_retirement',
    file: 'retirement.yaml',
    where: { retirement_group: 'F50', valid_from: '2025-01-01' },
    set: { cap_months: 12 },
    person: woman('1984-11', employeePension({ post: 'F50', paidUntil: '2026-09' })),
    table: 'retirement',
    before: { retire_month: '2039-11', minimum_months: 240 },
    after: { retire_month: '2035-11', minimum_months: 216 },
  },
  {
    rule: 'rule_res_tier',
    file: 'contribution-tiers.yaml',
    where: { special_group: 'NONE', tier_fen: 20000, valid_from: '2024-01-01' },
    set: { subsidy_fen: 4500 },
    person: woman('1990-05', gridNote('FARMER')),
    table: 'recommendation',
    before: { own_cost_fen: 20000, subsidy_fen: 4000 },
    after: { own_cost_fen: 20000, subsidy_fen: 4500 },
  },
  {
    rule: 'rule_contribution_base',
    file: 'contribution-base.yaml',
    where: { year: 2026 },
    set: { average_wage_fen: 800000 },
    person: woman('1990-05', wage('91640499MA00000011', '2026-09', 100000)),
    table: 'recommendation',
    before: { tier_fen: 432000, own_cost_fen: 34560 },
    after: { tier_fen: 480000, own_cost_fen: 38400 },
  },
  {
    rule: 'rule_recommendation',
    file: 'recommendation.yaml',
    where: { condition: 'LAND_LOST' },
    set: { advice: 'LAND_LOST_SUBSIDY', reason: '按新办法办理' },
    person: man('1990-05', row('hrss_land_lost')),
    table: 'recommendation',
    before: { advice: 'LAND_LOST_SCHEME' },
    after: { advice: 'LAND_LOST_SUBSIDY', reason: '按新办法办理' },
  },
  {
    rule: 'rule_person_list',
    file: 'person-lists.yaml',
    where: { tag: 'T07' },
    set: { window_months: 24 },
    person: man('1967-05', employeePension({ post: 'M60', paidUntil: '2026-09' })),
    table: 'tags',
    before: { tags: ['T01', 'T17'] },
    after: { tags: ['T01', 'T07', 'T17'] },
  },
];

let directory: string;
let before: Values[];
let after: Values[];

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'catalogue-'));
  for (const file of new Set(CHANGES.map((change) => change.file))) {
    cpSync(join(SHIPPED, file), join(directory, file));
  }
  for (const change of CHANGES) edit(change);
  before = await results();
  after = await results(directory);
});

afterAll(() => rmSync(directory, { recursive: true }));

function edit({ rule, file, where, set, also }: Change): void {
  const path = join(directory, file);
  const rules = parse(readFileSync(path, 'utf8')) as Record<string, { defaults?: Values; rows: Values[] }>;
  const section = rules[rule]!;
  for (const change of also === undefined ? [{ where, set }] : [{ where, set }, also]) {
    const found = section.rows.filter((row) =>
      Object.entries(change.where).every(
        ([column, value]) => ({ ...section.defaults, ...row })[column] === value,
      ),
    );
    if (found.length !== 1) throw new Error(`${found.length} rows of ${rule} fit`);
    Object.assign(found[0]!, change.set);
  }
  writeFileSync(path, stringify(rules));
}

async function results(catalogueDirectory?: string): Promise<Values[]> {
  const people = CHANGES.map(({ person }) => person);
  const catalogue = loadCatalogue(catalogueDirectory);
  const models = [...coverageModels(), ...certificationModels(catalogue), ...tagModels()];
  return await assessTown({ asOf: '2026-10-31', people, catalogue, models }, async (town) => {
    const found: (EngineRow | undefined)[] = [];
    for (const { table, person } of CHANGES)
      found.push(table === 'tags' ? { tags: await town.tagsOf(person) } : await town.of(table, person));
    return found as Values[];
  });
}

describe('a rule that is changed in YAML changes the result with no code:', () => {
  it.each(CHANGES.map((change, place) => [change.rule, JSON.stringify(change.set), change, place] as const))(
    '%s %s',
    (_rule, _set, change, place) => {
      expect(before[place]).toMatchObject(change.before);
      expect(after[place]).toMatchObject(change.after);
    },
  );

  it('and the decision names the new version', () => {
    expect(before[0]?.rule).toBe(after[0]?.rule);
    expect(before[0]?.rule_version).not.toBe(after[0]?.rule_version);
  });
});

describe('a county of its own', () => {
  it('has its own tiers, and those of the province no more', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'county-'));
    try {
      const file = 'contribution-tiers.yaml';
      const rules = parse(readFileSync(join(SHIPPED, file), 'utf8')) as {
        rule_res_tier: { rows: Values[] };
      };
      rules.rule_res_tier.rows.push({
        region: '640499',
        special_group: 'NONE',
        tier_fen: 60000,
        own_fen: 60000,
        subsidy_fen: 9000,
        proposal: true,
      });
      writeFileSync(join(folder, file), stringify(rules));
      const person = woman('1990-05', gridNote('FARMER'));
      const town = { asOf: '2026-10-31', people: [person], catalogue: loadCatalogue(folder) };
      const advice = await assessTown(town, (found) => found.of('recommendation', person));
      expect(advice).toMatchObject({ tier_fen: 60000, own_cost_fen: 60000, subsidy_fen: 9000 });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
