import { appendFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { ZhaorenError } from '#domain/error-catalogue.ts';

/**
 * Notes that masked values were shown: who, what, why, when. Written before anything is shown; where it
 * cannot be written, nothing is shown.
 * @throws ZhaorenError BAD_ARGUMENT when the reason says nothing
 */
export async function recordReveal(
  home: string,
  entry: { action: string; object: string; reason: string },
): Promise<void> {
  if (entry.reason.trim().length < 2)
    throw new ZhaorenError('BAD_ARGUMENT', {
      argument: '--reveal',
      expected: '写明查看原因,例如 --reveal 入户核实',
    });
  const line = { at: new Date().toISOString(), user: userInfo().username, ...entry };
  await appendFile(join(home, 'reveals.jsonl'), `${JSON.stringify(line)}\n`, { mode: 0o600 });
}
