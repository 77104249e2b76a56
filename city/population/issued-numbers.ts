import type { Person } from './person.ts';
import { hasTrait, traitBelow } from './traits.ts';

/** Numbers that offices give a person beside the citizen number; each follows from the person alone. */

const NUMBERS = 1_000_000_000;
/** 3^14: prime to 10, so that no two people meet; small enough for exact products. */
const SCATTERING = 4_782_969;
/** People whose resident account was opened before the schemes had one register, and kept its number. */
const OLD_RESIDENT_NUMBER_SHARE = 0.04;

const DISABILITY_DIGITS: Readonly<Record<string, string>> = {
  VISUAL: '1',
  HEARING: '2',
  SPEECH: '3',
  PHYSICAL: '4',
  INTELLECTUAL: '5',
  MENTAL: '6',
  MULTIPLE: '7',
};
const SCHOOL_STAGES: ReadonlySet<string> = new Set(['PRIMARY', 'JUNIOR', 'SENIOR', 'VOCATIONAL']);

/** Members of a family do not get neighbouring numbers. */
function scattered({ truthId }: Person): string {
  return String((truthId * SCATTERING) % NUMBERS).padStart(9, '0');
}

/** 个人编号 of the social-insurance agency: one for all schemes, but for some in the resident scheme. */
export function personalNo(person: Person, scheme: 'EMP_PENSION' | 'PUB_PENSION' | 'RES_PENSION'): string {
  const isOld = scheme === 'RES_PENSION' && hasTrait(person, 'PERSONAL_NO', OLD_RESIDENT_NUMBER_SHARE);
  return (isOld ? '7' : '6') + scattered(person);
}

/** The bank account of the social-security card, 19 digits with Luhn's check. */
export function bankAccountNo(person: Person): string {
  const body = `6217${String(traitBelow(person, 'ORGANISATION', 90) + 10)}000${scattered(person)}`;
  return body + luhnDigit(body);
}

/** The account that somebody had before the card. */
export function formerAccountNo(person: Person): string {
  const body = `6228${String(traitBelow(person, 'ORGANISATION', 90) + 10)}001${scattered(person)}`;
  return body + luhnDigit(body);
}

function luhnDigit(body: string): string {
  const sum = [...body].reverse().reduce((total, character, i) => {
    const digit = Number(character) * (i % 2 === 0 ? 2 : 1);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

/** 学籍号: G and the citizen number up to the end of school (a number of its own without one); a university's own. */
export function studentNo(person: Person): string {
  const own = scattered(person);
  if (person.student === null || !SCHOOL_STAGES.has(person.student.stage)) return `20${own}`;
  return hasOwnNumber(person) ? `G${person.idNo}` : `L64${own}`;
}

/** 残疾人证号: citizen number, kind, grade. */
export function disabilityCertNo(person: Person): string {
  const { type, grade } = person.disability!;
  const number = hasOwnNumber(person) ? person.idNo : `64${scattered(person)}0000000`;
  return number + DISABILITY_DIGITS[type] + grade;
}

/** One citizen number that no other person holds. */
function hasOwnNumber({ idNo, sharedNumber }: Person): boolean {
  return idNo.length === 18 && !sharedNumber;
}
