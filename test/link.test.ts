import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import { sqlText } from '#engine/engine.ts';
import { zhaoren } from './zhaoren.ts';

let folder: string;
const at = (name: string) => join(folder, name);
const link = (...args: string[]) => zhaoren(at('no-home'), 'link', ...args);

const SPEC = `
id: rec_id
truth: entity
columns:
  first_name: { clean: [text] }
  last_name: { clean: [text] }
  birth: { type: date }
  town: { clean: [text] }
comparisons:
  first_name: { kind: name }
  last_name: { kind: name, frequency: true }
  birth: { kind: date }
  town: { kind: text }
blocking:
  - birth
  - last_name + first_name
`;

const FIRST = [
  'anna',
  'maria',
  'peter',
  'karl',
  '马兰',
  'юрий',
  'فاطمة',
  'བསོད་ནམས',
  'zoë',
  'hugo',
  'ida',
  'otto',
];
const LAST = [
  'müller',
  'schmidt',
  '张',
  'иванов',
  'weber',
  'okonkwo',
  "d'angelo",
  'nakamura',
  'wagner',
  'koch',
];
const TOWN = ['ulm', 'köln', '固原', 'jena', 'kiel'];

interface Person {
  readonly entity: string;
  readonly first: string;
  readonly last: string;
  readonly birth: string;
  readonly town: string;
}

/** People that a small linear congruential generator makes up: the same every time. */
function people(count: number): Person[] {
  let state = 42;
  const pick = (choices: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * choices);
  };
  return Array.from({ length: count }, (_, i) => ({
    entity: `e${i}`,
    first: FIRST[pick(FIRST.length)]!,
    last: LAST[pick(LAST.length)]! + ['', 'er', 'son'][pick(3)]!,
    birth: `${1940 + pick(60)}-${String(1 + pick(12)).padStart(2, '0')}-${String(1 + pick(28)).padStart(2, '0')}`,
    town: TOWN[pick(TOWN.length)]!,
  }));
}

/** Every third record has an error, every seventh no town. */
function row(person: Person, id: string, place: number): string {
  const { entity, first, last, birth, town } = person;
  const cells = [
    id,
    place % 6 === 1 ? `${first}x` : first,
    place % 6 === 4 ? last.slice(1) : last,
    place % 11 === 5 ? '' : birth,
    place % 7 === 0 ? '' : town,
    entity,
  ];
  return cells.map((cell) => `"${cell}"`).join(',');
}

const HEADER = 'rec_id,first_name,last_name,birth,town,entity';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'link-'));
  await mkdir(at('tmp'));
  // where the command works, so that what it leaves behind is seen
  process.env.TMPDIR = at('tmp');
  const everybody = people(180);
  const left = everybody.slice(0, 140).map((person, i) => row(person, `L${i}`, 0));
  const right = everybody.slice(40).map((person, i) => row(person, `R${i}`, i));
  await writeFile(at('left.csv'), [HEADER, ...left, ''].join('\n'));
  await writeFile(at('right.csv'), [HEADER, ...right, ''].join('\n'));
  await writeFile(at('both.csv'), [HEADER, ...left, ...right, ''].join('\n'));
  await writeFile(at('spec.yaml'), SPEC);
});
afterAll(async () => await rm(folder, { recursive: true }));

async function table(file: string): Promise<Record<string, string>[]> {
  const engine = await openDuckdb({ memoryLimit: '500MB', threads: 1 });
  try {
    const reader = file.endsWith('.csv') ? 'read_csv' : 'read_parquet';
    return await engine.rows(`SELECT COLUMNS(*)::VARCHAR FROM ${reader}(${sqlText(at(file))})`);
  } finally {
    engine.close();
  }
}

