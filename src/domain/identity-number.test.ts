import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { citizenCheckCharacter } from './citizen-number.ts';
import { parseIdentityNumber } from './identity-number.ts';

const MAN = '640499196501150016';
const WOMAN = '640499197003100029';
const ENDS_IN_X = '11010519491231002X';

/** A citizen's number by parts, with its check character. */
function number(division: string, birth: string, sequence: string): string {
  const digits = division + birth + sequence;
  return digits + citizenCheckCharacter(digits);
}

const citizen = fc
  .record({
    year: fc.integer({ min: 1900, max: 2025 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
    sequence: fc.integer({ min: 1, max: 999 }),
  })
  .map(({ year, month, day, sequence }) => {
    const two = (n: number) => String(n).padStart(2, '0');
    return number('640499', `${year}${two(month)}${two(day)}`, String(sequence).padStart(3, '0'));
  });

describe('a good number', () => {
  test('tells birth date, sex and place of first registration', () => {
    expect(parseIdentityNumber(MAN)).toEqual({
      raw: MAN,
      cleaned: MAN,
      normalised: MAN,
      kind: 'CITIZEN',
      issue: null,
      warnings: [],
      birthDate: '1965-01-15',
      sex: '1',
      division: '640499',
    });
    expect(parseIdentityNumber(WOMAN).sex).toBe('2');
  });

  test('is accepted with any birth date and sequence, and read unchanged', () => {
    fc.assert(
      fc.property(citizen, (good) => {
        expect(parseIdentityNumber(good)).toMatchObject({ normalised: good, issue: null });
      }),
    );
  });

  test('is frozen', () => {
    expect(Object.isFrozen(parseIdentityNumber(MAN))).toBe(true);
  });

  test('of 1880 is still good, of 1879 impossible', () => {
    expect(parseIdentityNumber('440524188001010014').issue).toBeNull();
    expect(parseIdentityNumber(number('440524', '18791231', '001')).issue).toBe('BIRTH_DATE');
  });
});

describe('typing errors that are repaired', () => {
  test.each([
    ['lower-case x', '11010519491231002x', ENDS_IN_X],
    ['full-width X', '11010519491231002Ｘ', ENDS_IN_X],
    ['full-width lower-case x', '11010519491231002ｘ', ENDS_IN_X],
    ['Cyrillic Х', '11010519491231002Х', ENDS_IN_X],
    ['Cyrillic х', '11010519491231002х', ENDS_IN_X],
    ['multiplication sign', '11010519491231002×', ENDS_IN_X],
    ['letter O for 0', '64O4991965O115OO16', MAN],
    ['lower-case o for 0', '64o499196501150016', MAN],
    ['full-width digits', '６４０４９９１９６５０１１５００１６', MAN],
    ['spaces', ' 640499 19650115 0016 ', MAN],
    ['zero-width space and byte-order mark', '\ufeff640499\u200b196501150016', MAN],
    ['full-width and no-break space', '640499\u3000196501150016\u00a0', MAN],
    ['tab and line break', '\t640499196501150016\r\n', MAN],
    ['spreadsheet apostrophe', "'640499196501150016", MAN],
    ['15 digits', '640499650115001', MAN],
    ['15 digits with .0', '640499650115001.0', MAN],
  ])('%s', (_, raw, expected) => {
    expect(parseIdentityNumber(raw)).toMatchObject({ raw, normalised: expected, issue: null });
  });
});

describe('numbers that are recognised as unusable', () => {
  test.each([
    ['BLANK', null],
    ['BLANK', ''],
    ['BLANK', ' \u200b\u3000'],
    ['BLANK', '无'],
    ['BLANK', 'none'],
    ['BLANK', 'N/A'],
    ['BLANK', '-'],
    ['ROUNDED', '6.40499E+17'],
    ['ROUNDED', '6.40499196501150e+17'],
    ['ROUNDED', '640499196501150016.0'],
    ['ROUNDED', '640499196501150000'],
    ['PLACEHOLDER', '111111111111111111'],
    ['PLACEHOLDER', '0'],
    ['PLACEHOLDER', '999999999999999'],
    ['PLACEHOLDER', '111111190001010001'],
    ['PLACEHOLDER', '123456789012345678'],
    ['LENGTH', '64049919650115001'],
    ['LENGTH', '6404991965011500166'],
    ['LENGTH', '6404991965'],
    ['LENGTH', '19650115'],
    ['CHARACTERS', '640499********0016'],
    ['CHARACTERS', '64049919650115X016'],
    ['CHARACTERS', '64049965011500X'],
    ['CHARACTERS', '640499l96501150016'],
    ['CHARACTERS', '王小明'],
    ['CENTENARIAN_15', '640499010115996'],
    ['CENTENARIAN_15', '640499010115999'],
    ['BIRTH_DATE', number('640499', '19650230', '001')],
    ['BIRTH_DATE', number('640499', '19651301', '001')],
    ['BIRTH_DATE', number('640499', '20230229', '001')],
    ['BIRTH_DATE', '640499650230001'],
    ['CHECK_DIGIT', '640499196501150017'],
    ['CHECK_DIGIT', '640499196501150061'],
  ] as const)('%s: %j', (issue, raw) => {
    expect(parseIdentityNumber(raw)).toMatchObject({ issue, normalised: null });
  });

  test('a birth after the as-of date is impossible; without such a date the future is not judged', () => {
    const future = number('640499', '20261122', '001');
    expect(parseIdentityNumber(future, { asOf: '2026-11-21' }).issue).toBe('BIRTH_DATE');
    expect(parseIdentityNumber(future, { asOf: '2026-11-22' }).issue).toBeNull();
    expect(parseIdentityNumber(future).issue).toBeNull();
  });

  test('what rounding and a wrong digit leave readable is told as a hint', () => {
    expect(parseIdentityNumber('640499196501150000')).toMatchObject({ birthDate: '1965-01-15', sex: null });
    expect(parseIdentityNumber('640499196501150017')).toMatchObject({ birthDate: '1965-01-15', sex: '1' });
    expect(parseIdentityNumber('640499196502300017').birthDate).toBeNull();
  });

  test('every single-digit error and every transposition of unequal neighbours is caught', () => {
    fc.assert(
      fc.property(citizen, fc.nat(16), fc.integer({ min: 1, max: 9 }), (good, place, shift) => {
        const wrong = String((Number(good[place]) + shift) % 10);
        expect(
          parseIdentityNumber(good.slice(0, place) + wrong + good.slice(place + 1)).issue,
        ).not.toBeNull();
        if (good[place] === good[place + 1]) return;
        const swapped = good.slice(0, place) + good[place + 1] + good[place] + good.slice(place + 2);
        expect(parseIdentityNumber(swapped).issue).not.toBeNull();
      }),
      { numRuns: 1000 },
    );
  });

  test('any text is read without an error, and is either normalised or has an issue', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 25 }), (raw) => {
        const read = parseIdentityNumber(raw);
        expect(read.normalised === null).toBe(read.issue !== null);
      }),
    );
  });
});

