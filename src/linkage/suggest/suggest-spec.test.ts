import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import { type Engine, sqlName, sqlText } from '#engine/engine.ts';
import { checkColumns } from '../spec/check-columns.ts';
import type { LinkageSpec } from '../spec/linkage-spec.ts';
import { parseSpec } from '../spec/parse-spec.ts';
import { profileTable } from './profile-table.ts';
import { suggestSpec } from './suggest-spec.ts';

let engine: Engine;

beforeEach(async () => {
  engine = await openDuckdb();
});
afterEach(() => engine.close());

/** A column as a pick from a list by the number of the person. */
type Columns = Readonly<Record<string, (person: number, copy: number) => string>>;

/** A table of persons, some of them twice, the second time with a slip in the second column. */
async function table(name: string, persons: readonly number[], columns: Columns): Promise<void> {
  const rows = persons.map((person, row) => {
    const copy = persons.indexOf(person) === row ? 0 : 1;
    return `(${Object.values(columns)
      .map((column) => {
        const value = column(person, copy);
        return value === '' ? 'NULL' : sqlText(value);
      })
      .join(', ')})`;
  });
  await engine.run(
    `CREATE TABLE ${name} AS SELECT * FROM (VALUES ${rows.join(', ')}) t(${Object.keys(columns).map(sqlName).join(', ')})`,
  );
}

function times(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}

/** 240 persons, every third of them twice. */
const REPEATED = [...times(240), ...times(80).map((n) => n * 3)];

function pick(words: string, step: number) {
  const list = words.split(' ');
  return (person: number) => list[Math.floor((person * step) / 7) % list.length]!;
}

/** The middle letter doubled in a second record of every other person. */
function slipped(of: (person: number) => string) {
  return (person: number, copy: number) => {
    const text = of(person);
    return copy === 1 && person % 2 === 0 ? `${text.slice(0, 2)}${text.slice(1)}` : text;
  };
}

function day(person: number): { y: number; m: string; d: string } {
  const pad = (n: number) => String(n).padStart(2, '0');
  return {
    y: 1940 + ((person * 37) % 60),
    m: pad(1 + ((person * 5) % 12)),
    d: pad(1 + ((person * 11) % 28)),
  };
}

const GIVEN = pick(
  'Anna Boris Clara Dieter Emil Frieda Greta Hugo Irma Jonas Klara Ludwig Martha Norbert Olga Paul',
  29,
);
const FAMILY = pick(
  'Ahrens Bauer Claasen Dorn Ebers Falk Gruber Hauser Imhof Jansen Keller Lorenz Mahler Neumann Ost Peters Quast Richter Sauer Thoma Ulrich Vogt Wagner Zeller Abel Brandt Conrad Decker Engel Fuchs',
  53,
);
const TOWN = pick('Adorf Bedorf Cedorf Dedorf Edorf', 3);
const STREETS = pick('Lindenweg Hauptgasse Bergpfad Talallee Kirchplatz Marktgasse Seeufer Waldrand', 17);

async function suggested(right?: string): Promise<{ text: string; spec: LinkageSpec }> {
  const text = await suggestSpec(engine, { left: 'a', right });
  const spec = parseSpec(text, 'suggested.yaml');
  expect(await checkColumns(engine, spec, 'a', right)).toEqual([]);
  return { text, spec };
}

function kinds({ comparisons }: LinkageSpec): Record<string, string> {
  return Object.fromEntries(comparisons.map(({ name, kind }) => [name, kind]));
}

function types({ columns }: LinkageSpec): Record<string, string> {
  return Object.fromEntries(columns.map(({ name, type }) => [name, type]));
}

