import { CODE } from './code.ts';
import type { ComparisonKind } from './comparison-kind.ts';
import { DATE } from './date.ts';
import { EXACT } from './exact.ts';
import { NAME } from './name.ts';
import { NUMBER } from './number.ts';
import { TEXT } from './text.ts';

const KINDS: readonly ComparisonKind[] = [EXACT, TEXT, NAME, DATE, NUMBER, CODE];

/** All kinds of comparison by the name that a spec gives them. */
export const COMPARISON_KINDS: Readonly<Record<string, ComparisonKind>> = Object.freeze(
  Object.fromEntries(KINDS.map((kind) => [kind.kind, kind])),
);
