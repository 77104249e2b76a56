/** What a record says; a set has some of these as columns, under headers of its own. */
export type Field = 'given' | 'surname' | 'name' | 'birth' | 'sex' | 'street' | 'town' | 'phone';

/** Two tables, or one, of invented people, and how carelessly they were typed. */
export interface TableSet {
  readonly name: string;
  readonly locale: string;
  /** Header of each column, by what it says. */
  readonly columns: Readonly<Partial<Record<Field, string>>>;
  /** How dates are written. */
  readonly date: 'ISO' | 'DOTTED' | 'SLASHED';
  /** People in all. */
  readonly people: number;
  /** TWO: most people are in one of two tables, `shared` of them (0–1) in both. ONE: 1 to `copies` records each. */
  readonly tables: 'ONE' | 'TWO';
  readonly shared: number;
  readonly copies: number;
  /** Shares of the values of a record that are mistyped, and that are missing. */
  readonly mistyped: number;
  readonly missing: number;
  /** Share of second records after a move: another street, often another town, another telephone. */
  readonly moved: number;
}

const TWO = { tables: 'TWO', copies: 1 } as const;
const ONE = { tables: 'ONE', shared: 0 } as const;

/** Small sets in several languages. */
export const TABLE_SETS: readonly TableSet[] = Object.freeze([
  {
    name: 'english',
    locale: 'en',
    columns: {
      given: 'first_name',
      surname: 'last_name',
      birth: 'dob',
      street: 'address',
      town: 'city',
      phone: 'phone',
    },
    date: 'ISO',
    people: 14_000,
    ...TWO,
    shared: 0.45,
    mistyped: 0.1,
    missing: 0.06,
    moved: 0.15,
  },
  {
    name: 'german',
    locale: 'de',
    columns: { given: 'Vorname', surname: 'Nachname', birth: 'Geburtsdatum', street: 'Straße', town: 'Ort' },
    date: 'DOTTED',
    people: 8000,
    ...ONE,
    copies: 4,
    mistyped: 0.12,
    missing: 0.05,
    moved: 0.1,
  },
  {
    name: 'french, few fields',
    locale: 'fr',
    columns: { given: 'prenom', surname: 'nom', birth: 'date_naissance', town: 'commune' },
    date: 'SLASHED',
    people: 5000,
    ...TWO,
    shared: 0.5,
    mistyped: 0.12,
    missing: 0.05,
    moved: 0.1,
  },
  {
    name: 'spanish, a third missing',
    locale: 'es',
    columns: {
      given: 'nombre',
      surname: 'apellidos',
      birth: 'nacimiento',
      street: 'calle',
      town: 'municipio',
      phone: 'telefono',
    },
    date: 'SLASHED',
    people: 6000,
    ...ONE,
    copies: 3,
    mistyped: 0.08,
    missing: 0.33,
    moved: 0.05,
  },
  {
    name: 'turkish',
    locale: 'tr',
    columns: { given: 'ad', surname: 'soyad', birth: 'dogum_tarihi', town: 'il', phone: 'telefon' },
    date: 'DOTTED',
    people: 6000,
    ...TWO,
    shared: 0.6,
    mistyped: 0.1,
    missing: 0.08,
    moved: 0.1,
  },
  {
    name: 'russian',
    locale: 'ru',
    columns: { given: 'имя', surname: 'фамилия', birth: 'дата_рождения', street: 'улица', town: 'город' },
    date: 'DOTTED',
    people: 8000,
    ...ONE,
    copies: 3,
    mistyped: 0.12,
    missing: 0.06,
    moved: 0.1,
  },
  {
    name: 'chinese',
    locale: 'zh',
    columns: { name: '姓名', sex: '性别', birth: '出生日期', street: '住址', phone: '联系电话' },
    date: 'ISO',
    people: 12_000,
    ...TWO,
    shared: 0.5,
    mistyped: 0.08,
    missing: 0.06,
    moved: 0.12,
  },
]);

/** Two English tables of so many records each, half of the people in both, no shared key. */
export function largeSet(records: number): TableSet {
  return {
    name: `english, ${records.toLocaleString('en-US')} × ${records.toLocaleString('en-US')}`,
    locale: 'en',
    columns: { given: 'first_name', surname: 'last_name', birth: 'dob', street: 'address', town: 'city' },
    date: 'ISO',
    people: Math.round(records * 1.5),
    ...TWO,
    shared: 1 / 3,
    mistyped: 0.06,
    missing: 0.04,
    moved: 0.1,
  };
}
