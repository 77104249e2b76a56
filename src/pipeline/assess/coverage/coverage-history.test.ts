import { beforeAll, describe, expect, it } from 'vitest';
import type { EngineRow } from '#engine/engine.ts';
import { man, residentPension } from '../sample-person.ts';
import { assessTown } from '../sample-town.ts';

describe('history', () => {
  const people = [
    man('1985-05'),
    man('1985-05'),
    man('1985-05', residentPension({ paidUntil: 2026 })),
    man('1990-01'),
  ];
  let rows: EngineRow[] = [];
  beforeAll(async () => {
    const town = {
      asOf: '2026-10-31',
      people,
      previous: [
        { person: 0, status: 'MISSED', since: '2026-03-31' },
        { person: 1, status: 'MISSED', previousStatus: 'OUT_OF_SCOPE', since: '2026-07-31' },
        { person: 2, status: 'INTERRUPTED', previousStatus: 'NORMAL', since: '2026-01-31' },
      ],
    };
    rows = await assessTown(town, (found) => found.table('coverage_status', 'person_id'));
  });

  it('goes on while the status stays', () => {
    expect(rows[0]).toMatchObject({ status: 'MISSED', previous_status: null, status_since: '2026-03-31' });
  });
  it('keeps the status before the present one, so that a run with nothing new changes nothing', () => {
    expect(rows[1]).toMatchObject({ previous_status: 'OUT_OF_SCOPE', status_since: '2026-07-31' });
  });
  it('begins anew when the status changes', () => {
    expect(rows[2]).toMatchObject({
      status: 'NORMAL',
      previous_status: 'INTERRUPTED',
      status_since: '2026-10-31',
    });
  });
  it('begins on the as-of date for somebody new', () => {
    expect(rows[3]).toMatchObject({ previous_status: null, status_since: '2026-10-31' });
  });
});
