-- The tables of a publication (src/domain/contracts/publication.ts). Codes sort by bytes, so that indexes are cheap
-- and prefixes of division codes use them.

CREATE TABLE zhaoren.division (
  code text COLLATE "C" NOT NULL,
  level integer,
  name text COLLATE "C",
  parent text COLLATE "C",
  kind text COLLATE "C",
  residents integer,
  registered integer,
  households integer,
  dwellings integer,
  buildings integer,
  grids integer,
  PRIMARY KEY (code)
);
COMMENT ON TABLE zhaoren.division IS '行政区划: one row per division';
COMMENT ON COLUMN zhaoren.division.code IS '2, 4, 6, 9 or 12 digits; begins with the code of its parent';
COMMENT ON COLUMN zhaoren.division.level IS '1 province, 2 city, 3 county, 4 township, 5 village';
COMMENT ON COLUMN zhaoren.division.name IS 'name without those of its parents';
COMMENT ON COLUMN zhaoren.division.parent IS 'code of the division one level up';
COMMENT ON COLUMN zhaoren.division.kind IS 'what it is called: CITY, COUNTY, TOWN, VILLAGE and so on';
COMMENT ON COLUMN zhaoren.division.residents IS 'people who live in it';
COMMENT ON COLUMN zhaoren.division.registered IS 'people whose hukou is in it';
COMMENT ON COLUMN zhaoren.division.households IS 'households with residents';
COMMENT ON COLUMN zhaoren.division.dwellings IS 'dwellings of the ledger';
COMMENT ON COLUMN zhaoren.division.buildings IS 'buildings of the ledger';
COMMENT ON COLUMN zhaoren.division.grids IS 'grids';
GRANT SELECT ON zhaoren.division TO zhaoren_reader;

CREATE TABLE zhaoren.grid (
  grid_code text COLLATE "C" NOT NULL,
  division text COLLATE "C",
  grid_name text COLLATE "C",
  is_listed boolean,
  dwellings integer,
  households integer,
  residents integer,
  PRIMARY KEY (grid_code)
);
COMMENT ON TABLE zhaoren.grid IS '网格: one row per grid';
COMMENT ON COLUMN zhaoren.grid.grid_code IS '15 digits: village and three more';
COMMENT ON COLUMN zhaoren.grid.division IS 'village, 12 digits';
COMMENT ON COLUMN zhaoren.grid.grid_name IS 'name as the grid office writes it';
COMMENT ON COLUMN zhaoren.grid.is_listed IS 'known to the grid office, not only to dwellings or residents';
COMMENT ON COLUMN zhaoren.grid.dwellings IS 'dwellings of the ledger';
COMMENT ON COLUMN zhaoren.grid.households IS 'households of its residents';
COMMENT ON COLUMN zhaoren.grid.residents IS 'people who live in it';
GRANT SELECT ON zhaoren.grid TO zhaoren_reader;

CREATE TABLE zhaoren.building (
  building_code text COLLATE "C" NOT NULL,
  grid_code text COLLATE "C",
  division text COLLATE "C",
  dwellings integer,
  residents integer,
  PRIMARY KEY (building_code)
);
COMMENT ON TABLE zhaoren.building IS '楼栋: one row per building';
COMMENT ON COLUMN zhaoren.building.building_code IS 'code of the dwelling ledger';
COMMENT ON COLUMN zhaoren.building.grid_code IS 'grid it stands in';
COMMENT ON COLUMN zhaoren.building.division IS 'village, 12 digits';
COMMENT ON COLUMN zhaoren.building.dwellings IS 'dwellings of the ledger';
COMMENT ON COLUMN zhaoren.building.residents IS 'people who live in it';
GRANT SELECT ON zhaoren.building TO zhaoren_reader;

CREATE TABLE zhaoren.dwelling (
  dwelling_code text COLLATE "C" NOT NULL,
  building_code text COLLATE "C",
  grid_code text COLLATE "C",
  division text COLLATE "C",
  dwelling_use text COLLATE "C",
  residents integer,
  PRIMARY KEY (dwelling_code)
);
COMMENT ON TABLE zhaoren.dwelling IS '房屋: one row per dwelling';
COMMENT ON COLUMN zhaoren.dwelling.dwelling_code IS 'code of the dwelling ledger';
COMMENT ON COLUMN zhaoren.dwelling.building_code IS 'building it lies in';
COMMENT ON COLUMN zhaoren.dwelling.grid_code IS 'grid it lies in';
COMMENT ON COLUMN zhaoren.dwelling.division IS 'village, 12 digits';
COMMENT ON COLUMN zhaoren.dwelling.dwelling_use IS 'OWNER, RENTED, VACANT, MIXED, DORMITORY';
COMMENT ON COLUMN zhaoren.dwelling.residents IS 'people who live in it';
GRANT SELECT ON zhaoren.dwelling TO zhaoren_reader;

