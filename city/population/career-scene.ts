import { isoOfDay, yearOfDay } from '../calendar.ts';
import { pickWeighted, type RandomStream } from '../random.ts';
import type { Person } from './person.ts';
import type { CountyUnits, Unit } from './units.ts';
import type { VillageDraft } from './village-draft.ts';

/** One person at the point where work and insurance are decided. */
export interface CareerScene {
  readonly draft: VillageDraft;
  readonly random: RandomStream;
  readonly person: Person;
  /** Last month that can have been worked and paid: of the as-of date, of the dead that of death. */
  readonly month: number;
}

export function pickUnit({ draft, random }: CareerScene, kind: keyof CountyUnits): Unit | null {
  const table = draft.plan.units.byCounty.get(draft.village.countyCode)?.[kind] ?? null;
  return table === null ? null : pickWeighted(random, table);
}

/** An employer of the past: perhaps one that has closed since. */
export function pickFormerUnit(scene: CareerScene): Unit | null {
  return (scene.random.chance(0.4) ? pickUnit(scene, 'closed') : null) ?? pickUnit(scene, 'insured');
}

/** Year of the scene's month. */
export function sceneYear({ month }: CareerScene): number {
  return Math.floor(month / 12);
}

/** How many have paid the year's resident contribution by now; the rest wait for December. */
export function residentPaidShare({ draft, month }: CareerScene): number {
  const { asOfDay } = draft.plan;
  if (yearOfDay(asOfDay) !== Math.floor(month / 12)) return 0.9;
  return isoOfDay(asOfDay).slice(5) === '12-31' ? 0.965 : Math.min(0.95, 0.05 + 0.075 * ((month % 12) + 1));
}
