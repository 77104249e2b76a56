import { parentPort } from 'node:worker_threads';
import { isZhaorenError } from '#domain/error-catalogue.ts';
import { type FrameJob, frameDelivery } from './frame-delivery.ts';

// Runs beside the engine: framing is one thread's work, and the engine's threads wait for files meanwhile.
parentPort?.on('message', async (job: FrameJob) => {
  try {
    parentPort?.postMessage({ framed: await frameDelivery(job) });
  } catch (cause) {
    // errors lose their class on the way; code and parameters rebuild it
    const known = isZhaorenError(cause) ? { code: cause.code, params: cause.params } : undefined;
    const message = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
    parentPort?.postMessage({ error: { known, message } });
  }
});
