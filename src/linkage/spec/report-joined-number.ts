import type { SpecFile, SpecPath } from './spec-file.ts';

/** Notes that a column made of several is asked for as a number. */
export function reportJoinedNumber(file: SpecFile, path: SpecPath, name: string): void {
  file.report(
    'JOINED_NUMBER',
    path,
    `\`${name}\` is made of several columns, which are no one number`,
    'Declare each column by itself with `type: number`; a place is compared by `kind: geo` with `columns: [latitude, longitude]`',
  );
}
