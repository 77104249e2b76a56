import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { standardDocs } from './standard-docs.ts';

it('docs/data/standard.md tells what the definitions say (else: node scripts/write-standard-docs.ts)', () => {
  const file = new URL('../../../docs/data/standard.md', import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(standardDocs(loadCatalogue().sources));
});
