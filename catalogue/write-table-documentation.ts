import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCatalogue } from './load-catalogue.ts';
import { withTableDocumentation } from './table-documentation.ts';

// node catalogue/write-table-documentation.ts — run after changing a rule table.
const readme = join(import.meta.dirname, 'README.md');
writeFileSync(readme, withTableDocumentation(readFileSync(readme, 'utf8'), loadCatalogue(), '2026-01-01'));
