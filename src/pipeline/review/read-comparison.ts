import { type Engine, type EngineRow, sqlText } from '#engine/engine.ts';
import {
  maskAddress,
  maskBankAccount,
  maskBirthDate,
  maskIdentityNumber,
  maskName,
  maskPhone,
} from '#privacy/masking.ts';
import { type Decision, pairId } from './decision.ts';
import type { ClaimPair } from './find-pair.ts';
import { weightInWords } from './review-reason.ts';

/** What both sides say of one thing, each value once, the most trusted first. */
export interface ComparedField {
  readonly field: string;
  readonly title: string;
  readonly left: readonly string[];
  readonly right: readonly string[];
  /** How they agree, in words; null where it was not weighed. */
  readonly level: string | null;
  /** log2 of the odds, and in words. */
  readonly weight: number | null;
  readonly weightWords: string | null;
}

export interface ReviewSide {
  readonly claimKey: string;
  /** Null when the claim is no longer delivered. */
  readonly personId: string | null;
  readonly records: number;
  readonly sources: readonly string[];
}

export interface Comparison {
  readonly pair: string;
  readonly left: ReviewSide;
  readonly right: ReviewSide;
  readonly rule: string | null;
  readonly weight: number | null;
  readonly probability: number | null;
  readonly fields: readonly ComparedField[];
  /** Every decision on the pair, undone ones included. */
  readonly decisions: readonly Decision[];
}

type Mask = (value: string) => string | null;

interface Field {
  readonly title: string;
  readonly mask?: Mask;
  /** A code as a clerk reads it. */
  readonly word?: (code: string) => string;
}

const FIELDS: Readonly<Record<string, Field>> = Object.freeze({
  name: { title: '姓名', mask: maskName },
  id_no: { title: '身份号码', mask: (value) => maskIdentityNumber(value) },
  birth_date: { title: '出生日期', mask: (value) => maskBirthDate(value) },
  sex: { title: '性别', word: (value) => ({ '1': '男', '2': '女' })[value] ?? value },
  ethnicity: { title: '民族' },
  mobile: { title: '手机', mask: (value) => maskPhone(value) },
  hukou_no: { title: '户号' },
  hukou_division: { title: '户籍地' },
  hukou_address: { title: '户籍地址', mask: (value) => maskAddress(value) },
  residence_division: { title: '居住地' },
  residence_address: { title: '居住地址', mask: (value) => maskAddress(value) },
  grid_code: { title: '网格' },
  dwelling_code: { title: '房屋编码' },
  personal_no: { title: '个人编号', mask: (value) => maskIdentityNumber(value) },
  student_no: { title: '学籍号', mask: (value) => maskIdentityNumber(value) },
  account_no: { title: '银行账号', mask: (value) => maskBankAccount(value) },
  uscc: { title: '单位' },
});

/** Which of a record's columns a comparison weighed, where its name is another. */
const COMPARED_BY: Readonly<Record<string, string>> = Object.freeze({
  number: 'id_no',
  rounded: 'id_no',
  home: 'residence_address',
  village: 'residence_division',
  phone: 'mobile',
});

