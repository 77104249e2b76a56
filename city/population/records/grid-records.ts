import { isoOfDay, monthText } from '../../calendar.ts';
import { RandomStream } from '../../random.ts';
import type { CleanRecord } from '../clean-record.ts';
import { newName, newSurname } from '../names/name-giver.ts';
import type { Dwelling, Livelihood, Person } from '../person.ts';
import { gridCode } from '../settlement.ts';
import { hasTrait } from '../traits.ts';
import type { Village } from '../village-draft.ts';
import { addRow, keyOf, numberIn, type PersonWriter, sexIn } from './record-writing.ts';

const NOTES: Readonly<Record<Livelihood, string | null>> = {
  CHILD: null,
  STUDENT: 'STUDENT',
  EMPLOYEE: 'EMPLOYEE',
  PUBLIC: 'EMPLOYEE',
  SOLE_TRADER: 'SOLE_TRADER',
  FLEXIBLE: 'FLEXIBLE',
  GIG: 'FLEXIBLE',
  FARMER: 'FARMER',
  MIGRANT_WORKER: 'MIGRANT_WORKER',
  NONE: 'NONE',
  RETIRED: 'RETIRED',
};

/** 网格常住人口. `changeKind`: of a daily delta; null in a full list. */
export function residentRow(
  person: Person,
  village: Village,
  changeKind: 'INSERT' | 'UPDATE' | 'DELETE' | null = null,
): CleanRecord {
  const { dwelling } = person.household;
  const key = keyOf('R', person);
  return {
    source: 'grid_resident',
    key,
    people: person.asSelf,
    fields: {
      resident_no: key,
      id_no: numberIn(person),
      name: person.name,
      sex: sexIn(person),
      ethnicity: person.ethnicity,
      birth_date: isoOfDay(person.birthDay),
      mobile: person.mobile,
      grid_code: dwelling.gridCode,
      dwelling_code: hasTrait(person, 'GRID_BLANK', 0.015) ? null : dwelling.code,
      residence_address: dwelling.address,
      relation_to_head: person.relation,
      residence_type: residenceType(person, village),
      employment_note: NOTES[person.livelihood],
      monthly_income_fen:
        person.incomeFen > 0 && hasTrait(person, 'GRID_INCOME', 0.6) ? person.incomeFen : null,
      collect_date: isoOfDay(person.gridCollectDay),
      change_kind: changeKind,
    },
  };
}

export const writeResident: PersonWriter = (rows, person, village) => {
  if (person.gridListing !== 'NONE') rows.push(residentRow(person, village));
};

function residenceType(person: Person, { village }: Village): string {
  if (person.gridListing === 'AWAY') return 'AWAY';
  if (person.relation === 'TENANT') return 'LODGER';
  if (person.booklet === null) return person.outsideHukou === null ? 'RESIDENT' : 'MIGRANT_IN';
  return person.booklet.village === village ? 'RESIDENT' : 'RESIDENT_SPLIT';
}

/** 房屋底册, and 水电用量 of every dwelling whose meter runs or did not long ago. */
export function writeDwellings(rows: CleanRecord[], { settlement, plan }: Village): void {
  const usageMonth = monthText(plan.asOfMonth - 1);
  for (const dwelling of settlement.dwellings) {
    rows.push(dwellingRow(dwelling));
    if (dwelling.electricityKwh === 0 && !dwelling.accountNo.endsWith('3')) continue;
    rows.push({
      source: 'utility_usage',
      key: dwelling.accountNo,
      people: [],
      fields: {
        account_no: dwelling.accountNo,
        dwelling_code: dwelling.code,
        usage_month: usageMonth,
        electricity_kwh: dwelling.electricityKwh,
        water_m3: dwelling.waterM3,
        address: dwelling.address,
      },
    });
  }
}

/** 房屋底册. */
export function dwellingRow(dwelling: Dwelling): CleanRecord {
  return {
    source: 'grid_dwelling',
    key: dwelling.code,
    people: [],
    fields: {
      dwelling_code: dwelling.code,
      grid_code: dwelling.gridCode,
      building_code: dwelling.buildingCode,
      building_name: dwelling.buildingName,
      estate_name: dwelling.estateName || null,
      unit_no: dwelling.unitNo || null,
      room_no: dwelling.roomNo,
      dwelling_use: dwelling.use,
      address: dwelling.address,
    },
  };
}

/** 网格与网格员: names of officials, who are nobody of the population. */
export function writeGrids(rows: CleanRecord[], { plan, village }: Village): void {
  const random = new RandomStream(`${plan.seed}/${village.code}/grids`);
  const official = () => {
    const sex = random.chance(0.6) ? 2 : 1;
    return newName(random, {
      ethnicity: '01',
      sex,
      birthYear: random.between(1972, 1999),
      surname: newSurname(random, '01'),
    });
  };
  const leadName = official();
  for (let grid = 0; grid < village.grids; grid += 1) {
    const code = gridCode(village, grid);
    rows.push({
      source: 'grid_worker',
      key: code,
      people: [],
      fields: {
        grid_code: code,
        grid_name: `${village.name.replace(/(居委会|村委会)$/, '')}第${grid + 1}网格`,
        worker_name: official(),
        worker_mobile: `164${String(random.below(100_000_000)).padStart(8, '0')}`,
        lead_name: leadName,
      },
    });
  }
}

/** 村(社区)干部. */
export const writeCadre: PersonWriter = (rows, person, { village }) => {
  const { cadre } = person;
  if (cadre === null) return;
  const key = keyOf('CG', person);
  addRow(rows, 'org_village_cadre', key, person, {
    cadre_no: key,
    id_no: numberIn(person),
    name: person.name,
    sex: sexIn(person),
    birth_date: isoOfDay(person.birthDay),
    mobile: person.mobile,
    village_division: village.code,
    post: cadre.post,
    from_date: isoOfDay(cadre.fromDay),
    to_date: cadre.toDay === 0 ? null : isoOfDay(cadre.toDay),
  });
};
