/** Why a record is refused or a value is set aside; the words of `reason` columns, with what a clerk reads. */
export const REFUSAL_REASONS = Object.freeze({
  BLANK: '必填项空白',
  BLANK_IDENTITY: '证件号码和姓名都空白',
  COLUMN_COUNT: '列数与表头不符',
  FORMULA: '公式没有计算结果',
  INVALID_BYTES: '含有无法识别的字节',
  JSON_BROKEN: '不是完整的 JSON 记录',
  LINE_TOO_LONG: '超过单行上限',
  MALFORMED_QUOTE: '引号之后还有文字',
  NOTE_ROW: '填表说明，不是数据',
  NUL_BYTE: '含有空字节（NUL）',
  TOTAL_ROW: '合计行，不是数据',
  UNCLOSED_QUOTE: '引号没有闭合',
});

/** Reasons that are known before values are looked at. */
export type RefusalReason = keyof typeof REFUSAL_REASONS;
