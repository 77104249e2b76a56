import { userInfo } from 'node:os';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import type { Engine } from '#engine/engine.ts';
import { openLake } from '#pipeline/open-lake.ts';
import { checkDecision } from '#pipeline/review/check-decision.ts';
import type { Decision, Judgement } from '#pipeline/review/decision.ts';
import { appendDecision, appendUndo, readDecisions } from '#pipeline/review/decision-journal.ts';
import { type ClaimPair, findPair } from '#pipeline/review/find-pair.ts';
import { type Comparison, identitiesOf, readComparison } from '#pipeline/review/read-comparison.ts';
import { showDecisions } from '#pipeline/review/show-decisions.ts';
import { readWorkList } from '#pipeline/worklist/work-list.ts';
import { recordReveal } from '../reveal.ts';
import type { DecisionState, ReviewList } from '../review/format-review.ts';
import { holdJournal } from '../review/hold-journal.ts';
import { getWorkList } from './export.ts';

/** The home, and where to say what the user must know although all went well. */
export interface ReviewContext {
  readonly home: string;
  readonly warn: (sentence: string) => void;
}

const JUDGEMENTS: Readonly<Record<string, Judgement>> = { same: 'SAME', different: 'DIFFERENT' };

/** `zhaoren review list`: pairs that wait for a decision, the likeliest first, masked. */
export async function reviewListCommand(
  context: ReviewContext,
  options: { division?: string; limit: number },
): Promise<ReviewList> {
  return await withLake(context, async (engine, decisions) => {
    const rows = await readWorkList(engine, getWorkList('review'), {
      division: options.division ?? '',
      reveal: false,
    });
    const likely = rows.toSorted((a, b) => Number(b.probability ?? 0) - Number(a.probability ?? 0));
    const states = await decisionStates(engine, decisions);
    return {
      total: rows.length,
      rows: likely.slice(0, options.limit),
      stale: states.filter(({ outcome }) => outcome === 'STALE').length,
    };
  });
}

/** `zhaoren review show`: one pair side by side. @throws ZhaorenError NOT_FOUND */
export async function reviewShowCommand(
  context: ReviewContext,
  pair: string,
  options: { reveal?: string },
): Promise<Comparison> {
  return await withLake(context, async (engine, made) => {
    const found = await findPair(engine, pair, made);
    if (options.reveal !== undefined)
      await recordReveal(context.home, { action: 'review show', object: pair, reason: options.reveal });
    return await readComparison(engine, found, { reveal: options.reveal !== undefined, made });
  });
}

/**
 * `zhaoren review decide`: notes that a pair is one person or two; the next run obeys.
 * @throws ZhaorenError NOT_FOUND, BAD_ARGUMENT, PAIR_DECIDED, DECISION_CONTRADICTS
 */
export async function reviewDecideCommand(
  context: ReviewContext,
  pair: string,
  judgement: string,
  options: { reason: string; by?: string },
): Promise<Decision> {
  const decision = JUDGEMENTS[judgement];
  if (!decision)
    throw new ZhaorenError('BAD_ARGUMENT', { argument: '<judgement>', expected: 'same 或 different' });
  return await withLake(context, async (engine, known) => {
    const found = await findPair(engine, pair, known);
    await checkReason(engine, found, options.reason);
    return await holdJournal(context.home, async () => {
      await checkDecision(engine, readDecisions(context.home).decisions, { ...found, decision });
      return appendDecision(context.home, { ...found, decision, ...signed(options) });
    });
  });
}

/** `zhaoren review undo`: takes back the decision in force on a pair, or the one of a key. @throws ZhaorenError NOT_FOUND */
export async function reviewUndoCommand(
  context: ReviewContext,
  wanted: string,
  options: { reason: string; by?: string },
): Promise<Decision> {
  return await withLake(context, async (engine, known) => {
    const byKey = known.find(({ decisionKey }) => decisionKey === wanted.toUpperCase());
    const found = byKey ?? (await findPair(engine, wanted, known));
    await checkReason(engine, found, options.reason);
    return await holdJournal(context.home, async () => {
      const inForce = readDecisions(context.home).decisions.find(
        (made) => !made.undone && made.leftKey === found.leftKey && made.rightKey === found.rightKey,
      );
      if (!inForce || (byKey && byKey.decisionKey !== inForce.decisionKey))
        throw new ZhaorenError('NOT_FOUND', { kind: '有效的认定', key: wanted });
      const undone = signed(options);
      appendUndo(context.home, inForce.decisionKey, undone);
      return { ...inForce, undone };
    });
  });
}

/** `zhaoren review history`: every decision, and what the last run made of it. */
export async function reviewHistoryCommand(context: ReviewContext): Promise<DecisionState[]> {
  return await withLake(context, decisionStates);
}

async function withLake<T>(
  { home, warn }: ReviewContext,
  work: (engine: Engine, decisions: readonly Decision[]) => Promise<T>,
): Promise<T> {
  const { decisions, isTorn } = readDecisions(home);
  if (isTorn) warn('认定记录的最后一行没有写完(上次中途退出),该条未生效,已略过;其余认定不受影响');
  const engine = await openLake(home);
  try {
    await showDecisions(engine, decisions);
    return await work(engine, decisions);
  } finally {
    engine.close();
  }
}

async function decisionStates(engine: Engine, decisions: readonly Decision[]): Promise<DecisionState[]> {
  const rows = await engine.rows<{ decision_key: string; outcome: 'OBEYED' | 'STALE' | 'CONTRADICTED' }>(
    'SELECT decision_key, outcome FROM decision_outcome',
  );
  const outcomes = new Map(rows.map(({ decision_key, outcome }) => [decision_key, outcome]));
  return decisions.map((decision) => ({
    decision,
    outcome: decision.undone ? 'UNDONE' : (outcomes.get(decision.decisionKey) ?? 'WAITING'),
  }));
}

/** The journal is kept for ever and holds nobody's name or number. */
async function checkReason(engine: Engine, pair: ClaimPair, reason: string): Promise<void> {
  const identities = await identitiesOf(engine, pair);
  const names = /\d{11}/.test(reason) || identities.some((text) => reason.includes(text));
  if (reason.trim().length < 2 || names)
    throw new ZhaorenError('BAD_ARGUMENT', {
      argument: '--reason',
      expected: '写明理由,不写当事人姓名和号码,例如 --reason 户口本核对一致',
    });
}

function signed({ by, reason }: { by?: string; reason: string }) {
  return { at: new Date().toISOString(), by: by ?? userInfo().username, reason: reason.trim() };
}
