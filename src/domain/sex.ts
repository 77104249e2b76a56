/** GB/T 2261.1. */
export const SEXES = Object.freeze({ '0': '未知', '1': '男', '2': '女', '9': '未说明' });
export type Sex = keyof typeof SEXES;

const WORDS: Readonly<Record<string, Sex>> = Object.freeze({
  男: '1',
  男性: '1',
  M: '1',
  女: '2',
  女性: '2',
  F: '2',
  未知: '0',
  未知的性别: '0',
  未说明: '9',
  未说明的性别: '9',
});

/** Code from a code (`1`, `01`) or word (`男`, `女性`, `M`); null when it is neither. */
export function parseSex(raw: string): Sex | null {
  const text = raw.trim().toUpperCase();
  const code = text.replace(/^0(?=\d$)/, '');
  return code in SEXES ? (code as Sex) : (WORDS[text] ?? null);
}
