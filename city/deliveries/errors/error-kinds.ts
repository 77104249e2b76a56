/** Every way in which a delivered row can differ from the clean record; the words of `record.parquet`. */
export const ERROR_KINDS = Object.freeze({
  ID_DIGIT: 'one digit of the number is wrong',
  ID_TRANSPOSED: 'two neighbouring digits changed places',
  ID_FIFTEEN: 'the number of before 1999: 15 digits',
  ID_X_FORM: 'the final X is lower-case, full-width, Cyrillic or a multiplication sign',
  ID_LETTER_O: 'letter O stands for a zero',
  ID_SPACE: 'spaces, some invisible, inside or around the number',
  ID_ROUNDED: 'a spreadsheet rounded the number: last three digits 000, or scientific notation',
  ID_BLANK: 'no number',
  ID_PLACEHOLDER: 'a filler such as 111111111111111111',
  ID_OLD_NUMBER: 'a second, well-formed number of the same person',
  NAME_HOMOPHONE: 'a character of the same reading',
  NAME_VARIANT: 'a variant or traditional form of a character',
  NAME_SEPARATOR: 'another dot between the parts of the name',
  NAME_SPACE: 'spaces inside the name',
  NAME_TRUNCATED: 'the end of the name is cut off',
  NAME_CHARACTER_LOST: 'a rare character became ? or a blank box',
  NAME_BLANK: 'no name',
  ADDRESS_STALE: 'an earlier dwelling of the same place',
  DATE_IMPOSSIBLE: 'a day that does not exist or cannot be read',
  AMOUNT_TEXT: 'words in or instead of the amount',
  CODE_UNKNOWN: 'a word that the definition does not know',
  DIVISION_LENGTH: 'a place code with digits missing or added',
  MOBILE_FORM: 'a telephone number in another form, or cut short',
  CREDIT_CODE: 'one character of the credit code is wrong',
  KEY_MISSING: 'the key of the row is blank',
  ROW_REPEATED: 'the row stands in the file once more; this is the second one',
  ROW_JUNK: 'no record at all: a total, a signature',
  VERSION_OLD: 'a row of an earlier delivery that a later one replaces',
  REGISTRATION_ENDED: 'a second registration of the person that the next delta deletes, and that deletion',
} as const);

export type ErrorKind = keyof typeof ERROR_KINDS;

/** Kinds after which nobody can know the person's number from the row. */
export const NUMBER_LOST: ReadonlySet<ErrorKind> = new Set<ErrorKind>([
  'ID_DIGIT',
  'ID_TRANSPOSED',
  'ID_ROUNDED',
  'ID_BLANK',
  'ID_PLACEHOLDER',
]);
