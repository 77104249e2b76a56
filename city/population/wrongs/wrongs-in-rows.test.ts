import { beforeAll, describe, expect, test } from 'vitest';
import { readDivisions } from '#catalogue/divisions/read-divisions.ts';
import { parseIdentityNumber } from '#domain/identity-number.ts';
import type { TruthWrong } from '../../truth/truth-wrong.ts';
import { planCity } from '../city-plan.ts';
import type { CleanRecord, CleanValue } from '../clean-record.ts';
import { populateCity } from '../populate-city.ts';

/**
 * The conditions of the rules, read literally and applied to clean rows by hand: what they show must be what
 * the truth tells. Look-alikes that only a closer look tells apart are named beside each rule.
 */

const AS_OF = '2026-11-20';
const rows = new Map<string, CleanRecord[]>();
const wrongs: TruthWrong[] = [];

beforeAll(() => {
  const divisions = readDivisions({ prefix: '640402' });
  const plan = planCity({ region: '640402', people: 60_000, seed: 5, asOf: AS_OF, divisions });
  const kept = new Set(
    `card_payment nhc_death cab_cremation psb_cancellation psb_hukou hrss_national_match justice_custody
     court_declaration hrss_emp_period tax_wage samr_entity hrss_benefit hrss_certification hrss_back_payment
     hrss_account_change hrss_identity_change hrss_allowance cab_benefit cab_marriage edu_student dpf_disabled
     tax_res_payment cab_dibao cab_tekun agri_poverty_watch hrss_injury_claim hrss_staff hrss_transaction
     hrss_acceptance hrss_unit hrss_emp_account hrss_pub_account hrss_face_app nhc_benefit org_benefit
     nhsa_benefit vet_benefit`.split(/\s+/),
  );
  for (const output of populateCity(plan)) {
    wrongs.push(...output.wrongs);
    for (const record of output.records) {
      if (!kept.has(record.source)) continue;
      const list = rows.get(record.source);
      if (list === undefined) rows.set(record.source, [record]);
      else list.push(record);
    }
  }
});

type Fields = Record<string, CleanValue>;
type Hits = Map<number, number>;

const of = (source: string) => rows.get(source) ?? [];
const idOf = (record: CleanRecord) => record.people[0]!.truthId;
const monthOf = (value: CleanValue) => String(value).slice(0, 7);
const monthsBetween = (from: string, to: string) =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
  Number(to.slice(5, 7)) -
  Number(from.slice(5, 7));
const addMonths = (month: string, months: number) => {
  const number = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months;
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
};
const daysBetween = (from: CleanValue, to: CleanValue) =>
  (Date.parse(String(to)) - Date.parse(String(from))) / 86_400_000;

function byPerson(source: string): Map<number, Fields[]> {
  const people = new Map<number, Fields[]>();
  for (const record of of(source)) {
    const list = people.get(idOf(record));
    if (list === undefined) people.set(idOf(record), [record.fields]);
    else list.push(record.fields);
  }
  return people;
}

/** People with payment lines that fit, and the sum of these. */
function delivered(fits: (line: Fields, truthId: number) => boolean): Hits {
  const hits: Hits = new Map();
  for (const record of of('card_payment')) {
    const id = idOf(record);
    if (fits(record.fields, id)) hits.set(id, (hits.get(id) ?? 0) + Number(record.fields.amount_fen));
  }
  return hits;
}

const ROSTERS = [
  'hrss_benefit',
  'hrss_allowance',
  'nhsa_benefit',
  'nhc_benefit',
  'cab_benefit',
  'org_benefit',
  'vet_benefit',
];
const LAST_BEFORE_BATCHES = '2026-08';

