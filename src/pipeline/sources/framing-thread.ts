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
  let asked: { resolve(framed: Framed): void; reject(error: Error): void } | undefined;

  worker.on('message', (answer: Answer) => {
    if ('framed' in answer) asked?.resolve(answer.framed);
    else asked?.reject(rebuilt(answer.error));
  });
  worker.on('error', (error: Error) => asked?.reject(error));
  worker.on('exit', (code) => asked?.reject(new Error(`the framing thread ended with ${code}`)));

  return {
    frame(job) {
      const framed = last.then(
        () =>
          new Promise<Framed>((resolve, reject) => {
            asked = { resolve, reject };
            worker.postMessage(job);
          }),
      );
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
