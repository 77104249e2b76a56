import { BLANK_WORDS, foldNumberText } from './identity-text.ts';

/** Money is an integer number of fen (1 yuan = 100 fen); files carry yuan. */

export interface AmountReading {
  readonly raw: string;
  readonly amountFen: number | null;
  /** BLANK; FORMAT: no amount; PRECISION: more than two decimals that are not zero; RANGE: beyond 2^53 fen. */
  readonly issue: 'BLANK' | 'FORMAT' | 'PRECISION' | 'RANGE' | null;
}

/**
 * Reads yuan as text: `1,234.50`, `￥1234.5`, `1234.5元`, `-12`, full-width digits. No float takes part:
 * the digits themselves become fen. Thousands commas must stand in threes.
 */
export function parseYuan(raw: string | null): AmountReading {
  const text = foldNumberText(raw ?? '');
  const result = (amountFen: number | null, issue: AmountReading['issue']) =>
    Object.freeze({ raw: raw ?? '', amountFen, issue });
  if (BLANK_WORDS.has(text)) return result(null, 'BLANK');
  const parts = /^(-?)[¥￥]?(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d*))?元?$/.exec(text);
  if (parts === null) return result(null, 'FORMAT');
  const [, sign, yuan = '', decimals = ''] = parts;
  if (/[1-9]/.test(decimals.slice(2))) return result(null, 'PRECISION');
  const fen = Number(yuan.replaceAll(',', '') + decimals.slice(0, 2).padEnd(2, '0'));
  if (!Number.isSafeInteger(fen)) return result(null, 'RANGE');
  return result(sign === '-' && fen !== 0 ? -fen : fen, null);
}

/** `1234567` → `12,345.67`. */
export function formatYuan(amountFen: number): string {
  const digits = String(Math.abs(amountFen)).padStart(3, '0');
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${amountFen < 0 ? '-' : ''}${yuan}.${digits.slice(-2)}`;
}