/** The same, and of these people the months before the batches as well, which go by the roster. */
function paid(fits: (line: Fields, truthId: number) => boolean): Hits {
  const hits = delivered(fits);
  for (const record of ROSTERS.flatMap(of)) {
    const id = idOf(record);
    if (!hits.has(id)) continue;
    const { award_month, last_paid_month, monthly_amount_fen } = record.fields;
    const programme = record.fields.programme!;
    const id_no = record.fields.id_no!;
    for (let month = String(award_month); month <= LAST_BEFORE_BATCHES; month = addMonths(month, 1)) {
      if (month > String(last_paid_month)) break;
      const day = String(programme).match(/^(EMP|PUB|RES)_PENSION$/) ? '10' : '15';
      const line = { programme, pay_month: month, id_no, paid_date: `${month}-${day}`, pay_kind: 'REGULAR' };
      if (fits({ ...line, amount_fen: monthly_amount_fen! }, id)) {
        hits.set(id, hits.get(id)! + Number(monthly_amount_fen));
      }
    }
  }
  return hits;
}

function told(rule: string): Hits {
  const hits: Hits = new Map();
  for (const wrong of wrongs) {
    if (wrong.rule !== rule || wrong.truthId === null) continue;
    hits.set(wrong.truthId, (hits.get(wrong.truthId) ?? 0) + wrong.amountFen);
  }
  return hits;
}

const sorted = (hits: Hits) => [...hits].sort(([a], [b]) => a - b);

function expectTold(rule: string, hits: Hits): void {
  expect(told(rule).size).toBeGreaterThan(0);
  expect(sorted(hits)).toEqual(sorted(told(rule)));
}

function deathDays(): Map<number, string> {
  const deaths = new Map<number, string>();
  for (const source of ['nhc_death', 'cab_cremation', 'psb_cancellation']) {
    for (const record of of(source)) {
      if (record.fields.death_date != null) deaths.set(idOf(record), String(record.fields.death_date));
    }
  }
  return deaths;
}

/** Of certificates of a living person: R01 shows these too, and a check finds them at home. */
function isWrongCertificate(id: number): boolean {
  return !told('R01').has(id) && of('nhc_death').some((record) => idOf(record) === id);
}

