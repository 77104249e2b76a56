import { afterAll, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import { LINKAGE_PRELUDE } from '../linkage-prelude.ts';
import { valueLevels } from './pair-levels.ts';

const engine = await openDuckdb({ prelude: LINKAGE_PRELUDE });
afterAll(() => engine.close());

const EXAMPLES: readonly (readonly [string | null, string | null, string])[] = [
  ['leeds', 'leeds', 'exact'],
  ['münchen', 'munchen', 'same_words'],
  ['rue de la paix 12', '12 rue de la paix', 'same_words'],
  ['springfield', 'sprngfield', 'one_edit'],
  ['los angeles', 'los angles', 'one_edit'],
  ['москва', 'масква', 'one_edit'],
  ['兴庆区', '兴庚区', 'one_edit'],
  ['12 main street', '12 main st', 'similar'],
  ['warszawa', 'warsaw', 'similar'],
  ['newcastle upon tyne', 'newcastle', 'contained'],
  ['朝阳区', '朝阳', 'contained'],
  ['12 main street', '14 main street', 'alike'],
  ['acme tool and die works', 'acme works and tool shop', 'alike'],
  ['北京', '南京', 'alike'],
  ['兴庆区', '金凤区', 'else'],
  ['paris', 'lyon', 'else'],
  ['paris', null, 'missing'],
];

it('tells texts apart by level, whichever is left', async () => {
  expect(await valueLevels(engine, { kind: 'text' }, 'text', EXAMPLES)).toEqual(EXAMPLES);
});
