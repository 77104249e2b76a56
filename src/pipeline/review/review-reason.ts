/** Why a pair is offered for review, as a clerk reads it. */
export const REVIEW_REASONS = Object.freeze({
  CLAIM: '疑为同一人,证据不足',
  NUMBER_OWNER: '同一号码,姓名不符,其余相同',
  TWO_NUMBERS: '疑为一人两号',
  SHARED_NUMBER: '一号多人',
});

/** A decision as a clerk reads it. */
export const JUDGEMENT_WORDS = Object.freeze({ SAME: '同一人', DIFFERENT: '不同人' });

/** What became of a decision in the last run. */
export const OUTCOME_WORDS = Object.freeze({
  OBEYED: '已执行',
  STALE: '已失效:原记录内容已变或不再报送,请重新核对',
  CONTRADICTED: '未执行:与其他认定矛盾',
  WAITING: '待下次运行执行',
  UNDONE: '已撤销',
});

/** How much a comparison says, in words. `bits`: log2 of the odds; null where a value is blank. */
export function weightInWords(bits: number | null): string {
  if (bits === null) return '无法比较';
  if (Math.abs(bits) < 1) return '几乎不说明问题';
  const strength = Math.abs(bits) < 4 ? '略' : Math.abs(bits) < 8 ? '较' : '很';
  return `${strength}${bits > 0 ? '支持同一人' : '不支持同一人'}`;
}
