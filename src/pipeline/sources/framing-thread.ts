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

  function ask(job: FrameJob): Promise<Framed> {
    return new Promise((resolve, reject) => {
      const settle = (settled: () => void) => {
        worker.removeAllListeners();
        settled();
      };
      worker.once('message', (answer: Answer) =>
        settle(() => ('framed' in answer ? resolve(answer.framed) : reject(rebuilt(answer.error)))),
      );
      worker.once('error', (error) => settle(() => reject(error)));
      worker.once('exit', (code) => settle(() => reject(new Error(`the framing thread ended with ${code}`))));
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
