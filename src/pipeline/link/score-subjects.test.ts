import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readNameTables } from '#catalogue/names/name-tables.ts';
import { citizenCheckCharacter } from '#domain/citizen-number.ts';
import { openDuckdb } from '#engine/duckdb.ts';
import { type Engine, type EngineRow, sqlText } from '#engine/engine.ts';
import { REGISTER_PRELUDE } from './list-models.ts';
import { nameTables } from './name-tables.ts';
import { scoreSubjects } from './score-subjects.ts';

let engine: Engine;
const folder = mkdtempSync(join(tmpdir(), 'score-'));

beforeAll(async () => {
  engine = await openDuckdb({ memoryLimit: '1GB', prelude: REGISTER_PRELUDE });
  for (const { name, columns, rows } of nameTables(readNameTables())) {
    const values = rows.map((row) => `(${row.map((value) => sqlText(String(value))).join(',')})`);
    await engine.run(
      `CREATE TABLE ${name} AS SELECT * FROM (VALUES ${values.join(',')}) t(${columns.map((c) => c.name).join(', ')})`,
    );
  }
});

afterAll(() => {
  engine.close();
  rmSync(folder, { recursive: true });
});

/** Few values, so that subjects often share some. */
const SUBJECT = fc.record({
  isPerson: fc.boolean(),
  isClaim: fc.boolean(),
  name: fc.constantFrom('王小红', '王晓红', '马建国', '马龙', '尉迟珩', null),
  birthDate: fc.constantFrom('1988-03-15', '1988-03-16', '1965-01-15', null),
  sex: fc.constantFrom('1', '2', null),
  home: fc.constantFrom('B1', '东社区1号', '西社区2号', null),
  village: fc.constantFrom('640499001001', '640499001002', null),
  personalNo: fc.constantFrom('P1', 'P2', null),
  uscc: fc.constantFrom('91A', '91B', null),
  mobile: fc.constantFrom('16100000001', '16100000002', null),
  sequence: fc.integer({ min: 1, max: 9 }),
});
type Subject = typeof SUBJECT extends fc.Arbitrary<infer T> ? T : never;
/** A day: who is there by place, and as what. Who is left out is not delivered that day. */
const DAY = fc.uniqueArray(fc.tuple(fc.nat(39), SUBJECT), {
  selector: ([place]) => place,
  minLength: 15,
  maxLength: 30,
});
type Day = readonly (readonly [number, Subject])[];

async function showSubjects(day: Day): Promise<void> {
  const quoted = (value: string | null) => (value === null ? 'NULL' : sqlText(value));
  const list = (value: string | null) => (value === null ? 'NULL' : `[${sqlText(value)}]`);
  const rows = day.map(([place, subject]) => {
    const digits = `64049919880315${String(subject.sequence).padStart(3, '0')}`;
    const number = digits + citizenCheckCharacter(digits);
    return `(${[
      sqlText(`s${place}`),
      sqlText(subject.isPerson ? 'PERSON' : 'NO_NUMBER'),
      !subject.isPerson || subject.isClaim,
      subject.isPerson ? sqlText(number) : 'NULL',
      subject.isPerson ? 'NULL' : sqlText(`${number.slice(0, 16)}9${number.slice(17)}`),
      quoted(subject.name),
      quoted(subject.birthDate),
      quoted(subject.sex),
      list(subject.home),
      list(subject.village),
      list(subject.personalNo),
      list(subject.uscc),
      list(subject.mobile),
    ].join(', ')})`;
  });
  await engine.run(`
    CREATE OR REPLACE TABLE link_subject AS
    SELECT
      *,
      2 AS records,
      CAST(NULL AS VARCHAR) AS rounded_head,
      substr(id_no, 1, 15) AS number_head,
      CASE WHEN homes IS NULL THEN villages END AS lone_villages,
      CAST(NULL AS VARCHAR[]) AS account_nos,
      hash(kind, is_claim, id_no, written_number, name, birth_date, sex, homes, villages, personal_nos, usccs, mobiles)
        AS trait_key
    FROM (
      SELECT
        subject_id, kind, is_claim, id_no, written_number, name, CAST(birth_date AS DATE) AS birth_date, sex,
        CAST(homes AS VARCHAR[]) AS homes, CAST(villages AS VARCHAR[]) AS villages,
        CAST(personal_nos AS VARCHAR[]) AS personal_nos, CAST(usccs AS VARCHAR[]) AS usccs,
        CAST(mobiles AS VARCHAR[]) AS mobiles
      FROM (VALUES ${rows.join(', ')}) t(
        subject_id, kind, is_claim, id_no, written_number, name, birth_date, sex, homes, villages, personal_nos, usccs,
        mobiles
      )
    )`);
}

let days = 0;

async function scoresOf(day: Day, directory: string): Promise<EngineRow[]> {
  await showSubjects(day);
  days += 1;
  const { path } = await scoreSubjects(engine, { directory, subjectsKey: `day ${days}` });
  return engine.rows(`SELECT * FROM ${sqlText(String(path))} ORDER BY claim_id, person_id`);
}

/** What changes from one day to the next: somebody new or different at a place, or nobody any more. */
const CHANGES = fc.array(fc.tuple(fc.nat(39), fc.option(SUBJECT)), { minLength: 1, maxLength: 6 });

function changed(day: Day, changes: readonly (readonly [number, Subject | null])[]): Day {
  const places = new Map<number, Subject | null>([...day, ...changes]);
  return [...places].filter((entry): entry is [number, Subject] => entry[1] !== null);
}

it('weighs day by day what it would weigh all at once', { timeout: 120_000 }, async () => {
  let found = 0;
  await fc.assert(
    fc.asyncProperty(DAY, CHANGES, CHANGES, async (first, second, third) => {
      const directory = join(folder, `home-${days}`);
      const history = [first, changed(first, second), changed(changed(first, second), third)];
      let continued: EngineRow[] = [];
      for (const day of history) continued = await scoresOf(day, directory);
      const atOnce = await scoresOf(history.at(-1)!, join(folder, `fresh-${days}`));
      found += atOnce.length;
      expect(continued).toEqual(atOnce);
    }),
    { numRuns: 4, seed: 5 },
  );
  expect(found).toBeGreaterThan(50);
});

it('keeps what it has while nobody changed', async () => {
  const day: Day = fc.sample(DAY, { numRuns: 1, seed: 3 })[0]!;
  await showSubjects(day);
  const directory = join(folder, 'kept');
  const first = await scoreSubjects(engine, { directory, subjectsKey: 'same' });
  await engine.run('DROP TABLE link_subject');
  // Without subjects nothing could be weighed again.
  await engine.run(
    "CREATE TABLE link_subject AS SELECT 1 AS subject_id, 2 AS records, TRUE AS is_claim, '' AS kind",
  );
  expect(await scoreSubjects(engine, { directory, subjectsKey: 'same' })).toEqual(first);
});
