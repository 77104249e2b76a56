import { type Engine, sqlText } from '#engine/engine.ts';
import { maskName } from '#privacy/masking.ts';

/** What a change of rules would do. */
export interface Simulation {
  /** What the change calls itself. */
  readonly name: string;
  readonly asOf: string;
  /** Tables that were made again. */
  readonly tables: readonly string[];
  /** Rule tables that no longer are as the last run knew them: what the change does not reach is as that run made it. */
  readonly rulesChanged: readonly string[];
  /** Prefix of the divisions whose changes are told; null: of all. */
  readonly division: string | null;
  /** Decisions that change, wherever. */
  readonly changes: number;
  readonly transitions: readonly Transition[];
  /** The counties, each before its townships; last, under '', what lies in none. */
  readonly divisions: readonly {
    readonly division: string;
    readonly name: string | null;
    readonly level: number;
    readonly decisions: number;
    readonly people: number;
  }[];
  /** A few of every transition. */
  readonly examples: readonly Example[];
  /** Of the whole city; undefined without truth. */
  readonly truth?: {
    readonly decisions: number;
    readonly wrongBefore: number;
    readonly wrongAfter: number;
    readonly becameWrong: number;
    readonly becameRight: number;
    readonly inVainBefore: number;
    readonly inVainAfter: number;
  };
}

export interface Transition {
  readonly kind: DecisionKind;
  readonly before: string;
  readonly after: string;
  /** In the words of a clerk. */
  readonly beforeName: string;
  readonly afterName: string;
  readonly decisions: number;
  readonly people: number;
}

export interface Example {
  readonly kind: DecisionKind;
  readonly before: string;
  readonly after: string;
  readonly beforeName: string;
  readonly afterName: string;
  readonly personId: string | null;
  /** Of a unit. */
  readonly uscc: string | null;
  /** Of the person; masked unless revealed. */
  readonly name: string | null;
  readonly item: string | null;
  readonly itemName: string | null;
  readonly division: string | null;
  readonly divisionName: string | null;
}

export type DecisionKind = 'COVERAGE' | 'CERTIFICATION' | 'RISK';

const EXAMPLES = 3;

/** Reads what the tables of a simulation say. `division`: prefix of the changes shown. */
export async function readSimulation(
  engine: Engine,
  options: {
    readonly name: string;
    readonly asOf: string;
    readonly tables: readonly string[];
    readonly rulesChanged: readonly string[];
    readonly division: string | undefined;
    readonly reveal: boolean;
    readonly hasTruth: boolean;
  },
): Promise<Simulation> {
  const { division, reveal, hasTruth, ...said } = options;
  const scope = `FROM changed_decision WHERE starts_with(coalesce(division, ''), ${sqlText(division ?? '')})`;
  const stateName = (column: string) => `
    coalesce(
      CASE kind
        WHEN 'COVERAGE' THEN (SELECT any_value(s.name) FROM rule_status s WHERE s.status = ${column})
        WHEN 'CERTIFICATION' THEN (SELECT any_value(s.name) FROM rule_certification_state s WHERE s.state = ${column})
        ELSE (SELECT any_value(s.name) FROM rule_lead_state s WHERE s.state = ${column})
      END,
      '无')`;
  const [all] = await engine.rows<{ changes: number }>('SELECT count(*) AS changes FROM changed_decision');
  const transitions = await engine.rows<Transition & Record<string, never>>(`
    SELECT
      kind, before, after,
      ${stateName('before')} AS "beforeName",
      ${stateName('after')} AS "afterName",
      count(*) AS decisions,
      count(DISTINCT person_id) AS people
    ${scope}
    GROUP BY kind, before, after
    ORDER BY kind, decisions DESC, before, after`);
  const divisions = await engine.rows<Simulation['divisions'][number] & Record<string, never>>(`
    WITH counted AS (
      SELECT
        person_id,
        unnest(
          CASE
            WHEN length(division) >= 9 THEN [substr(division, 1, 6), substr(division, 1, 9)]
            WHEN length(division) >= 6 THEN [substr(division, 1, 6)]
            ELSE ['']
          END
        ) AS code
      FROM (SELECT person_id, coalesce(division, '') AS division ${scope})
    )
    SELECT
      code AS division,
      d.name,
      CASE length(code) WHEN 6 THEN 3 WHEN 9 THEN 4 ELSE 0 END AS level,
      count(*) AS decisions,
      count(DISTINCT person_id) AS people
    FROM counted
    LEFT JOIN (SELECT code, name FROM division) d USING (code)
    GROUP BY code, d.name
    ORDER BY code = '', code`);
  const examples = await engine.rows<Example & Record<string, never>>(`
    SELECT
      c.kind, c.before, c.after, c."beforeName", c."afterName", c.person_id AS "personId", c.uscc, i.name, c.item,
      coalesce(p.name, r.name, b.name) AS "itemName",
      c.division, d.name AS "divisionName"
    FROM (
      SELECT
        *,
        ${stateName('before')} AS "beforeName",
        ${stateName('after')} AS "afterName",
        row_number() OVER (PARTITION BY kind, before, after ORDER BY hash(decision_key), decision_key) AS place
      ${scope}
    ) c
    LEFT JOIN person_identity i USING (person_id)
    LEFT JOIN division d ON d.code = c.division
    LEFT JOIN rule_programme p ON c.kind = 'CERTIFICATION' AND p.programme = c.item
    LEFT JOIN rule_risk r ON c.kind = 'RISK' AND r.rule = c.item
    LEFT JOIN before_rule_risk b ON c.kind = 'RISK' AND b.rule = c.item
    WHERE c.place <= ${EXAMPLES}
    ORDER BY c.kind, c.before, c.after, c.place`);
  const [truth] = hasTruth
    ? await engine.rows<NonNullable<Simulation['truth']> & Record<string, never>>(`
        SELECT
          count(*) AS decisions,
          count(*) FILTER (wrong_before) AS "wrongBefore",
          count(*) FILTER (wrong_after) AS "wrongAfter",
          count(*) FILTER (wrong_after AND NOT wrong_before) AS "becameWrong",
          count(*) FILTER (wrong_before AND NOT wrong_after) AS "becameRight",
          count(*) FILTER (in_vain_before) AS "inVainBefore",
          count(*) FILTER (in_vain_after) AS "inVainAfter"
        FROM decision_truth`)
    : [];
  return {
    ...said,
    division: division ?? null,
    changes: all!.changes,
    transitions,
    divisions,
    examples: examples.map((example) => ({
      ...example,
      name: example.name === null || reveal ? example.name : maskName(example.name),
    })),
    ...(truth ? { truth } : {}),
  };
}
