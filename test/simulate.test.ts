import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { EngineRow } from '#engine/engine.ts';
import { openLake } from '#pipeline/open-lake.ts';
import type { Simulation } from '#pipeline/simulate/read-simulation.ts';
import { smallCity, zhaoren } from './zhaoren.ts';

const directory = mkdtempSync(join(tmpdir(), 'simulate-'));
const home = join(directory, 'home');
const truth = join(directory, 'deliveries-truth');
const WEAK_CHANNELS = ['E39', 'E40', 'E41', 'E42', 'E43', 'E44', 'E45'];

let asRun: Map<string, string>;

beforeAll(async () => {
  const deliveries = await smallCity(directory, 2000);
  for (const args of [
    ['ingest', deliveries],
    ['run', '--no-database'],
  ]) {
    const done = await zhaoren(home, ...args);
    if (done.code !== 0) throw new Error(done.stderr);
  }
  asRun = contents();
}, 240_000);

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Every file of the home by its hash. */
function contents(): Map<string, string> {
  const files = readdirSync(home, { recursive: true }).map(String).sort();
  return new Map(
    files
      .filter((file) => statSync(join(home, file)).isFile())
      .map((file) => [
        file,
        createHash('sha256')
          .update(readFileSync(join(home, file)))
          .digest('hex'),
      ]),
  );
}

function changeFile(text: string): string {
  const path = join(directory, 'change.yaml');
  writeFileSync(path, text);
  return path;
}

const simulate = (text: string, ...args: string[]) =>
  zhaoren(home, 'simulate', '--change', changeFile(text), ...args);

async function simulated(text: string, ...args: string[]): Promise<Simulation> {
  const done = await simulate(text, ...args, '--json');
  if (done.code !== 0) throw new Error(done.stderr + done.stdout);
  return JSON.parse(done.stdout) as Simulation;
}

async function lake(sql: string): Promise<EngineRow[]> {
  const engine = await openLake(home);
  try {
    return await engine.rows(sql);
  } finally {
    engine.close();
  }
}

const NO_WEAK = `name: 弱渠道不再够分
rule_evidence_channel:
${WEAK_CHANNELS.map((channel) => `  - { channel: ${channel}, weight: 1 }`).join('\n')}
`;

const UNIT_RULE = `name: 未参保单位列为疑点
rule_risk:
  - rule: R90
    name: 未参保单位
    grade: L
    subject: UNIT
    cause: UNDER_INSURED
    cause_rank: 9
    inputs: 单位参保情况
    reads: unit_status
    reason: 有用工迹象而未参保。
    condition: |
      SELECT
        uscc AS subject_key,
        CAST(NULL AS VARCHAR) AS programme,
        CAST(NULL AS VARCHAR) AS from_month,
        CAST(NULL AS VARCHAR) AS to_month,
        100 AS amount_fen,
        [evidence[1]] AS evidence
      FROM unit_status
      WHERE status = 'UNINSURED_UNIT'
`;

