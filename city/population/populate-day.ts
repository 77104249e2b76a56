import { isoOfDay, monthOfDay } from '../calendar.ts';
import { RandomStream } from '../random.ts';
import type { TruthPerson } from '../truth/truth-person.ts';
import type { CityPlan, VillagePlan } from './city-plan.ts';
import type { CleanRecord, VillageOutput } from './clean-record.ts';
import { createVillage } from './create-village.ts';
import { letSomethingHappen } from './day-events.ts';
import { dayEvidence, livesOf } from './evidence/day-evidence.ts';
import { truthOf } from './observe-life.ts';
import type { Dwelling, Person } from './person.ts';
import { insuredUnitRow } from './records/unit-records.ts';
import { type PersonSource, personRecords, personSources } from './records/village-records.ts';
import { addHeads, emptyHeadcount, truthOfUnit, type UnitHeadcount } from './unit-headcount.ts';
import type { CountyUnits } from './units.ts';
import type { VillageDraft } from './village-draft.ts';

/** One village on a later day: what has changed since the as-of date of the plan. */
export interface DayOfVillage {
  readonly asOfDay: number;
  /** As it stands on that day. */
  readonly village: VillageDraft;
  readonly units: CountyUnits | undefined;
  readonly rows: CleanRecord[];
  /** The sources will send their rows about the person anew. */
  touch(person: Person, sources: readonly PersonSource[]): void;
  /** Dwellings in which nobody lives and whose meters stand still. */
  emptyDwellings(): Dwelling[];
}

/**
 * What a later day brings: something happens to about `share` of the people. Yields for each village
 * the rows that the departments send as deltas (`change_kind` of the grid's list included) and the
 * truth on that day of everybody whose truth is another than on the as-of date, be it by an event or
 * because a deadline or birthday has passed; newborns included. The last output holds the units
 * whose heads have changed. `day`: days after the as-of date, from 1. Nothing needs to be stored:
 * the city is made anew from the plan.
 */
export function* populateDay(plan: CityPlan, day: number, share = 0.01): Generator<VillageOutput> {
  const before = emptyHeadcount(plan);
  const after = emptyHeadcount(plan);
  const asOfDay = plan.asOfDay + day;
  const laterPlan: CityPlan = { ...plan, asOf: isoOfDay(asOfDay), asOfDay, asOfMonth: monthOfDay(asOfDay) };
  for (const villagePlan of plan.villages) {
    const output = dayOfVillage(plan, laterPlan, villagePlan, day, share, before, after);
    if (output.people.length > 0 || output.records.length > 0) yield output;
  }
  yield changedUnits(laterPlan, before, after);
}

function dayOfVillage(
  plan: CityPlan,
  laterPlan: CityPlan,
  villagePlan: VillagePlan,
  day: number,
  share: number,
  before: UnitHeadcount,
  after: UnitHeadcount,
): VillageOutput {
  const created = createVillage(plan, villagePlan);
  addHeads(before, created);
  const { code } = villagePlan;
  const earlier = new Map(created.people.map((person) => [person, truthOf(person, code, plan.asOf, true)]));
  const random = new RandomStream(`${plan.seed}/${code}/day/${day}`);
  const village: VillageDraft = { ...created, plan: laterPlan, random };
  const touched = new Map<Person, Set<PersonSource>>();
  let empty: Dwelling[] | null = null;
  const scene: DayOfVillage = {
    asOfDay: laterPlan.asOfDay,
    village,
    units: plan.units.byCounty.get(villagePlan.countyCode),
    rows: [],
    touch(person, sources) {
      const known = touched.get(person) ?? new Set();
      for (const source of sources) known.add(source);
      touched.set(person, known);
    },
    emptyDwellings() {
      empty ??= created.settlement.dwellings.filter(
        (dwelling) => dwelling.use === 'VACANT' && dwelling.electricityKwh === 0,
      );
      return empty;
    },
  };
  const people = [...created.people];
  for (const person of people) {
    if (random.chance(share)) letSomethingHappen(scene, random, person);
  }
  for (const [person, sources] of touched) scene.rows.push(...personRecords(village, person, sources));
  addHeads(after, village);
  const evidence = dayEvidence(village, people);
  scene.rows.push(...evidence);
  const changed = changedPeople(village, earlier);
  return {
    village: code,
    people: changed,
    records: lastOfEachKey(scene.rows),
    units: [],
    unlistedDwellings: [],
    awards: [],
    wrongs: [],
    lives: livesOf(village, changed, evidence),
  };
}

function changedPeople(village: VillageDraft, earlier: ReadonlyMap<Person, TruthPerson>): TruthPerson[] {
  const changed: TruthPerson[] = [];
  for (const person of village.people) {
    const now = truthOf(person, village.village.code, village.plan.asOf, true);
    const then = earlier.get(person);
    if (then !== undefined && isSame(then, now)) continue;
    changed.push({ ...now, onRecord: isOnRecord(village, person) });
  }
  return changed;
}

/** Named in a row of its own, or as the wife in a marriage row. */
function isOnRecord(village: VillageDraft, person: Person): boolean {
  if (personRecords(village, person, personSources).length > 0) return true;
  const husband = person.spouse ?? person.formerSpouse;
  return husband !== null && personRecords(village, husband, ['cab_marriage']).length > 0;
}

function isSame(a: TruthPerson, b: TruthPerson): boolean {
  return (Object.keys(a) as (keyof TruthPerson)[]).every((field) => a[field] === b[field]);
}

/** Two events may touch one row: the later stands. */
function lastOfEachKey(rows: readonly CleanRecord[]): CleanRecord[] {
  return [...new Map(rows.map((row) => [`${row.source}/${row.key}`, row])).values()];
}

function changedUnits(plan: CityPlan, before: UnitHeadcount, after: UnitHeadcount): VillageOutput {
  const changed = plan.units.all.filter(
    ({ index }) =>
      before.staff[index] !== after.staff[index] || before.insured[index] !== after.insured[index],
  );
  return {
    village: plan.region,
    people: [],
    records: changed
      .filter((unit) => unit.enrolMonth > 0)
      .map((unit) => insuredUnitRow(plan, unit, after.insured[unit.index]!)),
    units: changed.map((unit) => truthOfUnit(unit, after)),
    unlistedDwellings: [],
    awards: [],
    wrongs: [],
    lives: [],
  };
}
