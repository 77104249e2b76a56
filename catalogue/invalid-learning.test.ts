import { expect, test } from 'vitest';
import { edited, refusal } from './catalogue-refusal.ts';

test.each([
  [
    'a weak channel could be lowered and raised at once',
    'weak_precision, value: 0.9,',
    'weak_precision, value: 0.995,',
    'weak_precision 应低于 weak_raise_precision（0.99）',
  ],
  [
    'a rule could be lowered and raised at once',
    'high_grade_precision, value: 0.5,',
    'high_grade_precision, value: 0.85,',
    'high_grade_precision 应低于 raise_grade_precision（0.8）',
  ],
  [
    'a rule fit for grade L would be fit for no other',
    'low_grade_precision, value: 0.2,',
    'low_grade_precision, value: 0.5,',
    'low_grade_precision 应低于 high_grade_precision（0.5）',
  ],
  ['an interval has no width', 'confidence_z, value: 1.96,', 'confidence_z, value: 0,', 'must be > 0'],
])('an edit of the learning rules is refused by which %s', (_what, piece, wrong, reason) => {
  const { message, error } = refusal(edited('learning.yaml', piece, wrong));
  expect(message).toContain(reason);
  expect(error.params.line).toBeGreaterThan(4);
});
