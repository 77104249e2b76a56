import { beforeAll, describe, expect, it } from 'vitest';
import { compileCatalogue, loadCatalogue } from '#catalogue/load-catalogue.ts';
import { retirementRules } from '#catalogue/retirement-rules.ts';
import { addMonths } from '#domain/month.ts';
import { type RetirementGroup, statutoryRetirement } from '#domain/retirement.ts';
import type { EngineRow } from '#engine/engine.ts';
import {
  employeePension,
  flexiblePension,
  man,
  publicPension,
  residentPension,
  row,
  somebody,
  woman,
} from '../sample-person.ts';
import { assessTown } from '../sample-town.ts';

/** The table of the handbook: group, birth month, retirement month, contribution months needed. */
const OFFICIAL: readonly (readonly [RetirementGroup, string, string, number])[] = [
  ['M60', '1964-12', '2024-12', 180],
  ['M60', '1965-01', '2025-02', 180],
  ['M60', '1965-05', '2025-07', 180],
  ['M60', '1970-06', '2031-11', 192],
  ['M60', '1976-09', '2039-09', 240],
  ['F55', '1970-01', '2025-02', 180],
  ['F55', '1975-07', '2031-12', 192],
  ['F55', '1981-09', '2039-09', 240],
  ['F50', '1975-01', '2025-02', 180],
  ['F50', '1975-03', '2025-05', 180],
  ['F50', '1980-06', '2033-03', 204],
  ['F50', '1984-11', '2039-11', 240],
];

const GROUPS: readonly RetirementGroup[] = ['M60', 'F55', 'F50'];
const BIRTH_MONTHS = Array.from({ length: 12 * 45 }, (_, index) => addMonths('1958-01', index));

describe('the statutory retirement month', () => {
  let rows: EngineRow[] = [];
  beforeAll(async () => {
    const people = OFFICIAL.map(([post, born]) =>
      woman(born, employeePension({ post, paidUntil: '2026-09' })),
    );
    rows = await assessTown({ asOf: '2026-10-31', people }, (town) => town.table('retirement', 'person_id'));
  });
  it.each(OFFICIAL.map((official, place) => [...official, place] as const))(
    '%s born %s retires %s with %d months',
    (group, _born, retireMonth, minimumMonths, place) => {
      expect(rows[place]).toMatchObject({
        retirement_group: group,
        group_is_stored: true,
        retire_month: retireMonth,
        minimum_months: minimumMonths,
      });
    },
  );

  it('is that of the domain for every birth month and group', async () => {
    const cases = GROUPS.flatMap((post) => BIRTH_MONTHS.map((born) => ({ post, born })));
    const people = cases.map(({ post, born }) => man(born, employeePension({ post, paidUntil: '2026-09' })));
    const found = await assessTown({ asOf: '2026-10-31', people }, (town) =>
      town.table('retirement', 'person_id'),
    );
    const rules = retirementRules(compileCatalogue(loadCatalogue(), '2026-10-31'));
    expect(found.map((row) => [row.retire_month, row.minimum_months])).toEqual(
      cases.map(({ post, born }) => {
        const { retireMonth, minimumMonths } = statutoryRetirement(
          born,
          rules.ageRules[post],
          rules.minimumRules,
        );
        return [retireMonth, minimumMonths];
      }),
    );
  });
});

describe('the retirement group', () => {
  const CASES = [
    ['a man of whom nothing is stored', man('1980-05'), 'M60', false],
    ['a woman of whom nothing is stored', woman('1980-05'), 'F50', false],
    ['a woman with a resident account', woman('1980-05', residentPension({ paidUntil: 2026 })), 'F50', false],
    ['a woman who pays alone', woman('1980-05', flexiblePension({ paidUntil: '2026-09' })), 'F55', false],
    ['a woman employed', woman('1980-05', employeePension({ paidUntil: '2026-09' })), 'F50', false],
    ['a woman in public service', woman('1980-05', publicPension({ paidUntil: '2026-09' })), 'F50', false],
    [
      'a woman who pays alone, stored as worker',
      woman('1980-05', flexiblePension({ paidUntil: '2026-09', post: 'F50' })),
      'F50',
      true,
    ],
    [
      'a woman in public service, stored as cadre',
      woman('1980-05', publicPension({ paidUntil: '2026-09', post: 'F55' })),
      'F55',
      true,
    ],
    [
      'the live account before the ended one',
      woman(
        '1980-05',
        employeePension({ paidUntil: '2020-01', state: 'TERMINATED', post: 'F50' }),
        publicPension({ paidUntil: '2026-09', post: 'F55' }),
      ),
      'F55',
      true,
    ],
    [
      'what any account stores before what is assumed',
      woman(
        '1980-05',
        row('hrss_emp_account', {
          insured_identity: 'FLEXIBLE',
          insured_state: 'LIVE',
          last_paid_month: '2026-09',
        }),
        publicPension({ paidUntil: '2020-01', state: 'TERMINATED', post: 'F50' }),
      ),
      'F50',
      true,
    ],
  ] as const;
  let rows: EngineRow[] = [];
  beforeAll(async () => {
    const people = [...CASES.map(([, person]) => person), somebody()];
    rows = await assessTown({ asOf: '2026-10-31', people }, (town) => town.table('retirement', 'person_id'));
  });
  it.each(CASES.map(([who, , group, stored], place) => [who, group, stored, place] as const))(
    '%s: %s',
    (_who, group, stored, place) => {
      expect(rows[place]).toMatchObject({ retirement_group: group, group_is_stored: stored });
    },
  );

  it('is not guessed for somebody whose birth is unknown', () => {
    expect(rows).toHaveLength(CASES.length);
  });
});
