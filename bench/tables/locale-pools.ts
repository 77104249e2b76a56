import {
  base,
  de,
  en,
  es,
  type Faker,
  Faker as FakerClass,
  fr,
  type LocaleDefinition,
  ru,
  tr,
} from '@faker-js/faker';
import { newName, newSurname } from '#city/population/names/name-giver.ts';
import { type RandomStream, type WeightedTable, weightedTable } from '#city/random.ts';

/** What people of a country are called and where they live; common values are common, as in life. */
export interface LocalePools {
  readonly given: { readonly '1': WeightedTable<string>; readonly '2': WeightedTable<string> };
  readonly surname: WeightedTable<string>;
  readonly town: WeightedTable<string>;
  readonly street: WeightedTable<string>;
  /** Letters that a typist of this alphabet may hit; empty where a wrong character is another of the same sound. */
  readonly letters: string;
}

const LOCALES: Readonly<Record<string, { definition: LocaleDefinition; letters: string }>> = {
  en: { definition: en, letters: 'abcdefghijklmnopqrstuvwxyz' },
  de: { definition: de, letters: 'abcdefghijklmnopqrstuvwxyzäöü' },
  es: { definition: es, letters: 'abcdefghijklmnopqrstuvwxyzñáéíó' },
  fr: { definition: fr, letters: 'abcdefghijklmnopqrstuvwxyzéèç' },
  tr: { definition: tr, letters: 'abcçdefgğhıijklmnoöprsştuüvyz' },
  ru: { definition: ru, letters: 'абвгдежзийклмнопрстуфхцчшщыьэюя' },
};

const DRAWS = 30_000;

/**
 * @param locale of `LOCALES`, or `zh`, whose names are those of the synthetic city
 * @throws Error when the locale is unknown
 */
export function localePools(locale: string, random: RandomStream): LocalePools {
  if (locale === 'zh') return chinesePools(random);
  const known = LOCALES[locale];
  if (known === undefined) throw new Error(`no names are known of the locale ${locale}`);
  const faker: Faker = new FakerClass({ locale: [known.definition, en, base], seed: 7 });
  return Object.freeze({
    given: {
      '1': drawn(() => faker.person.firstName('male')),
      '2': drawn(() => faker.person.firstName('female')),
    },
    surname: drawn(() => faker.person.lastName()),
    town: drawn(() => faker.location.city()),
    street: drawn(() => faker.location.street()),
    letters: known.letters,
  });
}

function chinesePools(random: RandomStream): LocalePools {
  const given = (sex: 1 | 2) =>
    drawn(() =>
      newName(random, { ethnicity: '01', sex, birthYear: random.between(1940, 2010), surname: '王' }).slice(
        1,
      ),
    );
  const place = [
    '原州',
    '西吉',
    '隆德',
    '泾源',
    '彭阳',
    '利通',
    '青铜峡',
    '同心',
    '盐池',
    '沙坡头',
    '中宁',
    '海原',
  ];
  const roads = [
    '新华',
    '文化',
    '中山',
    '人民',
    '北京',
    '建设',
    '解放',
    '政府',
    '南关',
    '西关',
    '东岳',
    '长城',
    '九龙',
    '民族',
  ];
  return Object.freeze({
    given: { '1': given(1), '2': given(2) },
    surname: drawn(() => newSurname(random, '01')),
    town: drawn(() => `${random.pick(place)}${random.pick(['县', '区'])}${random.pick(roads)}镇`),
    street: drawn(
      () =>
        `${random.pick(roads)}${random.pick(['东', '西', '南', '北', ''])}${random.pick(['路', '街', '巷'])}`,
    ),
    letters: '',
  });
}

/** Values drawn again and again, weighed by rank as Zipf saw it, flattened at the top. */
function drawn(draw: () => string): WeightedTable<string> {
  const values = [...new Set(Array.from({ length: DRAWS }, draw))];
  return weightedTable(values.map((value, rank) => [value, 1 / (rank + 12) ** 0.8] as const));
}
