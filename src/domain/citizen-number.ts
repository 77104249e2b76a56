/** The check of GB 11643 (ISO 7064 MOD 11-2) and the change from 15 to 18 digits. */

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';

/** Check character of the first 17 digits (more characters are ignored); throws nothing, expects digits. */
export function citizenCheckCharacter(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return CHECK_CHARACTERS[sum % 11] ?? '';
}

/** True for 17 digits and their check character (`0-9` or `X`, upper case). Says nothing of the birth date. */
export function isCitizenCheckRight(number: string): boolean {
  return /^\d{17}[\dX]$/.test(number) && citizenCheckCharacter(number) === number[17];
}

/** 18 characters from a 15-digit number: `19` before the year, check character appended. */
export function citizenNumberFromFifteen(fifteen: string): string {
  const digits = `${fifteen.slice(0, 6)}19${fifteen.slice(6)}`;
  return digits + citizenCheckCharacter(digits);
}
