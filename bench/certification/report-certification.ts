import type { Engine } from '#engine/engine.ts';
import { percent, type TextTable } from '../text-table.ts';

/** What certification and risk found, beside the truth. */
export async function certificationTables(engine: Engine): Promise<TextTable[]> {
  return [
    await livingTable(engine),
    await deadTable(engine),
    await methodTable(engine),
    await lifestyleTable(engine),
    await wrongTable(engine),
  ];
}

async function livingTable(engine: Engine): Promise<TextTable> {
  const rows = await engine.rows<{ state: string; basis: string | null; awards: number; people: number }>(`
    SELECT coalesce(state, 'NOT FOUND') AS state, basis, count(*) AS awards, count(DISTINCT truth_id) AS people
    FROM award_outcome
    WHERE is_alive AND is_entitled
    GROUP BY ALL
    ORDER BY awards DESC`);
  const [all] = await engine.rows<{ awards: number; entitled: number; people: number; whole: number }>(`
    WITH person AS (
      SELECT truth_id, count(*) AS awards, count(*) FILTER (is_entitled_by_line) AS entitled
      FROM award_outcome
      WHERE is_alive AND is_entitled
      GROUP BY truth_id
    )
    SELECT
      CAST(sum(awards) AS BIGINT) AS awards,
      CAST(sum(entitled) AS BIGINT) AS entitled,
      count(*) AS people,
      count(*) FILTER (entitled = awards) AS whole
    FROM person`);
  return {
    title: 'Living beneficiaries who are entitled in truth',
    columns: ['decided', 'basis', 'awards', 'share'],
    rows: rows.map(({ state, basis, awards }) => [state, basis, awards, percent(awards, all!.awards)]),
    note:
      `Entitled by data: ${percent(all!.entitled, all!.awards)} of ${all!.awards} awards; ` +
      `with all their programmes ${percent(all!.whole, all!.people)} of ${all!.people} people.`,
  };
}

async function deadTable(engine: Engine): Promise<TextTable> {
  const [dead] = await engine.rows<Record<string, number>>(`
    SELECT
      count(*) AS paid,
      count(*) FILTER (is_shown) AS shown,
      count(*) FILTER (is_shown AND is_known) AS known,
      count(*) FILTER (is_shown AND has_lead) AS led,
      count(*) FILTER (is_shown AND NOT has_lead) AS missed,
      count(*) FILTER (is_entitled) AS entitled,
      count(*) FILTER (is_proven_after_death) AS misled
    FROM death_outcome`);
  const [all] = await engine.rows<{ people: number }>(
    'SELECT count(DISTINCT truth_id) AS people FROM award_outcome',
  );
  const d = dead!;
  const each = (n: number) => ((100_000 * n) / all!.people).toFixed(1);
  return {
    title: 'The dead who are still paid',
    columns: ['who', 'people', 'per 100,000 beneficiaries'],
    rows: [
      ['dead and paid', d.paid!, each(d.paid!)],
      ['of these: some source shows the death', d.shown!, each(d.shown!)],
      ['  and there is a lead', d.led!, each(d.led!)],
      ['  and there is none', d.missed!, each(d.missed!)],
      ['dead and entitled by data', d.entitled!, each(d.entitled!)],
      ['  by a proof dated after the death', d.misled!, each(d.misled!)],
    ],
  };
}

async function methodTable(engine: Engine): Promise<TextTable> {
  const rows = await engine.rows<{ method: string; awards: number }>(`
    SELECT coalesce(method, basis, state) AS method, count(*) AS awards
    FROM award_outcome
    WHERE is_entitled_by_line
    GROUP BY ALL
    ORDER BY awards DESC`);
  const all = rows.reduce((sum, { awards }) => sum + awards, 0);
  return {
    title: 'How entitlement was shown',
    columns: ['method', 'awards', 'share'],
    rows: rows.map(({ method, awards }) => [method, awards, percent(awards, all)]),
  };
}

async function lifestyleTable(engine: Engine): Promise<TextTable> {
  const rows = await engine.rows<{ lifestyle: string; awards: number; entitled: number }>(`
    SELECT lifestyle, count(*) AS awards, count(*) FILTER (is_entitled_by_line) AS entitled
    FROM award_outcome
    WHERE is_alive AND is_entitled
    GROUP BY ALL
    ORDER BY awards DESC`);
  return {
    title: 'By how people live',
    columns: ['lifestyle', 'awards', 'entitled by data'],
    rows: rows.map(({ lifestyle, awards, entitled }) => [lifestyle, awards, percent(entitled, awards)]),
  };
}

async function wrongTable(engine: Engine): Promise<TextTable> {
  const rows = await engine.rows<Record<string, number> & { rule: string }>(`
    WITH planted AS (
      SELECT
        rule,
        count(*) AS planted,
        count(*) FILTER (is_found_by_rule) AS found,
        count(*) FILTER (is_found) AS found_otherwise
      FROM wrong_outcome
      GROUP BY rule
    ),
    hit AS (
      SELECT
        rule,
        count(*) AS hits,
        count(*) FILTER (is_planted) AS planted_hits,
        any_value(subject) AS subject
      FROM lead_outcome
      GROUP BY rule
    )
    SELECT
      rule,
      coalesce(planted, 0) AS planted,
      coalesce(found, 0) AS found,
      coalesce(found_otherwise, 0) AS found_otherwise,
      coalesce(hits, 0) AS hits,
      coalesce(planted_hits, 0) AS planted_hits
    FROM planted
    FULL JOIN hit USING (rule)
    ORDER BY rule`);
  return {
    title: 'Planted wrongs and leads, by rule',
    columns: ['rule', 'planted', 'found by it', 'found by any', 'subjects hit', 'of these planted'],
    rows: rows.map((row) => [
      row.rule,
      row.planted!,
      row.found!,
      row.found_otherwise!,
      row.hits!,
      row.planted_hits!,
    ]),
    note:
      'Operators (V1–V4, R29) stand in leads by a token that hangs on the secret of the home, so which of them were ' +
      'planted is not told here. A hit that was not planted may still be right: what was planted for one rule shows in others.',
  };
}
