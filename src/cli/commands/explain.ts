import { text } from 'node:stream/consumers';
import { readArchive } from '#pipeline/archive/read-archive.ts';
import { readExplanation } from '#pipeline/explain/read-explanation.ts';
import { openLake } from '#pipeline/open-lake.ts';
import { readDecisions } from '#pipeline/review/decision-journal.ts';
import { showDecisions } from '#pipeline/review/show-decisions.ts';
import { formatExplanation } from '../explain/format-explanation.ts';
import { recordReveal } from '../reveal.ts';

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
    const archive = options.archive ? await readArchive(engine, explanation.personId, { reveal }) : null;
    if (options.json) return JSON.stringify(archive ? { ...explanation, archive } : explanation, null, 2);
    return formatExplanation(explanation, archive);
  } finally {
    engine.close();
  }
}
