import { readFileSync } from 'node:fs';

/**
 * SQL that defines the functions of comparisons, cleaning and keys (macros `linkage_…`), to be run once on the
 * engine. It says what they mean; another engine brings a file of the same names.
 */
export const LINKAGE_PRELUDE: string = readFileSync(new URL('./prelude.sql', import.meta.url), 'utf8');
