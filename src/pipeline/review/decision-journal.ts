import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import { fileError } from '../sources/file-errors.ts';
import type { Decision, Judgement } from './decision.ts';

/** A line of `decisions/link.jsonl`. Keys, times, names of clerks and reasons; nobody's name or number. */
type JournalLine =
  | {
      readonly action: 'DECIDE';
      readonly key: string;
      readonly left: string;
      readonly right: string;
      readonly decision: Judgement;
      readonly at: string;
      readonly by: string;
      readonly reason: string;
    }
  | {
      readonly action: 'UNDO';
      readonly key: string;
      readonly at: string;
      readonly by: string;
      readonly reason: string;
    };

export interface DecisionJournal {
  /** All decisions ever made, in their order. */
  readonly decisions: readonly Decision[];
  /** Whether the last line was never finished: the process was killed, and nobody was told that it is kept. */
  readonly isTorn: boolean;
}

/** `$ZHAOREN_HOME/decisions`, created when the first decision is made. */
export function decisionFolder(home: string): string {
  return join(home, 'decisions');
}

/** @throws ZhaorenError DECISIONS_BROKEN when a finished line cannot be read */
export function readDecisions(home: string): DecisionJournal {
  const path = journalPath(home);
  if (!existsSync(path)) return { decisions: [], isTorn: false };
  const lines = readFileSync(path, 'utf8').split('\n');
  const torn = lines.pop();
  const decisions = new Map<string, Decision>();
  for (const [index, line] of lines.entries()) {
    const broken = (cause?: unknown) =>
      new ZhaorenError('DECISIONS_BROKEN', { file: path, line: index + 1 }, { cause });
    let entry: JournalLine;
    try {
      entry = JSON.parse(line) as JournalLine;
    } catch (cause) {
      throw broken(cause);
    }
    const known = decisions.get(entry.key);
    if (entry.action === 'DECIDE' && !known) decisions.set(entry.key, toDecision(entry));
    else if (entry.action === 'UNDO' && known && !known.undone) {
      const { at, by, reason } = entry;
      decisions.set(entry.key, Object.freeze({ ...known, undone: Object.freeze({ at, by, reason }) }));
    } else throw broken();
  }
  return Object.freeze({ decisions: Object.freeze([...decisions.values()]), isTorn: torn !== '' });
}

/** Decisions that nobody has undone. */
export function decisionsInForce(decisions: readonly Decision[]): Decision[] {
  return decisions.filter(({ undone }) => undone === undefined);
}

/**
 * Adds a decision; on the disk when it returns. The caller holds `decisionFolder` exclusively.
 * @throws ZhaorenError DISK_FULL, NO_PERMISSION, DECISIONS_BROKEN
 */
export function appendDecision(home: string, made: Omit<Decision, 'decisionKey' | 'undone'>): Decision {
  const decision = { decisionKey: `D${readDecisions(home).decisions.length + 1}`, ...made };
  const { decisionKey: key, leftKey: left, rightKey: right, ...rest } = decision;
  append(home, { action: 'DECIDE', key, left, right, ...rest });
  return Object.freeze(decision);
}

/** Takes a decision back; on the disk when it returns. The caller holds `decisionFolder` exclusively. */
export function appendUndo(
  home: string,
  decisionKey: string,
  undone: { at: string; by: string; reason: string },
): void {
  append(home, { action: 'UNDO', key: decisionKey, ...undone });
}

/** Writes behind the last finished line: what a killed process left there is cut off first. */
function append(home: string, line: JournalLine): void {
  const path = journalPath(home);
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const isNew = !existsSync(path);
    const file = openSync(path, 'a+', 0o600);
    try {
      ftruncateSync(file, readFileSync(path).lastIndexOf(10) + 1);
      writeSync(file, `${JSON.stringify(line)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (isNew) syncFolder(dirname(path));
  } catch (cause) {
    throw fileError(cause, path, '写入');
  }
}

/** A new file is only kept when its folder is. */
function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function toDecision({ key, left, right, decision, at, by, reason }: JournalLine & { action: 'DECIDE' }) {
  return Object.freeze({ decisionKey: key, leftKey: left, rightKey: right, decision, at, by, reason });
}

function journalPath(home: string): string {
  return join(decisionFolder(home), 'link.jsonl');
}
