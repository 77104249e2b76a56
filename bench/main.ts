import { parseArgs } from 'node:util';
import type { ErrorOccasion } from '#city/deliveries/errors/error-rates.ts';
import { benchLine } from './line.ts';

const USAGE = `npm run bench -- line [options]

Runs the whole line on a generated city, times it beside a plain DuckDB read-and-write of the same files, and
compares what it found with the city's truth.

  --people N        residents (20000)
  --region CODE     division (640402)
  --seed N          seed of the city (7)
  --errors KIND     default; none: files without any error; linkage: numbers removed and broken
  --keep DIR        work there and keep everything; a city that stands there is used again
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    people: { type: 'string', default: '20000' },
    region: { type: 'string', default: '640402' },
    seed: { type: 'string', default: '7' },
    errors: { type: 'string', default: 'default' },
    keep: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});

const isKnown = positionals.join(' ') === 'line' && ['default', 'none', 'linkage'].includes(values.errors);
if (values.help || !isKnown) {
  process.stderr.write(USAGE);
  process.exitCode = values.help ? 0 : 2;
} else {
  await benchLine({
    people: Number(values.people),
    region: values.region,
    seed: Number(values.seed),
    errors: values.errors as ErrorOccasion,
    keep: values.keep,
    print: (text) => process.stdout.write(`${text}\n`),
  });
}
