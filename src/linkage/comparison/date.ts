import type { ComparisonKind, Level } from './comparison-kind.ts';
import { codeOf, NUMBERS, numbersOption } from './option-value.ts';

const DEFAULT_DAYS = Object.freeze([3]);
const DEFAULT_YEARS = Object.freeze([1]);

const daysOf = (years: number) => Math.round(years * 365.25);

/**
 * A date that people type, a birth above all: day and month exchanged, a wrong digit, one part of three wrong,
 * 1 January for an unknown day, a few days or years off (`within_days`, default 3; `within_years`, default 1).
 */
export const DATE: ComparisonKind = Object.freeze<ComparisonKind>({
  kind: 'date',
  accepts: [['date']],
  options: { within_days: NUMBERS, within_years: NUMBERS },
  derive: () =>
    Object.freeze({
      columns: ['digits', 'swapped'],
      query: (values: string) =>
        `SELECT value, strftime(value, '%Y%m%d') AS digits, strftime(value, '%Y%d%m') AS swapped FROM ${values}`,
    }),
  plausible(spec, left, right) {
    const [a, b] = [left(spec.columns[0]!), right(spec.columns[0]!)];
    const days = Math.max(
      ...numbersOption(spec, 'within_days', DEFAULT_DAYS),
      ...numbersOption(spec, 'within_years', DEFAULT_YEARS).map(daysOf),
    );
    // A slip of the pen changes one part, or two neighbours: year or day stays the same.
    return `year(${a}) = year(${b}) OR day(${a}) = day(${b}) OR abs(date_diff('day', ${a}, ${b})) <= ${days}`;
  },
  levels(spec, left, right) {
    const column = spec.columns[0]!;
    const [a, b] = [left(column), right(column)];
    const [digitsA, digitsB] = [left(`${column}__digits`), right(`${column}__digits`)];
    const days = `abs(date_diff('day', ${a}, ${b}))`;
    const sameYear = `year(${a}) = year(${b})`;
    const sameMonth = `month(${a}) = month(${b})`;
    const sameDay = `day(${a}) = day(${b})`;
    const isNewYear = (date: string) => `(month(${date}) = 1 AND day(${date}) = 1)`;
    const levels: Level[] = [
      { code: 'exact', label: 'equal', when: `${a} = ${b}`, agreedColumn: a },
      {
        code: 'swapped',
        label: 'day and month exchanged',
        when: `${digitsA} = ${right(`${column}__swapped`)}`,
      },
      {
        code: 'one_digit',
        label: 'one digit wrong or two exchanged',
        when: `linkage_one_slip(${digitsA}, ${digitsB})`,
      },
      ...numbersOption(spec, 'within_days', DEFAULT_DAYS).map((n) => ({
        code: `within_${codeOf(n)}_days`,
        label: `at most ${n} days apart`,
        when: `${days} <= ${n}`,
      })),
      {
        code: 'two_parts',
        label: 'two of year, month and day equal',
        when: `(${sameMonth} AND (${sameYear} OR ${sameDay})) OR (${sameYear} AND ${sameDay})`,
      },
      {
        code: 'year_only',
        label: 'same year, one of them 1 January',
        when: `${sameYear} AND (${isNewYear(a)} OR ${isNewYear(b)})`,
      },
      ...numbersOption(spec, 'within_years', DEFAULT_YEARS).map((n) => ({
        code: `within_${codeOf(n)}_years`,
        label: `at most ${n} years apart`,
        when: `${days} <= ${daysOf(n)}`,
      })),
    ];
    return levels;
  },
});
