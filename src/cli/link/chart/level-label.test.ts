import { expect, it } from 'vitest';
import { levelLabel } from './level-label.ts';

it('says a level in Chinese, with the number or name in it', () => {
  expect(levelLabel('equal')).toBe('相同');
  expect(levelLabel('at most 0.1 km apart')).toBe('相距不超过 0.1 公里');
  expect(levelLabel('Jaro–Winkler ≥ 0.92 or two typing errors')).toBe('Jaro–Winkler ≥ 0.92 或两处笔误');
  expect(levelLabel('exchanged with last_name_2')).toBe('与 last_name_2 对调');
  expect(levelLabel('exchanged with $&')).toBe('与 $& 对调');
});

it('leaves what it does not know as it is', () => {
  expect(levelLabel('Levenshtein ≤ 2')).toBe('Levenshtein ≤ 2');
});