CREATE TABLE zhaoren.household (
  household_id text COLLATE "C" NOT NULL,
  kind text COLLATE "C",
  dwelling_code text COLLATE "C",
  grid_code text COLLATE "C",
  division text COLLATE "C",
  head_person_id text COLLATE "C",
  members integer,
  residents integer,
  registered integer,
  PRIMARY KEY (household_id)
);
COMMENT ON TABLE zhaoren.household IS '户: one row per household: people sharing a dwelling, or a booklet where no dwelling is known';
COMMENT ON COLUMN zhaoren.household.household_id IS 'stable id';
COMMENT ON COLUMN zhaoren.household.kind IS 'DWELLING: shares a dwelling; HUKOU: shares a booklet, no dwelling known';
COMMENT ON COLUMN zhaoren.household.dwelling_code IS 'dwelling they share';
COMMENT ON COLUMN zhaoren.household.grid_code IS 'grid they live in';
COMMENT ON COLUMN zhaoren.household.division IS 'village, 12 digits';
COMMENT ON COLUMN zhaoren.household.head_person_id IS 'head of the household';
COMMENT ON COLUMN zhaoren.household.members IS 'people in it';
COMMENT ON COLUMN zhaoren.household.residents IS 'of these living here';
COMMENT ON COLUMN zhaoren.household.registered IS 'of these with hukou here';
GRANT SELECT ON zhaoren.household TO zhaoren_reader;

CREATE TABLE zhaoren.person (
  person_id text COLLATE "C" NOT NULL,
  sex text COLLATE "C",
  birth_date date,
  ethnicity text COLLATE "C",
  hukou_division text COLLATE "C",
  residence_division text COLLATE "C",
  grid_code text COLLATE "C",
  dwelling_code text COLLATE "C",
  household_id text COLLATE "C",
  is_registered boolean,
  is_resident boolean,
  residence_split boolean,
  identity_issue text COLLATE "C",
  death_date date,
  left_date date,
  left_reason text COLLATE "C",
  record_count integer,
  PRIMARY KEY (person_id)
);
COMMENT ON TABLE zhaoren.person IS '人员: one row per natural person';
COMMENT ON COLUMN zhaoren.person.person_id IS '32 hex digits, stable';
COMMENT ON COLUMN zhaoren.person.sex IS 'GB/T 2261.1: 1 male, 2 female';
COMMENT ON COLUMN zhaoren.person.birth_date IS 'birth date';
COMMENT ON COLUMN zhaoren.person.ethnicity IS 'GB/T 3304 code';
COMMENT ON COLUMN zhaoren.person.hukou_division IS 'village of the hukou, 12 digits';
COMMENT ON COLUMN zhaoren.person.residence_division IS 'village lived in, 12 digits';
COMMENT ON COLUMN zhaoren.person.grid_code IS 'grid lived in';
COMMENT ON COLUMN zhaoren.person.dwelling_code IS 'dwelling lived in';
COMMENT ON COLUMN zhaoren.person.household_id IS 'household';
COMMENT ON COLUMN zhaoren.person.is_registered IS 'hukou here';
COMMENT ON COLUMN zhaoren.person.is_resident IS 'lives here';
COMMENT ON COLUMN zhaoren.person.residence_split IS 'lives away from the hukou (人户分离)';
COMMENT ON COLUMN zhaoren.person.identity_issue IS 'SHARED_NUMBER, NAME_CONFLICT or the issue of the number; null when good';
COMMENT ON COLUMN zhaoren.person.death_date IS 'death';
COMMENT ON COLUMN zhaoren.person.left_date IS 'day of leaving the region';
COMMENT ON COLUMN zhaoren.person.left_reason IS 'why left';
COMMENT ON COLUMN zhaoren.person.record_count IS 'rows of all sources about this person';
GRANT SELECT ON zhaoren.person TO zhaoren_reader;