describe('payments', () => {
  test('R01 after the month of a death on record', () => {
    const deaths = deathDays();
    const hits = paid(({ pay_month }, id) => String(pay_month) > monthOf(deaths.get(id) ?? '9999-99'));
    for (const id of hits.keys()) if (isWrongCertificate(id)) hits.delete(id);
    expectTold('R01', hits);
  });

  test('R02 to somebody cremated whose hukou is alive', () => {
    const cremated = byPerson('cab_cremation');
    const alive = new Set(
      of('psb_hukou')
        .filter(({ fields }) => fields.hukou_state === 'ACTIVE')
        .map(idOf),
    );
    expectTold(
      'R02',
      paid(({ pay_month }, id) => {
        const day = cremated.get(id)?.[0]?.death_date;
        return day !== undefined && alive.has(id) && String(pay_month) > monthOf(day);
      }),
    );
  });

  test('R03 of the scheme of which another region pays a pension', () => {
    const elsewhere = byPerson('hrss_national_match');
    expectTold(
      'R03',
      delivered(
        ({ programme, pay_month }, id) =>
          pay_month === '2026-11' &&
          (elsewhere.get(id) ?? []).some(
            ({ drawing, scheme, insured_state }) =>
              drawing === true && scheme === programme && insured_state === 'LIVE',
          ),
      ),
    );
  });

  test('R04 of the resident pension beside another in a month', () => {
    const pensions = byPerson('hrss_benefit');
    expectTold(
      'R04',
      paid(
        ({ programme, pay_month }, id) =>
          programme === 'RES_PENSION' &&
          (pensions.get(id) ?? []).some(
            (other) =>
              other.programme !== 'RES_PENSION' &&
              pay_month! >= other.award_month! &&
              pay_month! <= other.last_paid_month!,
          ),
      ),
    );
  });

  test('R05 twice for one person, programme and month', () => {
    const seen = new Set<string>();
    expectTold(
      'R05',
      delivered(({ programme, pay_month }, id) => {
        const line = `${id}/${programme}/${pay_month}`;
        return seen.size === seen.add(line).size;
      }),
    );
  });

  test('R06 inside a sentence, not on probation', () => {
    const sentences = byPerson('justice_custody');
    expectTold(
      'R06',
      paid(({ pay_month, paid_date }, id) =>
        (sentences.get(id) ?? []).some(
          ({ start_date, end_date, custody_kind }) =>
            custody_kind !== 'COMMUNITY' &&
            String(pay_month) > monthOf(start_date!) &&
            (end_date === null || String(paid_date) <= String(end_date)),
        ),
      ),
    );
  });

  test('R07 after a court has declared somebody dead or missing, unless revoked', () => {
    const declared = byPerson('court_declaration');
    const deaths = deathDays();
    expectTold(
      'R07',
      paid(({ pay_month }, id) => {
        if (deaths.has(id)) return false;
        return (declared.get(id) ?? []).some(
          ({ judgment_date, revoked_date }) =>
            revoked_date === null && String(pay_month) > monthOf(judgment_date!),
        );
      }),
    );
  });

  test('R08 of the resident pension in months that an employer pays for', () => {
    const spells = byPerson('hrss_emp_period');
    expectTold(
      'R08',
      paid(
        ({ programme, pay_month }, id) =>
          programme === 'RES_PENSION' &&
          (spells.get(id) ?? []).some(
            ({ from_month, to_month, uscc }) =>
              uscc !== null && pay_month! >= from_month! && pay_month! <= to_month!,
          ),
      ),
    );
  });

  test('R09 of unemployment benefit with a wage, contribution or open shop in the month', () => {
    const wages = byPerson('tax_wage');
    const spells = byPerson('hrss_emp_period');
    const shops = new Map(of('samr_entity').map((record) => [idOf(record), record.fields]));
    expectTold(
      'R09',
      paid(({ programme, pay_month }, id) => {
        if (programme !== 'UNEMP_BENEFIT') return false;
        const isTaxed = (wages.get(id) ?? []).some(({ period_month }) => period_month === pay_month);
        const isInsured = (spells.get(id) ?? []).some(
          ({ from_month, to_month }) => pay_month! >= from_month! && pay_month! <= to_month!,
        );
        return isTaxed || isInsured || shops.get(id)?.entity_state === 'ACTIVE';
      }),
    );
  });

  test('R12 under a number that is none', () => {
    expectTold(
      'R12',
      paid(
        ({ id_no, pay_month }) =>
          id_no !== null &&
          String(pay_month) > '2025-11' &&
          parseIdentityNumber(String(id_no), { asOf: AS_OF }).issue !== null,
      ),
    );
  });

  test('R19 to the account of somebody of another family', () => {
    const holders = new Map<string, Set<number>>();
    for (const record of of('card_payment')) {
      const account = String(record.fields.account_no);
      holders.set(account, (holders.get(account) ?? new Set()).add(idOf(record)));
    }
    expectTold(
      'R19',
      delivered(({ account_no }) => holders.get(String(account_no))!.size >= 3),
    );
  });

  test('R20 to an account that was changed days before the pay run and changed back', () => {
    const changes = byPerson('hrss_account_change');
    expectTold(
      'R20',
      delivered(({ paid_date, account_no, programme }, id) => {
        const own = (changes.get(id) ?? []).filter((change) => change.programme === programme);
        return own.some(
          (change) =>
            change.new_account_no === account_no &&
            daysBetween(change.changed_date!, paid_date!) >= 0 &&
            daysBetween(change.changed_date!, paid_date!) <= 7 &&
            own.some(
              (back) => back.changed_date! > paid_date! && back.new_account_no === change.old_account_no,
            ),
        );
      }),
    );
  });

  test('R21 that rise by half and more without a line that says why', () => {
    const before = new Map<string, number>();
    const rises: Hits = new Map();
    const base = new Map<string, number>();
    for (const record of of('card_payment')) {
      const { programme, amount_fen, pay_kind } = record.fields;
      const line = `${idOf(record)}/${programme}`;
      const last = before.get(line);
      const amount = Number(amount_fen);
      if (last !== undefined && amount > last * 1.5 && pay_kind === 'REGULAR') base.set(line, last);
      if (base.has(line)) {
        rises.set(idOf(record), (rises.get(idOf(record)) ?? 0) + amount - base.get(line)!);
      }
      before.set(line, amount);
    }
    expectTold('R21', rises);
  });

  test('R23 of disability subsidies without a certificate of the grade', () => {
    const certificates = byPerson('dpf_disabled');
    const deaths = deathDays();
    expectTold(
      'R23',
      delivered(({ programme, pay_month }, id) => {
        const certificate = certificates.get(id)?.[0];
        if (certificate === undefined || !String(programme).startsWith('DISABLED_')) return false;
        if (deaths.has(id) || pay_month !== '2026-11') return false;
        const isCancelled = certificate.cert_state === 'CANCELLED';
        return isCancelled || (programme === 'DISABLED_CARE' && String(certificate.disability_grade) > '2');
      }),
    );
  });

  test('R24 of the old-age allowance before the month of the eightieth birthday', () => {
    const births = new Map(of('cab_benefit').map((r) => [idOf(r), monthOf(r.fields.birth_date!)]));
    expectTold(
      'R24',
      paid(
        ({ programme, pay_month }, id) =>
          programme === 'OLD_AGE_ALLOWANCE' && String(pay_month) < addMonths(births.get(id)!, 960),
      ),
    );
  });

  test('R25 by the place after the hukou has left', () => {
    const left = byPerson('psb_cancellation');
    const rosters = ['cab_benefit', 'org_benefit'];
    const local = new Set(rosters.flatMap((source) => of(source).map(({ fields }) => fields.programme)));
    for (const more of ['LAND_LOST_PENSION', 'EX_VILLAGE_DOCTOR']) local.add(more);
    expectTold(
      'R25',
      paid(({ programme, pay_month }, id) =>
        (left.get(id) ?? []).some(
          ({ cancel_reason, cancel_date }) =>
            ((cancel_reason === 'MOVED_OUT' && local.has(programme!)) || cancel_reason === 'EMIGRATION') &&
            String(pay_month) > monthOf(cancel_date!),
        ),
      ),
    );
  });
});

