import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { type BadDeliveryFlaw, writeBadDeliveries } from '#city/bad-deliveries.ts';
import { encodeGb18030 } from '#city/deliveries/gb18030-encoder.ts';
import { openDuckdb } from '#engine/duckdb.ts';
import type { Engine } from '#engine/engine.ts';
import { readManifest } from './manifest.ts';
import { receiveFile } from './raw-store.ts';
import { type TakenFile, takeDeliveries } from './take-deliveries.ts';

const catalogue = loadCatalogue();
let engine: Engine;
let folder: string;
let home: string;
let deliveries: string;

beforeAll(async () => {
  engine = await openDuckdb();
});
afterAll(() => engine.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'take-'));
  home = join(folder, 'home');
  deliveries = join(folder, 'deliveries');
  mkdirSync(deliveries);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const take = (from = deliveries) => takeDeliveries(from, { home, catalogue, engine });
const put = (file: string, content: string | Uint8Array) => {
  mkdirSync(join(deliveries, file, '..'), { recursive: true });
  writeFileSync(join(deliveries, file), content);
};
const summary = (taken: readonly TakenFile[]) =>
  taken.map((item) =>
    item.outcome === 'REFUSED'
      ? `${item.file}: ${item.error.code}`
      : `${item.file}: ${item.outcome} ${item.delivery.batchNo} ${item.delivery.source}`,
  );

const TEKUN =
  '特困证号,身份证号码,姓名,供养方式,享受起始日期\nT1,640499196501150016,马小燕,集中供养,2020-01-01\n';
const gb18030 = (text: string) => {
  const bytes = Buffer.alloc(text.length * 4);
  return bytes.subarray(0, encodeGb18030(text, bytes));
};

