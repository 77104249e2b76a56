import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isZhaorenError, type ZhaorenError } from '#domain/error-catalogue.ts';
import { loadCatalogue } from './load-catalogue.ts';

/** For tests: the refusal of a catalogue that holds just these files; its folder reads `…` in the message. */
export function refusal(files: Readonly<Record<string, string | Uint8Array>>): {
  message: string;
  error: ZhaorenError<'CATALOGUE_INVALID'>;
} {
  const home = mkdtempSync(join(tmpdir(), 'zhaoren-refused-'));
  try {
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(dirname(join(home, file)), { recursive: true });
      writeFileSync(join(home, file), content);
    }
    loadCatalogue(home);
  } catch (error) {
    if (!isZhaorenError(error, 'CATALOGUE_INVALID')) throw error;
    return { message: error.message.replaceAll(home, '…'), error };
  } finally {
    rmSync(home, { recursive: true });
  }
  throw new Error('the catalogue was accepted');
}

/** A shipped file with one piece of text replaced; the piece must be there. */
export function edited(file: string, piece: string, replacement: string): Record<string, string> {
  const before = readFileSync(join(import.meta.dirname, file), 'utf8');
  if (!before.includes(piece)) throw new Error(`${file} has no ${piece}`);
  return { [file]: before.replace(piece, replacement) };
}
