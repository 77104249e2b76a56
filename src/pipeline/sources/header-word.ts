/**
 * A header word as it is compared: width and case folded, no white space, no marks of required columns, no
 * closing colon. `身 份 证 号*` = `身份证号`.
 */
export function headerWord(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\ufeff\u200b]/g, '')
    .replaceAll(/^[*★☆"'`]+|[*★☆:"'`]+$/g, '');
}

/** The same without what stands in brackets behind it: `月收入(元)` → `月收入`. */
export function bareHeaderWord(text: string): string {
  return headerWord(text).replace(/[([【<].*$/, '');
}