describe('taking deliveries', () => {
  it('finds encoding, delimiter and header by content, whatever the name', async () => {
    put('a.txt', gb18030(TEKUN));
    put('b.dat', `\ufeff${TEKUN.replaceAll(',', '\t').replace('T1', 'T2')}`);
    put('c.csv', Buffer.from(`\ufeff${TEKUN.replaceAll(',', ';').replace('T1', 'T3')}`, 'utf16le'));
    put('d.csv', `特困人员名单\n\n${TEKUN.replaceAll(',', '|').replace('T1', 'T4')}`);
    const taken = await take();
    expect(
      taken.map((item) => {
        if (item.outcome !== 'ACCEPTED') return item;
        const { encoding, delimiter, headerLine } = item.delivery.layout;
        return [item.file, item.delivery.source, encoding, delimiter, headerLine];
      }),
    ).toEqual([
      ['a.txt', 'cab_tekun', 'GB18030', ',', 1],
      ['b.dat', 'cab_tekun', 'UTF-8-BOM', '\t', 1],
      ['c.csv', 'cab_tekun', 'UTF-16LE', ';', 1],
      ['d.csv', 'cab_tekun', 'UTF-8', '|', 3],
    ]);
  });

  it('numbers them by day, full before delta, name, and keeps the numbers', async () => {
    put('特困_日增_20261001.csv', TEKUN);
    put('特困_20261001.csv', TEKUN.replace('T1', 'T2'));
    put('z_20260901.csv', TEKUN.replace('T1', 'T3'));
    put('无日期.csv', TEKUN.replace('T1', 'T4'));
    utimesSync(
      join(deliveries, '无日期.csv'),
      new Date('2026-09-30T18:00:00Z'),
      new Date('2026-09-30T18:00:00Z'),
    );
    await take();
    const manifest = readManifest(home).map(({ batchNo, file, mode, deliveredOn }) => [
      batchNo,
      file,
      mode,
      deliveredOn,
    ]);
    expect(manifest).toEqual([
      [1, 'z_20260901.csv', 'full', '2026-09-01'],
      [2, '无日期.csv', 'full', '2026-10-01'],
      [3, '特困_20261001.csv', 'full', '2026-10-01'],
      [4, '特困_日增_20261001.csv', 'delta', '2026-10-01'],
    ]);
    put('a_20200101.csv', TEKUN.replace('T1', 'T5'));
    await take();
    expect(
      readManifest(home)
        .map(({ batchNo, file }) => [batchNo, file])
        .at(-1),
    ).toEqual([5, 'a_20200101.csv']);
  });

  it('keeps the bytes as received, read-only', async () => {
    put('民政局/特困_20261031.csv', gb18030(TEKUN));
    await take();
    const { sha256 } = readManifest(home)[0]!;
    const raw = join(home, 'raw', sha256, '特困_20261031.csv');
    expect(readFileSync(raw)).toEqual(gb18030(TEKUN));
    expect(statSync(raw).mode & 0o222).toBe(0);
  });

  it('counts the same bytes once: the same file changes nothing, another name is recorded', async () => {
    put('特困_20261031.csv', TEKUN);
    put('特困_20261031(1).csv', TEKUN);
    expect(summary(await take())).toEqual([
      '特困_20261031(1).csv: ACCEPTED 1 cab_tekun',
      '特困_20261031.csv: REPEATED 2 cab_tekun',
    ]);
    const before = readFileSync(join(home, 'manifest.jsonl'), 'utf8');
    expect(summary(await take())).toEqual([
      '特困_20261031(1).csv: REPEATED 1 cab_tekun',
      '特困_20261031.csv: REPEATED 2 cab_tekun',
    ]);
    expect(readFileSync(join(home, 'manifest.jsonl'), 'utf8')).toBe(before);
    cpSync(join(deliveries, '特困_20261031.csv'), join(deliveries, '再报_20261101.csv'));
    const [again] = (await take()).filter(({ file }) => file === '再报_20261101.csv');
    expect(again).toMatchObject({ outcome: 'REPEATED', repeats: 1, delivery: { batchNo: 3, repeats: 1 } });
    expect(readdirSync(join(home, 'raw'))).toHaveLength(1);
  });

  it('takes one file, passes over what is no delivery, and never takes its own home', async () => {
    home = join(deliveries, 'data');
    put('特困.csv', TEKUN);
    for (const name of ['.DS_Store', '~$特困.xlsx', 'Thumbs.db']) put(name, 'x');
    expect(summary(await take(join(deliveries, '特困.csv')))).toEqual(['特困.csv: ACCEPTED 1 cab_tekun']);
    expect(summary(await take())).toEqual(['特困.csv: REPEATED 1 cab_tekun']);
  });

  it('goes on after a process that was killed while copying or writing the manifest', async () => {
    put('特困.csv', TEKUN);
    mkdirSync(join(home, 'raw'), { recursive: true });
    writeFileSync(join(home, 'raw', 'incoming-1'), 'half a fi');
    writeFileSync(join(home, 'manifest.jsonl'), '{"batch_no":1,"sha');
    expect(summary(await take())).toEqual(['特困.csv: ACCEPTED 1 cab_tekun']);
    expect(readManifest(home)).toHaveLength(1);
    expect(existsSync(join(home, 'raw', 'incoming-1'))).toBe(false);
  });
});

