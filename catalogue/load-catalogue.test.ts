import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { loadCatalogue } from './load-catalogue.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function ownCatalogue(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'zhaoren-catalogue-'));
  folders.push(folder);
  mkdirSync(join(folder, 'sources'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const shipped = loadCatalogue();
const source = (code: string) => shipped.sources.find((definition) => definition.source === code)!;

describe('the shipped catalogue', () => {
  test('defines the sources of at least 25 departmental files', () => {
    expect(shipped.sources.length).toBeGreaterThanOrEqual(25);
    expect(new Set(shipped.sources.map(({ department }) => department)).size).toBeGreaterThanOrEqual(15);
  });

  test('gives a source as the file says it, columns in their order', () => {
    const { columns, ...benefit } = source('hrss_benefit');
    expect(benefit).toEqual({
      source: 'hrss_benefit',
      name: '养老待遇发放',
      department: 'HRSS',
      subject: 'person',
      trust: 90,
      mode: 'full',
      key: ['benefit_no'],
      maxAgeDays: 35,
      legal: '社会保险经办条例',
      validFrom: '2023-12-01',
      persons: [{ role: 'self', idNo: 'id_no', name: 'name' }],
      tokens: ['account_no'],
    });
    expect(columns.map(({ column }) => column)).toEqual([
      'benefit_no',
      'personal_no',
      'id_no',
      'name',
      'birth_date',
      'programme',
      'award_month',
      'benefit_state',
      'last_paid_month',
      'monthly_amount_fen',
      'early_document',
      'stop_reason',
      'stopped_date',
      'account_no',
    ]);
    expect(columns[7]).toEqual({
      column: 'benefit_state',
      type: 'code',
      aliases: ['发放状态', '待遇状态'],
      required: false,
      codes: { 正常发放: 'PAYING', 暂停发放: 'SUSPENDED', 终止发放: 'TERMINATED' },
    });
  });

  test('knows who is named in a row', () => {
    expect(source('cab_marriage').persons).toEqual([
      { role: 'self', idNo: 'id_no', name: 'name' },
      { role: 'spouse', idNo: 'spouse_id_no', name: 'spouse_name' },
    ]);
    expect(source('samr_entity').persons).toEqual([
      { role: 'legal', idNo: 'legal_id_no', name: 'legal_name' },
    ]);
    expect(source('utility_usage').persons).toEqual([]);
  });

  test('keeps the thresholds and the operation column that a file names', () => {
    expect(source('psb_hukou').columns.find(({ column }) => column === 'id_no')).toMatchObject({
      completeness: 0.99,
      validity: 0.98,
    });
    expect(source('grid_resident').operation).toBe('change_kind');
    expect(source('psb_hukou')).not.toHaveProperty('operation');
  });

  test('cannot be changed by who reads it', () => {
    expect(() => Object.assign(source('psb_hukou').columns[0]!, { type: 'date' })).toThrow(TypeError);
    expect(() => Object.assign(shipped.rules.get('rule_status')![0]!.values, { name: '' })).toThrow(
      TypeError,
    );
  });
});

describe("a bureau's own catalogue", () => {
  test('holds only what differs', () => {
    const drives = '宣传';
    const text = readFileSync(join(import.meta.dirname, 'statuses.yaml'), 'utf8').replace('宣传带动', drives);
    const own = loadCatalogue(ownCatalogue({ 'statuses.yaml': text }));
    expect(own.rules.get('rule_drive')![0]!.values.name).toBe(drives);
    expect(own.rules.get('rule_scheme')).toEqual(shipped.rules.get('rule_scheme'));
    expect(own.sources).toEqual(shipped.sources);
  });

  test('adds sources and takes the place of shipped ones', () => {
    const folder = ownCatalogue({});
    const home = join(import.meta.dirname, 'sources');
    const copy = readFileSync(join(home, 'psb_hukou.yaml'), 'utf8').replace('trust: 95', 'trust: 50');
    writeFileSync(join(folder, 'sources', 'psb_hukou.yaml'), copy);
    cpSync(join(home, 'nhc_death.yaml'), join(folder, 'sources', 'nhc_death_county.yaml'));
    const added = join(folder, 'sources', 'nhc_death_county.yaml');
    writeFileSync(added, readFileSync(added, 'utf8').replace(/^name: .*/, 'name: 县级死亡登记'));
    const own = loadCatalogue(folder);
    expect(own.sources.length).toBe(shipped.sources.length + 1);
    expect(own.sources.find((definition) => definition.source === 'psb_hukou')?.trust).toBe(50);
    expect(own.sources.map((definition) => definition.source)).toEqual(
      own.sources.map((definition) => definition.source).sort(),
    );
  });
});

test('every shipped source says what it rests on and since when', () => {
  for (const { source, legal, validFrom } of loadCatalogue().sources)
    expect({ source, legal, validFrom }).toEqual({
      source,
      legal: expect.stringMatching(/条例/),
      validFrom: expect.stringMatching(/^20\d\d-\d\d-\d\d$/),
    });
});
