import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

const CHUNK_BYTES = 1 << 18;

/**
 * Streams a CSV file with header, zstd, into a table; no row passes through JavaScript.
 *
 * @param options.freeze the table was truncated in this transaction: its rows need no later vacuum
 */
export async function copyFile(
  client: PoolClient,
  path: string,
  target: { table: string; columns: readonly string[]; freeze?: boolean },
): Promise<void> {
  const sql = `COPY ${target.table} (${target.columns.map(quoted).join(', ')}) FROM STDIN (FORMAT csv, HEADER${target.freeze ? ', FREEZE' : ''})`;
  await pipeline(
    createReadStream(path, { highWaterMark: CHUNK_BYTES }),
    createZstdDecompress({ chunkSize: CHUNK_BYTES }),
    client.query(copyFrom(sql)),
  );
}

/** A name as an SQL identifier. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
