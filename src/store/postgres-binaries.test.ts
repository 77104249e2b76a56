import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readdirSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { completeBinaries, copyBinaries, findPostgresPackage } from './postgres-binaries.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'binaries-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

const version = (native: string) => execFileSync(join(native, 'bin/postgres'), ['--version']).toString();

describe('an installation without install scripts', () => {
  it('gets the links of the libraries and the rights to execute', async () => {
    const native = join(folder, 'native');
    cpSync(findPostgresPackage()!, native, { recursive: true, verbatimSymlinks: true });
    for (const entry of readdirSync(join(native, 'lib'), { withFileTypes: true }))
      if (entry.isSymbolicLink()) unlinkSync(join(native, 'lib', entry.name));
    chmodSync(join(native, 'bin/postgres'), 0o644);
    expect(() => version(native)).toThrow();
    // Two processes may do so at once.
    await Promise.all([completeBinaries(native), completeBinaries(native)]);
    expect(version(native)).toContain('PostgreSQL');
  });

  it('is copied once where the package may not be written', async () => {
    const native = findPostgresPackage()!;
    const copies = await Promise.all([copyBinaries(native, folder), copyBinaries(native, folder)]);
    expect(copies[0]).toBe(copies[1]);
    expect(version(copies[0])).toContain('PostgreSQL');
    expect(readdirSync(join(copies[0], '..'))).toEqual(['native']);
  });
});