describe('what a change of rules would do', () => {
  it('weak channels weigh nothing: who was entitled by them alone must prove it, nobody else changes', async () => {
    const weak = await lake(
      "SELECT person_id FROM certification WHERE state = 'ENTITLED' AND basis = 'WEAK'",
    );
    expect(weak.length).toBeGreaterThan(0);
    const found = await simulated(NO_WEAK, '--truth', truth);
    expect(found).toMatchObject({
      name: '弱渠道不再够分',
      asOf: '2026-10-31',
      division: null,
      rulesChanged: [],
    });
    expect(found.tables).toContain('certification');
    expect(found.tables).not.toContain('coverage_status');
    expect(found.changes).toBeGreaterThan(0);
    expect(found.changes).toBeLessThanOrEqual(weak.length);
    for (const { kind, before, after } of found.transitions) {
      expect([kind, before]).toEqual(['CERTIFICATION', 'ENTITLED']);
      expect(['TO_VERIFY', 'OVERDUE']).toContain(after);
    }
    const byWeak = weak.map(({ person_id }) => person_id);
    for (const { personId } of found.examples) expect(byWeak).toContain(personId);
    // Each change lies in the county, and in one of its townships.
    const [county, ...towns] = found.divisions;
    expect(county).toMatchObject({ division: '640402', level: 3, decisions: found.changes });
    expect(towns.reduce((sum, { decisions }) => sum + decisions, 0)).toBe(found.changes);
    // Nobody more is entitled: none becomes wrong, but the living must prove what is true.
    const told = found.truth!;
    expect(told.becameWrong).toBe(0);
    expect(told.wrongAfter).toBe(told.wrongBefore - told.becameRight);
    expect(told.inVainAfter - told.inVainBefore).toBe(found.changes - told.becameRight);
    expect(told.decisions).toBeGreaterThan(found.changes);
  }, 60_000);

  it('more points to pass: no single strong record of 100 suffices, certifying in person still does', async () => {
    const text = 'name: 门槛\nrule_certification:\n  - { parameter: pass_points, value: 120 }\n';
    const { transitions, changes, examples } = await simulated(text);
    expect(new Set(transitions.map(({ kind }) => kind))).toEqual(new Set(['CERTIFICATION']));
    expect(transitions.filter(({ before }) => !['ENTITLED', 'RESUMED'].includes(before))).toEqual([]);
    expect(transitions.filter(({ after }) => ['ENTITLED', 'RESUMED'].includes(after))).toEqual([]);
    const [before] = await lake(
      "SELECT count(*) AS below FROM certification WHERE state IN ('ENTITLED', 'RESUMED') AND points < 120",
    );
    expect(changes).toBeGreaterThan(10);
    expect(changes).toBeLessThanOrEqual(Number(before!.below));
    const people = examples.map(({ personId }) => `'${personId}'`).join(', ');
    const certified = await lake(`
      SELECT person_id
      FROM certification
      WHERE person_id IN (${people})
      GROUP BY person_id
      HAVING bool_and(state = 'ENTITLED' AND points >= 120)`);
    expect(certified).toEqual([]);
  }, 60_000);

  it('a new rule makes leads, of units too, each counted once in its county', async () => {
    const [units] = await lake("SELECT count(*) AS n FROM unit_status WHERE status = 'UNINSURED_UNIT'");
    expect(Number(units!.n)).toBeGreaterThan(0);
    const found = await simulated(UNIT_RULE);
    expect(found.transitions).toEqual([
      {
        kind: 'RISK',
        before: 'NONE',
        after: 'NEW',
        beforeName: '无',
        afterName: '新发现',
        decisions: units!.n,
        people: 0,
      },
    ]);
    expect(found.divisions.map(({ division, level }) => [division, level])).toEqual([['640402', 3]]);
    expect(found.divisions[0]!.decisions).toBe(units!.n);
    expect(found.examples[0]).toMatchObject({ item: 'R90', itemName: '未参保单位', personId: null });
    expect(found.examples[0]!.uscc).toMatch(/^[0-9A-Z]{18}$/);
  }, 60_000);

  it('a change that says what stands already says so', async () => {
    const done = await simulate('name: 原样\nrule_evidence_channel:\n  - { channel: E39, weight: 30 }\n');
    expect(done.stdout).toContain('这一改动与现行规则没有差别');
    expect(done.stdout).toContain('重算 0 张表,变动 0 项');
  }, 60_000);

  it('a change that moves nobody says so, one that moves nobody in a division says that', async () => {
    const rename = 'name: 改名\nrule_evidence_channel:\n  - { channel: E39, name: 公交 }\n';
    expect((await simulate(rename)).stdout).toContain('没有任何人的结论会改变');
    const elsewhere = await simulate(NO_WEAK, '--division', '640402999');
    expect(elsewhere.stdout).toMatch(/变动 [1-9]\d* 项,其中 640402999 有 0 项/);
    expect(elsewhere.stdout).toContain('区划 640402999 没有任何人的结论会改变');
  }, 60_000);

  it('rules edited since the last run are named: both sides go by them', async () => {
    const own = join(home, 'catalogue');
    mkdirSync(own);
    try {
      const shipped = readFileSync(join(import.meta.dirname, '../catalogue/learning.yaml'), 'utf8');
      writeFileSync(join(own, 'learning.yaml'), shipped.replace('value: 30,', 'value: 40,'));
      const found = await simulated(NO_WEAK);
      expect(found.rulesChanged).toEqual(['rule_learning', 'rule_learning_parameter']);
    } finally {
      rmSync(own, { recursive: true });
    }
  }, 60_000);

  it('names are masked; with a reason they are shown, and the journal knows', async () => {
    const names = (text: Simulation) => text.examples.map(({ name }) => name);
    const masked = names(await simulated(NO_WEAK));
    expect(masked.length).toBeGreaterThan(0);
    for (const name of masked) expect(name).toMatch(/^.\*/);
    const open = names(await simulated(NO_WEAK, '--reveal', '核对试算'));
    expect(open.every((name) => !name!.includes('*'))).toBe(true);
    expect(readFileSync(join(home, 'reveals.jsonl'), 'utf8')).toContain('核对试算');
    rmSync(join(home, 'reveals.jsonl'));
  }, 60_000);
});

