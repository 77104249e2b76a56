import { IDENTITY_ISSUES } from '#domain/identity-number.ts';
import { REVIEW_REASONS } from '../review/review-reason.ts';
import { REFUSAL_REASONS } from '../sources/refusal-reason.ts';

/** Why a value was left out, besides the reasons of identity numbers and refused records. */
const VALUE_REASONS = Object.freeze({
  CHECK_CHARACTER: '校验位不符',
  CODE_UNKNOWN: '不在规定的取值范围内',
  FORMAT: '格式不对',
  IMPOSSIBLE: '日期或月份不存在',
  LOST_CHARACTER: '含有丢失的字(问号或方框)',
  PRECISION: '小数位数过多',
  RANGE: '超出合理范围',
  TOO_LONG: '过长',
  SHARED_NUMBER: '一号多人',
});

const TEXTS: Readonly<Record<string, string>> = {
  ...REVIEW_REASONS,
  ...REFUSAL_REASONS,
  ...VALUE_REASONS,
  ...IDENTITY_ISSUES,
};

/** A reason as a clerk reads it; the code where no text is known. */
export function reasonText(code: string): string {
  return TEXTS[code] ?? code;
}
