import { beforeAll, describe, expect, test } from 'vitest';
import { readDivisions } from '#catalogue/divisions/read-divisions.ts';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import type { TruthPerson } from '../truth/truth-person.ts';
import { planCity } from './city-plan.ts';
import type { CleanRecord, VillageOutput } from './clean-record.ts';
import { populateCity } from './populate-city.ts';
import { populateDay } from './populate-day.ts';

const plan = planCity({
  region: '640402',
  people: 8000,
  seed: 5,
  asOf: '2026-11-20',
  divisions: readDivisions({ prefix: '640402' }),
});
const before = new Map<number, TruthPerson>();
const rowsBefore = new Map<string, CleanRecord>();
let day: VillageOutput[];
let changed: TruthPerson[];
let rows: CleanRecord[];

beforeAll(() => {
  for (const { people, records } of populateCity(plan)) {
    for (const person of people) before.set(person.truthId, person);
    for (const record of records) rowsBefore.set(`${record.source}/${record.key}`, record);
  }
  day = [...populateDay(plan, 1, 0.05)];
  changed = day.flatMap(({ people }) => people);
  rows = day.flatMap(({ records }) => records);
});

const statusChanged = (to: string) =>
  changed.filter(({ truthId, status }) => status === to && before.get(truthId)?.status !== to);

test('the same plan and day give the same changes', () => {
  expect([...populateDay(plan, 1, 0.05)]).toEqual(day);
  expect([...populateDay(plan, 2, 0.05)]).not.toEqual(day);
});

describe('the truth of the day', () => {
  test('names nobody whose truth is as it was', () => {
    for (const person of changed) expect(person).not.toEqual(before.get(person.truthId));
  });

  test('people die, resume, join and are born', () => {
    expect(statusChanged('DECEASED').length).toBeGreaterThan(0);
    expect(
      changed.some(
        ({ truthId, status }) => status === 'NORMAL' && before.get(truthId)?.status === 'INTERRUPTED',
      ),
    ).toBe(true);
    expect(
      changed.some(({ truthId, status }) => status === 'NORMAL' && before.get(truthId)?.status === 'MISSED'),
    ).toBe(true);
    const born = changed.filter(({ truthId }) => !before.has(truthId));
    expect(born.length).toBeGreaterThan(0);
    for (const child of born) expect(child.birthDate > '2026-08-01').toBe(true);
    const numbers = new Set([...before.values()].map(({ idNo }) => idNo));
    for (const child of born) expect(numbers.has(child.idNo)).toBe(false);
  });

  test('whoever is sixteen today is in scope today', () => {
    const sixteen = [...before.values()].filter(
      ({ birthDate, status }) => birthDate === '2010-11-21' && status === 'OUT_OF_SCOPE',
    );
    for (const { truthId } of sixteen) {
      const now = changed.find((person) => person.truthId === truthId);
      if (now !== undefined) expect(now.status === 'OUT_OF_SCOPE' && !now.inDenominator).toBe(false);
    }
  });
});

test('the truth of lives follows that of the people who changed', () => {
  const lives = new Map(day.flatMap((output) => output.lives).map((life) => [life.truthId, life]));
  for (const { truthId, deathDate } of changed) expect(lives.get(truthId)?.deathOn).toBe(deathDate);
});

describe('the deltas', () => {
  test('bring the day’s journeys, purchases and withdrawals, of those alike to whom nothing else happened', () => {
    const events = rows.filter(({ fields }) => fields.event_date === '2026-11-21');
    expect(events.length).toBeGreaterThan(100);
    const others = new Set(changed.map(({ truthId }) => truthId));
    expect(events.filter(({ people }) => !others.has(people[0]!.truthId)).length).toBeGreaterThan(100);
  });

  test('are rows of the same shape; a row that was there keeps its people', () => {
    const columns = new Map(
      loadCatalogue().sources.map((source) => [source.source, source.columns.map(({ column }) => column)]),
    );
    for (const row of rows) {
      expect(Object.keys(row.fields)).toEqual(columns.get(row.source));
      const earlier = rowsBefore.get(`${row.source}/${row.key}`);
      if (earlier !== undefined && row.source !== 'samr_entity') expect(row.people).toEqual(earlier.people);
    }
    const keys = rows.map(({ source, key }) => `${source}/${key}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('the grid says what it does: insert what is new, update and delete what was there', () => {
    const grid = rows.filter(({ source }) => source === 'grid_resident');
    expect(new Set(grid.map(({ fields }) => fields.change_kind))).toEqual(
      new Set(['INSERT', 'UPDATE', 'DELETE']),
    );
    for (const { key, fields } of grid) {
      expect(rowsBefore.has(`grid_resident/${key}`)).toBe(fields.change_kind !== 'INSERT');
    }
  });

  test('everybody whose status changed by an event has a row', () => {
    const named = new Set(rows.flatMap(({ people }) => people.map(({ truthId }) => truthId)));
    const byEvent = changed.filter(
      ({ truthId, status, birthDate }) =>
        before.get(truthId)?.status !== status && !birthDate.endsWith('-11-21'),
    );
    for (const { truthId, status } of byEvent) {
      // custody, service and school end by the calendar
      if (before.get(truthId)?.status !== 'OUT_OF_SCOPE')
        expect(named.has(truthId), `${truthId} ${status}`).toBe(true);
    }
  });

  test('touch about the share of people that was asked for', () => {
    const touched = new Set(rows.flatMap(({ people }) => people.map(({ truthId }) => truthId)));
    expect(touched.size / before.size).toBeGreaterThan(0.03);
    expect(touched.size / before.size).toBeLessThan(0.12);
  });
});