describe('awards', () => {
  const ages = { M60: 720, F55: 660, F50: 600 } as const;

  test('R10 before the original age, without document', () => {
    const groups = new Map<string, string | null>();
    for (const [source, programme] of [
      ['hrss_emp_account', 'EMP_PENSION'],
      ['hrss_pub_account', 'PUB_PENSION'],
    ] as const) {
      for (const record of of(source)) {
        groups.set(`${idOf(record)}/${programme}`, record.fields.retirement_group as string | null);
      }
    }
    const early = new Set<number>();
    for (const record of of('hrss_benefit')) {
      const { programme, birth_date, award_month, early_document } = record.fields;
      const group = groups.get(`${idOf(record)}/${programme}`) as keyof typeof ages | null | undefined;
      if (group == null || early_document !== null) continue;
      if (String(award_month) < addMonths(monthOf(birth_date!), ages[group])) early.add(idOf(record));
    }
    expectTold(
      'R10',
      paid(({ programme }, id) => programme === 'EMP_PENSION' && early.has(id)),
    );
  });

  test('R11 within five years of a change of the birth date that the file contradicts', () => {
    const awards = byPerson('hrss_benefit');
    const until = new Map<string, string>();
    for (const record of of('hrss_identity_change')) {
      const { changed_date, old_birth_date, new_birth_date } = record.fields;
      for (const { award_month, programme } of awards.get(idOf(record)) ?? []) {
        const before = monthsBetween(monthOf(changed_date!), String(award_month));
        const early = monthsBetween(monthOf(new_birth_date!), monthOf(old_birth_date!));
        if (before < 0 || before > 60) continue;
        until.set(`${idOf(record)}/${programme}`, addMonths(String(award_month), early));
      }
    }
    expectTold(
      'R11',
      paid(({ programme, pay_month }, id) => String(pay_month) < (until.get(`${id}/${programme}`) ?? '')),
    );
  });

  test('R15 certified after a death on record', () => {
    const deaths = deathDays();
    const people = new Set(
      of('hrss_certification')
        .filter((record) => String(record.fields.certified_date) > (deaths.get(idOf(record)) ?? '9999'))
        .map(idOf),
    );
    for (const id of people) if (isWrongCertificate(id)) people.delete(id);
    expectTold(
      'R15',
      paid(({ pay_month }, id) => people.has(id) && String(pay_month) > monthOf(deaths.get(id)!)),
    );
  });

  test('R22 of a survivor who is grown and at no school, or married', () => {
    const pupils = new Set(
      of('edu_student')
        .filter(({ fields }) => fields.student_state === 'ENROLLED')
        .map(idOf),
    );
    const weddings = new Map(
      of('cab_marriage')
        .filter(({ fields }) => fields.action === 'MARRIED')
        .map((record) => [record.people[1]!.truthId, String(record.fields.registration_date)]),
    );
    const ends = new Map<number, string>();
    for (const record of of('hrss_allowance')) {
      const { relation_to_deceased, birth_date, award_month } = record.fields;
      const id = idOf(record);
      if (relation_to_deceased === 'CHILD' && !pupils.has(id))
        ends.set(id, addMonths(monthOf(birth_date!), 216));
      const wedding = monthOf(weddings.get(id) ?? '0000-00');
      if (relation_to_deceased === 'SPOUSE' && wedding >= String(award_month)) ends.set(id, wedding);
    }
    const survivors = ['EMP_SURVIVOR', 'PUB_SURVIVOR', 'INJURY_SURVIVOR'];
    expectTold(
      'R22',
      paid(
        ({ programme, pay_month }, id) =>
          survivors.includes(String(programme)) && String(pay_month) > (ends.get(id) ?? '9999'),
      ),
    );
  });
});