describe('bad deliveries', () => {
  it('are refused by file with a reason, and the others go on', async () => {
    const written = writeBadDeliveries({ out: deliveries, longLineBytes: 5_000_000, bombBytes: 50_000_000 });
    const flawOf = new Map(written.map(({ file, flaw }) => [file, flaw]));
    const taken = await take();
    const warned = taken.filter((item) => item.outcome === 'ACCEPTED' && item.warnings.length > 0);
    expect(warned.map(({ file }) => flawOf.get(file))).toEqual(['XLSX_FORMULA_CACHED']);
    const outcomes = Object.fromEntries(
      taken.map((item) => [
        flawOf.get(item.file) as BadDeliveryFlaw,
        item.outcome === 'REFUSED' ? item.error.code : item.outcome,
      ]),
    );
    expect(outcomes).toEqual({
      SOUND: 'ACCEPTED',
      EMPTY: 'EMPTY_FILE',
      HEADER_ONLY: 'EMPTY_FILE',
      UTF_16: 'ACCEPTED',
      UNKNOWN_ENCODING: 'UNKNOWN_ENCODING',
      BINARY: 'BINARY_FILE',
      MISSING_KEY_COLUMN: 'MISSING_KEY_COLUMN',
      MANY_COLUMNS: 'TOO_MANY_COLUMNS',
      LONG_LINE: 'ACCEPTED',
      UNCLOSED_QUOTE: 'ACCEPTED',
      NUL_BYTES: 'ACCEPTED',
      WRONG_DATES: 'ACCEPTED',
      RAGGED_ROWS: 'ACCEPTED',
      BROKEN_JSONL: 'ACCEPTED',
      PARQUET_MISSING_COLUMN: 'MISSING_KEY_COLUMN',
      PARQUET_CUT_OFF: 'PARQUET_BROKEN',
      XLSX_FORMULA_CACHED: 'ACCEPTED',
      XLSX_FORMULA_UNCACHED: 'ACCEPTED',
      XLSX_MACRO: 'XLSX_MACRO',
      XLSX_BOMB: 'XLSX_BOMB',
      XLSX_BOMB_UNDECLARED: 'XLSX_BOMB',
      XLSX_CUT_OFF: 'XLSX_BROKEN',
      XLSX_ENCRYPTED: 'XLSX_ENCRYPTED',
      UNKNOWN_SOURCE: 'UNKNOWN_SOURCE',
      UNSUPPORTED_FORMAT: 'UNSUPPORTED_FORMAT',
    });
    // nothing of a refused file stays behind
    const accepted = Object.values(outcomes).filter((outcome) => outcome === 'ACCEPTED').length;
    expect(readdirSync(join(home, 'raw'))).toHaveLength(accepted);
  });

  it('of no known source come with a definition to be completed', async () => {
    put('旅行社.csv', '团号,出发地,人数\nT1,固原,35\n');
    const [taken] = await take();
    expect(taken).toMatchObject({ outcome: 'REFUSED', error: { code: 'UNKNOWN_SOURCE' } });
    expect(taken?.outcome === 'REFUSED' && taken.suggestion).toContain('aliases:\n      - 出发地');
  });
});

describe('folders and disks', () => {
  /** As root nothing is forbidden: become nobody for a while. */
  async function asNobody<T>(work: () => Promise<T>): Promise<T> {
    const isRoot = process.getuid?.() === 0;
    if (isRoot) process.seteuid?.(65534);
    try {
      return await work();
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  }

  it('a folder that may not be read is an error; a file or folder inside it only its own', async () => {
    put('特困.csv', TEKUN);
    put('秘密.csv', TEKUN);
    put('公安/户籍.csv', TEKUN);
    chmodSync(folder, 0o777);
    mkdirSync(home, { mode: 0o777 });
    chmodSync(home, 0o777);
    chmodSync(join(deliveries, '秘密.csv'), 0);
    chmodSync(join(deliveries, '公安'), 0);
    expect(summary(await asNobody(take))).toEqual([
      '公安: NO_PERMISSION',
      expect.stringMatching(/秘密.csv: NO_PERMISSION|特困.csv: ACCEPTED/),
      expect.stringMatching(/秘密.csv: NO_PERMISSION|特困.csv: ACCEPTED/),
    ]);
    chmodSync(deliveries, 0);
    await expect(asNobody(take)).rejects.toMatchObject({ code: 'NO_PERMISSION', params: { action: '读取' } });
    chmodSync(deliveries, 0o755);
    rmSync(home, { recursive: true });
    mkdirSync(home, { mode: 0o555 });
    await expect(asNobody(take)).rejects.toMatchObject({ code: 'NO_PERMISSION', params: { action: '写入' } });
  });

  it('a folder that is not there, or holds nothing', async () => {
    await expect(take(join(folder, 'missing'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(take()).rejects.toMatchObject({ code: 'NO_INPUT' });
  });

  it.runIf(existsSync('/dev/full'))('a full disk', async () => {
    put('特困.csv', TEKUN);
    mkdirSync(join(home, 'raw'), { recursive: true });
    // every write to /dev/full fails as on a full disk
    symlinkSync('/dev/full', join(home, 'raw', `incoming-${process.pid}`));
    await expect(receiveFile(home, join(deliveries, '特困.csv'), () => {})).rejects.toMatchObject({
      code: 'DISK_FULL',
    });
  });
});
