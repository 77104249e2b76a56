import { BLANK_WORDS, foldNumberText } from './identity-text.ts';

/** GB 32100 alphabet: 0-9 and A-Z without I O S V Z; the index of a character is its value. */
export const CREDIT_CODE_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Registrar and kind, the first two characters. */
const CREDIT_CODE_KINDS: Readonly<Record<string, CreditCodeKind>> = Object.freeze({
  '11': 'STATE_ORGAN',
  '12': 'PUBLIC_INSTITUTION',
  '51': 'SOCIAL_GROUP',
  '52': 'PRIVATE_NON_ENTERPRISE',
  '53': 'FOUNDATION',
  '91': 'COMPANY',
  '92': 'SOLE_TRADER',
  '93': 'COOPERATIVE',
});

export type CreditCodeKind =
  | 'STATE_ORGAN'
  | 'PUBLIC_INSTITUTION'
  | 'SOCIAL_GROUP'
  | 'PRIVATE_NON_ENTERPRISE'
  | 'FOUNDATION'
  | 'COMPANY'
  | 'SOLE_TRADER'
  | 'COOPERATIVE'
  | 'OTHER';

export type CreditCodeIssue = 'BLANK' | 'PLACEHOLDER' | 'LENGTH' | 'CHARACTERS' | 'CHECK_CHARACTER';

export interface CreditCode {
  readonly raw: string;
  /** 18 characters, null with an issue. */
  readonly normalised: string | null;
  readonly issue: CreditCodeIssue | null;
  readonly kind: CreditCodeKind | null;
  /** Registration division, six digits. */
  readonly division: string | null;
}

/** Check character of the first 17 characters: (31 − Σ value·3^(i−1) mod 31) mod 31. Expects the alphabet. */
export function creditCodeCheckCharacter(code: string): string {
  let sum = 0;
  let weight = 1;
  for (let i = 0; i < 17; i += 1) {
    sum += weight * CREDIT_CODE_ALPHABET.indexOf(code[i] ?? '');
    weight = (weight * 3) % 31;
  }
  return CREDIT_CODE_ALPHABET[(31 - (sum % 31)) % 31] ?? '';
}

/**
 * Reads a unified social credit code (GB 32100). Repaired: width, case, invisible characters, quotes, and
 * O and I, which the alphabet lacks, to 0 and 1. A placeholder is one character repeated. Judged in the order BLANK,
 * PLACEHOLDER, LENGTH, CHARACTERS (alphabet; division not six digits), CHECK_CHARACTER.
 */
export function parseCreditCode(raw: string | null): CreditCode {
  const folded = foldNumberText(raw ?? '');
  const code = folded.replaceAll('O', '0').replaceAll('I', '1');
  const issue = creditCodeIssue(folded, code);
  return Object.freeze({
    raw: raw ?? '',
    normalised: issue === null ? code : null,
    issue,
    kind: issue === null ? (CREDIT_CODE_KINDS[code.slice(0, 2)] ?? 'OTHER') : null,
    division: issue === null ? code.slice(2, 8) : null,
  });
}

function creditCodeIssue(folded: string, code: string): CreditCodeIssue | null {
  if (BLANK_WORDS.has(folded)) return 'BLANK';
  if (/^(.)\1*$/u.test(code)) return 'PLACEHOLDER';
  if (code.length !== 18) return 'LENGTH';
  if (!/^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/.test(code)) return 'CHARACTERS';
  return creditCodeCheckCharacter(code) === code[17] ? null : 'CHECK_CHARACTER';
}