describe('zhaoren link', () => {
  it('links two tables, measures it and writes everything that was asked for', async () => {
    const done = await link(
      ...['--spec', at('spec.yaml'), '--left', at('left.csv'), '--right', at('right.csv')],
      ...[
        '--out',
        at('out/pairs.csv'),
        '--clusters',
        at('out/clusters.csv'),
        '--model',
        at('out/model.json'),
      ],
      ...['--review', at('out/review.csv'), '--chart', at('out/chart.html'), '--all-pairs', '--json'],
    );
    expect(done.stderr).toBe('');
    expect(done.code).toBe(0);
    const told = JSON.parse(done.stdout);
    expect(told).toMatchObject({ left: { records: 140 }, right: { records: 140 }, trained: true });
    expect(told.evaluation.links.real).toBe(100);
    expect(told.evaluation.clusters.f1).toBeGreaterThan(0.95);

    const pairs = await table('out/pairs.csv');
    expect(Object.keys(pairs[0]!)).toEqual([
      ...['left_id', 'right_id', 'weight', 'probability', 'decision'],
      ...['first_name', 'last_name', 'birth', 'town'].flatMap((name) => [`${name}_level`, `${name}_weight`]),
    ]);
    const links = pairs.filter(({ decision }) => decision === 'LINK');
    expect(links.length).toBe(told.links);
    expect(
      links.every(({ left_id, right_id }) => left_id!.startsWith('L') && right_id!.startsWith('R')),
    ).toBe(true);
    for (const pair of links) {
      const parts = ['first_name', 'last_name', 'birth', 'town'].map((name) =>
        Number(pair[`${name}_weight`]),
      );
      expect(Number(pair.weight)).toBeCloseTo(
        parts.reduce((sum, bits) => sum + bits, 0),
        2,
      );
    }
    const clusters = await table('out/clusters.csv');
    expect(clusters.length).toBe(280);
    expect(new Set(clusters.map(({ cluster_id }) => cluster_id)).size).toBe(told.clusters);

    const html = await readFile(at('out/chart.html'), 'utf8');
    expect(html).not.toMatch(/<script|src=|href=|@import|url\((?!#)/);
    expect(html).toContain('<svg');
    expect(statSync(at('out/chart.html')).mode & 0o077).toBe(0);
    expect(statSync(at('out/review.csv')).mode & 0o077).toBe(0);
    expect(existsSync(at('no-home'))).toBe(false);

    const again = await link(
      ...['--spec', at('spec.yaml'), '--left', at('left.csv'), '--right', at('right.csv')],
      ...['--out', at('out/again.parquet'), '--model', at('out/model.json'), '--json'],
    );
    expect(JSON.parse(again.stdout)).toMatchObject({ trained: false, links: told.links });
    expect((await table('out/again.parquet')).map(({ left_id }) => left_id)).toEqual(
      pairs.filter(({ decision }) => decision !== 'NO').map(({ left_id }) => left_id),
    );
  });

  it('finds what one table has twice, and tells it in Chinese', async () => {
    const done = await link(
      ...['--spec', at('spec.yaml'), '--left', at('both.csv'), '--out', at('twice.csv')],
    );
    expect(done.code).toBe(0);
    expect(done.stdout).toMatch(/280 条记录，表内查重/);
    expect(done.stdout).toMatch(/归并成组后：准确率 [\d.]+%，召回率 [\d.]+%，F1 [\d.]+%/);
    const pairs = await table('twice.csv');
    expect(pairs.length).toBeGreaterThan(90);
    expect(pairs.every(({ left_id, right_id }) => left_id !== right_id)).toBe(true);
  });

  it('says that there is nothing to compare', async () => {
    await writeFile(at('constant.csv'), 'x,y\n1,2\n');
    const refused = await link('--left', at('constant.csv'), '--out', at('constant-pairs.csv'));
    expect(refused).toMatchObject({ code: 3, stderr: expect.stringContaining('没有可以比较的列') });
  });

  it('suggests a spec that links without another word', async () => {
    const tables = ['--left', at('left.csv'), '--right', at('right.csv'), '--truth', 'entity'];
    const suggested = await link(...tables, '--suggest', '--spec', at('suggested.yaml'));
    expect(suggested.code).toBe(0);
    const yaml = await readFile(at('suggested.yaml'), 'utf8');
    expect(yaml).toMatch(/^truth: "?entity"?$/m);
    expect(yaml).not.toMatch(/^ {2}entity:/m);
    const refused = await link(...tables, '--suggest', '--spec', at('suggested.yaml'));
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('--force') });

    const bySpec = await link(...tables, '--spec', at('suggested.yaml'), '--out', at('s.csv'), '--json');
    const direct = await link(...tables, '--out', at('t.csv'), '--json');
    expect(JSON.parse(direct.stdout)).toMatchObject({
      suggested: true,
      links: JSON.parse(bySpec.stdout).links,
    });
    expect(JSON.parse(bySpec.stdout).evaluation.clusters.f1).toBeGreaterThan(0.9);
    expect(await readFile(at('s.csv'), 'utf8')).toBe(await readFile(at('t.csv'), 'utf8'));
  });

  it('goes by position where there is no id', async () => {
    await writeFile(at('bare.csv'), 'name,birth\nanna,1980-01-01\nanna,1980-01-01\nbert,1990-02-02\n');
    await writeFile(
      at('bare.yaml'),
      'comparisons:\n  name: { kind: text }\n  birth: { kind: exact }\nblocking: [ name ]\nthreshold: 0.001\n',
    );
    const done = await link('--spec', at('bare.yaml'), '--left', at('bare.csv'), '--out', at('bare-out.csv'));
    expect(done.code).toBe(0);
    expect(done.stdout).toContain('结果中的编号是记录在文件中的序号');
    expect((await table('bare-out.csv')).map(({ left_id, right_id }) => [left_id, right_id].sort())).toEqual([
      ['1', '2'],
    ]);
  });

  it('tells everything that is wrong at once: files, spec, command line', async () => {
    await writeFile(at('empty.csv'), '');
    await writeFile(
      at('wrong.yaml'),
      'columns:\n  birth: { type: text }\ncomparisons:\n  name: { kind: nme }\n  birth: { kind: date }\nblocking:\n  - name:frist3\nthreshold: 7\n',
    );
    const done = await link(
      ...['--spec', at('wrong.yaml'), '--left', at('nowhere.csv'), '--right', at('empty.csv')],
      ...['--out', at('wrong.txt'), '--json'],
    );
    expect(done.code).toBe(3);
    const { problems } = JSON.parse(done.stdout).error.params;
    expect(problems.map(({ code }: { code: string }) => code).sort()).toEqual([
      'BAD_ARGUMENT',
      'BAD_VALUE',
      'EMPTY_FILE',
      'NOT_FOUND',
      'TYPE_DIFFERS',
      'UNKNOWN_KIND',
      'UNKNOWN_TRANSFORM',
    ]);
    for (const { what, remedy } of problems) {
      expect(what).toMatch(/\p{Script=Han}/u);
      expect(remedy).toMatch(/\p{Script=Han}/u);
    }
  });

  it('tells of columns that are not there along with what is wrong in the spec itself', async () => {
    await writeFile(at('ids.csv'), 'no,name,birth\n1,Anna,1980-01-01\n2,Bert,1990-01-01\n');
    await writeFile(
      at('two.yaml'),
      'columns:\n  name: { from: nmae }\ncomparisons:\n  name: { kind: nme }\n  birth: { kind: exact }\nblocking: [ birht ]\n',
    );
    const done = await link(
      '--spec',
      at('two.yaml'),
      '--left',
      at('ids.csv'),
      '--out',
      at('x.csv'),
      '--json',
    );
    const { problems } = JSON.parse(done.stdout).error.params;
    expect(problems.map(({ code, what }: { code: string; what: string }) => [code, what])).toEqual([
      ['UNKNOWN_KIND', expect.stringContaining('nme')],
      ['UNKNOWN_COLUMN', expect.stringContaining('nmae')],
      ['UNKNOWN_COLUMN', expect.stringContaining('birht')],
    ]);
  });

  it('names columns that are not there and ids that come twice, but no value', async () => {
    await writeFile(
      at('ids.csv'),
      'no,name,birth\n1,Geheim,1980-01-01\n1,Geheim,1990-01-01\n,X,2000-01-01\n',
    );
    const spec = (column: string) =>
      `id: no\ncomparisons:\n  ${column}: { kind: text }\nblocking: [ ${column} ]\n`;
    await writeFile(at('column.yaml'), spec('nam'));
    await writeFile(at('ids.yaml'), spec('name'));
    const column = await link('--spec', at('column.yaml'), '--left', at('ids.csv'), '--out', at('x.csv'));
    expect(column.stderr).toMatch(/没有列“nam”；是否想写“name”/);
    const ids = await link('--spec', at('ids.yaml'), '--left', at('ids.csv'), '--out', at('x.csv'));
    expect(ids.stderr).toMatch(/3 条记录中有 1 条没有编号/);
    expect(ids.stderr).toMatch(/编号列“no”有重复/);
    expect(ids.stderr).not.toContain('Geheim');
    expect(existsSync(at('x.csv'))).toBe(false);
  });

  it('counts pairs before it makes them, and refuses too many', async () => {
    await writeFile(at('many.yaml'), `${SPEC.replace('- birth', '- town')}max_pairs: 50\n`);
    const done = await link('--spec', at('many.yaml'), '--left', at('both.csv'), '--out', at('y.csv'));
    expect(done.code).toBe(3);
    expect(done.stderr).toMatch(/分块规则“town”会产生 \d+ 对记录，其中最大的一块就有 \d+ 对/);
  });

  it('never writes on what it reads', async () => {
    const before = await readFile(at('left.csv'), 'utf8');
    await mkdir(at('sub'), { recursive: true });
    const done = await link(
      ...['--spec', at('spec.yaml'), '--left', at('left.csv'), '--out', at('sub/../left.csv')],
    );
    expect(done.code).toBe(2);
    expect(await readFile(at('left.csv'), 'utf8')).toBe(before);
  });

  it('warns of what says nothing, and of records it could not read', async () => {
    const text = await readFile(at('left.csv'), 'utf8');
    await writeFile(at('warn.csv'), `${text.replaceAll(/"(ulm|köln|固原|jena|kiel)"/g, '""')}"too","few"\n`);
    const done = await link('--spec', at('spec.yaml'), '--left', at('warn.csv'), '--out', at('z.csv'));
    expect(done.code).toBe(0);
    expect(done.stdout).toMatch(/注意：.*列“town”没有任何值/);
    expect(done.stdout).toMatch(/有 1 条记录没有参与关联：列数与表头不符（第 142 行）/);
  });

  it('leaves no work behind', () => {
    expect(readdirSync(at('tmp'))).toEqual([]);
    expect(readdirSync(folder).filter((name) => name.endsWith('.unfinished'))).toEqual([]);
  });
});
