export { castColumn } from './cast-column.ts';

/** A step from raw to comparable text. Steps are chained; afterwards a blank text is a missing value. */
export interface CleaningStep {
  readonly label: string;
  /** SQL VARCHAR over SQL VARCHAR; NULL stays NULL. */
  sql(value: string): string;
}

const step = (label: string, sql: (value: string) => string): CleaningStep => Object.freeze({ label, sql });

/** Replaces every match of an RE2 pattern. */
const replaceAll = (value: string, pattern: string, by: string) =>
  `regexp_replace(${value}, '${pattern}', '${by}', 'g')`;

/** What is written where nothing is known, in lower case and without spaces at the ends. */
const PLACEHOLDERS = Object.freeze([
  ...['unknown', 'unk', 'n/a', 'na', '#n/a', 'n.a.', 'none', 'null', '<na>', 'nan', 'nil', 'not known'],
  ...['not available', 'not applicable', 'not stated', 'not given', 'missing', 'blank', 'empty', 'undefined'],
  ...[
    'tbc',
    'tbd',
    'xxx',
    'xxxx',
    'test',
    '-',
    '--',
    '---',
    '.',
    '..',
    '...',
    '?',
    '??',
    '???',
    '*',
    '/',
    '_',
  ],
  ...['无', '不详', '未知', '空', '暂无', '没有', '不明', '未填', '未登记', '缺失', '—', '——', '／', '？'],
  ...[
    'desconocido',
    'sin datos',
    'unbekannt',
    'keine angabe',
    'k.a.',
    'inconnu',
    'sconosciuto',
    'desconhecido',
  ],
  ...['неизвестно', 'нет', 'нет данных', 'غير معروف', '不明', '불명'],
]);

const placeholderList = PLACEHOLDERS.map((word) => `'${word}'`).join(', ');

/** Titles before a name and generational suffixes after it; only whole words, and never the whole name. */
const TITLES = 'mr|mrs|ms|miss|dr|prof|sir|herr|frau|fr|mme|mlle|sr|sra|srta|sig|sigra|dott|dipl ing';

/** Cleaning steps by the name that a spec gives them. Every one is safe on any script. */
export const CLEANING_STEPS: Readonly<Record<string, CleaningStep>> = Object.freeze({
  trim: step(
    'spaces collapsed, none at the ends, no invisible characters',
    (v) => `linkage_collapse(linkage_visible(${v}))`,
  ),
  lower: step('lower case', (v) => `lower(${v})`),
  upper: step('upper case', (v) => `upper(${v})`),
  fold_accents: step('é as e, ø as o, ß as ss', (v) => `linkage_fold_accents(${v})`),
  fold_full_width: step('full-width Ａ１ as A1', (v) => `linkage_fold_full_width(${v})`),
  letters_only: step(
    'letters of any script and spaces',
    (v) => `linkage_collapse(${replaceAll(v, '[^\\p{L}\\p{M}\\s]+', '')})`,
  ),
  digits_only: step('digits 0 to 9', (v) => replaceAll(`linkage_fold_full_width(${v})`, '[^0-9]+', '')),
  alphanumeric: step('letters and digits of any script, nothing else', (v) =>
    replaceAll(v, '[^\\p{L}\\p{M}\\p{N}]+', ''),
  ),
  no_punctuation: step(
    'letters, digits and spaces; every other sign is a space',
    (v) => `linkage_collapse(${replaceAll(replaceAll(v, "[''’‘`´]", ''), '[^\\p{L}\\p{M}\\p{N}]+', ' ')})`,
  ),
  no_spaces: step('without spaces', (v) => replaceAll(v, '[\\s\\x{3000}\\x{a0}]+', '')),
  no_leading_zeros: step('007 as 7', (v) => `regexp_replace(${v}, '^0+([0-9])', '\\1')`),
  text: step('trimmed, full-width folded, lower case, accents folded, placeholders blank', (v) =>
    blankPlaceholders(foldedText(v)),
  ),
  name: step(
    'as text, signs other than hyphen dropped, without titles (Mr, Dr, Frau, Sra)',
    (v) => `linkage_spaced_name(${withoutTitle(nameLetters(blankPlaceholders(foldedText(v))))})`,
  ),
  placeholders: step('unknown, n/a, none, null, -, 无, 不详 as blank', blankPlaceholders),
  no_default_date: step(
    '1900-01-01, 1800-01-01, 1970-01-01, 9999-12-31 and the like as blank',
    (v) =>
      `CASE WHEN coalesce(strftime(linkage_date(${v}), '%Y-%m-%d'), '') NOT IN ('1900-01-01', '1800-01-01', '1899-12-30', '1899-12-31', '1901-01-01', '1970-01-01', '0001-01-01', '1111-11-11', '9999-12-31', '9999-09-09', '2099-12-31') THEN ${v} END`,
  ),
  date_dmy: step(
    'day before month: 03/04/2026 is 3 April',
    (v) => `linkage_day_first(linkage_fold_full_width(${v}))`,
  ),
  date_mdy: step(
    'month before day: 03/04/2026 is 4 March',
    (v) => `linkage_month_first(linkage_fold_full_width(${v}))`,
  ),
  phone: step(
    'digits of a phone number without country code of China, extension or leading zero',
    (v) => `linkage_phone(${v})`,
  ),
  email: step('lower case, without mailto: and what is around the address', (v) => `linkage_email(${v})`),
});

function foldedText(value: string): string {
  return `linkage_collapse(linkage_visible(linkage_fold(${value})))`;
}

function blankPlaceholders(value: string): string {
  return `linkage_unless_listed(${value}, [${placeholderList}])`;
}

function nameLetters(value: string): string {
  return `linkage_collapse(${replaceAll(replaceAll(value, "[''’‘`´]", ''), '[^\\p{L}\\p{M}\\p{N} ·-]+', ' ')})`;
}

function withoutTitle(value: string): string {
  const withoutPrefix = `regexp_replace(${value}, '^(?:(?:${TITLES}) )+(.{2,})$', '\\1')`;
  return `regexp_replace(${withoutPrefix}, '^(.+ .{2,}) (?:jr|sr|junior|senior|ii|iii|iv|esq|phd|md)$', '\\1')`;
}
