import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { citizenCheckCharacter } from '#domain/citizen-number.ts';
import { outcome, startZhaoren, zhaoren } from './zhaoren.ts';

const directory = mkdtempSync(join(tmpdir(), 'review-'));
const home = join(directory, 'home');
const journal = join(home, 'decisions', 'link.jsonl');

const number = (birth: string, sequence: number) => {
  const digits = `640499${birth}${String(sequence).padStart(3, '0')}`;
  return digits + citizenCheckCharacter(digits);
};
const MA = number('19650115', 11);
const WRONG = number('19650151'.replace('51', '16'), 13);
const LI = number('19800520', 15);
const WANG = number('19700310', 22);
const SHARED = number('19750707', 17);

interface Told {
  personId: string;
  askedFor: string | null;
  name: string;
  numbers: { idNo: string; isCanonical: boolean }[];
  history: {
    formerIds: string[];
    events: {
      kind: string;
      publication: number;
      personId: string;
      otherId: string | null;
      rule: string;
      decision: { key: string; by: string; reason: string } | null;
    }[];
  };
  records: unknown[];
}

async function json<T>(...args: string[]): Promise<T> {
  const done = await zhaoren(home, ...args, '--json');
  if (done.code !== 0) throw new Error(done.stderr + done.stdout);
  return JSON.parse(done.stdout) as T;
}

const explain = (person: string) => json<Told>('explain', person);
const run = () =>
  json<{ publication: number; isNew: boolean; unobeyedDecisions: number }>('run', '--no-database');

/** The person of a number, read as a user would: from standard input. */
async function personOf(idNo: string): Promise<string> {
  const child = startZhaoren(home, ['explain', '-', '--json']);
  child.stdin!.end(idNo);
  const done = await outcome(child);
  if (done.code !== 0) throw new Error(done.stderr);
  return (JSON.parse(done.stdout) as Told).personId;
}

async function deliver(day: string, files: Record<string, string[]>): Promise<void> {
  const folder = join(directory, day);
  mkdirSync(folder);
  for (const [name, lines] of Object.entries(files))
    writeFileSync(join(folder, `${name}_${day}.csv`), `${lines.join('\n')}\n`);
  const { accepted } = await json<{ accepted: unknown[] }>('ingest', folder);
  expect(accepted).toHaveLength(Object.keys(files).length);
}

const hukou = (...people: [key: string, idNo: string, name: string][]) => [
  '人员编号,公民身份号码,姓名,民族,户号,与户主关系,户籍区划',
  ...people.map(([key, idNo, name]) => `${key},${idNo},${name},汉族,H${key},户主,640499001001`),
];
const permits = (...people: [key: string, idNo: string, name: string][]) => [
  '居住证号,公民身份号码,姓名,性别,手机号码,户籍地区划,居住地区划,居住地址,登记日期,居住事由',
  ...people.map(([key, idNo, name]) => `${key},${idNo},${name},,,,640499001001,,2026-01-05,务工`),
];

let ma: string;
let wrong: string;
let li: string;

beforeAll(async () => {
  await deliver('20261001', {
    公安局_户籍人口: hukou(['1', MA, '马建国'], ['2', LI, '李强'], ['9', SHARED, '赵晓敏']),
    网格化服务管理中心_网格常住人口: [
      '采集编号,身份证号,姓名,网格编码,居住类型,采集日期',
      `G1,${SHARED},钱大进,640499001001001,常住,2026-09-01`,
    ],
    公安局_流动人口居住证: permits(
      ['P8', SHARED, '钱大进'],
      ['P1', WRONG, '马见国'],
      ['P2', MA, '王丽'],
      ['P9', MA, '马建国'],
    ),
  });
  expect(await run()).toMatchObject({ publication: 1 });
  [ma, wrong, li] = [await personOf(MA), await personOf(WRONG), await personOf(LI)];
}, 120_000);

afterAll(() => rmSync(directory, { recursive: true, force: true }));

