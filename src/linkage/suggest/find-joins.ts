import type { Meaning } from './header-meaning.ts';
import type { MeantColumn } from './pair-columns.ts';

/** One column of a table that several of the other make up. */
export interface Join {
  readonly whole: MeantColumn;
  /** Orders that the parts may have in it, the likelier first. */
  readonly orders: readonly (readonly MeantColumn[])[];
  readonly meaning: Meaning | undefined;
}

/** Share of values with a digit: from `NUMBERED` the house number is in the address, up to `UNNUMBERED` it is not. */
const NUMBERED = 0.5;
const UNNUMBERED = 0.3;

/** What headers (borne out by the values) show to stand in one column of a table and in several of the other. */
export function findJoins(wholes: readonly MeantColumn[], parts: readonly MeantColumn[]): readonly Join[] {
  return [findName(wholes, parts), findAddress(wholes, parts)].filter((join) => join !== undefined);
}

const having = (columns: readonly MeantColumn[], meaning: Meaning) =>
  columns.find((column) => column.meaning === meaning);

function findName(wholes: readonly MeantColumn[], parts: readonly MeantColumn[]): Join | undefined {
  const whole = having(wholes, 'full_name');
  const given = having(parts, 'given_name');
  const surname = having(parts, 'surname');
  if (!whole || !given || !surname || having(parts, 'full_name')) return undefined;
  if (having(wholes, 'given_name') && having(wholes, 'surname')) return undefined;
  const further = (meaning: Meaning) => {
    const column = having(parts, meaning);
    return column && !having(wholes, meaning) ? [column] : [];
  };
  const middle = further('middle_name');
  const second = further('second_surname');
  const withMiddle = [given, ...middle];
  const withSecond = [surname, ...second];
  const { scripts } = whole.profile;
  const isSurnameFirst = Math.max(scripts.han, scripts.hangul, scripts.kana) > 0.5;
  const orders = [
    [...withMiddle, ...withSecond],
    [...withSecond, ...withMiddle],
    ...(second.length > 0
      ? [
          [...withMiddle, surname],
          [surname, ...withMiddle],
        ]
      : []),
    ...(middle.length > 0
      ? [
          [given, ...withSecond],
          [...withSecond, given],
        ]
      : []),
    ...(middle.length > 0 && second.length > 0
      ? [
          [given, surname],
          [surname, given],
        ]
      : []),
  ];
  const likely = (order: readonly MeantColumn[]) => Number((order[0] === surname) === isSurnameFirst);
  return { whole, orders: orders.toSorted((a, b) => likely(b) - likely(a)), meaning: 'full_name' };
}

function findAddress(wholes: readonly MeantColumn[], parts: readonly MeantColumn[]): Join | undefined {
  const whole = wholes.find(
    ({ meaning, profile }) =>
      meaning === 'address' && profile.anyDigit >= NUMBERED && profile.digitsOnly < 0.5,
  );
  const street = parts.find(
    ({ meaning, profile }) => meaning === 'address' && profile.anyDigit <= UNNUMBERED,
  );
  const number = having(parts, 'house_number');
  if (!whole || !street || !number || having(wholes, 'house_number')) return undefined;
  return {
    whole,
    orders: [
      [street, number],
      [number, street],
    ],
    meaning: 'address',
  };
}
