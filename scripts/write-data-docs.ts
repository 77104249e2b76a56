/** Writes `docs/data/store.md` from a fresh database: `node scripts/write-data-docs.ts`. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#store/database.ts';
import { schemaDocs } from '#store/schema-docs.ts';

const home = mkdtempSync(join(tmpdir(), 'data-docs-'));
const database = await openDatabase({ home });
mkdirSync(new URL('../docs/data/', import.meta.url), { recursive: true });
writeFileSync(new URL('../docs/data/store.md', import.meta.url), await schemaDocs(database));
await database.close();
rmSync(home, { recursive: true });
