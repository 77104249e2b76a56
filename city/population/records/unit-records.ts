import { isoOfDay, monthText } from '../../calendar.ts';
import { scatter } from '../../random.ts';
import type { CityPlan } from '../city-plan.ts';
import type { CleanRecord } from '../clean-record.ts';
import { ageOn, type Person } from '../person.ts';
import { hasTrait } from '../traits.ts';
import { isPublic, type Unit } from '../units.ts';
import type { Village } from '../village-draft.ts';
import { numberIn, type PersonWriter } from './record-writing.ts';

/** 市场主体登记 of a trader's own business. */
export const writeBusiness: PersonWriter = (rows, person, { village }) => {
  const { business } = person;
  if (business === null || person.idNo === '') return;
  rows.push(
    entityRow(person, {
      uscc: business.uscc,
      name: business.name,
      kind: 'SOLE_TRADER',
      state: business.state,
      foundedDay: business.foundedDay,
      industry: business.industry,
      countyCode: village.countyCode,
      address: `${village.address}${person.household.dwelling.estateName || '街道'}`,
    }),
  );
};

/** 市场主体登记 of the companies that sit in the village, each with a villager as legal representative. */
export function writeUnits(rows: CleanRecord[], { plan, village, people }: Village): void {
  const units = plan.units.byVillage.get(village.code) ?? [];
  const adults = people.filter(
    (person) =>
      person.idNo !== '' &&
      person.whereabouts !== 'GONE' &&
      person.custody === null &&
      !person.awards.some(({ programme }) => programme === 'UNEMP_BENEFIT') &&
      person.death === null &&
      ageOn(person, plan.asOfDay) >= 24 &&
      ageOn(person, plan.asOfDay) < 66,
  );
  for (const unit of units) {
    if (isPublic(unit) || adults.length === 0) continue;
    const legal = adults[scatter(unit.index, 77) % adults.length]!;
    rows.push(
      entityRow(legal, {
        uscc: unit.uscc,
        name: unit.name,
        kind: unit.kind,
        state: unit.state,
        foundedDay: unit.foundedDay,
        industry: unit.industry,
        countyCode: village.countyCode,
        address: `${village.address}${1 + (scatter(unit.index, 78) % 200)}号`,
      }),
    );
  }
}

function entityRow(
  legal: Person,
  entity: {
    uscc: string;
    name: string;
    kind: string;
    state: string;
    foundedDay: number;
    industry: string;
    countyCode: string;
    address: string;
  },
): CleanRecord {
  return {
    source: 'samr_entity',
    key: entity.uscc,
    people: [{ ...legal.asSelf[0]!, role: 'legal' }],
    fields: {
      uscc: entity.uscc,
      entity_name: entity.name,
      entity_kind: entity.kind,
      legal_id_no: numberIn(legal),
      legal_name: legal.name,
      legal_mobile: legal.mobile,
      legal_hukou_address: hasTrait(legal, 'CONTACT', 0.9) ? (legal.booklet?.address ?? null) : null,
      entity_state: entity.state,
      founded_date: isoOfDay(entity.foundedDay),
      industry: entity.industry,
      division: entity.countyCode,
      address: entity.address,
    },
  };
}

/** 参保单位. */
export function insuredUnitRow(plan: CityPlan, unit: Unit, insuredHeadcount: number): CleanRecord {
  const key = `${unit.village.countyCode}${String(unit.index).padStart(7, '0')}`;
  return {
    source: 'hrss_unit',
    key,
    people: [],
    fields: {
      unit_no: key,
      uscc: unit.uscc,
      unit_name: unit.name,
      enrol_month: monthText(Math.min(unit.enrolMonth, plan.asOfMonth)),
      unit_state: unit.state === 'ACTIVE' ? 'LIVE' : 'CANCELLED',
      insured_headcount: insuredHeadcount,
    },
  };
}
