import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Catalogue, loadCatalogue } from '#catalogue/load-catalogue.ts';
import { readCondition } from '#catalogue/risk-condition.ts';
import { isZhaorenError } from '#domain/error-catalogue.ts';
import { man } from '../sample-person.ts';
import { checkRiskRules, riskModels } from './list-models.ts';
import { award } from './sample-benefit.ts';
import { auditTown, onlyRules, withRiskInputs } from './sample-risk-town.ts';

const SHIPPED = join(import.meta.dirname, '../../../../catalogue');

/** What a bureau adds to the file, before the first shipped rule. */
const OWN_RULE = `    - rule: B01
      name: 单笔补助过高
      grade: L
      subject: PERSON
      cause: AMOUNT
      cause_rank: 9
      inputs: 民政补助名册
      reads: programme_award, rule_risk_parameter
      reason: 月补助标准高于本地上限。
      condition: |
        SELECT
          award.person_id AS subject_key,
          award.programme,
          award.last_paid_month AS from_month,
          award.last_paid_month AS to_month,
          award.monthly_amount_fen - ceiling.value AS amount_fen,
          [award.row_id] AS evidence
        FROM programme_award AS award
        JOIN rule_risk_parameter AS ceiling
          ON ceiling.rule = 'B01'
          AND ceiling.parameter = 'ceiling_fen'
        WHERE award.programme = 'DIBAO'
          AND award.monthly_amount_fen > ceiling.value
`;
const OWN_PARAMETER =
  '    - { rule: B01, parameter: ceiling_fen, value: 100000, unit: 分, description: 月补助上限 }\n';

/** A bureau's catalogue with its own rule, of which a piece is replaced. */
function withOwnRule<T>(piece: string, replacement: string, ask: (catalogue: Catalogue) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'bureau-'));
  try {
    cpSync(join(SHIPPED, 'risk-rules.yaml'), join(folder, 'risk-rules.yaml'));
    const shipped = readFileSync(join(folder, 'risk-rules.yaml'), 'utf8');
    const rule = OWN_RULE.replace(piece, replacement);
    const text = shipped
      .replace('    - rule: R01\n', `${rule}    - rule: R01\n`)
      .replace('    - { rule: R11, parameter', `${OWN_PARAMETER}    - { rule: R11, parameter`);
    writeFileSync(join(folder, 'risk-rules.yaml'), text);
    return ask(loadCatalogue(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("a bureau's own rule", () => {
  it('makes leads without a line of code', async () => {
    const catalogue = withOwnRule('', '', (own) => onlyRules(['B01'], own));
    const people = {
      超标: man('1950-01', award('DIBAO', { last_paid_month: '2026-10', monthly_amount_fen: 130_000 })),
      合规: man('1950-01', award('DIBAO', { last_paid_month: '2026-10', monthly_amount_fen: 90_000 })),
    };
    const leads = await auditTown({ asOf: '2026-10-31', people, catalogue }, (town) =>
      town.rows('SELECT person_id, rule, cause, grade, amount_fen, programmes FROM risk_lead'),
    );
    expect(leads).toEqual([
      {
        person_id: '超标',
        rule: 'B01',
        cause: 'AMOUNT',
        grade: 'L',
        amount_fen: 30_000,
        programmes: ['DIBAO'],
      },
    ]);
  });

  it('counts by the version in force on the as-of date', async () => {
    const dated = withOwnRule('      condition: |', '      valid_to: 2026-09-30\n      condition: |', (own) =>
      onlyRules(['B01', 'R24'], own),
    );
    const people = {
      超标: man('1950-01', award('DIBAO', { last_paid_month: '2026-09', monthly_amount_fen: 130_000 })),
    };
    const leads = (asOf: string) =>
      auditTown({ asOf, people, catalogue: dated }, (town) => town.rows('SELECT rule FROM risk_lead'));
    expect(await leads('2026-09-30')).toHaveLength(1);
    expect(await leads('2026-10-31')).toHaveLength(0);
  });
});

describe('the models of risk', () => {
  const models = riskModels(loadCatalogue());

  it.each(models.map((model) => [model.table, model] as const))(
    '%s reads what its header says',
    (_table, model) => {
      expect(readCondition(model.sql).tables).toEqual([...model.reads].sort());
    },
  );

  it('stand behind those of them that they read, each made once', () => {
    const own = new Set(models.map(({ table }) => table));
    expect(own.size).toBe(models.length);
    const made = new Set<string>();
    for (const { table, reads } of models) {
      expect(reads.filter((read) => own.has(read) && !made.has(read))).toEqual([]);
      made.add(table);
    }
  });
});

describe('the check of the conditions', () => {
  it('lets every shipped rule pass', async () => {
    const catalogue = loadCatalogue();
    await expect(
      withRiskInputs(catalogue, (engine) => checkRiskRules(engine, catalogue)),
    ).resolves.toBeUndefined();
  });

  it.each([
    [
      'a column that no table has',
      'award.monthly_amount_fen > ceiling.value',
      'award.amount > ceiling.value',
      /不是可以执行的查询/,
    ],
    [
      'a slip of the pen',
      '        WHERE award.programme',
      '        WHRE award.programme',
      /不是可以执行的查询/,
    ],
    [
      'a column that is missing',
      '          [award.row_id] AS evidence',
      '          award.row_id',
      /没有给出列 evidence/,
    ],
    [
      'a column too many',
      '          award.programme,\n',
      '          award.programme,\n          award.award_month,\n',
      /多余的列 award_month/,
    ],
    [
      'evidence that is no list of rows',
      '[award.row_id] AS evidence',
      'award.row_id AS evidence',
      /类型不对：evidence（BIGINT）/,
    ],
  ])('refuses %s with file and line', async (_what, piece, replacement, reason) => {
    const catalogue = withOwnRule(piece, replacement, (own) => own);
    const failure = await withRiskInputs(catalogue, (engine) => checkRiskRules(engine, catalogue)).catch(
      (error: unknown) => error,
    );
    if (!isZhaorenError(failure, 'CATALOGUE_INVALID')) throw failure;
    const line =
      readFileSync(join(SHIPPED, 'risk-rules.yaml'), 'utf8').split('\n').indexOf('    - rule: R01') + 1;
    expect(failure.params).toMatchObject({
      line: line + OWN_RULE.split('\n').indexOf('      condition: |'),
      field: 'rule_risk.B01.condition',
    });
    expect(failure.params.file).toMatch(/risk-rules\.yaml$/);
    expect(failure.message).toMatch(reason);
  });
});
