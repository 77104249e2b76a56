import { CLEANING_STEPS } from '../cleaning/cleaning-steps.ts';

/**
 * SQL of a date in several columns as one text: `1980-5-3`, `1980-5`, `1980`; a day without a month does not count.
 * NULL without a year of four digits, and where a month or day is something else than a number or an English name
 * of a month.
 * @param count of the parts, 2 or 3: year, month and day, or day, month and year, the day being optional
 * @param parts SQL VARCHAR[] of them, blank ones empty
 */
export function joinedDateSql(count: number, parts: string): string {
  const numbers = `list_transform(${parts}, lambda part: ${partSql('part')})`;
  const places = Array.from({ length: count }, (_, index) => `n[${index + 1}]`);
  const isYear = (place: string) => `regexp_full_match(${place}, '\\d{4}')`;
  // the list within a list gives the numbers a name, so that they are made once
  return `list_transform([${numbers}], lambda n: CASE
      WHEN ${isYear(places[0]!)} THEN ${dateSql(places)}
      WHEN ${isYear(places.at(-1)!)} THEN ${dateSql(places.toReversed())}
    END)[1]`;
}

function dateSql([year, month, day = "''"]: readonly string[]): string {
  const isNumber = (place: string) => `regexp_full_match(${place}, '\\d{1,2}')`;
  return `CASE
        WHEN ${month} = '' THEN ${year}
        WHEN ${isNumber(month!)} AND ${day} = '' THEN concat(${year}, '-', ${month})
        WHEN ${isNumber(month!)} AND ${isNumber(day)} THEN concat(${year}, '-', ${month}, '-', ${day})
      END`;
}

/** `05`, `5.0`, `５月`, `May` as `5`; `00` and what stands for nothing as an empty text. */
function partSql(part: string): string {
  const text = `lower(trim(linkage_fold_full_width(${CLEANING_STEPS.placeholders!.sql(part)})))`;
  return `CASE
        WHEN regexp_matches(${text}, '^[a-z]{3,9}\\.?$') THEN coalesce(linkage_month_number(${text}), ${text})
        ELSE coalesce(regexp_replace(${text}, '^0*(\\d*)(?:\\.0*)?\\s*[年月日號号년월일]?$', '\\1'), '')
      END`;
}