describe('contributions and claims', () => {
  const hitsOf = (records: readonly CleanRecord[], column: string | null): Hits =>
    new Map(records.map((record) => [idOf(record), column === null ? 0 : Number(record.fields[column])]));

  test('R17 back payments before sixteen, for paid months, or by nobody', () => {
    const known = new Set([...of('hrss_unit'), ...of('samr_entity')].map(({ fields }) => fields.uscc));
    const spells = byPerson('hrss_emp_period');
    const births = new Map(of('hrss_emp_account').map((r) => [idOf(r), monthOf(r.fields.birth_date!)]));
    const suspect = of('hrss_back_payment').filter(({ fields, people }) => {
      const id = people[0]!.truthId;
      const { from_month, to_month, uscc } = fields;
      return (
        String(from_month) < addMonths(births.get(id)!, 192) ||
        (uscc !== null && !known.has(uscc!)) ||
        (spells.get(id) ?? []).some(
          (spell) => spell.from_month! <= to_month! && spell.to_month! >= from_month!,
        )
      );
    });
    expectTold('R17', hitsOf(suspect, 'amount_fen'));
  });

  test('R18 months that are paid twice', () => {
    const doubled: Hits = new Map();
    for (const [id, spells] of byPerson('hrss_emp_period')) {
      for (const [i, a] of spells.entries()) {
        for (const b of spells.slice(i + 1)) {
          const from = [String(a.from_month), String(b.from_month)].sort()[1]!;
          const to = [String(a.to_month), String(b.to_month)].sort()[0]!;
          if (from > to) continue;
          const monthFen = Math.round(Number(a.contribution_base_fen) * 0.24);
          doubled.set(id, (doubled.get(id) ?? 0) + (monthsBetween(from, to) + 1) * monthFen);
        }
      }
    }
    expectTold('R18', doubled);
  });

  test('R26 contributions that the state paid for somebody on no list, or twice', () => {
    const listed = new Set(
      ['cab_dibao', 'cab_tekun', 'agri_poverty_watch', 'dpf_disabled'].flatMap((source) =>
        of(source).map(idOf),
      ),
    );
    const seen = new Set<string>();
    const wrong = of('tax_res_payment').filter((record) => {
      if (record.fields.gov_paid !== true) return false;
      const year = `${idOf(record)}/${record.fields.payment_year}`;
      const isTwice = seen.has(year);
      seen.add(year);
      return isTwice || !listed.has(idOf(record));
    });
    const inTruth = told('R26');
    const found = hitsOf(wrong, 'amount_fen');
    expect(sorted(new Map([...found].filter(([id]) => inTruth.has(id))))).toEqual(sorted(inTruth));
    // the state pays for some members of listed households who have no hukou here
    expect(found.size - inTruth.size).toBeLessThan(5);
  });

  test('R28 accidents in the first days of the insurance', () => {
    const fresh = of('hrss_injury_claim').filter(
      ({ fields }) => daysBetween(fields.enrolled_date!, fields.accident_date!) <= 3,
    );
    expectTold('R28', hitsOf(fresh, 'paid_amount_fen'));
  });
});

