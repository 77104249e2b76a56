import type { Defect } from '../defect.ts';
import { inForce, type PlacedRow } from '../rule-row.ts';
import { code, integer, ruleTable, share, text } from './rule-table.ts';

export const LEARNING_VERDICTS = ['TOO_FEW', 'KEEP', 'LOWER', 'RAISE', 'REVIEW'] as const;

/** A share below the first speaks for less, one above the second for more. */
const ORDERED = [
  ['weak_precision', 'weak_raise_precision'],
  ['low_grade_precision', 'high_grade_precision'],
  ['high_grade_precision', 'raise_grade_precision'],
] as const;

/** Thresholds by which one share would speak for less and for more. */
function thresholdsOutOfOrder(rows: readonly PlacedRow[]): Defect[] {
  return ORDERED.flatMap(([low, high]) =>
    rows
      .filter(({ row }) => row.values.parameter === low)
      .flatMap(({ row, defect }) => {
        const above = rows.find(
          (other) => other.row.values.parameter === high && inForce(other.row, row.validFrom),
        );
        if (above === undefined || Number(row.values.value) < Number(above.row.values.value)) return [];
        const reason = `${low} 应低于 ${high}（${above.row.values.value}），否则同一准确率既该调低又该调高，请改正`;
        return [defect('value', reason)];
      }),
  );
}

export const LEARNING_TABLES = [
  ruleTable({
    name: 'rule_learning',
    file: 'learning.yaml',
    grain: 'one row',
    shape: 'values',
    key: ['parameter'],
    contradictions: thresholdsOutOfOrder,
    columns: {
      confidence_z: {
        ...share('half width of the intervals, standard deviations'),
        schema: { type: 'number', exclusiveMinimum: 0, maximum: 5 },
      },
      minimum_outcomes: integer('fewer verified results say nothing', [1, 100_000]),
      strong_precision: share('a strong channel below is proposed for a lower weight'),
      weak_precision: share('a weak channel below is proposed for a lower weight'),
      weak_raise_precision: share('a weak channel above is proposed for a higher weight'),
      weak_step: integer('weights are proposed in steps of so many points', [1, 100]),
      weak_most_points: integer('no weak channel is proposed for more', [1, 1000]),
      negative_precision: share('a negative channel below is to be reviewed with its department'),
      high_grade_precision: share('a rule of grade H below is proposed for M'),
      low_grade_precision: share('a rule below is proposed for grade L'),
      raise_grade_precision: share('a rule of grade L or M above is proposed for the next grade'),
    },
  }),
  ruleTable({
    name: 'rule_learning_verdict',
    file: 'learning.yaml',
    grain: 'one row per verdict on a weight or grade',
    shape: 'rows',
    key: ['verdict'],
    columns: {
      verdict: code('verdict code', LEARNING_VERDICTS),
      name: text('the verdict, Chinese'),
    },
  }),
];
