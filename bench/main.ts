import { parseArgs } from 'node:util';
import type { ErrorOccasion } from '#city/deliveries/errors/error-rates.ts';
import { benchCertification } from './certification.ts';
import { benchLine } from './line.ts';
import { benchLinkage } from './linkage.ts';
import { benchTables } from './linkage-tables.ts';

const USAGE = `npm run bench -- line [options]

Runs the whole line on a generated city, times it beside a plain DuckDB read-and-write of the same files, and
compares what it found with the city's truth.

  --people N        residents (20000)
  --region CODE     division (640402)
  --seed N          seed of the city (7)
  --errors KIND     default; none: files without any error; linkage: numbers removed and broken
  --keep DIR        work there and keep everything; a city that stands there is used again

npm run bench -- certification [options]

Runs the line on a generated city, compares certification and leads with the city's truth, then repeats its people and
decides every certification, beside a bare DuckDB join and group-by of the same evidence.

  --people N           residents (100000)
  --beneficiaries N    repeat people until there are so many (1360000); 0: do not
  --region, --seed, --keep as above

npm run bench -- linkage [options]

Links a generated city of which one number in ten was removed and one in twenty broken, and a later day of it, and
compares who is one person with the city's truth, beside what number and name alone would give.

  --people N        residents (100000)
  --region, --seed, --keep as above

npm run bench -- linkage --tables [options]

Links invented people of several languages in one or two tables without a shared key, as zhaoren link suggests, beside
simple rules, and beside Splink where a Python has it.

  --records N       two tables of so many records instead of the small sets
  --splink PYTHON   interpreter that has Splink (python3)
  --keep DIR        as above
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    people: { type: 'string' },
    region: { type: 'string', default: '640402' },
    seed: { type: 'string', default: '7' },
    errors: { type: 'string', default: 'default' },
    keep: { type: 'string' },
    tables: { type: 'boolean', default: false },
    records: { type: 'string' },
    beneficiaries: { type: 'string', default: '1360000' },
    splink: { type: 'string', default: 'python3' },
    help: { type: 'boolean', short: 'h' },
  },
});

const what = positionals.join(' ');
const isKnown =
  ['line', 'linkage', 'certification'].includes(what) &&
  ['default', 'none', 'linkage'].includes(values.errors);
const wish = {
  region: values.region,
  seed: Number(values.seed),
  keep: values.keep,
  print: (text: string) => process.stdout.write(`${text}\n`),
};
if (values.help || !isKnown) {
  process.stderr.write(USAGE);
  process.exitCode = values.help ? 0 : 2;
} else if (what === 'linkage' && values.tables) {
  const { keep, print } = wish;
  const records = values.records === undefined ? undefined : Number(values.records);
  await benchTables({ records, python: values.splink, keep, print });
} else if (what === 'certification') {
  const [people, beneficiaries] = [Number(values.people ?? 100_000), Number(values.beneficiaries)];
  await benchCertification({ ...wish, people, beneficiaries });
} else if (what === 'linkage') {
  await benchLinkage({ ...wish, people: Number(values.people ?? 100_000) });
} else {
  await benchLine({
    ...wish,
    people: Number(values.people ?? 20_000),
    errors: values.errors as ErrorOccasion,
  });
}
