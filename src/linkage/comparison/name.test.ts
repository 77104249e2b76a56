import { afterAll, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import { LINKAGE_PRELUDE } from '../linkage-prelude.ts';
import { pairLevels, valueLevels } from './pair-levels.ts';

const engine = await openDuckdb({ prelude: LINKAGE_PRELUDE });
afterAll(() => engine.close());

const EXAMPLES: readonly (readonly [string | null, string | null, string])[] = [
  ['maria', 'maria', 'exact'],
  ['maria', 'María', 'same_words'],
  ['garcia lopez', 'lopez garcia', 'same_words'],
  ['mary ann', 'maryann', 'same_words'],
  ['jean-pierre', 'jean pierre', 'same_words'],
  ['o’brien', "o'brien", 'same_words'],
  ['smith', 'smyth', 'one_edit'],
  ['michael', 'micheal', 'one_edit'],
  ['thomas', 'tomas', 'one_edit'],
  ['Александр', 'Александер', 'one_edit'],
  ['бородинский', 'бордоинский', 'one_edit'],
  ['བསྟན་འཛིན', 'བསྟན་འཇིན', 'one_edit'],
  ['张伟明', '张玮明', 'one_edit'],
  ['jon', 'john', 'similar'],
  ['mohammed', 'muhammad', 'similar'],
  ['محمد', 'محمود', 'similar'],
  ['maria del carmen', 'maria', 'contained'],
  ['marie louise anne', 'marie anne', 'contained'],
  ['alex', 'alexander', 'contained'],
  ['尉迟恭', '尉迟', 'contained'],
  ['张伟明', '张伟', 'contained'],
  ['j', 'john', 'initial'],
  ['и', 'иван', 'initial'],
  ['anna', 'anne', 'alike'],
  ['smith', 'schmidt', 'alike'],
  ['catherine', 'kathryn', 'alike'],
  ['sophie', 'sofie', 'alike'],
  ['张伟', '张玮', 'alike'],
  ['丹增', '旦增', 'alike'],
  ['伟', '伟明', 'alike'],
  ['bob', 'robert', 'else'],
  ['lee', 'li', 'else'],
  ['张伟', '李娜', 'else'],
  ['伟', '明', 'else'],
  ['иван', 'пётр', 'else'],
  ['🎉', '🎊', 'else'],
  ['x'.repeat(50), `${'x'.repeat(49)}y`, 'one_edit'],
  ['买'.repeat(50), `${'买'.repeat(49)}提`, 'one_edit'],
  ['maria', null, 'missing'],
];

it('tells names apart by level, whichever is left', async () => {
  expect(await valueLevels(engine, { kind: 'name' }, 'text', EXAMPLES)).toEqual(EXAMPLES);
});

it('finds names that stand in each other’s place', async () => {
  const levels = await pairLevels(
    engine,
    { kind: 'name', columns: ['given'], options: { swapped_with: 'family' } },
    { given: 'text', family: 'text' },
    [
      [
        { given: 'maria', family: 'rossi' },
        { given: 'rossi', family: 'maria' },
      ],
      [
        { given: 'maria', family: 'rossi' },
        { given: 'maria', family: 'rossi' },
      ],
      [
        { given: 'maria', family: 'rossi' },
        { given: 'rossi', family: 'anna' },
      ],
      [
        { given: 'maria', family: null },
        { given: 'rossi', family: 'maria' },
      ],
    ],
  );
  expect(levels).toEqual(['swapped', 'exact', 'else', 'else']);
});