it('the list shows a pair side by side, masked, and the pair leaves it when decided', async () => {
  const list = () =>
    json<{ total: number; rows: Record<string, string>[] }>('review', 'list', '--division', '640499001');
  const { total, rows } = await list();
  expect(total).toBe(1);
  const [row] = rows;
  expect(row).toMatchObject({
    review_reason: '一号多人',
    right_id_no: `${SHARED.slice(0, 3)}*************${SHARED.slice(-2)}`,
  });
  expect([row!.left_name, row!.right_name].sort()).toEqual(['赵*敏', '钱*进'].sort());
  expect((await json<{ total: number }>('review', 'list', '--division', '110101')).total).toBe(0);
  const shown = (await zhaoren(home, 'review', 'show', row!.pair_id!.slice(0, 8))).stdout;
  expect(shown).toMatch(/姓名\n {2}甲 .\*.\n {2}乙 .\*./);
  expect(shown).not.toContain(SHARED);
  const open = await zhaoren(home, 'review', 'show', row!.pair_id!, '--reveal', '入户核实');
  expect(open.stdout).toContain('赵晓敏');
  expect(readFileSync(join(home, 'reveals.jsonl'), 'utf8')).toContain('入户核实');
  expect(await json('export', 'review', '--out', join(directory, 'review.xlsx'))).toMatchObject({ rows: 1 });

  await json('review', 'decide', row!.pair_id!, 'different', '--reason', '各有户口');
  expect((await list()).total).toBe(0);
  await json('review', 'undo', row!.pair_id!, '--reason', '重新核对');
  expect((await list()).total).toBe(1);
}, 120_000);

it('decisions join people; contradictions are refused with the chain; old ids lead to the living one', async () => {
  await json('review', 'decide', `${ma}+${wrong}`, 'same', '--reason', '户口本核对一致', '--by', '王经办');
  await json('review', 'decide', `${wrong}+${li}`, 'same', '--reason', '电话核实', '--by', '王经办');
  const refused = await zhaoren(
    home,
    'review',
    'decide',
    `${ma}+${li}`,
    'different',
    '--reason',
    '两人都来过',
  );
  expect(refused.code).toBe(2);
  for (const link of [/D2：\w+ 同一人/, /D3：\w+ 同一人/, /本次：\w+ 不同人/])
    expect(refused.stderr).toMatch(link);

  expect(await run()).toMatchObject({ publication: 2, isNew: true });
  for (const id of [wrong, li]) {
    const told = await explain(id.slice(0, 12));
    expect(told).toMatchObject({ personId: ma, askedFor: id });
    expect(told.history.formerIds.sort()).toEqual([wrong, li].sort());
  }
  const { numbers, history, records } = await explain(ma);
  expect(records).toHaveLength(4);
  expect(numbers.map(({ isCanonical }) => isCanonical)).toEqual([true, false, false]);
  expect(numbers.every(({ idNo }) => idNo.includes('*'))).toBe(true);
  expect(
    history.events
      .map(({ kind, personId, otherId, publication, rule }) => [kind, personId, otherId, publication, rule])
      .sort(),
  ).toEqual([wrong, li].sort().map((id) => ['MERGE', id, ma, 2, 'DECIDED_SAME']));
  const text = (await zhaoren(home, 'explain', wrong)).stdout;
  expect(text).toContain(`旧编号 ${wrong} 现为 ${ma}`);
  expect(text).toMatch(/认定 D2 .*王经办 {2}户口本核对一致/);
}, 120_000);

it('undone, everybody has the id of before, and explain tells it', async () => {
  await json('review', 'undo', 'D2', '--reason', '材料有误', '--by', '李主任');
  await json('review', 'undo', 'D3', '--reason', '材料有误', '--by', '李主任');
  expect(await run()).toMatchObject({ publication: 3 });
  expect([await personOf(MA), await personOf(WRONG), await personOf(LI)]).toEqual([ma, wrong, li]);
  const { askedFor, history } = await explain(wrong);
  expect(askedFor).toBeNull();
  expect(history.events.map(({ kind, rule }) => [kind, rule])).toEqual([
    ['MERGE', 'DECIDED_SAME'],
    ['SPLIT', 'UNDONE_SAME'],
  ]);
  const states = await json<{ outcome: string }[]>('review', 'history');
  expect(states.map(({ outcome }) => outcome)).toEqual(['UNDONE', 'UNDONE', 'UNDONE']);
}, 120_000);

