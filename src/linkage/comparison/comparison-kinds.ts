import { CHINESE_ADDRESS } from './chinese-address.ts';
import { CHINESE_NAME } from './chinese-name.ts';
import { CODE } from './code.ts';
import type { ComparisonKind } from './comparison-kind.ts';
import { DAMERAU } from './damerau.ts';
import { DATE } from './date.ts';
import { EMAIL } from './email.ts';
import { EXACT } from './exact.ts';
import { GEO } from './geo.ts';
import { ID_NUMBER } from './id-number.ts';
import { JARO_WINKLER } from './jaro-winkler.ts';
import { LEVENSHTEIN } from './levenshtein.ts';
import { LIST } from './list.ts';
import { NAME } from './name.ts';
import { NUMBER } from './number.ts';
import { PHONE } from './phone.ts';
import { TEXT } from './text.ts';

const KINDS: readonly ComparisonKind[] = [
  EXACT,
  TEXT,
  NAME,
  LEVENSHTEIN,
  DAMERAU,
  JARO_WINKLER,
  DATE,
  NUMBER,
  LIST,
  GEO,
  CODE,
  PHONE,
  EMAIL,
  CHINESE_NAME,
  ID_NUMBER,
  CHINESE_ADDRESS,
];

/** All kinds of comparison by the name that a spec gives them. */
export const COMPARISON_KINDS: Readonly<Record<string, ComparisonKind>> = Object.freeze(
  Object.fromEntries(KINDS.map((kind) => [kind.kind, kind])),
);
