import { ZhaorenError } from '#domain/error-catalogue.ts';
import { type Engine, sqlText } from '#engine/engine.ts';
import { readModel } from '#engine/model.ts';
import { type Decision, type Judgement, pairId } from './decision.ts';
import { decisionsInForce } from './decision-journal.ts';
import { JUDGEMENT_WORDS } from './review-reason.ts';
import { showDecisions } from './show-decisions.ts';

const OUTCOME = readModel(new URL('../link/history/decision-outcome.sql', import.meta.url));
const PROPOSED = 'proposed';

interface Outcome {
  readonly decision_key: string;
  readonly left_key: string;
  readonly right_key: string;
  readonly decision: Judgement;
  readonly outcome: string;
  readonly left_part: string;
  readonly right_part: string;
}

/**
 * Whether a decision may be made beside those in force: the run's own model judges. Claims no longer delivered
 * count as people of their own, so that a chain through them is seen too.
 *
 * @param made all decisions of the journal
 * @throws ZhaorenError PAIR_DECIDED, DECISION_CONTRADICTS with the chain
 */
export async function checkDecision(
  engine: Engine,
  made: readonly Decision[],
  proposed: { leftKey: string; rightKey: string; decision: Judgement },
): Promise<void> {
  const { leftKey, rightKey, decision } = proposed;
  const inForce = decisionsInForce(made);
  const pair = pairId(leftKey, rightKey);
  const known = inForce.find((one) => one.leftKey === leftKey && one.rightKey === rightKey);
  if (known)
    throw new ZhaorenError('PAIR_DECIDED', {
      pair,
      decisionKey: known.decisionKey,
      decision: JUDGEMENT_WORDS[known.decision],
    });
  const before = await outcomes(engine, inForce);
  const after = await outcomes(engine, [
    ...inForce,
    { decisionKey: PROPOSED, ...proposed, at: '1970-01-01T00:00:00Z', by: '', reason: '' },
  ]);
  const contradicted = (all: readonly Outcome[]) =>
    all.filter(({ outcome }) => outcome === 'CONTRADICTED').map((one) => one.decision_key);
  const old = new Set(contradicted(before));
  if (contradicted(after).every((key) => (key === PROPOSED ? false : old.has(key)))) return;
  throw new ZhaorenError('DECISION_CONTRADICTS', {
    pair,
    decision: JUDGEMENT_WORDS[decision],
    chain: contradiction(after).map(
      (one) =>
        `${one.decision_key === PROPOSED ? '本次' : one.decision_key}：${pairId(one.left_key, one.right_key)} ${JUDGEMENT_WORDS[one.decision]}`,
    ),
  });
}

/** What the run would make of these decisions. */
async function outcomes(engine: Engine, decisions: readonly Decision[]): Promise<Outcome[]> {
  const keys = [...new Set(decisions.flatMap(({ leftKey, rightKey }) => [leftKey, rightKey]))];
  if (keys.length === 0) return [];
  const wanted = `(VALUES ${keys.map((key) => `(${sqlText(key)})`).join(', ')}) AS wanted(claim_key)`;
  await showDecisions(engine, decisions);
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE decided_link AS
    SELECT claim_key, coalesce(l.person_id, claim_key) AS person_id
    FROM ${wanted}
    LEFT JOIN claim_link l USING (claim_key)`);
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE decided_identity AS
    SELECT claim_key, c.id_no, coalesce(c.trust, 0) AS trust, coalesce(c.records, 0) AS records
    FROM ${wanted}
    LEFT JOIN identity_claim c USING (claim_key)`);
  const sql = OUTCOME.sql
    .replaceAll(/\bclaim_link\b/g, 'decided_link')
    .replaceAll(/\bidentity_claim\b/g, 'decided_identity');
  return (await engine.rows(sql)) as unknown as Outcome[];
}

/** The decisions of the contradiction: one DIFFERENT and the shortest chain of SAME between its two sides. */
function contradiction(all: readonly Outcome[]): Outcome[] {
  const same = all.filter(({ decision }) => decision === 'SAME');
  const chains = all
    .filter(({ decision }) => decision === 'DIFFERENT')
    .flatMap((different) => {
      const chain = shortestChain(same, different.left_part, different.right_part);
      return chain ? [[...chain, different]] : [];
    })
    .sort((a, b) => mentionsProposed(b) - mentionsProposed(a) || a.length - b.length);
  return chains[0] ?? [];
}

function mentionsProposed(chain: readonly Outcome[]): number {
  return chain.some(({ decision_key }) => decision_key === PROPOSED) ? 1 : 0;
}

function shortestChain(same: readonly Outcome[], from: string, to: string): Outcome[] | undefined {
  const cameBy = new Map<string, Outcome[]>([[from, []]]);
  for (const part of cameBy.keys())
    for (const step of same) {
      if (part !== step.left_part && part !== step.right_part) continue;
      const next = part === step.left_part ? step.right_part : step.left_part;
      if (!cameBy.has(next)) cameBy.set(next, [...cameBy.get(part)!, step]);
    }
  return cameBy.get(to);
}
