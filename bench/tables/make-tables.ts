// Writes a set: make-tables.ts SET (JSON) DIRECTORY. left.csv, right.csv of two, with columns id and entity (who it
// truly is) beside the set's own.
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { dayOf, isoOfDay } from '#city/calendar.ts';
import { readNameConfusions } from '#city/deliveries/errors/name-confusions.ts';
import { pickWeighted, RandomStream } from '#city/random.ts';
import { type LocalePools, localePools } from './locale-pools.ts';
import { type Homophones, misdate, misdial, mistype } from './spoil-text.ts';
import type { Field, TableSet } from './table-set.ts';

const FIRST_DAY = dayOf(1935, 1, 1);
const LAST_DAY = dayOf(2012, 12, 31);

type Values = Partial<Record<Field, string>>;

interface Entity {
  readonly given: string;
  readonly surname: string;
  readonly sex: '1' | '2';
  readonly birth: string;
  street: string;
  town: string;
  phone: string;
}

function newEntity(random: RandomStream, pools: LocalePools): Entity {
  const sex = random.chance(0.5) ? '1' : '2';
  return {
    given: pickWeighted(random, pools.given[sex]),
    surname: pickWeighted(random, pools.surname),
    sex,
    birth: isoOfDay(random.between(FIRST_DAY, LAST_DAY)),
    ...newPlace(random, pools),
  };
}

function newPlace(random: RandomStream, pools: LocalePools): { street: string; town: string; phone: string } {
  const number = random.between(1, 180);
  const street = pickWeighted(random, pools.street);
  return {
    street: pools.letters === '' ? `${street}${number}号` : `${street} ${number}`,
    town: pickWeighted(random, pools.town),
    phone: `0${random.between(100, 899)}${String(random.below(10_000_000)).padStart(7, '0')}`,
  };
}

function move(random: RandomStream, pools: LocalePools, entity: Entity): Entity {
  const place = newPlace(random, pools);
  return { ...entity, ...place, town: random.chance(0.5) ? entity.town : place.town };
}

function valuesOf({ given, surname, sex, birth, street, town, phone }: Entity, isChinese: boolean): Values {
  if (!isChinese) return { given, surname, sex, birth, street, town, phone };
  return { name: surname + given, sex: sex === '1' ? '男' : '女', birth, street: town + street, phone };
}

function spoiled(
  values: Values,
  set: TableSet,
  random: RandomStream,
  letters: string,
  homophones: Homophones,
): Values {
  const entries = Object.entries(values).map(([field, value]) => {
    if (random.chance(set.missing)) return [field, ''];
    if (!random.chance(set.mistyped)) return [field, value];
    if (field === 'birth') return [field, misdate(value, random)];
    if (field === 'phone' || field === 'sex')
      return [field, field === 'sex' ? value : misdial(value, random)];
    return [field, mistype(value, random, letters, homophones)];
  });
  return Object.fromEntries(entries) as Values;
}

function writtenDate(date: string, style: TableSet['date']): string {
  const [year, month, day] = date.split('-');
  if (date === '' || style === 'ISO') return date;
  return [day, month, year].join(style === 'DOTTED' ? '.' : '/');
}

const quoted = (value: string) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

const [text, directory] = process.argv.slice(2) as [string, string];
const set = JSON.parse(text) as TableSet;
const random = new RandomStream(`tables/${set.name}`);
const pools = localePools(set.locale, random);
const isChinese = set.locale === 'zh';
const confusions = readNameConfusions();
const homophones: Homophones = (character) => confusions.homophones(character, false);
await mkdir(directory, { recursive: true });

const fields = Object.keys(set.columns) as Field[];
const header = ['id', ...fields.map((field) => set.columns[field]!), 'entity'];
const sides = set.tables === 'TWO' ? ['left', 'right'] : ['left'];
const files = sides.map((side) => createWriteStream(join(directory, `${side}.csv`)));
const rows = sides.map(() => [`${header.map(quoted).join(',')}\n`]);
const counts = sides.map(() => 0);

async function write(side: number, entity: Entity, who: number): Promise<void> {
  const values = spoiled(valuesOf(entity, isChinese), set, random, pools.letters, homophones);
  counts[side]! += 1;
  const cells = fields.map((field) =>
    field === 'birth' ? writtenDate(values.birth ?? '', set.date) : (values[field] ?? ''),
  );
  // ids in order of nothing
  const id = `${sides[side]![0]!.toUpperCase()}${(counts[side]! * 7919) % 10_000_019}`;
  rows[side]!.push(`${[id, ...cells, `E${who}`].map(quoted).join(',')}\n`);
  if (rows[side]!.length >= 20_000) await flush(side);
}

async function flush(side: number): Promise<void> {
  const chunk = rows[side]!.splice(0).join('');
  if (!files[side]!.write(chunk)) await once(files[side]!, 'drain');
}

for (let who = 1; who <= set.people; who += 1) {
  const entity = newEntity(random, pools);
  const again = () => (random.chance(set.moved) ? move(random, pools, entity) : entity);
  if (set.tables === 'ONE') {
    const copies = 1 + random.below(set.copies);
    for (let copy = 0; copy < copies; copy += 1) await write(0, copy === 0 ? entity : again(), who);
  } else {
    const fate = random.unit();
    const isShared = fate < set.shared;
    const isLeft = isShared || fate < (1 + set.shared) / 2;
    if (isLeft) await write(0, entity, who);
    if (isShared || !isLeft) await write(1, again(), who);
  }
}
for (const [side, file] of files.entries()) {
  await flush(side);
  file.end();
  await finished(file);
}
process.stdout.write(JSON.stringify({ records: counts }));
