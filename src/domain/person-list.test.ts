import { expect, test } from 'vitest';
import { PERSON_LISTS } from './person-list.ts';

test('the 23 lists are numbered without gaps, each with a code and label of its own', () => {
  const ids = Object.keys(PERSON_LISTS);
  expect(ids).toEqual(Array.from({ length: 23 }, (_, i) => `T${String(i + 1).padStart(2, '0')}`));
  const lists = Object.values(PERSON_LISTS);
  expect(new Set(lists.map((list) => list.code)).size).toBe(23);
  expect(new Set(lists.map((list) => list.label)).size).toBe(23);
});
