/** What the values of one column are like. Shares are of the filled values, 0 to 1. */
export interface ColumnProfile {
  /** As the table has it. */
  readonly name: string;
  readonly sqlType: string;
  /** Share of the records that have a value. */
  readonly filled: number;
  /** Distinct values in the sample, and whether every value of the whole table is distinct. */
  readonly distinct: number;
  readonly isUnique: boolean;
  /** Probability that two records picked at random agree, both filled. */
  readonly chance: number;
  /** Share of the commonest value. */
  readonly commonest: number;
  readonly length: { readonly min: number; readonly median: number; readonly max: number };
  /** Share of values with several words, and their mean number. */
  readonly severalWords: number;
  readonly meanWords: number;
  readonly digitsOnly: number;
  readonly anyDigit: number;
  readonly leadingZero: number;
  /** 17 digits and a digit or X. */
  readonly idNumberLike: number;
  readonly decimal: number;
  readonly at: number;
  /** Digits, blanks and `+()-/.` only, with 7 to 15 digits. */
  readonly phoneLike: number;
  readonly listLike: number;
  /** Letters of the script in the value. */
  readonly scripts: {
    readonly latin: number;
    readonly han: number;
    readonly kana: number;
    readonly hangul: number;
    readonly other: number;
  };
  readonly dates: DateShapes;
  /** Of values that are whole numbers. */
  readonly number: { readonly min: number; readonly max: number } | undefined;
  /** Share of whole numbers that could be a year of birth. */
  readonly yearLike: number;
}

/** Shares of values that are dates as written. */
export interface DateShapes {
  /** Any of the shapes below. */
  readonly any: number;
  /** Of those written as number, number, year: how many can only be day first, only month first. */
  readonly dayFirst: number;
  readonly monthFirst: number;
  /** Year and month without a day. */
  readonly yearMonth: number;
}

/** What a table is like; `zhaoren link --suggest` shows it. */
export interface TableProfile {
  readonly relation: string;
  readonly rows: number;
  readonly sampledRows: number;
  readonly columns: readonly ColumnProfile[];
}
