import { SingleBar } from 'cli-progress';

/** Shows how far a stage is: a bar on a terminal, one line per stage elsewhere. All on standard error. */
export interface Progress {
  /** Begins a stage of `total` steps (0: unknown). */
  stage(title: string, total?: number): void;
  /** `done` of the stage's steps are finished; `detail` names the latest; `total` where it was not known before. */
  step(done: number, detail?: string, total?: number): void;
  /** Ends the stage with a short result. */
  finish(result?: string): void;
}

export function openProgress(quiet = false): Progress {
  let title = '';
  let started = 0;
  let bar: SingleBar | undefined;
  const terminal = process.stderr.isTTY === true && !quiet;
  return {
    stage(name, total = 0) {
      title = name;
      started = performance.now();
      if (!terminal) return;
      bar = new SingleBar({
        format: `${name} [{bar}] {value}/{total} {detail}`,
        barCompleteChar: '█',
        barIncompleteChar: '░',
        barsize: 24,
        stream: process.stderr,
        clearOnComplete: true,
        hideCursor: true,
      });
      bar.start(Math.max(total, 1), 0, { detail: '' });
    },
    step(done, detail = '', total?: number) {
      if (total !== undefined) bar?.setTotal(total);
      bar?.update(done, { detail });
    },
    finish(result = '') {
      bar?.stop();
      bar = undefined;
      if (quiet) return;
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      process.stderr.write(`${title}  ${result}${result ? '  ' : ''}(${seconds} 秒)\n`);
    },
  };
}