describe('doubts that leave the number usable', () => {
  test('an abolished division is known by history, an unknown one is a warning only', () => {
    const divisions = new Set(['110103', '640402']);
    const abolished = number('110103', '19650115', '001');
    expect(parseIdentityNumber(abolished, { divisions }).warnings).toEqual([]);
    expect(parseIdentityNumber(MAN, { divisions })).toMatchObject({
      warnings: ['DIVISION_UNKNOWN'],
      normalised: MAN,
      issue: null,
    });
  });

  test('a number that ends in 000 with a right check character may be rounded and may be real', () => {
    const born1990 = Array.from({ length: 28 }, (_, day) => `199003${String(day + 1).padStart(2, '0')}`);
    const real = born1990.map((birth) => number('640499', birth, '100')).find((n) => n.endsWith('000'));
    expect(parseIdentityNumber(real!)).toMatchObject({ normalised: real, warnings: ['MAYBE_ROUNDED'] });
  });
});

describe('numbers of other kinds', () => {
  test.each([
    ['HMT_RESIDENCE', number('810000', '19900101', '001'), number('810000', '19900101', '001')],
    ['HMT_RESIDENCE', number('820000', '19900101', '002'), number('820000', '19900101', '002')],
    ['HMT_RESIDENCE', number('830000', '19900101', '003'), number('830000', '19900101', '003')],
    ['FOREIGN_RESIDENCE', number('911124', '19810303', '001'), number('911124', '19810303', '001')],
    ['FOREIGN_RESIDENCE_OLD', 'kor310075O50201', 'KOR310075050201'],
    ['FOREIGN_RESIDENCE_OLD', 'POL310075050201', 'POL310075050201'],
    ['HK_MACAO_PERMIT', 'H12345678', 'H12345678'],
    ['HK_MACAO_PERMIT', 'm1234567801', 'M12345678'],
    ['TAIWAN_PERMIT', '01234567', '01234567'],
    ['TAIWAN_PERMIT', '0123456701（B）', '01234567'],
  ])('%s: %s', (kind, raw, normalised) => {
    expect(parseIdentityNumber(raw)).toMatchObject({ kind, normalised, issue: null, division: null });
  });

  test('permits of residents from Hong Kong, Macao and Taiwan tell birth date and sex', () => {
    const permit = number('830000', '19900101', '003');
    expect(parseIdentityNumber(permit)).toMatchObject({ birthDate: '1990-01-01', sex: '1' });
  });

  test('they use the same check', () => {
    expect(parseIdentityNumber('810000199001010010').issue).toBe('CHECK_DIGIT');
    expect(parseIdentityNumber('911124198103030010').issue).toBe('CHECK_DIGIT');
  });
});
