import { BLANK_WORDS, foldNumberText } from './identity-text.ts';

export interface PhoneNumber {
  readonly raw: string;
  /** Mobile: 11 digits. Landline: area code, hyphen, number. Null with an issue. */
  readonly normalised: string | null;
  readonly kind: 'MOBILE' | 'LANDLINE' | null;
  readonly issue: 'BLANK' | 'PLACEHOLDER' | 'FORMAT' | null;
}

/**
 * Reads a phone number: `1[3-9]` and 9 digits after removal of +86, 0086 or 86, spaces, hyphens, brackets
 * and `.0`; or a landline with area code (0954 Guyuan). A mobile whose last eight digits are equal is a
 * PLACEHOLDER. Relatives share phones: never unique, never a key for matching people.
 */
export function parsePhone(raw: string | null): PhoneNumber {
  const folded = foldNumberText(raw ?? '');
  const result = (kind: PhoneNumber['kind'], normalised: string | null, issue: PhoneNumber['issue']) =>
    Object.freeze({ raw: raw ?? '', normalised, kind, issue });

  if (BLANK_WORDS.has(folded)) return result(null, null, 'BLANK');
  const digits = folded.replace(/[-()—–]/g, '').replace(/\.0+$/, '');
  const mobile = /^(\+86|0086|86)?(1[3-9]\d{9})$/.exec(digits)?.[2];
  if (mobile !== undefined) {
    return /(\d)\1{7}$/.test(mobile) ? result(null, null, 'PLACEHOLDER') : result('MOBILE', mobile, null);
  }
  if (/^(\d)\1*$/.test(digits)) return result(null, null, 'PLACEHOLDER');
  const landline = /^(010|02\d|0[3-9]\d{2})(\d{7,8})$/.exec(digits);
  if (landline !== null) return result('LANDLINE', `${landline[1]}-${landline[2]}`, null);
  return result(null, null, 'FORMAT');
}
