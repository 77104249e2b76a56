import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CitySummary } from '#city/generate-city.ts';
import type { CityOrder } from './make-city.ts';
import { type TimedCommand, timeCommand } from './timed-command.ts';

const MAKE_CITY = fileURLToPath(new URL('./make-city.ts', import.meta.url));

/**
 * Makes `<folder>/<name>` with its truth beside it in `<name>-truth`, unless exactly that stands there already.
 * @param onMade is told how long it took
 */
export async function prepareCity(
  folder: string,
  name: string,
  wish: Omit<CityOrder, 'out' | 'truth'>,
  onMade: (command: TimedCommand) => void,
): Promise<CitySummary> {
  const out = join(folder, name);
  const told = join(folder, `${name}.json`);
  const order: CityOrder = { ...wish, out, truth: `${out}-truth` };
  const command = JSON.stringify(order);
  if (existsSync(told)) {
    const made = JSON.parse(await readFile(told, 'utf8')) as { command: string; summary: CitySummary };
    if (made.command === command) return made.summary;
  }
  for (const path of [told, out, order.truth!]) await rm(path, { recursive: true, force: true });
  const made = await timeCommand(MAKE_CITY, [command]);
  onMade(made);
  const summary = JSON.parse(made.output) as CitySummary;
  await writeFile(told, JSON.stringify({ command, summary }));
  return summary;
}
