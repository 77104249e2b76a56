import { describe, expect, it } from 'vitest';
import type { PairEvidence } from '#linkage/chart/pair-evidence.ts';
import { agreement } from '#linkage/evaluate/evaluation.ts';
import type { LinkageResult } from '#linkage/link-tables.ts';
import { type LinkReport, linkReport } from './link-report.ts';

const result: LinkageResult = {
  model: {
    prior: 1e-4,
    dependencies: [],
    comparisons: [
      {
        name: 'name',
        levels: [
          { code: 'exact', label: 'equal', m: 0.9, u: 0.001, weight: 9.8 },
          { code: 'else', label: 'anything else', m: 0.1, u: 0.999, weight: -3.3 },
        ],
      },
    ],
  },
  records: { left: 1200, right: 1300 },
  blocking: [{ rule: 'name + birth:year', pairs: 4321, worstBlock: 7 }],
  compared: 4321,
  priorBits: Math.log2(1e-4 / (1 - 1e-4)),
  threshold: 0.83,
  reviewFrom: 0.166,
  constraint: 'none',
  constraintReason: 'as the spec says',
  expectedF1: 0.97,
  links: 1000,
  clusters: 1500,
  pairs: 'linkage_pair',
  clusterTable: 'linkage_cluster',
  frequencies: 'linkage_frequency',
};

const pair: PairEvidence = {
  leftId: 'L<1>',
  rightId: '"R&2"',
  weight: 9.8,
  probability: 0.08,
  decision: 'NO',
  contributions: [
    {
      comparison: 'name',
      level: 'exact',
      label: 'equal',
      weight: 9.8,
      values: [{ column: 'name', left: '<script>alert(1)</script>', right: "<img src='x'>" }],
    },
  ],
};

const report: LinkReport = {
  title: 'a.csv ↔ b.csv',
  result,
  isOneTable: false,
  reviews: 3,
  reasons: ['阈值 0.83：由模型选定'],
  bins: [
    { from: -2, links: 0, reviews: 0, others: 400, real: 1, unreal: 399 },
    { from: -1, links: 10, reviews: 3, others: 0, real: 12, unreal: 1 },
  ],
  shown: [{ title: '阈值附近', pairs: [pair] }],
  evaluation: undefined,
};

describe('the report of a linkage', () => {
  it('loads nothing and runs nothing', () => {
    const html = linkReport(report);
    expect(html).not.toMatch(/<script|<link|<img|<iframe|@import|<\w[^>]*\s(src|href|on\w+)=/);
    expect(html).not.toMatch(/url\((?!#)/);
    expect(html).toContain("default-src 'none'");
  });

  it('shows ids and values as they are, whatever they are', () => {
    const html = linkReport(report);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain('L&lt;1&gt; ↔ &quot;R&amp;2&quot;');
  });

  it('draws every chart for a desk and for a phone', () => {
    const html = linkReport(report);
    expect(html.match(/<svg/g)).toHaveLength(2);
    expect(html).toContain('class="wide"');
    expect(html).toContain('class="narrow"');
  });

  it('compares with the truth where it is known', () => {
    expect(linkReport(report)).not.toContain('与真相对照');
    const html = linkReport({
      ...report,
      evaluation: {
        known: { left: 1200, right: 1300 },
        links: agreement(1000, 990, 1100),
        clusters: agreement(1010, 995, 1100),
        curve: [0.2, 0.5, 0.9].map((threshold) => ({ threshold, agreement: agreement(1000, 990, 1100) })),
        best: { threshold: 0.5, agreement: agreement(1000, 990, 1100) },
        neverCompared: 33,
      },
    });
    expect(html).toContain('与真相对照');
    expect(html).toContain('33 对（3.0%）没有被任何分块规则带到一起');
    expect(html.match(/<svg/g)).toHaveLength(4);
  });

  it('is made of the same bytes every time', () => {
    expect(linkReport(report)).toBe(linkReport(report));
  });

  it('can be of nothing at all', () => {
    expect(linkReport({ ...report, bins: [], shown: [] })).toContain('概况');
  });
});