CREATE TABLE zhaoren.coverage_status (
  person_id text COLLATE "C" NOT NULL,
  status text COLLATE "C",
  scheme text COLLATE "C",
  gap_months integer,
  grade text COLLATE "C",
  reason text COLLATE "C",
  rule text COLLATE "C",
  rule_version text COLLATE "C",
  evidence bigint[],
  previous_status text COLLATE "C",
  status_since date,
  retire_month text COLLATE "C",
  in_denominator boolean,
  PRIMARY KEY (person_id)
);
COMMENT ON TABLE zhaoren.coverage_status IS '参保状态: one row per person';
COMMENT ON COLUMN zhaoren.coverage_status.person_id IS 'person';
COMMENT ON COLUMN zhaoren.coverage_status.status IS 'first status of the decision that fits';
COMMENT ON COLUMN zhaoren.coverage_status.scheme IS 'pension scheme the status is about';
COMMENT ON COLUMN zhaoren.coverage_status.gap_months IS 'months unpaid';
COMMENT ON COLUMN zhaoren.coverage_status.grade IS 'WARN, SHORT or LONG gap';
COMMENT ON COLUMN zhaoren.coverage_status.reason IS 'code of the reason';
COMMENT ON COLUMN zhaoren.coverage_status.rule IS 'rule that decided';
COMMENT ON COLUMN zhaoren.coverage_status.rule_version IS 'its version';
COMMENT ON COLUMN zhaoren.coverage_status.evidence IS 'source rows: batch number * 2^32 + line';
COMMENT ON COLUMN zhaoren.coverage_status.previous_status IS 'status before this one';
COMMENT ON COLUMN zhaoren.coverage_status.status_since IS 'as-of date on which the status was first seen';
COMMENT ON COLUMN zhaoren.coverage_status.retire_month IS 'statutory retirement month, YYYY-MM';
COMMENT ON COLUMN zhaoren.coverage_status.in_denominator IS 'counts in the default coverage rate';
GRANT SELECT ON zhaoren.coverage_status TO zhaoren_reader;

CREATE TABLE zhaoren.recommendation (
  person_id text COLLATE "C" NOT NULL,
  advice text COLLATE "C",
  scheme text COLLATE "C",
  tier_fen bigint,
  own_cost_fen bigint,
  subsidy_fen bigint,
  period text COLLATE "C",
  reason text COLLATE "C",
  target text COLLATE "C",
  uscc text COLLATE "C",
  rule_version text COLLATE "C",
  PRIMARY KEY (person_id)
);
COMMENT ON TABLE zhaoren.recommendation IS '参保建议: one row per person to be advised';
COMMENT ON COLUMN zhaoren.recommendation.person_id IS 'person';
COMMENT ON COLUMN zhaoren.recommendation.advice IS 'code of the advice';
COMMENT ON COLUMN zhaoren.recommendation.scheme IS 'scheme to join or resume';
COMMENT ON COLUMN zhaoren.recommendation.tier_fen IS 'contribution tier or base, fen';
COMMENT ON COLUMN zhaoren.recommendation.own_cost_fen IS 'what the person pays, fen per period';
COMMENT ON COLUMN zhaoren.recommendation.subsidy_fen IS 'what the state adds, fen per period';
COMMENT ON COLUMN zhaoren.recommendation.period IS 'YEAR or MONTH';
COMMENT ON COLUMN zhaoren.recommendation.reason IS 'why this';
COMMENT ON COLUMN zhaoren.recommendation.target IS 'PERSON or UNIT: whom to approach';
COMMENT ON COLUMN zhaoren.recommendation.uscc IS 'the unit to approach';
COMMENT ON COLUMN zhaoren.recommendation.rule_version IS 'version of the rule that recommends';
GRANT SELECT ON zhaoren.recommendation TO zhaoren_reader;

CREATE TABLE zhaoren.unit_status (
  uscc text COLLATE "C" NOT NULL,
  entity_name text COLLATE "C",
  division text COLLATE "C",
  status text COLLATE "C",
  staff_evidence integer,
  insured_headcount integer,
  evidence bigint[],
  PRIMARY KEY (uscc)
);
COMMENT ON TABLE zhaoren.unit_status IS '单位参保状态: one row per unit';
COMMENT ON COLUMN zhaoren.unit_status.uscc IS 'unified social credit code';
COMMENT ON COLUMN zhaoren.unit_status.entity_name IS 'registered name';
COMMENT ON COLUMN zhaoren.unit_status.division IS 'division of registration';
COMMENT ON COLUMN zhaoren.unit_status.status IS 'UNINSURED_UNIT, INSURED_UNIT, NO_STAFF, CLOSED';
COMMENT ON COLUMN zhaoren.unit_status.staff_evidence IS 'people seen working there';
COMMENT ON COLUMN zhaoren.unit_status.insured_headcount IS 'people insured through it';
COMMENT ON COLUMN zhaoren.unit_status.evidence IS 'source rows';
GRANT SELECT ON zhaoren.unit_status TO zhaoren_reader;

