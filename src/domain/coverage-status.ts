/** Words of the coverage decision. How they are decided are rules of the catalogue and models of the line. */

/** First match wins in this order; DECEASED and LEFT share a rank. */
export const COVERAGE_STATUSES = Object.freeze({
  DATA_ERROR: '数据待核',
  DECEASED: '死亡',
  LEFT: '迁出',
  BENEFICIARY: '待遇领取',
  NORMAL: '正常参保',
  INSURED_ELSEWHERE: '区外参保',
  OUT_OF_SCOPE: '不在参保范围',
  UNCLAIMED: '应领未领',
  INTERRUPTED: '断保',
  DROPPED: '脱保',
  MISSED: '漏保',
});
export type CoverageStatus = keyof typeof COVERAGE_STATUSES;

/** Legal scope without live enrolment (应参未参). */
export const SHOULD_INSURE: readonly CoverageStatus[] = Object.freeze(['MISSED', 'DROPPED']);

/** How long contributions have stopped: WARN before the threshold of INTERRUPTED, SHORT and LONG after it. */
export const GAP_GRADES = Object.freeze({ WARN: '临近中断', SHORT: '短期中断', LONG: '长期中断' });
export type GapGrade = keyof typeof GAP_GRADES;
