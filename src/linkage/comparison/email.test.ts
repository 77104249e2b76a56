import { afterAll, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import { LINKAGE_PRELUDE } from '../linkage-prelude.ts';
import { valueLevels } from './pair-levels.ts';

const engine = await openDuckdb({ prelude: LINKAGE_PRELUDE });
afterAll(() => engine.close());

const EXAMPLES: readonly (readonly [string | null, string | null, string])[] = [
  ['Bob@x.org', 'bob@x.org', 'exact'],
  ['Bob <bob@x.org>', 'mailto:bob@x.org', 'exact'],
  ['bob.smith@x.org', 'bobsmith+news@y.com', 'same_local'],
  ['bob.smith@x.org', 'bob.smiht@x.org', 'typing_error'],
  ['robert.smith@x.org', 'robert.smit99@y.com', 'similar'],
  ['张伟@x.org', '张玮@x.org', 'else'],
  ['anna@x.org', 'peter@x.org', 'else'],
  ['none', 'anna@x.org', 'missing'],
];

it('tells e-mail addresses apart by level, whichever is left', async () => {
  expect(await valueLevels(engine, { kind: 'email' }, 'text', EXAMPLES)).toEqual(EXAMPLES);
});