describe('the office', () => {
  const operators = (rule: string) =>
    wrongs
      .filter((wrong) => wrong.rule === rule)
      .map(({ operatorNo, truthId }) => `${operatorNo}/${truthId}`)
      .sort();
  const keyOf = (column: string) => (record: CleanRecord) => `${record.fields[column]}/${idOf(record)}`;

  test('V1 accepts at the counter in the evening or at the weekend without approval', () => {
    const off = of('hrss_acceptance').filter(({ fields }) => {
      const weekday = new Date(String(fields.accepted_date)).getUTCDay();
      const time = String(fields.accepted_time);
      const isOpen = weekday > 0 && weekday < 6 && time >= '09:00:00' && time <= '17:00:00';
      return (
        ['COUNTER', 'ONE_WINDOW'].includes(String(fields.accept_channel)) &&
        !isOpen &&
        fields.overtime_approval === null
      );
    });
    expect(off.map(keyOf('operator_no')).sort()).toEqual(operators('V1'));
  });

  test('V2 handles what nobody has accepted before', () => {
    const accepted = new Map(of('hrss_acceptance').map((record) => [record.key, record.fields]));
    const early = of('hrss_transaction').filter(({ fields }) => {
      const acceptance = accepted.get(String(fields.acceptance_no));
      if (acceptance === undefined) return true;
      const from = `${acceptance.accepted_date} ${acceptance.accepted_time}`;
      return `${fields.handled_date} ${fields.handled_time}` < from;
    });
    expect(early.map(keyOf('handle_operator_no')).sort()).toEqual(operators('V2'));
  });

  test('V3 one agent files for three and more within a month, without proof of a visit', () => {
    const clients = new Map<string, Set<number>>();
    for (const record of of('hrss_acceptance')) {
      const { agent_id_no, visit_proof } = record.fields;
      if (agent_id_no === null || visit_proof !== null) continue;
      const agent = String(agent_id_no);
      clients.set(agent, (clients.get(agent) ?? new Set()).add(idOf(record)));
    }
    const busy = [...clients.values()].filter(({ size }) => size >= 3);
    expect(busy.length).toBe(wrongs.filter(({ rule }) => rule === 'V3').length);
  });

  test('V4 one person handles and reviews, or reviews and pays', () => {
    const same = of('hrss_transaction').filter(
      ({ fields }) =>
        fields.review_operator_no === fields.handle_operator_no ||
        (fields.pay_operator_no !== null && fields.pay_operator_no === fields.review_operator_no),
    );
    expect(same.map(keyOf('review_operator_no')).sort()).toEqual(operators('V4'));
  });

  test('R16 one telephone certifies ten people of a day, or fails and passes', () => {
    const days = new Map<string, Set<number>>();
    for (const record of of('hrss_face_app')) {
      const { device_id, event_date } = record.fields;
      const day = `${device_id}/${event_date}`;
      days.set(day, (days.get(day) ?? new Set()).add(idOf(record)));
    }
    const mass = [...days.values()].filter(({ size }) => size >= 10);
    const cases = Map.groupBy(
      wrongs.filter(({ rule }) => rule === 'R16'),
      ({ caseNo }) => caseNo,
    );
    expect(mass.length).toBe([...cases.values()].filter(({ length }) => length >= 10).length);
  });

  test('R29 an operator handles the case of the own family', () => {
    const staff = new Set(of('hrss_staff').map(({ key }) => key));
    const own = wrongs.filter(({ rule }) => rule === 'R29');
    expect(own.length).toBeGreaterThan(0);
    const handled = new Set(of('hrss_transaction').map(keyOf('handle_operator_no')));
    for (const { operatorNo, truthId } of own) {
      expect(staff.has(operatorNo!)).toBe(true);
      expect(handled.has(`${operatorNo}/${truthId}`)).toBe(true);
    }
  });
});
