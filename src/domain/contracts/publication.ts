import { CERTIFICATION_TABLES } from './certification-tables.ts';
import type { PublishedRow, PublishedTable } from './published-table.ts';
import { RISK_TABLES } from './risk-tables.ts';

/**
 * What the line hands to the store. The pipeline writes these tables and the store keeps them; neither reads
 * anything else of the other. People stand here by `person_id` alone: names, numbers of any kind, phones
 * and addresses stay in the lake (`docs/decisions/0006-published-without-identity.md`).
 */
export const PUBLISHED_TABLES = frozen({
  division: {
    title: '行政区划',
    grain: 'one row per division',
    key: ['code'],
    columns: {
      code: ['text', '2, 4, 6, 9 or 12 digits; begins with the code of its parent'],
      level: ['integer', '1 province, 2 city, 3 county, 4 township, 5 village'],
      name: ['text', 'name without those of its parents'],
      parent: ['text', 'code of the division one level up'],
      kind: ['text', 'what it is called: CITY, COUNTY, TOWN, VILLAGE and so on'],
      residents: ['integer', 'people who live in it'],
      registered: ['integer', 'people whose hukou is in it'],
      households: ['integer', 'households with residents'],
      dwellings: ['integer', 'dwellings of the ledger'],
      buildings: ['integer', 'buildings of the ledger'],
      grids: ['integer', 'grids'],
    },
  },
  grid: {
    title: '网格',
    grain: 'one row per grid',
    key: ['grid_code'],
    columns: {
      grid_code: ['text', '15 digits: village and three more'],
      division: ['text', 'village, 12 digits'],
      grid_name: ['text', 'name as the grid office writes it'],
      is_listed: ['boolean', 'known to the grid office, not only to dwellings or residents'],
      dwellings: ['integer', 'dwellings of the ledger'],
      households: ['integer', 'households of its residents'],
      residents: ['integer', 'people who live in it'],
    },
  },
  building: {
    title: '楼栋',
    grain: 'one row per building',
    key: ['building_code'],
    columns: {
      building_code: ['text', 'code of the dwelling ledger'],
      grid_code: ['text', 'grid it stands in'],
      division: ['text', 'village, 12 digits'],
      dwellings: ['integer', 'dwellings of the ledger'],
      residents: ['integer', 'people who live in it'],
    },
  },
  dwelling: {
    title: '房屋',
    grain: 'one row per dwelling',
    key: ['dwelling_code'],
    columns: {
      dwelling_code: ['text', 'code of the dwelling ledger'],
      building_code: ['text', 'building it lies in'],
      grid_code: ['text', 'grid it lies in'],
      division: ['text', 'village, 12 digits'],
      dwelling_use: ['text', 'OWNER, RENTED, VACANT, MIXED, DORMITORY'],
      residents: ['integer', 'people who live in it'],
    },
  },
  household: {
    title: '户',
    grain: 'one row per household: people sharing a dwelling, or a booklet where no dwelling is known',
    key: ['household_id'],
    columns: {
      household_id: ['text', 'stable id'],
      kind: ['text', 'DWELLING: shares a dwelling; HUKOU: shares a booklet, no dwelling known'],
      dwelling_code: ['text', 'dwelling they share'],
      grid_code: ['text', 'grid they live in'],
      division: ['text', 'village, 12 digits'],
      head_person_id: ['text', 'head of the household'],
      members: ['integer', 'people in it'],
      residents: ['integer', 'of these living here'],
      registered: ['integer', 'of these with hukou here'],
    },
  },
  person: {
    title: '人员',
    grain: 'one row per natural person',
    key: ['person_id'],
    columns: {
      person_id: ['text', '32 hex digits, stable'],
      sex: ['text', 'GB/T 2261.1: 1 male, 2 female'],
      birth_date: ['date', 'birth date'],
      ethnicity: ['text', 'GB/T 3304 code'],
      hukou_division: ['text', 'village of the hukou, 12 digits'],
      residence_division: ['text', 'village lived in, 12 digits'],
      grid_code: ['text', 'grid lived in'],
      dwelling_code: ['text', 'dwelling lived in'],
      household_id: ['text', 'household'],
      is_registered: ['boolean', 'hukou here'],
      is_resident: ['boolean', 'lives here'],
      residence_split: ['boolean', 'lives away from the hukou (人户分离)'],
      identity_issue: ['text', 'SHARED_NUMBER, NAME_CONFLICT or the issue of the number; null when good'],
      death_date: ['date', 'death'],
      left_date: ['date', 'day of leaving the region'],
      left_reason: ['text', 'why left'],
      record_count: ['integer', 'rows of all sources about this person'],
    },
  },
  coverage_status: {
    title: '参保状态',
    grain: 'one row per person',
    key: ['person_id'],
    columns: {
      person_id: ['text', 'person'],
      status: ['text', 'first status of the decision that fits'],
      scheme: ['text', 'pension scheme the status is about'],
      gap_months: ['integer', 'months unpaid'],
      grade: ['text', 'WARN, SHORT or LONG gap'],
      reason: ['text', 'code of the reason'],
      rule: ['text', 'rule that decided'],
      rule_version: ['text', 'its version'],
      evidence: ['bigint[]', 'source rows: batch number * 2^32 + line'],
      previous_status: ['text', 'status before this one'],
      status_since: ['date', 'as-of date on which the status was first seen'],
      retire_month: ['text', 'statutory retirement month, YYYY-MM'],
      in_denominator: ['boolean', 'counts in the default coverage rate'],
    },
  },
  recommendation: {
    title: '参保建议',
    grain: 'one row per person to be advised',
    key: ['person_id'],
    columns: {
      person_id: ['text', 'person'],
      advice: ['text', 'code of the advice'],
      scheme: ['text', 'scheme to join or resume'],
      tier_fen: ['bigint', 'contribution tier or base, fen'],
      own_cost_fen: ['bigint', 'what the person pays, fen per period'],
      subsidy_fen: ['bigint', 'what the state adds, fen per period'],
      period: ['text', 'YEAR or MONTH'],
      reason: ['text', 'why this'],
      target: ['text', 'PERSON or UNIT: whom to approach'],
      uscc: ['text', 'the unit to approach'],
      rule_version: ['text', 'version of the rule that recommends'],
    },
  },
  unit_status: {
    title: '单位参保状态',
    grain: 'one row per unit',
    key: ['uscc'],
    columns: {
      uscc: ['text', 'unified social credit code'],
      entity_name: ['text', 'registered name'],
      division: ['text', 'division of registration'],
      status: ['text', 'UNINSURED_UNIT, INSURED_UNIT, NO_STAFF, CLOSED'],
      staff_evidence: ['integer', 'people seen working there'],
      insured_headcount: ['integer', 'people insured through it'],
      evidence: ['bigint[]', 'source rows'],
    },
  },
  person_tag: {
    title: '人员标签',
    grain: 'one row per person and tag',
    key: ['person_id', 'tag'],
    columns: {
      person_id: ['text', 'person'],
      tag: ['text', 'T01–T23'],
      since: ['date', 'since when it holds'],
      row_id: ['bigint', 'source row it was taken from'],
    },
  },
  coverage_rate: {
    title: '参保率',
    grain: 'one row per division and denominator',
    key: ['division', 'denominator'],
    columns: {
      division: ['text', 'division code, 2–12 digits'],
      denominator: ['text', 'RESIDENT, REGISTERED or BOTH'],
      level: ['integer', '1 province … 5 village'],
      residents: ['integer', 'residents'],
      in_scope: ['integer', 'people who count'],
      insured: ['integer', 'of these paying or drawing, here or elsewhere'],
      coverage_rate: ['double precision', 'insured over in_scope, 0–1'],
      assessed: ['integer', 'people with a live enrolment who have to pay'],
      paid: ['integer', 'of these paid for the current period'],
      payment_rate: ['double precision', 'paid over assessed, 0–1'],
      data_error: ['integer', 'people of status DATA_ERROR'],
      deceased: ['integer', 'people of status DECEASED'],
      left: ['integer', 'people of status LEFT'],
      beneficiary: ['integer', 'people of status BENEFICIARY'],
      normal: ['integer', 'people of status NORMAL'],
      insured_elsewhere: ['integer', 'people of status INSURED_ELSEWHERE'],
      out_of_scope: ['integer', 'people of status OUT_OF_SCOPE'],
      unclaimed: ['integer', 'people of status UNCLAIMED'],
      interrupted: ['integer', 'people of status INTERRUPTED'],
      dropped: ['integer', 'people of status DROPPED'],
      missed: ['integer', 'people of status MISSED'],
    },
  },
  ...CERTIFICATION_TABLES,
  ...RISK_TABLES,
  locate_by_dwelling: {
    title: '以房找人',
    grain: 'one row per dwelling with use and without residents',
    key: ['dwelling_code'],
    columns: {
      dwelling_code: ['text', 'dwelling'],
      building_code: ['text', 'building it lies in'],
      grid_code: ['text', 'grid it lies in'],
      division: ['text', 'village, 12 digits'],
      dwelling_use: ['text', 'use as the ledger has it'],
      last_usage_month: ['text', 'last month with water or power used, YYYY-MM'],
    },
  },
  locate_by_household: {
    title: '以户找人',
    grain: 'one row per person of a booklet who is missing from the household',
    key: ['person_id'],
    columns: {
      person_id: ['text', 'the missing person'],
      household_id: ['text', 'the household of the others'],
      grid_code: ['text', 'grid of that household'],
      division: ['text', 'village of that household'],
      present_members: ['integer', 'people of the booklet who live there'],
    },
  },
  resident_without_dwelling: {
    title: '有人无房',
    grain: 'one row per resident without dwelling',
    key: ['person_id'],
    columns: {
      person_id: ['text', 'person'],
      grid_code: ['text', 'grid lived in'],
      division: ['text', 'village lived in'],
      dwelling_code: ['text', 'the code that was given, if any'],
      reason: ['text', 'NO_CODE: none given; UNKNOWN_CODE: not in the ledger'],
    },
  },
  person_event: {
    title: '人员编号变动',
    grain: 'one row per thing that happened to an id; only ever added to',
    key: ['event_id'],
    columns: {
      event_id: ['text', 'stable id'],
      publication: ['integer', 'publication with which it happened'],
      as_of: ['date', 'as-of date of that publication'],
      kind: ['text', 'MERGE, SPLIT, ATTACHED, DETACHED or CORRECTED'],
      person_id: ['text', 'person to whom it happened'],
      other_id: [
        'text',
        'MERGE: lives on in; SPLIT, DETACHED: records went to; ATTACHED: came from, null when new',
      ],
      records: ['bigint', 'source rows concerned'],
      rule: ['text', 'rule that linked them, DECIDED_… or UNDONE_… when a decision was the cause'],
      decision_key: ['text', 'decision that was the cause'],
    },
  },
  person_alias: {
    title: '人员旧编号',
    grain: 'one row per id that no longer lives and person who has its records',
    key: ['old_person_id', 'person_id'],
    columns: {
      old_person_id: ['text', 'id that was published once'],
      person_id: ['text', 'living person; of GONE the last that had its records'],
      kind: ['text', 'MERGED: one has its records; SPLIT: several; GONE: none is delivered any more'],
    },
  },
  batch: {
    title: '报送批次',
    grain: 'one row per delivery; read = accepted + quarantined + repeated',
    key: ['batch_no'],
    columns: {
      batch_no: ['integer', 'counts up from 1'],
      source: ['text', 'source'],
      file: ['text', 'name of the file as received'],
      department: ['text', 'department code'],
      mode: ['text', 'full or delta'],
      delivered_on: ['date', 'day of delivery'],
      read: ['bigint', 'records read'],
      accepted: ['bigint', 'records accepted'],
      quarantined: ['bigint', 'records refused'],
      repeated: ['bigint', 'records that repeat an earlier one'],
      trust: ['integer', 'trust of the source, 0–100'],
    },
  },
} satisfies Record<string, PublishedTable>);

export type PublishedTableName = keyof typeof PUBLISHED_TABLES;
export type CoverageRate = PublishedRow<typeof PUBLISHED_TABLES.coverage_rate>;

/** Tables with their names, in the order in which they are published and loaded. */
export const PUBLISHED_TABLE_LIST: readonly (PublishedTable & { readonly name: PublishedTableName })[] =
  Object.freeze(
    Object.entries(PUBLISHED_TABLES).map(([name, table]) =>
      Object.freeze({ name: name as PublishedTableName, ...table }),
    ),
  );

function frozen<const T extends object>(value: T): T {
  for (const inner of Object.values(value)) if (typeof inner === 'object') frozen(inner);
  return Object.freeze(value);
}
