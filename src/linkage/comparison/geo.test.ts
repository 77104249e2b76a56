import { afterAll, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import { LINKAGE_PRELUDE } from '../linkage-prelude.ts';
import { pairLevels } from './pair-levels.ts';

const engine = await openDuckdb({ prelude: LINKAGE_PRELUDE });
afterAll(() => engine.close());

const place = (lat: number | null, lon: number | null) => ({ lat, lon });

it('tells places apart by distance', async () => {
  const levels = await pairLevels(
    engine,
    { kind: 'geo', columns: ['lat', 'lon'], options: { within_km: [1, 10, 350] } },
    { lat: 'number', lon: 'number' },
    [
      [place(36, 106.2), place(36, 106.2)],
      [place(36, 106.2), place(36.05, 106.2)],
      [place(48.8566, 2.3522), place(51.5074, -0.1278)], // Paris and London: 344 km
      [place(89.99, 0), place(89.99, 180)],
      [place(36, 179.999), place(36, -179.999)],
      [place(36, 106.2), place(46, 106.2)],
      [place(0, 0), place(0, 0)],
      [place(91, 0), place(36, 106.2)],
      [place(null, 106.2), place(36, 106.2)],
    ],
  );
  expect(levels).toEqual([
    'within_1_km',
    'within_10_km',
    'within_350_km',
    'within_10_km',
    'within_1_km',
    'else',
    'missing',
    'missing',
    'missing',
  ]);
});
