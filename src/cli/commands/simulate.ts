import { existsSync } from 'node:fs';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import { simulate } from '#pipeline/simulate/simulate.ts';
import { catalogueDirectory, withHome } from '../home.ts';
import { openProgress } from '../progress.ts';
import { recordReveal } from '../reveal.ts';
import { formatSimulation } from '../simulate/format-simulation.ts';

/** `zhaoren simulate`: what a change of rules would do to the data of the last run; publishes nothing. */
export async function simulateCommand(
  home: string,
  options: {
    readonly change: string;
    readonly truth?: string;
    readonly division?: string;
    readonly memory: string;
    readonly reveal?: string;
    readonly json?: boolean;
  },
): Promise<string> {
  if (!existsSync(options.change))
    throw new ZhaorenError('BAD_ARGUMENT', { argument: '--change', expected: '已有的改动文件(YAML)' });
  const directory = catalogueDirectory(home);
  const standing = loadCatalogue(directory);
  const changed = loadCatalogue(directory, options.change);
  const progress = openProgress(options.json === true);
  return await withHome(home, async () => {
    if (options.reveal !== undefined)
      await recordReveal(home, {
        action: 'simulate',
        object: options.division ?? '',
        reason: options.reveal,
      });
    progress.stage('试算');
    const simulation = await simulate({
      home,
      standing,
      changed,
      truth: options.truth,
      division: options.division,
      reveal: options.reveal !== undefined,
      memoryLimit: options.memory,
      onStep: ({ done, total, detail }) => progress.step(done, detail, total),
    });
    progress.finish();
    return options.json ? JSON.stringify(simulation, null, 2) : formatSimulation(simulation);
  });
}