it('the example of the documents can be tried as it stands', async () => {
  const [english, chinese] = ['simulate.md', 'simulate.zh-CN.md'].map((file) => {
    const text = readFileSync(join(import.meta.dirname, '../docs', file), 'utf8');
    return /```yaml\n([\s\S]*?)```/.exec(text)![1]!;
  });
  expect(parse(english!)).toEqual(parse(chinese!));
  const done = await simulate(chinese!);
  expect(done.code).toBe(0);
  expect(done.stdout).toContain('试算:公交刷卡降权');
  expect(done.stdout).toMatch(/变动 [1-9]\d* 项/);
}, 60_000);

describe('a change that cannot be is refused with file and line', () => {
  it.each([
    ['broken SQL', UNIT_RULE.replace('WHERE status', 'WHERE statuss'), 12, '条件不是可以执行的查询'],
    ['a table of rules that does not exist', 'name: 试\nrule_weather:\n  - { sun: 1 }\n', 2, 'rule_weather'],
    [
      'a weight of nothing',
      'name: 试\nrule_evidence_channel:\n  - { channel: E40, weight: 20 }\n  - { channel: E39, weight: 0 }\n',
      4,
      '分值的正负与渠道方向相反',
    ],
    [
      'a rule that is not there to be taken away',
      'name: 试\nremove:\n  rule_risk:\n    - { rule: R99 }\n',
      4,
      '没有这条规则',
    ],
  ])(
    '%s',
    async (_what, text, line, reason) => {
      const done = await simulate(text);
      expect(done.code).not.toBe(0);
      expect(done.stderr).toContain(`${join(directory, 'change.yaml')} 第 ${line} 行`);
      expect(done.stderr).toContain(reason);
      expect(done.stdout).toBe('');
    },
    60_000,
  );

  it('a change file or a truth that is not there is named', async () => {
    const nowhere = await zhaoren(home, 'simulate', '--change', join(directory, 'none.yaml'));
    expect([nowhere.code, nowhere.stderr.includes('--change')]).toEqual([2, true]);
    const untrue = await simulate(NO_WEAK, '--truth', join(directory, 'nowhere'));
    expect([untrue.code, untrue.stderr.includes('--truth')]).toEqual([2, true]);
  }, 60_000);

  it('before any run there is nothing to try it on', async () => {
    const done = await zhaoren(join(directory, 'empty'), 'simulate', '--change', changeFile(NO_WEAK));
    expect(done.code).toBe(8);
    expect(done.stderr).toContain('zhaoren run');
  });
});

it('all this left every file of the home as it was, and none besides', () => {
  expect(contents()).toEqual(asRun);
  expect(existsSync(join(home, 'work'))).toBe(false);
});
