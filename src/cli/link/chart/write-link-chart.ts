import type { Engine } from '#engine/engine.ts';
import {
  type ChosenPair,
  choosePairs,
  falseLinks,
  findPairs,
  missedLinks,
  neverCompared,
} from '#linkage/chart/choose-pairs.ts';
import { readPairEvidence } from '#linkage/chart/pair-evidence.ts';
import { weightHistogram } from '#linkage/chart/weight-histogram.ts';
import type { Evaluation } from '#linkage/evaluate/evaluation.ts';
import type { LinkageResult } from '#linkage/link-tables.ts';
import type { LinkageSpec } from '#linkage/spec/linkage-spec.ts';
import { constraintReason, thresholdReason } from '../link-reasons.ts';
import { writeText } from '../write-text.ts';
import { linkReport } from './link-report.ts';

/** Examples of each kind of mistake. */
const MISTAKES = 5;

/**
 * Writes the report of a linkage as one HTML file. It shows values of records, so only its owner may read it.
 * @throws ZhaorenError DISK_FULL, NO_PERMISSION
 */
export async function writeLinkChart(
  engine: Engine,
  path: string,
  linkage: {
    spec: LinkageSpec;
    result: LinkageResult;
    views: { readonly left: string; readonly right?: string };
    evaluation: Evaluation | undefined;
    reviews: number;
    /** Pairs that the user wants to see. */
    asked: readonly ChosenPair[];
    title: string;
  },
): Promise<void> {
  const { spec, result, views, evaluation, reviews, asked, title } = linkage;
  const isOneTable = views.right === undefined;
  const { strong, borderline, rejected } = await choosePairs(engine);
  const groups: [string, readonly ChosenPair[]][] = [
    ['指定的记录对', await findPairs(engine, asked, isOneTable)],
    ...(evaluation
      ? ([
          ['错连：关联了，其实不是同一人', await falseLinks(engine, MISTAKES)],
          ['漏连：比较过，没有关联', await missedLinks(engine, MISTAKES)],
          [
            '漏连：没有分块规则带到一起',
            evaluation.neverCompared ? await neverCompared(engine, spec, isOneTable, MISTAKES) : [],
          ],
        ] satisfies [string, readonly ChosenPair[]][])
      : []),
    ['关联举例', strong],
    ['阈值附近', borderline],
    ['不关联举例', rejected],
  ];
  const shown = [];
  for (const [heading, pairs] of groups)
    shown.push({
      title: heading,
      pairs: await readPairEvidence(engine, { spec, ...views, model: result.model }, pairs),
    });
  const html = linkReport({
    title,
    result,
    isOneTable,
    reviews,
    reasons: [thresholdReason(spec, result), constraintReason(result)],
    bins: await weightHistogram(engine, evaluation !== undefined),
    shown,
    evaluation,
  });
  await writeText(path, html, 0o600);
}
