/** Writes `docs/linkage-reference.md` from the program: `node scripts/write-linkage-docs.ts`. */
import { writeFileSync } from 'node:fs';
import { linkageDocs } from '#cli/link/linkage-docs.ts';

writeFileSync(new URL('../docs/linkage-reference.md', import.meta.url), linkageDocs());
