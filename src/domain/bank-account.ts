import { BLANK_WORDS, foldNumberText } from './identity-text.ts';

export interface BankAccount {
  readonly raw: string;
  /** 16–19 digits, null with an issue. */
  readonly normalised: string | null;
  readonly issue: 'BLANK' | 'ROUNDED' | 'PLACEHOLDER' | 'LENGTH' | 'CHARACTERS' | null;
  /** LUHN: the check digit fails; passbooks and rural banks do not always use it, so the account stays usable. */
  readonly warning: 'LUHN' | null;
}

/**
 * Reads a bank account: 16–19 digits after removal of spaces, hyphens and quotes. Scientific notation is
 * ROUNDED, one digit repeated PLACEHOLDER.
 */
export function parseBankAccount(raw: string | null): BankAccount {
  const folded = foldNumberText(raw ?? '');
  const digits = folded.replace(/[-—–]/g, '');
  const issue = bankAccountIssue(folded, digits);
  return Object.freeze({
    raw: raw ?? '',
    normalised: issue === null ? digits : null,
    issue,
    warning: issue === null && !isLuhnRight(digits) ? 'LUHN' : null,
  });
}

/** Luhn (ISO/IEC 7812): from the right every second digit doubled, digits summed, divisible by ten. */
export function isLuhnRight(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, character, i) => {
    const digit = Number(character) * (i % 2 === 1 ? 2 : 1);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return sum % 10 === 0;
}

function bankAccountIssue(folded: string, digits: string): BankAccount['issue'] {
  if (BLANK_WORDS.has(folded)) return 'BLANK';
  if (/^\d(\.\d+)?E\+?\d+$/.test(folded)) return 'ROUNDED';
  if (/^(.)\1*$/u.test(digits)) return 'PLACEHOLDER';
  if (!/^\d+$/.test(digits)) return 'CHARACTERS';
  return digits.length < 16 || digits.length > 19 ? 'LENGTH' : null;
}
