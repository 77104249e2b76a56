import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { withArchiveDocumentation } from './archive-documentation.ts';

// node src/pipeline/archive/write-archive-documentation.ts — run after changing catalogue/archive-items.yaml.
const document = join(import.meta.dirname, '../../../docs/data/archive.md');
writeFileSync(document, withArchiveDocumentation(readFileSync(document, 'utf8'), loadCatalogue()));