CREATE TABLE zhaoren.person_tag (
  person_id text COLLATE "C" NOT NULL,
  tag text COLLATE "C" NOT NULL,
  since date,
  row_id bigint,
  PRIMARY KEY (person_id, tag)
);
COMMENT ON TABLE zhaoren.person_tag IS '人员标签: one row per person and tag';
COMMENT ON COLUMN zhaoren.person_tag.person_id IS 'person';
COMMENT ON COLUMN zhaoren.person_tag.tag IS 'T01–T23';
COMMENT ON COLUMN zhaoren.person_tag.since IS 'since when it holds';
COMMENT ON COLUMN zhaoren.person_tag.row_id IS 'source row it was taken from';
GRANT SELECT ON zhaoren.person_tag TO zhaoren_reader;

CREATE TABLE zhaoren.coverage_rate (
  division text COLLATE "C" NOT NULL,
  denominator text COLLATE "C" NOT NULL,
  level integer,
  residents integer,
  in_scope integer,
  insured integer,
  coverage_rate double precision,
  assessed integer,
  paid integer,
  payment_rate double precision,
  data_error integer,
  deceased integer,
  "left" integer,
  beneficiary integer,
  normal integer,
  insured_elsewhere integer,
  out_of_scope integer,
  unclaimed integer,
  interrupted integer,
  dropped integer,
  missed integer,
  PRIMARY KEY (division, denominator)
);
COMMENT ON TABLE zhaoren.coverage_rate IS '参保率: one row per division and denominator';
COMMENT ON COLUMN zhaoren.coverage_rate.division IS 'division code, 2–12 digits';
COMMENT ON COLUMN zhaoren.coverage_rate.denominator IS 'RESIDENT, REGISTERED or BOTH';
COMMENT ON COLUMN zhaoren.coverage_rate.level IS '1 province … 5 village';
COMMENT ON COLUMN zhaoren.coverage_rate.residents IS 'residents';
COMMENT ON COLUMN zhaoren.coverage_rate.in_scope IS 'people who count';
COMMENT ON COLUMN zhaoren.coverage_rate.insured IS 'of these paying or drawing, here or elsewhere';
COMMENT ON COLUMN zhaoren.coverage_rate.coverage_rate IS 'insured over in_scope, 0–1';
COMMENT ON COLUMN zhaoren.coverage_rate.assessed IS 'people with a live enrolment who have to pay';
COMMENT ON COLUMN zhaoren.coverage_rate.paid IS 'of these paid for the current period';
COMMENT ON COLUMN zhaoren.coverage_rate.payment_rate IS 'paid over assessed, 0–1';
COMMENT ON COLUMN zhaoren.coverage_rate.data_error IS 'people of status DATA_ERROR';
COMMENT ON COLUMN zhaoren.coverage_rate.deceased IS 'people of status DECEASED';
COMMENT ON COLUMN zhaoren.coverage_rate."left" IS 'people of status LEFT';
COMMENT ON COLUMN zhaoren.coverage_rate.beneficiary IS 'people of status BENEFICIARY';
COMMENT ON COLUMN zhaoren.coverage_rate.normal IS 'people of status NORMAL';
COMMENT ON COLUMN zhaoren.coverage_rate.insured_elsewhere IS 'people of status INSURED_ELSEWHERE';
COMMENT ON COLUMN zhaoren.coverage_rate.out_of_scope IS 'people of status OUT_OF_SCOPE';
COMMENT ON COLUMN zhaoren.coverage_rate.unclaimed IS 'people of status UNCLAIMED';
COMMENT ON COLUMN zhaoren.coverage_rate.interrupted IS 'people of status INTERRUPTED';
COMMENT ON COLUMN zhaoren.coverage_rate.dropped IS 'people of status DROPPED';
COMMENT ON COLUMN zhaoren.coverage_rate.missed IS 'people of status MISSED';
GRANT SELECT ON zhaoren.coverage_rate TO zhaoren_reader;

