import { text } from 'node:stream/consumers';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import type { Engine } from '#engine/engine.ts';
import { readExplanation } from '#pipeline/explain/read-explanation.ts';
import { openLake } from '#pipeline/open-lake.ts';
import { readDecisions } from '#pipeline/review/decision-journal.ts';
import { showDecisions } from '#pipeline/review/show-decisions.ts';
import type { PersonArchive } from '../explain/format-archive.ts';
import { formatExplanation } from '../explain/format-explanation.ts';
import { recordReveal } from '../reveal.ts';

/** Reads a person's archive from the tables of the last run; undefined while the line makes none. */
const readArchive:
  | ((engine: Engine, personId: string, options: { reveal: boolean }) => Promise<PersonArchive>)
  | undefined = undefined;

/** `zhaoren explain`: why one person stands where the person stands. `-` reads the number from standard input. */
export async function explainCommand(
  home: string,
  person: string,
  options: { reveal?: string; json?: boolean; archive?: boolean },
): Promise<string> {
  const wanted = person === '-' ? (await text(process.stdin)).trim() : person;
  const engine = await openLake(home);
  try {
    await showDecisions(engine, readDecisions(home).decisions);
    const reveal = options.reveal !== undefined;
    const explanation = await readExplanation(engine, wanted, { reveal });
    if (options.reveal !== undefined)
      await recordReveal(home, { action: 'explain', object: explanation.personId, reason: options.reveal });
    const archive = options.archive ? await findArchive(engine, explanation.personId, { reveal }) : null;
    if (options.json) return JSON.stringify(archive ? { ...explanation, archive } : explanation, null, 2);
    return formatExplanation(explanation, archive);
  } finally {
    engine.close();
  }
}

async function findArchive(
  engine: Engine,
  personId: string,
  options: { reveal: boolean },
): Promise<PersonArchive> {
  if (!readArchive) throw new ZhaorenError('NOT_FOUND', { kind: '民生档案', key: personId });
  return await readArchive(engine, personId, options);
}