it('a new delivery that turns the votes on a number leaves the ids where they are', async () => {
  await deliver('20261101', {
    公安局_户籍人口: hukou(['2', LI, '李强'], ['3', MA, '王丽'], ['4', WANG, '王丽']),
    公安局_流动人口居住证: permits(['P1', WRONG, '马见国'], ['P3', MA, '马建国']),
  });
  expect(await run()).toMatchObject({ publication: 4 });
  const told = await explain(ma);
  expect(told.name).toBe('马*国');
  expect(told.records).toHaveLength(1);
}, 120_000);

it('a reason with a name or a number is refused, a bare one is kept without either', async () => {
  for (const reason of ['马建国本人来过', `号码 ${MA} 属实`, '1']) {
    const done = await zhaoren(home, 'review', 'decide', `${ma}+${li}`, 'different', '--reason', reason);
    expect([done.code, done.stderr.includes('--reason')]).toEqual([2, true]);
  }
  await json('review', 'decide', `${ma}+${li}`, 'different', '--reason', '两人都来过');
  const text = readFileSync(journal, 'utf8');
  for (const secret of [MA, LI, WRONG, '马建国', '李强']) expect(text).not.toContain(secret);
}, 60_000);

it('a journal torn by a kill is used up to there, with a word of warning', async () => {
  const before = readFileSync(journal, 'utf8');
  appendFileSync(journal, '{"action":"UNDO","key":"D4","at":"20');
  const listed = await zhaoren(home, 'review', 'history');
  expect(listed.code).toBe(0);
  expect(listed.stderr).toContain('没有写完');
  expect(listed.stdout).toMatch(/D4 .*不同人/);
  await json('review', 'undo', 'D4', '--reason', '重新核对');
  const after = readFileSync(journal, 'utf8');
  expect(after.startsWith(before)).toBe(true);
  expect(after.slice(before.length).split('\n')).toHaveLength(2);
}, 60_000);

it('two clerks who decide at the same moment are both heard', async () => {
  const both = await Promise.all(
    [`${ma}+${li}`, `${wrong}+${li}`].map((pair) =>
      zhaoren(home, 'review', 'decide', pair, 'different', '--reason', '各有户口'),
    ),
  );
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  const states = await json<{ outcome: string }[]>('review', 'history');
  expect(states.map(({ outcome }) => outcome)).toEqual([
    'UNDONE',
    'UNDONE',
    'UNDONE',
    'UNDONE',
    'WAITING',
    'WAITING',
  ]);
}, 60_000);

it('a decision whose row says something else now is reported, not dropped', async () => {
  await deliver('20261201', {
    公安局_户籍人口: hukou(['2', LI, '李刚'], ['3', MA, '王丽'], ['4', WANG, '王丽']),
  });
  expect(await run()).toMatchObject({ unobeyedDecisions: 2 });
  const states = await json<{ outcome: string }[]>('review', 'history');
  expect(states.slice(4).map(({ outcome }) => outcome)).toEqual(['STALE', 'STALE']);
  expect((await zhaoren(home, 'review', 'list')).stdout).toContain('有 2 条认定已失效');
  // The person stays, renamed.
  expect(await personOf(LI)).toBe(li);
}, 120_000);

it('what does not exist is not found', async () => {
  for (const args of [
    ['review', 'show', 'ffffffffff'],
    ['review', 'decide', `${ma}+${ma}`, 'same', '--reason', '核对'],
    ['review', 'undo', 'D99', '--reason', '核对'],
  ])
    expect((await zhaoren(home, ...args)).code).toBe(8);
  expect((await zhaoren(home, 'review', 'decide', `${ma}+${li}`, 'perhaps', '--reason', '核对')).code).toBe(
    2,
  );
});
