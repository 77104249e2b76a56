/** Writes `docs/errors.md` from the error catalogue: `node scripts/write-error-docs.ts`. */
import { writeFileSync } from 'node:fs';
import { errorDocs } from '#domain/error-docs.ts';

writeFileSync(new URL('../docs/errors.md', import.meta.url), errorDocs());
