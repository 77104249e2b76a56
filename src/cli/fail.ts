import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERRORS, isZhaorenError, ZhaorenError } from '#domain/error-catalogue.ts';
import { EngineError } from '#engine/engine.ts';
import { fileError } from '#pipeline/sources/file-errors.ts';

/** Turns whatever was thrown into the one error users see, or undefined when it is a defect of ours. */
export function userError(thrown: unknown, home: string): ZhaorenError | undefined {
  const known = fileError(thrown, home, '写入');
  if (isZhaorenError(known)) return known;
  if (!(thrown instanceof EngineError)) return undefined;
  const sqlFile = join(home, 'failed.sql');
  try {
    writeFileSync(sqlFile, thrown.sql);
  } catch {
    // The home itself may be what failed; the sentence is worth more than the file.
  }
  return new ZhaorenError(
    'MODEL_FAILED',
    { model: thrown.model ?? '-', engine: thrown.engine, reason: thrown.message, sqlFile },
    { cause: thrown },
  );
}

/** Tells the user what failed (JSON on request) and returns the exit code. */
export function reportFailure(thrown: unknown, home: string, json: boolean): number {
  const error = userError(thrown, home);
  if (error && json)
    process.stdout.write(
      `${JSON.stringify({ error: { code: error.code, message: error.message, params: error.params } })}\n`,
    );
  else if (error) process.stderr.write(`错误 ${error.code}：${error.message}\n`);
  else
    process.stderr.write(
      `未预料的错误，请报告：${thrown instanceof Error ? thrown.stack : String(thrown)}\n`,
    );
  return error ? ERRORS[error.code].exitCode : 1;
}
