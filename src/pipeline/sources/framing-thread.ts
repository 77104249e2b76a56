import { Worker } from 'node:worker_threads';
import { type ErrorCode, type ErrorParams, ZhaorenError } from '#domain/error-catalogue.ts';
import type { Framed, FrameJob } from './frame-delivery.ts';

type Answer =
  | { readonly framed: Framed }
  | { readonly error: { readonly known?: { code: ErrorCode; params: unknown }; readonly message: string } };

/** A thread that frames one delivery after the other. */
export interface FramingThread {
  /** As `frameDelivery`, with the same errors. Jobs wait for one another. */
  frame(job: FrameJob): Promise<Framed>;
  close(): Promise<void>;
}

export function openFramingThread(): FramingThread {
  const worker = new Worker(new URL('./framing-worker.ts', import.meta.url));
  let last: Promise<unknown> = Promise.resolve();
  // Listeners stay for the thread's life: taking all of them off a worker silences it for good.
  let waiting: { resolve(framed: Framed): void; reject(error: Error): void } | undefined;
  worker.on('message', (answer: Answer) => {
    if ('framed' in answer) waiting?.resolve(answer.framed);
    else waiting?.reject(rebuilt(answer.error));
  });
  let ended: Error | undefined;
  const end = (error: Error) => {
    ended ??= error;
    waiting?.reject(ended);
  };
  worker.on('error', end);
  worker.on('exit', (code) => end(new Error(`the framing thread ended with ${code}`)));

  function ask(job: FrameJob): Promise<Framed> {
    return new Promise((resolve, reject) => {
      if (ended) throw ended;
      waiting = { resolve, reject };
      worker.postMessage(job);
    });
  }
  return {
    frame(job) {
      const framed = last.then(() => ask(job));
      last = framed.catch(() => undefined);
      return framed;
    },
    async close() {
      await worker.terminate();
    },
  };
}

function rebuilt({
  known,
  message,
}: {
  known?: { code: ErrorCode; params: unknown };
  message: string;
}): Error {
  if (known === undefined) return new Error(message);
  return new ZhaorenError(known.code, known.params as ErrorParams<ErrorCode>);
}
