import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, describe, expect, it } from 'vitest';
import type { FileLayout } from './delivery.ts';
import { type FrameJob, frameDelivery } from './frame-delivery.ts';

const folder = mkdtempSync(join(tmpdir(), 'frame-'));
afterAll(() => rmSync(folder, { recursive: true }));

function job(bytes: Uint8Array | string, layout: Partial<FileLayout>, places: readonly number[]): FrameJob {
  const path = join(folder, 'raw');
  writeFileSync(path, bytes);
  return {
    path,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    file: '名单',
    layout: {
      format: 'CSV',
      encoding: 'UTF-8',
      newline: '\n',
      delimiter: ',',
      dataLine: 2,
      words: [['a'], ['b'], ['c']],
      ...layout,
    },
    places,
    framedPath: join(folder, 'framed'),
    refusalsPath: join(folder, 'refused'),
  };
}
const framed = () => readFileSync(join(folder, 'framed'), 'utf8').replaceAll('\u001f', '|');
const refused = () => readFileSync(join(folder, 'refused'), 'utf8').replaceAll('\u001f', '|');

describe('framing', () => {
  it('writes line and wanted fields of each record, and why others are refused', async () => {
    const text = 'a,b,c\n1,"x\ny",3\n\n2,x\n3,,z\n';
    expect(await frameDelivery(job(text, {}, [0, 2]))).toEqual({ records: 2, refused: 1, formulas: 0 });
    expect(framed()).toBe('2|1|3\n6|3|z\n');
    expect(refused()).toBe('5|COLUMN_COUNT|2\n');
  });

  it('leaves out what stands behind the last header word', async () => {
    const layout = { words: [['a'], ['b'], ['']] };
    await frameDelivery(job('a,b,\n1,2,3\n1,2\n1,2,3,\n1,2,3,4\n', layout, [0, 1]));
    expect(framed()).toBe('2|1|2\n3|1|2\n4|1|2\n');
    expect(refused()).toBe('5|COLUMN_COUNT|4\n');
  });

  it('takes objects of JSON lines as they are', async () => {
    await frameDelivery(job('{"a":"x\\ty"}\r\n\n[1]\n {"b":"\t"} \n', { format: 'JSONL' }, []));
    expect(framed()).toBe('1|{"a":"x\\ty"}\n4|{"b":" "}\n');
    expect(refused()).toBe('3|JSON_BROKEN|\n');
  });

  it('takes the rows of a sheet behind its header', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('一');
    for (const row of [
      ['名单'],
      ['a', 'b', 'c'],
      ['1', null, 3],
      [],
      ['合计', 5],
      ['2', { formula: 'A3' }, 'x'],
    ])
      sheet.addRow(row);
    sheet.getCell('F3').value = '旁注';
    const bytes = new Uint8Array(await book.xlsx.writeBuffer());
    const result = await frameDelivery(
      job(bytes, { format: 'XLSX', sheetNumber: 1, dataLine: 3 }, [0, 1, 2]),
    );
    expect(framed()).toBe('3|1||3\n');
    expect(refused()).toBe('5|TOTAL_ROW|\n6|FORMULA|\n');
    expect(result).toEqual({ records: 1, refused: 2, formulas: 0 });
  });
});

describe('what stops framing', () => {
  it('a raw file that is no longer what was received', async () => {
    const changed = { ...job('a,b,c\n1,2,3\n', {}, [0]), sha256: 'ab'.repeat(32) };
    await expect(frameDelivery(changed)).rejects.toMatchObject({ code: 'RAW_CHANGED' });
  });

  it.runIf(existsSync('/dev/full'))('a full disk', async () => {
    const full = { ...job('a,b,c\n1,2,3\n', {}, [0]), framedPath: '/dev/full' };
    await expect(frameDelivery(full)).rejects.toMatchObject({
      code: 'DISK_FULL',
      params: { path: '/dev/full' },
    });
  });
});
