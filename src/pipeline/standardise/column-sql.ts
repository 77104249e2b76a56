import type { SourceColumn } from '#catalogue/load-catalogue.ts';
import { ETHNIC_GROUPS } from '#domain/ethnic-group.ts';
import { foldNumberText } from '#domain/identity-text.ts';
import { sqlName, sqlText } from '#engine/engine.ts';

/** How a column of a delivery becomes columns of the standard table, as SQL. */
export interface ColumnSql {
  /** Expressions, each of which may use those before it by name; `raw` holds the cell's text. */
  readonly steps: readonly (readonly [name: string, sql: string])[];
  /** Columns of the standard table: name, type, expression over the steps. */
  readonly outputs: readonly (readonly [name: string, type: string, sql: string])[];
  /** Name of the step that says why the value is unusable: NULL when it is good, BLANK when there is none. */
  readonly issue: string;
}

/** The cell's text of a column, NULL when it is empty. */
export function rawName(column: string): string {
  return sqlName(`raw ${column}`);
}

/**
 * The SQL of a column by its type, with the macros of `prelude.sql`.
 * @param lastBirth SQL of a day: nobody is born after it
 */
export function columnSql(definition: SourceColumn, lastBirth: string): ColumnSql {
  const { column, type } = definition;
  const raw = rawName(column);
  const name = (step: string) => sqlName(`${step} ${column}`);
  const [folded, value, issue] = [name('folded'), name('value'), name('issue')];
  const one = (sqlType: string, steps: ColumnSql['steps']): ColumnSql => ({
    steps,
    outputs: [[column, sqlType, value]],
    issue,
  });
  const fold = [folded, `fold_number_text(${raw})`] as const;
  const blankOr = (reason: string) =>
    `CASE WHEN ${value} IS NOT NULL THEN NULL WHEN is_blank_word(${folded}) THEN 'BLANK' ELSE ${sqlText(reason)} END`;

  switch (type) {
    case 'text':
    case 'address':
      return one('VARCHAR', [
        [value, `standard_text(${raw})`],
        [issue, `CASE WHEN ${value} IS NULL THEN 'BLANK' END`],
      ]);
    case 'id_no': {
      const [asWritten, cleaned, number] = [name('as written'), name('cleaned'), name('number')];
      const [digits, eighteen, kind] = [name('digits'), name('eighteen'), name('kind')];
      const unlessWritten = (sql: string) => `CASE WHEN ${asWritten} IS NULL THEN ${sql} END`;
      return {
        steps: [
          [asWritten, `identity_digits(${raw})`],
          [folded, unlessWritten(`fold_number_text(${raw})`)],
          [cleaned, `coalesce(identity_cleaned(${folded}), ${raw})`],
          [number, `coalesce(${unlessWritten(`identity_eighteen(${cleaned})`)}, ${raw})`],
          [digits, `coalesce(${asWritten}, ${unlessWritten(`identity_digits(${number})`)})`],
          [eighteen, `eighteen_issue(${number}, ${digits}, ${lastBirth})`],
          [issue, `identity_issue(${folded}, ${cleaned}, ${digits}, ${eighteen})`],
          [kind, `identity_kind(${number}, ${digits}, ${issue})`],
        ],
        outputs: [
          [column, 'VARCHAR', `identity_number(${number}, ${issue}, ${kind})`],
          [`${column}_raw`, 'VARCHAR', raw],
          [`${column}_kind`, 'VARCHAR', kind],
          [`${column}_issue`, 'VARCHAR', issue],
        ],
        issue,
      };
    }
    case 'name':
      return {
        steps: [
          [folded, `name_text(${raw})`],
          [issue, `name_issue(${folded})`],
        ],
        outputs: [
          [column, 'VARCHAR', `person_name(${folded}, ${issue})`],
          [`${column}_issue`, 'VARCHAR', issue],
        ],
        issue,
      };
    case 'date':
      return one('DATE', [
        [value, `calendar_day(${raw})`],
        [issue, `day_issue(${raw}, ${value})`],
      ]);
    case 'month':
      return one('VARCHAR', [
        [value, `calendar_month(${raw})`],
        [issue, `month_issue(${raw}, ${value})`],
      ]);
    case 'time':
      return one('VARCHAR', [fold, [value, `clock_time(${folded})`], [issue, blankOr('FORMAT')]]);
    case 'amount':
      return one('BIGINT', [
        fold,
        [value, `amount_fen(${folded})`],
        [issue, `amount_issue(${folded}, ${value})`],
      ]);
    case 'integer':
      return one('BIGINT', [fold, [value, `whole_number(${folded})`], [issue, blankOr('FORMAT')]]);
    case 'bool':
      return one('BOOLEAN', [fold, [value, `truth_of_word(${folded})`], [issue, blankOr('FORMAT')]]);
    case 'code':
      return one('VARCHAR', [
        fold,
        [value, codeOf(folded, codeWords(definition.codes ?? {}))],
        [issue, blankOr('CODE_UNKNOWN')],
      ]);
    case 'ethnicity': {
      const word = name('word');
      return one('VARCHAR', [
        fold,
        [word, `ethnic_word(${folded})`],
        [value, codeOf(word, ETHNIC_WORDS)],
        [issue, blankOr('CODE_UNKNOWN')],
      ]);
    }
    case 'division':
    case 'grid':
      return one('VARCHAR', [fold, [value, `${type}_code(${folded})`], [issue, blankOr('FORMAT')]]);
    case 'mobile': {
      const digits = name('digits');
      return one('VARCHAR', [
        fold,
        [digits, `phone_digits(${folded})`],
        [value, `phone_number(${digits})`],
        [issue, `phone_issue(${folded}, ${digits}, ${value})`],
      ]);
    }
    case 'uscc': {
      const code = name('code');
      return one('VARCHAR', [
        fold,
        [code, `translate(${folded}, 'OI', '01')`],
        [issue, `credit_code_issue(${folded}, ${code})`],
        [value, `CASE WHEN ${issue} IS NULL THEN ${code} END`],
      ]);
    }
    default:
      return type satisfies never;
  }
}

/** The words of a definition, then the codes themselves, as systems send them to systems; folded. */
function codeWords(codes: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  for (const [word, code] of [
    ...Object.entries(codes),
    ...Object.values(codes).map((code) => [code, code]),
  ]) {
    const folded = foldNumberText(word!);
    if (!words.has(folded)) words.set(folded, code!);
  }
  return words;
}

/** Names of ethnic groups without 族, as `ethnic_word` leaves them, and codes of two digits. */
const ETHNIC_WORDS: ReadonlyMap<string, string> = new Map([
  ...[...ETHNIC_GROUPS].map(([code, name]): [string, string] => [name.replace(/族$/, ''), code]),
  ...[...ETHNIC_GROUPS.keys()].map((code): [string, string] => [code, code]),
]);

/** The code of a word. Branches, not a list: most words are found at the first ones, and nobody asks further. */
function codeOf(text: string, words: ReadonlyMap<string, string>): string {
  const branches = [...words].map(([word, code]) => `WHEN ${sqlText(word)} THEN ${sqlText(code)}`);
  return `CASE ${text} ${branches.join(' ')} END`;
}
