/** Writes `docs/data/standard.md` from the source definitions: `node scripts/write-standard-docs.ts`. */
import { writeFileSync } from 'node:fs';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { standardDocs } from '#pipeline/standardise/standard-docs.ts';

writeFileSync(new URL('../docs/data/standard.md', import.meta.url), standardDocs(loadCatalogue().sources));
