/** Words in which tests speak of people: `woman('1975-03', flexiblePension({ post: 'F50', paidUntil: '2026-05' }))`. */

/** A row of a source; `fields` are its canonical columns (amounts in fen), others are NULL. */
export interface SampleRow {
  readonly source: string;
  readonly fields: Readonly<Record<string, string | number | boolean | null>>;
}

export interface SamplePerson {
  readonly sex: '1' | '2' | null;
  /** ISO date. */
  readonly birthDate: string | null;
  /** Fields of the register that differ from those of an ordinary resident. */
  readonly register: Readonly<Record<string, string | boolean | null>>;
  readonly rows: readonly SampleRow[];
}

type Part = SampleRow | { readonly register: SamplePerson['register'] };

/** @param born ISO date, or a month: its tenth day */
export function man(born: string, ...parts: readonly Part[]): SamplePerson {
  return person('1', born, parts);
}

/** @param born ISO date, or a month: its tenth day */
export function woman(born: string, ...parts: readonly Part[]): SamplePerson {
  return person('2', born, parts);
}

/** Somebody of whom neither sex nor birth is known. */
export function somebody(...parts: readonly Part[]): SamplePerson {
  return person(null, null, parts);
}

function person(sex: SamplePerson['sex'], born: string | null, parts: readonly Part[]): SamplePerson {
  return Object.freeze({
    sex,
    birthDate: born?.length === 7 ? `${born}-10` : born,
    register: Object.assign({}, ...parts.map((part) => ('register' in part ? part.register : {}))),
    rows: Object.freeze(parts.filter((part): part is SampleRow => 'source' in part)),
  });
}

/** What the register says of the person. */
export function register(fields: SamplePerson['register']): Part {
  return Object.freeze({ register: fields });
}

/** Any row of any source. */
export function row(source: string, fields: SampleRow['fields'] = {}): SampleRow {
  return Object.freeze({ source, fields: Object.freeze(fields) });
}

type Post = 'M60' | 'F55' | 'F50';
type AccountState = 'LIVE' | 'PAUSED' | 'TERMINATED';

/** Account with EMP_PENSION of a unit's employee. */
export function employeePension(account: {
  paidUntil?: string | null;
  state?: AccountState;
  post?: Post;
  uscc?: string;
  paidMonths?: number;
}): SampleRow {
  return row('hrss_emp_account', {
    insured_identity: 'EMPLOYEE',
    payment_choice: 'MONTH',
    insured_state: account.state ?? 'LIVE',
    retirement_group: account.post ?? null,
    uscc: account.uscc ?? null,
    first_month: '2005-03',
    last_paid_month: account.paidUntil ?? null,
    paid_months: account.paidMonths ?? 60,
  });
}

/** Account with EMP_PENSION of somebody who pays alone. */
export function flexiblePension(account: {
  paidUntil?: string | null;
  choice?: 'MONTH' | 'QUARTER' | 'HALF_YEAR' | 'YEAR';
  state?: AccountState;
  post?: Post;
  paidMonths?: number;
}): SampleRow {
  return row('hrss_emp_account', {
    insured_identity: 'FLEXIBLE',
    payment_choice: account.choice ?? 'MONTH',
    insured_state: account.state ?? 'LIVE',
    retirement_group: account.post ?? null,
    first_month: '2005-03',
    last_paid_month: account.paidUntil ?? null,
    paid_months: account.paidMonths ?? 60,
  });
}

/** Account with PUB_PENSION. */
export function publicPension(account: { paidUntil: string; state?: AccountState; post?: Post }): SampleRow {
  return row('hrss_pub_account', {
    insured_state: account.state ?? 'LIVE',
    retirement_group: account.post ?? null,
    first_month: '2014-10',
    last_paid_month: account.paidUntil,
    paid_months: 100,
  });
}

/** Account with RES_PENSION. */
export function residentPension(account: {
  paidUntil?: number | null;
  firstYear?: number;
  state?: AccountState;
  paidYears?: number;
}): SampleRow {
  return row('hrss_res_account', {
    insured_state: account.state ?? 'LIVE',
    first_year: account.firstYear ?? 2012,
    last_paid_year: account.paidUntil ?? null,
    paid_years: account.paidYears ?? 8,
  });
}

/** A receipt of the tax office for a year of RES_PENSION. */
export function residentPayment(year: number, paidOn = `${year}-03-05`, amountFen = 20000): SampleRow {
  return row('tax_res_payment', { payment_year: year, payment_date: paidOn, amount_fen: amountFen });
}

/** A pension drawn here. */
export function benefit(
  programme: 'EMP_PENSION' | 'PUB_PENSION' | 'RES_PENSION',
  state: 'PAYING' | 'SUSPENDED' | 'TERMINATED' = 'PAYING',
  awardMonth = '2020-01',
): SampleRow {
  return row('hrss_benefit', { programme, benefit_state: state, award_month: awardMonth });
}

/** A row of the national match. */
export function elsewhere(match: { state: AccountState; drawing?: boolean; scheme?: string }): SampleRow {
  return row('hrss_national_match', {
    scheme: match.scheme ?? 'EMP_PENSION',
    insured_state: match.state,
    drawing: match.drawing ?? false,
    insured_division: '610100',
  });
}

export function student(state: 'ENROLLED' | 'SUSPENDED' | 'GRADUATED' | 'LEFT' = 'ENROLLED'): SampleRow {
  return row('edu_student', { student_state: state, stage: 'BACHELOR', enrol_date: '2024-09-01' });
}

export function soldier(enlisted: string, discharged: string | null = null): SampleRow {
  return row('vet_active_service', { enlist_date: enlisted, discharge_date: discharged });
}

export function custody(from: string, until: string | null, kind = 'PRISON'): SampleRow {
  return row('justice_custody', { start_date: from, end_date: until, custody_kind: kind });
}

/** Wage tax that a unit declared. */
export function wage(uscc: string, month: string, incomeFen = 450000): SampleRow {
  return row('tax_wage', { uscc, unit_name: '某单位', period_month: month, income_fen: incomeFen });
}

export function contract(uscc: string | null, from: string, until: string | null): SampleRow {
  return row('hrss_contract', { uscc, unit_name: '某单位', start_date: from, end_date: until });
}

/** The sole trader's own licence; the licence of a company has its legal person in the same way. */
export function licence(uscc: string, entity: { kind?: string; state?: string } = {}): SampleRow {
  return row('samr_entity', {
    uscc,
    entity_name: `商户${uscc.slice(-4)}`,
    entity_kind: entity.kind ?? 'SOLE_TRADER',
    entity_state: entity.state ?? 'ACTIVE',
    founded_date: '2019-05-01',
    division: '640499',
  });
}

/** What the grid worker noted at the last visit. */
export function gridNote(note: string | null, monthlyIncomeFen: number | null = null): SampleRow {
  return row('grid_resident', {
    employment_note: note,
    monthly_income_fen: monthlyIncomeFen,
    collect_date: '2026-06-01',
  });
}
