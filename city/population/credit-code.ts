const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** An entity's registrar and kind: the first two characters of its code. */
export const registrarPrefix = {
  COMPANY: '91',
  SOLE_TRADER: '92',
  COOPERATIVE: '93',
  STATE_ORGAN: '11',
  PUBLIC_INSTITUTION: '12',
} as const;

export type EntityKind = keyof typeof registrarPrefix;

/**
 * A unified social credit code (GB 32100) with right check characters, GB 11714 inside included.
 * `division`: six digits that no registrar uses; `serial`: below 31^6, unique for kind and division.
 */
export function creditCodeOf(kind: EntityKind, division: string, serial: number): string {
  let body = '';
  for (let rest = serial, i = 0; i < 6; i += 1) {
    body = ALPHABET[rest % 31] + body;
    rest = Math.floor(rest / 31);
  }
  const organisation = `MA${body}`;
  const first17 = registrarPrefix[kind] + division + organisation + organisationCheck(organisation);
  let sum = 0;
  let weight = 1;
  for (const character of first17) {
    sum += ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return first17 + ALPHABET[(31 - (sum % 31)) % 31]!;
}

/** GB 11714: letters count from A = 10 in the full alphabet; 10 is written X, which GB 32100 also has. */
function organisationCheck(eight: string): string {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  let sum = 0;
  for (let i = 0; i < 8; i += 1) sum += Number.parseInt(eight[i]!, 36) * weights[i]!;
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}
