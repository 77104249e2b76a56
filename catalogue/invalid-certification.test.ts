import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { edited, refusal } from './catalogue-refusal.ts';

const CHANNELS = 'evidence-channels.yaml';
const PROGRAMMES = 'programmes.yaml';

function lineOf(file: string, piece: string): number {
  const text = readFileSync(join(import.meta.dirname, file), 'utf8');
  return text.slice(0, text.indexOf(piece)).split('\n').length;
}

describe('an edit of the certification rules that contradicts itself is refused', () => {
  test.each<
    readonly [what: string, file: string, piece: string, wrong: string, field: string, reason: RegExp]
  >([
    [
      'a window of 0 on a positive channel',
      CHANNELS,
      'strength: STRONG, window_days: 45,',
      'strength: STRONG, window_days: 0,',
      'rule_evidence_channel.rows.24.window_days',
      /时限不能为 0/,
    ],
    [
      'a window on a negative channel',
      CHANNELS,
      'polarity: NEGATIVE, strength: STRONG, window_days: 0,',
      'polarity: NEGATIVE, strength: STRONG, window_days: 90,',
      'rule_evidence_channel.rows.45.window_days',
      /直到核实为止/,
    ],
    [
      'a positive channel with points against',
      CHANNELS,
      'weight: 40,',
      'weight: -40,',
      'rule_evidence_channel.rows.40.weight',
      /与渠道方向相反/,
    ],
    [
      'a negative channel with points for',
      CHANNELS,
      'weight: -200,',
      'weight: 200,',
      'rule_evidence_channel.rows.45.weight',
      /与渠道方向相反/,
    ],
    [
      'a negative channel that does not say what it means',
      CHANNELS,
      ' negative_kind: CUSTODY,',
      '',
      'rule_evidence_channel.rows.48.negative_kind',
      /须写明 negative_kind/,
    ],
    [
      'a channel twice',
      CHANNELS,
      'channel: E02, identifier: counter_onsite',
      'channel: E01, identifier: counter_onsite',
      'rule_evidence_channel.rows.1.valid_from',
      /规则 E01 的有效期与另一版本/,
    ],
    [
      'an identifier twice',
      CHANNELS,
      'identifier: kiosk_face',
      'identifier: counter_onsite',
      'rule_evidence_channel.rows.2.identifier',
      /counter_onsite 已用于另一行/,
    ],
    [
      'a weak channel that passes alone',
      CHANNELS,
      'window_days: 60, weight: 20',
      'window_days: 60, weight: 100',
      'rule_evidence_channel.rows.42.weight',
      /弱渠道不能单独达到通过分 100/,
    ],
    [
      'a channel of an unknown department',
      CHANNELS,
      'department: RAIL',
      'department: RAILWAY',
      'rule_evidence_channel.rows.13.department',
      /rule_department 里没有 RAILWAY/,
    ],
    [
      'evidence of a channel that is not in the catalogue',
      CHANNELS,
      '{ channel: E14, source',
      '{ channel: E99, source',
      'rule_evidence_source.rows.13.channel',
      /rule_evidence_channel 里没有 E99/,
    ],
    [
      'an unknown source',
      CHANNELS,
      'source: rail_boarding',
      'source: rail_ticket',
      'rule_evidence_source.rows.13.source',
      /没有来源 rail_ticket/,
    ],
    [
      'a column that the source lacks',
      CHANNELS,
      'column_name: boarded, code: BOARDED',
      'column_name: on_board, code: BOARDED',
      'rule_evidence_source.rows.13.column_name',
      /没有列 on_board/,
    ],
    [
      'a code that the source does not know',
      CHANNELS,
      'code: BOARDED',
      'code: SEATED',
      'rule_evidence_source.rows.13.code',
      /没有代码 SEATED/,
    ],
    [
      'a date column that is no date',
      CHANNELS,
      'code: BOARDED, date_column: event_date',
      'code: BOARDED, date_column: boarded',
      'rule_evidence_source.rows.13.date_column',
      /列 boarded 不是日期/,
    ],
    [
      'a date column that is not there',
      CHANNELS,
      'code: BOARDED, date_column: event_date',
      'code: BOARDED, date_column: travel_date',
      'rule_evidence_source.rows.13.date_column',
      /没有列 travel_date/,
    ],
    [
      'a positive record without a day',
      CHANNELS,
      'code: BOARDED, date_column: event_date',
      'code: BOARDED',
      'rule_evidence_source.rows.13.date_column',
      /须写明日期列/,
    ],
    [
      'a measure that is no number',
      CHANNELS,
      'measure_column: active_days',
      'measure_column: event_date',
      'rule_evidence_source.rows.43.measure_column',
      /不是数量/,
    ],
    [
      'a spouse where the source has none',
      CHANNELS,
      'date_column: registration_date, holder: SELF',
      'date_column: registration_date, holder: ALONE',
      'rule_evidence_source.rows.25.holder',
      /没有房屋编码/,
    ],
    [
      'a programme without a term',
      PROGRAMMES,
      '{ programme: ORPHAN, region: "*", cycle',
      '{ programme: ORPHAN, region: "640402", cycle',
      'rule_programme.rows.21.programme',
      /没有 ORPHAN 在所有地区.*认证周期/,
    ],
    [
      'a cycle of nothing',
      PROGRAMMES,
      'cycle_months: 12,',
      'cycle_months: 0,',
      'rule_programme_term.rows.0.cycle_months',
      /不得小于 1/,
    ],
    [
      'grace longer than the cycle',
      PROGRAMMES,
      'grace_days: 15',
      'grace_days: 60',
      'rule_programme_term.rows.6.grace_days',
      /宽限期不能超过认证周期/,
    ],
    [
      'a proof older than the cycle',
      PROGRAMMES,
      'max_proof_age_days: 31',
      'max_proof_age_days: 90',
      'rule_programme_term.rows.6.max_proof_age_days',
      /不能超过认证周期/,
    ],
    [
      'two terms of one programme and region',
      PROGRAMMES,
      '{ programme: PUB_PENSION, region',
      '{ programme: EMP_PENSION, region',
      'rule_programme_term.rows.1.valid_from',
      /EMP_PENSION \/ \* 的有效期与另一版本/,
    ],
    [
      'a region that is no division',
      PROGRAMMES,
      '{ programme: ORPHAN, region: "*", cycle',
      '{ programme: ORPHAN, region: "640", cycle',
      'rule_programme_term.rows.21.region',
      /写法不对/,
    ],
    [
      'recognition of itself',
      PROGRAMMES,
      '{ programme: ORPHAN, from_programme: "*"',
      '{ programme: ORPHAN, from_programme: ORPHAN',
      'rule_recognition.rows.21.from_programme',
      /不能互认自己/,
    ],
    [
      'recognition of an unknown programme',
      PROGRAMMES,
      '{ programme: ORPHAN, from_programme: "*"',
      '{ programme: ORPHAN, from_programme: ORPHANS',
      'rule_recognition.rows.21.from_programme',
      /rule_programme 里没有 ORPHANS/,
    ],
    [
      'immobility shown by an unknown programme',
      'certification.yaml',
      'code: DISABLED_CARE',
      'code: DISABLED_CARES',
      'rule_immobility.rows.3.code',
      /没有 DISABLED_CARES/,
    ],
    [
      'entitlement that rests on nothing',
      'certification.yaml',
      'state: ENTITLED, basis: WEAK,',
      'state: ENTITLED,',
      'rule_certification_reason.rows.16.basis',
      /须写明 basis/,
    ],
    [
      'a check that neither clears nor ends',
      'certification.yaml',
      'name: 失踪, reason: VERIFIED_MISSING, clears: false',
      'name: 失踪, clears: false',
      'rule_verification_result.rows.2.reason',
      /要么丧失资格/,
    ],
  ])('for %s', (_, file, piece, wrong, field, reason) => {
    const { message, error } = refusal(edited(file, piece, wrong));
    expect(message).toContain(`文件 …/${file} 第 `);
    expect(message).toContain(`字段“${field}”`);
    expect(message).toMatch(reason);
    expect(error.params.line).toBeGreaterThan(1);
  });

  test('with the line of the row', () => {
    const piece = 'strength: STRONG, window_days: 45,';
    const { error } = refusal(edited(CHANNELS, piece, piece.replace('45', '0')));
    expect(error.params).toMatchObject({ line: lineOf(CHANNELS, piece) });
  });
});