/** A pair side by side. Masked unless `reveal`. */
export async function readComparison(
  engine: Engine,
  { leftKey, rightKey }: ClaimPair,
  options: { reveal: boolean; made: readonly Decision[] },
): Promise<Comparison> {
  const both = `left_key = ${sqlText(leftKey)} AND right_key = ${sqlText(rightKey)}`;
  const [pair] = await engine.rows(`SELECT rule, weight, probability FROM review_pair WHERE ${both}`);
  const weighed = await engine.rows(`
    SELECT comparison, label, weight FROM review_comparison WHERE ${both} ORDER BY position`);
  const [left, right] = [
    await readSide(engine, leftKey, rightKey),
    await readSide(engine, rightKey, leftKey),
  ];
  const number = (value: unknown) => (typeof value === 'number' ? value : null);
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  const fields = Object.entries(FIELDS).flatMap(([field, { title, mask }]): ComparedField[] => {
    const shown = (values: readonly string[]) =>
      options.reveal || !mask ? values : values.map((value) => mask(value) ?? '***');
    const said = { left: shown(left.values[field] ?? []), right: shown(right.values[field] ?? []) };
    const judged = weighed.filter(
      ({ comparison }) => (COMPARED_BY[String(comparison)] ?? comparison) === field,
    );
    if (said.left.length === 0 && said.right.length === 0 && judged.length === 0) return [];
    const rows: readonly EngineRow[] = judged.length > 0 ? judged : [{ label: null, weight: null }];
    return rows.map(({ label, weight }) => ({
      field,
      title,
      ...said,
      level: text(label),
      weight: number(weight),
      weightWords: judged.length > 0 ? weightInWords(number(weight)) : null,
    }));
  });
  const others = weighed
    .filter(({ comparison }) => !((COMPARED_BY[String(comparison)] ?? String(comparison)) in FIELDS))
    .map(({ comparison, label, weight }) => ({
      field: String(comparison),
      title: String(comparison),
      left: [],
      right: [],
      level: text(label),
      weight: number(weight),
      weightWords: weightInWords(number(weight)),
    }));
  return {
    pair: pairId(leftKey, rightKey),
    left: left.side,
    right: right.side,
    rule: text(pair?.rule),
    weight: number(pair?.weight),
    probability: number(pair?.probability),
    fields: [...fields, ...others],
    decisions: options.made.filter((one) => one.leftKey === leftKey && one.rightKey === rightKey),
  };
}

/** Names and numbers that either side writes: what a reason must not repeat. */
export async function identitiesOf(engine: Engine, { leftKey, rightKey }: ClaimPair): Promise<string[]> {
  const sides = [await readSide(engine, leftKey, rightKey), await readSide(engine, rightKey, leftKey)];
  return sides.flatMap(({ values }) => ['name', 'id_no', 'mobile'].flatMap((field) => values[field] ?? []));
}

interface Side {
  readonly side: ReviewSide;
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/** All that the claim's person says; where the other claim is the same person today, what the claim alone says. */
async function readSide(engine: Engine, claimKey: string, otherKey: string): Promise<Side> {
  const [place] = await engine.rows<{ raw: string; person_id: string; is_one: boolean }>(`
    SELECT
      l.person_id AS raw,
      p.person_id,
      coalesce((SELECT o.person_id = l.person_id FROM claim_link o WHERE o.claim_key = ${sqlText(otherKey)}), FALSE) AS is_one
    FROM claim_link l
    JOIN claim_person p USING (claim_key)
    WHERE claim_key = ${sqlText(claimKey)}`);
  const claims =
    place && !place.is_one
      ? `claim_key IN (SELECT claim_key FROM claim_link WHERE person_id = ${sqlText(place.raw)})`
      : `claim_key = ${sqlText(claimKey)}`;
  const records = await engine.rows(`
    SELECT r.*, coalesce(s.name, r.source) AS source_name
    FROM identity_record r
    LEFT JOIN rule_source s ON s.source = r.source
    WHERE ${claims}
    ORDER BY r.trust DESC, r.row_id DESC, r.role`);
  const values = Object.fromEntries(
    Object.keys(FIELDS).map((field) => {
      const said = records.map((row) => (field === 'id_no' ? (row.id_no ?? row.id_no_raw) : row[field]));
      const { word = String } = FIELDS[field]!;
      return [
        field,
        distinct(
          said.flatMap((value) => (value === null || value === undefined ? [] : [word(String(value))])),
        ),
      ];
    }),
  );
  return {
    side: {
      claimKey,
      personId: place?.person_id ?? null,
      records: records.length,
      sources: distinct(records.map((row) => String(row.source_name))),
    },
    values,
  };
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
