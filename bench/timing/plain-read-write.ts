// The baseline: reads every delivered file with plain DuckDB and writes it as Parquet, nothing else. Text in
// GB18030 is first rewritten in UTF-8, which DuckDB cannot read otherwise; XLSX, which it cannot read at all, is
// left out. Usage: plain-read-write.ts DELIVERIES OUT; prints its figures as JSON.
import { createReadStream, createWriteStream, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DuckDBInstance } from '@duckdb/node-api';

export interface PlainFigures {
  readonly files: number;
  readonly bytes: number;
  readonly rows: number;
  /** Spent on rewriting GB18030. */
  readonly decodeSeconds: number;
  /** XLSX files, left out. */
  readonly filesLeftOut: number;
  readonly bytesLeftOut: number;
}

const [deliveries, out] = process.argv.slice(2) as [string, string];

const quoted = (path: string) => `'${path.replaceAll("'", "''")}'`;

/** Lines are kept as they are, header and title lines too: what they mean is not the baseline's affair. */
const READERS: Readonly<Record<string, (path: string) => string>> = {
  '.csv': (path) =>
    `read_csv(${quoted(path)}, header = false, all_varchar = true, null_padding = true, strict_mode = false, quote = '"')`,
  '.jsonl': (path) => `read_json(${quoted(path)}, format = 'newline_delimited')`,
  '.parquet': (path) => `read_parquet(${quoted(path)})`,
};

/** Text that is not UTF-8 within its first megabyte is GB18030 here. */
function isUtf8(path: string): boolean {
  const start = Buffer.alloc(Math.min(1 << 20, statSync(path).size));
  readSync(openSync(path, 'r'), start);
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true });
    return true;
  } catch {
    return false;
  }
}

async function rewrite(from: string, to: string): Promise<void> {
  const text = (
    Readable.toWeb(createReadStream(from)) as ReadableStream<Uint8Array<ArrayBuffer>>
  ).pipeThrough(new TextDecoderStream('gb18030'));
  await pipeline(text, createWriteStream(to));
}

await mkdir(out, { recursive: true });
const instance = await DuckDBInstance.create(':memory:', { memory_limit: '3GB', threads: '2' });
const connection = await instance.connect();
const figures = { files: 0, bytes: 0, rows: 0, decodeSeconds: 0, filesLeftOut: 0, bytesLeftOut: 0 };

for (const name of readdirSync(deliveries).sort()) {
  const path = join(deliveries, name);
  const bytes = statSync(path).size;
  const extension = extname(name).toLowerCase();
  const reader = READERS[extension];
  if (reader === undefined) {
    figures.filesLeftOut += 1;
    figures.bytesLeftOut += bytes;
    continue;
  }
  const decoded = join(out, `${figures.files}.txt`);
  let readable = path;
  if (extension !== '.parquet' && !isUtf8(path)) {
    const started = performance.now();
    await rewrite(path, decoded);
    figures.decodeSeconds += (performance.now() - started) / 1000;
    readable = decoded;
  }
  const copied = await connection.runAndReadAll(
    `COPY (SELECT * FROM ${reader(readable)}) TO ${quoted(join(out, `${figures.files}.parquet`))} (FORMAT parquet)`,
  );
  figures.rows += Number(copied.getRows()[0]![0]);
  figures.files += 1;
  figures.bytes += bytes;
  await rm(decoded, { force: true });
}
process.stdout.write(JSON.stringify(figures satisfies PlainFigures));