describe('a suggested spec', () => {
  it('knows a German table of persons by its headers and values', async () => {
    let nr = 0;
    await table('a', REPEATED, {
      lfd_nr: () => `rec-${++nr}`,
      entity_id: (person) => `e${person}`,
      Vorname: GIVEN,
      Nachname: slipped(FAMILY),
      Geburtsdatum: (person) => `${day(person).d}.${day(person).m}.${day(person).y}`,
      Strasse: (person) => `${STREETS(person)} ${person % 40}`,
      PLZ: (person) => String(1000 + (person % 5)).padStart(5, '0'),
      Wohnort: TOWN,
      Land: () => 'Nirgendland',
      Bemerkung: () => '',
    });
    const { spec, text } = await suggested();
    expect(spec.id).toEqual({ left: 'lfd_nr', right: 'lfd_nr' });
    expect(spec.truth).toEqual({ left: 'entity_id', right: 'entity_id' });
    expect(kinds(spec)).toMatchObject({
      Vorname: 'name',
      Nachname: 'name',
      Geburtsdatum: 'date',
      Strasse: 'text',
    });
    expect(types(spec).Geburtsdatum).toBe('date');
    expect(spec.columns.find(({ name }) => name === 'Geburtsdatum')!.clean).toContain('date_dmy');
    expect(spec.comparisons.find(({ name }) => name === 'Vorname')!.options).toEqual({
      swapped_with: 'Nachname',
    });
    expect(Object.keys(kinds(spec))).not.toEqual(expect.arrayContaining(['Land']));
    expect(text).toContain('# left out: Land (the same value everywhere)');
    expect(text).toContain('# left out: Bemerkung (empty)');
  });

  it('compares and blocks neither on the id nor on the truth, nor on anything of that name', async () => {
    let nr = 0;
    await table('a', REPEATED, {
      unique_id: () => String(++nr),
      cluster: (person) => String(person),
      true_id: (person) => String(person + 1000),
      first_name: GIVEN,
      surname: slipped(FAMILY),
    });
    const { spec } = await suggested();
    expect(spec.columns.flatMap(({ from }) => [from.left, from.right]).sort()).toEqual([
      'first_name',
      'first_name',
      'surname',
      'surname',
    ]);
  });

  it('reads headers that say nothing from the values', async () => {
    await table('a', REPEATED, {
      c1: GIVEN,
      c2: slipped(FAMILY),
      c3: (person) => `${day(person).y}${day(person).m}${day(person).d}`,
      c4: (person) => `0${411_000_000 + person * 7919}`,
      c5: (person) => `p${person}@example.org`,
      c6: (person) => String(1000 + (person % 50)),
      c7: (person) => 'mf'[((person * 37) % 11) % 2]!,
    });
    const { spec } = await suggested();
    expect(spec.id).toBeUndefined();
    expect(kinds(spec)).toMatchObject({ c3: 'date', c4: 'phone', c5: 'email', c6: 'code', c7: 'exact' });
  });

  it('takes Chinese names and addresses as such', async () => {
    const family = pick('张 王 李 赵 陈 杨 黄 周 吴 徐 孙 马', 31);
    const given = pick('伟 芳 秀英 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明', 43);
    await table('a', REPEATED, {
      编号: (person, copy) => `${person}-${copy}`,
      姓名: (person) => `${family(person)}${given(person)}`,
      出生日期: (person) => `${day(person).y}年${Number(day(person).m)}月${Number(day(person).d)}日`,
      地址: (person) => `兴庆区民族北街${person}号院${person % 9}栋${person % 4}单元`,
      民族: (person) => (person % 3 === 0 ? '回族' : '汉族'),
    });
    const { spec } = await suggested();
    expect(kinds(spec)).toMatchObject({
      姓名: 'chinese_name',
      出生日期: 'date',
      地址: 'chinese_address',
      民族: 'exact',
    });
  });

  it('matches columns of other names, and drops a full name that the other table has not', async () => {
    await table('a', times(240), {
      'patient id': (person) => `a${person}`,
      first_name: GIVEN,
      last_name: FAMILY,
      dob: (person) => `${day(person).y}-${day(person).m}-${day(person).d}`,
      zip: (person) => String(10_000 + (person % 50)),
    });
    await table('b', times(200), {
      nr: (person) => `b${person}`,
      Familienname: slipped(FAMILY),
      Rufname: GIVEN,
      Geboren: (person) => `${day(person).m}/${day(person).d}/${day(person).y}`,
      Postleitzahl: (person) => String(10_000 + (person % 50)),
    });
    const { spec } = await suggested('b');
    expect(Object.fromEntries(spec.columns.map(({ from }) => [from.left, from.right]))).toEqual({
      first_name: 'Rufname',
      last_name: 'Familienname',
      dob: 'Geboren',
      zip: 'Postleitzahl',
    });
    expect(spec.id).toEqual({ left: 'patient id', right: 'nr' });
  });

  it.each([
    ['German', 'Name', (p: number) => `${GIVEN(p)} ${FAMILY(p)}`, ['Vorname', 'Nachname']],
    ['German with a comma', 'Name', (p: number) => `${FAMILY(p)}, ${GIVEN(p)}`, ['Nachname', 'Vorname']],
    ['French', 'Nom complet', (p: number) => `${FAMILY(p)} ${GIVEN(p)}`, ['Nom', 'Prénom']],
    ['without saying', 'c2', (p: number) => `${GIVEN(p)} ${FAMILY(p)}`, ['k2', 'k1']],
  ])('joins the parts of a full name, headers being %s', async (_, header, text, [first, last]) => {
    const isFamilyFirst = text(1).startsWith(FAMILY(1));
    const born = (person: number) => `${day(person).y}-${day(person).m}-${day(person).d}`;
    await table('a', times(240), { born, [header]: text });
    await table('b', times(200), {
      [isFamilyFirst ? first! : last!]: slipped(FAMILY),
      [isFamilyFirst ? last! : first!]: GIVEN,
      born,
    });
    const { spec } = await suggested('b');
    expect(spec.columns.map(({ from }) => from)).toContainEqual({ left: header, right: [first, last] });
    const back = parseSpec(await suggestSpec(engine, { left: 'b', right: 'a' }), 'x');
    expect(back.columns.map(({ from }) => from)).toContainEqual({ left: [first, last], right: header });
    expect(kinds(back)).toEqual(kinds(spec));
    expect(Object.values(kinds(spec)).toSorted()).toEqual(['date', 'name']);
  });

  it('joins 姓 and 名', async () => {
    const family = pick('张 王 李 赵 陈 杨 黄 周 吴 徐 孙 马', 31);
    const given = pick('伟 芳 秀英 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明', 43);
    const phone = (person: number) => `139${10_000_000 + person * 7919}`;
    await table('a', times(240), { 姓名: (person) => `${family(person)}${given(person)}`, 电话: phone });
    await table('b', times(200), { 名: given, 姓: family, 手机: phone });
    const { spec } = await suggested('b');
    expect(spec.columns[0]).toMatchObject({ name: '姓名', from: { left: '姓名', right: ['姓', '名'] } });
    expect(kinds(spec)).toMatchObject({ 姓名: 'chinese_name' });
  });

  it.each([
    ['after the street', (p: number) => `${STREETS(p)} ${p % 40}`, ['street', 'house_no']],
    ['before the street', (p: number) => `${p % 40} ${STREETS(p)}`, ['house_no', 'street']],
  ])('joins street and house number, where the other table has the number %s', async (_, address, order) => {
    await table('a', times(240), { first_name: GIVEN, last_name: FAMILY, address });
    await table('b', times(200), {
      house_no: (person) => String(person % 40),
      street: STREETS,
      first_name: GIVEN,
      last_name: slipped(FAMILY),
    });
    const { spec } = await suggested('b');
    expect(spec.columns.map(({ from }) => from)).toContainEqual({ left: 'address', right: order });
    expect(kinds(spec)).toMatchObject({ first_name: 'name', last_name: 'name', address: 'text' });
  });

  it.each([
    ['in both tables', ['birth_year', 'birth_month', 'birth_day'], ['Tag', 'Jahr', 'Monat'], [1, 2, 0]],
    ['in Chinese', ['年', '月', '日'], ['出生年', '出生月', '出生日'], [0, 1, 2]],
    ['in the other table', ['dob'], ['yob', 'mob', 'dob'], [0, 1, 2]],
    ['in Spanish', ['Geburtstag'], ['año nacimiento', 'mes nacimiento', 'día nacimiento'], [0, 1, 2]],
  ])('makes one date of year, month and day %s', async (_, left, right, places) => {
    const parts = (person: number) => [String(day(person).y), day(person).m, String(Number(day(person).d))];
    const date = (person: number) => parts(person).toReversed().join('.');
    const three = (names: readonly string[], order: readonly number[]) =>
      Object.fromEntries(
        names.map((name, i) => [name, (person: number) => parts(person)[order.indexOf(i)]!]),
      );
    await table('a', times(240), {
      name: (person) => `${GIVEN(person)} ${FAMILY(person)}`,
      ...(left.length === 1 ? { [left[0]!]: date } : three(left, [0, 1, 2])),
      street: STREETS,
    });
    await table('b', times(200), {
      ...three(right, places),
      name: (person) => `${GIVEN(person)} ${FAMILY(person)}`,
      street: STREETS,
    });
    const one = left.length === 1 ? left[0]! : left;
    const other = places.map((place) => right[place]!);
    const { spec } = await suggested('b');
    expect(spec.columns.filter(({ type }) => type === 'date').map(({ from }) => from)).toEqual([
      { left: one, right: other },
    ]);
    expect(Object.values(kinds(spec)).toSorted()).toEqual(['date', 'name', 'text']);
    const back = parseSpec(await suggestSpec(engine, { left: 'b', right: 'a' }), 'x');
    expect(back.columns.filter(({ type }) => type === 'date').map(({ from }) => from)).toEqual([
      { left: other, right: one },
    ]);
    expect(Object.values(kinds(parseSpec(await suggestSpec(engine, { left: 'b' }), 'x')))).toContain('date');
  });

  it('leaves year, month and day apart where there is nothing but names beside', async () => {
    const columns = {
      given: GIVEN,
      family: FAMILY,
      by: (person: number) => String(day(person).y),
      bm: (person: number) => day(person).m,
      bd: (person: number) => day(person).d,
    };
    await table('a', times(240), columns);
    await table('b', times(200), columns);
    for (const right of ['b', undefined]) {
      const { columns: found } = parseSpec(await suggestSpec(engine, { left: 'a', right }), 'x');
      expect(found.map(({ name }) => name)).toEqual(expect.arrayContaining(['by', 'bm', 'bd']));
    }
  });

  it('makes one name and one date of a few records too', async () => {
    await table('a', times(4), {
      Name: (person) => `${GIVEN(person)} ${FAMILY(person)}`,
      Geburtsdatum: (person) => `${person + 11}.${person + 1}.${day(person).y}`,
    });
    await table('b', times(4), {
      Nachname: FAMILY,
      Vorname: GIVEN,
      Tag: (person) => String(person + 11),
      Monat: (person) => String(person + 1),
      Jahr: (person) => String(day(person).y),
    });
    const { spec } = await suggested('b');
    expect(spec.columns.map(({ from }) => from)).toEqual([
      { left: 'Name', right: ['Vorname', 'Nachname'] },
      { left: 'Geburtsdatum', right: ['Jahr', 'Monat', 'Tag'] },
    ]);
    expect(spec.columns.map(({ clean }) => clean)).toEqual([['name'], ['date_dmy']]);
  });

  it('reads no date from numbers that make none, and none twice', async () => {
    const columns: Columns = {
      surname: slipped(FAMILY),
      first_name: GIVEN,
      year: (person) => String(day(person).y),
      month: (person) => String((person * 7) % 90),
      day: (person) => String((person * 11) % 90),
    };
    await table('a', REPEATED, columns);
    expect(types((await suggested()).spec)).not.toContain('date');
    await table('b', REPEATED, {
      first_name: GIVEN,
      birth_date: (person) => `${day(person).y}-${day(person).m}-${day(person).d}`,
      birth_year: (person) => String(day(person).y),
      birth_month: (person) => day(person).m,
      birth_day: (person) => day(person).d,
    });
    const text = await suggestSpec(engine, { left: 'b' });
    expect(kinds(parseSpec(text, 'x'))).toEqual({ first_name: 'name', birth_date: 'date' });
    expect(text).toContain('# left out: birth_month (part of the date of birth)');
  });

  it.each([
    ['lat', 'lng', 'Breitengrad', 'Längengrad'],
    ['纬度', '经度', 'lat', 'lon'],
  ])('compares %s and %s with %s and %s as a place', async (lat, lon, otherLat, otherLon) => {
    const north = (person: number) => (47 + ((person * 37) % 600) / 100).toFixed(4);
    const east = (person: number) => (7 + ((person * 53) % 700) / 100).toFixed(4);
    const names = { first_name: GIVEN, last_name: slipped(FAMILY) };
    await table('a', REPEATED, { ...names, place: TOWN, [lat]: north, [lon]: east });
    await table('b', times(200), { ...names, [otherLon]: east, [otherLat]: north });
    for (const right of ['b', undefined]) {
      const { spec } = await suggested(right);
      expect(spec.comparisons.filter(({ kind }) => kind === 'geo' || kind === 'number')).toMatchObject([
        { kind: 'geo', columns: [lat, lon] },
      ]);
      expect(types(spec)).toMatchObject({ [lat]: 'number', [lon]: 'number' });
    }
  });

  it('sees no place in numbers that are no degrees', async () => {
    await table('a', REPEATED, {
      first_name: GIVEN,
      last_name: slipped(FAMILY),
      lat: (person) => (500_000 + ((person * 37) % 600) * 1.5).toFixed(1),
      lon: (person) => (7 + ((person * 53) % 700) / 100).toFixed(4),
    });
    expect(Object.values(kinds((await suggested()).spec))).not.toContain('geo');
  });

  it('joins nothing where both tables have the same parts', async () => {
    const columns = {
      full_name: (p: number) => `${GIVEN(p)} ${FAMILY(p)}`,
      first_name: GIVEN,
      last_name: FAMILY,
    };
    await table('a', times(240), columns);
    const { full_name, ...parts } = columns;
    await table('b', times(200), parts);
    await table('c', times(200), columns);
    for (const right of ['b', 'c']) {
      const { spec } = await suggested(right);
      expect(spec.columns.every(({ from }) => from.left === from.right)).toBe(true);
      expect(Object.keys(kinds(spec)).sort()).toEqual(['first_name', 'last_name']);
    }
  });

  it('does not count a full name beside its parts, nor a state beside the postcode', async () => {
    await table('a', [...times(900), ...times(300)], {
      full_name: (person) => `${GIVEN(person)} ${FAMILY(person)}`,
      first_name: GIVEN,
      surname: FAMILY,
      postcode: (person) => String(1000 + ((person * 13) % 20)),
      state: (person) => ['nsw', 'vic', 'qld', 'tas'][((person * 13) % 20) % 4]!,
    });
    const { spec, text } = await suggested();
    expect(Object.keys(kinds(spec)).sort()).toEqual(['first_name', 'postcode', 'surname']);
    expect(text).toContain('made of first_name and surname');
    expect(text).toContain('follows from postcode');
  });

  it('finds pairs in spite of an error in any one column', async () => {
    await table('a', REPEATED, {
      given_name: GIVEN,
      surname: slipped(FAMILY),
      birth: (person) => `${day(person).y}-${day(person).m}-${day(person).d}`,
      suburb: TOWN,
    });
    const { spec } = await suggested();
    for (const { name } of spec.columns)
      expect(spec.blocking.some(({ parts }) => parts.every(({ column }) => column !== name))).toBe(true);
  });

  it.each([
    ['one column', { name: (person: number) => `${GIVEN(person)} ${FAMILY(person)}` }],
    ['two columns', { name: FAMILY, born: (person: number) => String(day(person).y) }],
  ])('works on %s', async (_, columns) => {
    await table('a', REPEATED, columns);
    const { spec } = await suggested();
    expect(spec.comparisons).toHaveLength(Object.keys(columns).length);
    expect(spec.blocking.length).toBeGreaterThan(0);
  });

  it('says so when there is nothing to compare', async () => {
    await table('a', times(5), { id: (person) => String(person), land: () => 'x' });
    await expect(suggestSpec(engine, { left: 'a' })).rejects.toThrow('land: the same value everywhere');
  });

  it('has a rule even where every rule makes too many pairs', async () => {
    await engine.run(`CREATE TABLE a AS SELECT i AS id, i % 3 AS kind FROM range(200000) t(i)`);
    const { spec } = await suggested();
    expect(spec.blocking.map(({ text }) => text)).toEqual(['kind']);
  });

  it('is the same each time', async () => {
    await table('a', REPEATED, { given_name: GIVEN, surname: slipped(FAMILY), town: TOWN });
    expect(await suggestSpec(engine, { left: 'a' })).toBe(await suggestSpec(engine, { left: 'a' }));
  });
});

describe('a profile', () => {
  it('counts what is filled, distinct and unique', async () => {
    await table('a', [0, 1, 2, 2], {
      id: (person, copy) => `${person}-${copy}`,
      x: (person) => (person < 2 ? 'a' : ''),
    });
    const { rows, columns } = await profileTable(engine, 'a');
    expect(rows).toBe(4);
    expect(columns.map(({ name, filled, distinct, isUnique }) => [name, filled, distinct, isUnique])).toEqual(
      [
        ['id', 1, 4, true],
        ['x', 0.5, 1, false],
      ],
    );
  });
});
