import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import { HeldError, holdExclusively } from '#engine/hold-exclusively.ts';
import { decisionFolder } from '#pipeline/review/decision-journal.ts';
import { fileError } from '#pipeline/sources/file-errors.ts';

/** A decision takes a second or two; a clerk waits for those before. */
const ATTEMPTS = 150;
const PAUSE_MILLISECONDS = 200;

/**
 * Does work on the journal of decisions alone. A run at the same time does not matter: it reads what stands.
 * @throws ZhaorenError RUN_LOCKED when others never finish, NO_PERMISSION
 */
export async function holdJournal<T>(home: string, work: () => Promise<T>): Promise<T> {
  const hold = await waitForJournal(home);
  try {
    return await work();
  } finally {
    hold.release();
  }
}

async function waitForJournal(home: string) {
  const folder = decisionFolder(home);
  for (let attempt = 1; ; attempt += 1)
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return await holdExclusively(join(folder, '.lock'));
    } catch (cause) {
      if (!(cause instanceof HeldError)) throw fileError(cause, folder, '写入');
      if (attempt === ATTEMPTS)
        throw new ZhaorenError('RUN_LOCKED', { home: folder, processId: cause.pid ?? 0 }, { cause });
      await wait(PAUSE_MILLISECONDS);
    }
}