CREATE TABLE zhaoren.locate_by_dwelling (
  dwelling_code text COLLATE "C" NOT NULL,
  building_code text COLLATE "C",
  grid_code text COLLATE "C",
  division text COLLATE "C",
  dwelling_use text COLLATE "C",
  last_usage_month text COLLATE "C",
  PRIMARY KEY (dwelling_code)
);
COMMENT ON TABLE zhaoren.locate_by_dwelling IS '以房找人: one row per dwelling with use and without residents';
COMMENT ON COLUMN zhaoren.locate_by_dwelling.dwelling_code IS 'dwelling';
COMMENT ON COLUMN zhaoren.locate_by_dwelling.building_code IS 'building it lies in';
COMMENT ON COLUMN zhaoren.locate_by_dwelling.grid_code IS 'grid it lies in';
COMMENT ON COLUMN zhaoren.locate_by_dwelling.division IS 'village, 12 digits';
COMMENT ON COLUMN zhaoren.locate_by_dwelling.dwelling_use IS 'use as the ledger has it';
COMMENT ON COLUMN zhaoren.locate_by_dwelling.last_usage_month IS 'last month with water or power used, YYYY-MM';
GRANT SELECT ON zhaoren.locate_by_dwelling TO zhaoren_reader;

CREATE TABLE zhaoren.locate_by_household (
  person_id text COLLATE "C" NOT NULL,
  household_id text COLLATE "C",
  grid_code text COLLATE "C",
  division text COLLATE "C",
  present_members integer,
  PRIMARY KEY (person_id)
);
COMMENT ON TABLE zhaoren.locate_by_household IS '以户找人: one row per person of a booklet who is missing from the household';
COMMENT ON COLUMN zhaoren.locate_by_household.person_id IS 'the missing person';
COMMENT ON COLUMN zhaoren.locate_by_household.household_id IS 'the household of the others';
COMMENT ON COLUMN zhaoren.locate_by_household.grid_code IS 'grid of that household';
COMMENT ON COLUMN zhaoren.locate_by_household.division IS 'village of that household';
COMMENT ON COLUMN zhaoren.locate_by_household.present_members IS 'people of the booklet who live there';
GRANT SELECT ON zhaoren.locate_by_household TO zhaoren_reader;

CREATE TABLE zhaoren.resident_without_dwelling (
  person_id text COLLATE "C" NOT NULL,
  grid_code text COLLATE "C",
  division text COLLATE "C",
  dwelling_code text COLLATE "C",
  reason text COLLATE "C",
  PRIMARY KEY (person_id)
);
COMMENT ON TABLE zhaoren.resident_without_dwelling IS '有人无房: one row per resident without dwelling';
COMMENT ON COLUMN zhaoren.resident_without_dwelling.person_id IS 'person';
COMMENT ON COLUMN zhaoren.resident_without_dwelling.grid_code IS 'grid lived in';
COMMENT ON COLUMN zhaoren.resident_without_dwelling.division IS 'village lived in';
COMMENT ON COLUMN zhaoren.resident_without_dwelling.dwelling_code IS 'the code that was given, if any';
COMMENT ON COLUMN zhaoren.resident_without_dwelling.reason IS 'NO_CODE: none given; UNKNOWN_CODE: not in the ledger';
GRANT SELECT ON zhaoren.resident_without_dwelling TO zhaoren_reader;

CREATE TABLE zhaoren.batch (
  batch_no integer NOT NULL,
  source text COLLATE "C",
  file text COLLATE "C",
  department text COLLATE "C",
  mode text COLLATE "C",
  delivered_on date,
  read bigint,
  accepted bigint,
  quarantined bigint,
  repeated bigint,
  trust integer,
  PRIMARY KEY (batch_no)
);
COMMENT ON TABLE zhaoren.batch IS '报送批次: one row per delivery; read = accepted + quarantined + repeated';
COMMENT ON COLUMN zhaoren.batch.batch_no IS 'counts up from 1';
COMMENT ON COLUMN zhaoren.batch.source IS 'source';
COMMENT ON COLUMN zhaoren.batch.file IS 'name of the file as received';
COMMENT ON COLUMN zhaoren.batch.department IS 'department code';
COMMENT ON COLUMN zhaoren.batch.mode IS 'full or delta';
COMMENT ON COLUMN zhaoren.batch.delivered_on IS 'day of delivery';
COMMENT ON COLUMN zhaoren.batch.read IS 'records read';
COMMENT ON COLUMN zhaoren.batch.accepted IS 'records accepted';
COMMENT ON COLUMN zhaoren.batch.quarantined IS 'records refused';
COMMENT ON COLUMN zhaoren.batch.repeated IS 'records that repeat an earlier one';
COMMENT ON COLUMN zhaoren.batch.trust IS 'trust of the source, 0–100';
GRANT SELECT ON zhaoren.batch TO zhaoren_reader;

CREATE INDEX person_residence_division ON zhaoren.person (residence_division);
