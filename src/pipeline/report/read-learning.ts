import type { Engine, EngineRow } from '#engine/engine.ts';
import { hasTables } from '../known-tables.ts';

export type LearningVerdict = 'KEEP' | 'LOWER' | 'RAISE' | 'REVIEW';

interface Learned {
  readonly name: string;
  /** Verified results, and those in which it told the truth. */
  readonly outcomes: number;
  readonly right: number;
  /** right over outcomes, 0–1, and the ends of its interval. */
  readonly precision: number;
  readonly precisionLow: number;
  readonly precisionHigh: number;
  readonly verdict: LearningVerdict;
  /** In the words of a clerk. */
  readonly verdictName: string;
}

/** What verified results say of channels and rules. Nothing in it changes a decision. */
export interface LearningReport {
  /** With enough outcomes to say something; those with a proposal first. */
  readonly channels: readonly (Learned & {
    readonly channel: string;
    readonly weight: number;
    readonly proposedWeight: number;
  })[];
  readonly rules: readonly (Learned & {
    readonly rule: string;
    readonly grade: string;
    readonly proposedGrade: string;
  })[];
  /** Those with outcomes, but fewer than `minimumOutcomes`. */
  readonly channelsTooFew: number;
  readonly rulesTooFew: number;
  readonly minimumOutcomes: number;
  /** Half width of the intervals, standard deviations; 1.96: 95 %. */
  readonly confidenceZ: number;
}

/** Null when the last run was of a version that learned nothing, or when nobody has verified anything. */
export async function readLearning(engine: Engine): Promise<LearningReport | null> {
  if (!(await hasTables(engine, 'channel_precision', 'rule_precision', 'rule_learning'))) return null;
  const channels = await readLearned<LearningReport['channels'][number]>(engine, {
    table: 'channel_precision',
    key: 'channel',
    right: 'right_outcomes',
    own: 'learned.weight, learned.proposed_weight AS "proposedWeight"',
    names: 'rule_evidence_channel',
  });
  const rules = await readLearned<LearningReport['rules'][number]>(engine, {
    table: 'rule_precision',
    key: 'rule',
    right: 'true_outcomes',
    own: 'learned.grade, learned.proposed_grade AS "proposedGrade"',
    names: 'rule_risk',
  });
  const [counted] = await engine.rows<
    Pick<LearningReport, 'channelsTooFew' | 'rulesTooFew' | 'minimumOutcomes' | 'confidenceZ'> & EngineRow
  >(`
    SELECT
      (SELECT count(*) FROM channel_precision WHERE outcomes > 0 AND verdict = 'TOO_FEW') AS "channelsTooFew",
      (SELECT count(*) FROM rule_precision WHERE outcomes > 0 AND verdict = 'TOO_FEW') AS "rulesTooFew",
      minimum_outcomes AS "minimumOutcomes",
      confidence_z AS "confidenceZ"
    FROM rule_learning`);
  const { channelsTooFew, rulesTooFew } = counted!;
  if (channels.length + rules.length + channelsTooFew + rulesTooFew === 0) return null;
  return Object.freeze({ channels, rules, ...counted! });
}

async function readLearned<T>(
  engine: Engine,
  from: {
    readonly table: string;
    readonly key: string;
    readonly right: string;
    readonly own: string;
    readonly names: string;
  },
): Promise<T[]> {
  return await engine.rows<T & EngineRow>(`
    SELECT
      learned.${from.key},
      coalesce(named.name, learned.${from.key}) AS name,
      learned.outcomes,
      learned.${from.right} AS "right",
      learned.precision,
      learned.precision_low AS "precisionLow",
      learned.precision_high AS "precisionHigh",
      ${from.own},
      learned.verdict,
      coalesce(verdict.name, learned.verdict) AS "verdictName"
    FROM ${from.table} AS learned
    LEFT JOIN ${from.names} AS named
      ON named.${from.key} = learned.${from.key}
    LEFT JOIN rule_learning_verdict AS verdict
      ON verdict.verdict = learned.verdict
    WHERE learned.outcomes > 0
      AND learned.verdict <> 'TOO_FEW'
    ORDER BY learned.verdict = 'KEEP', learned.${from.key}`);
}
