import { ZhaorenError } from '#domain/error-catalogue.ts';

/** A command-line argument as a whole number within bounds. @throws ZhaorenError BAD_ARGUMENT */
export function wholeNumber(
  argument: string,
  text: string,
  { from, to }: { from: number; to: number },
): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= from && value <= to) return value;
  throw new ZhaorenError('BAD_ARGUMENT', { argument, expected: `${from} 到 ${to} 的整数` });
}

/** An ISO date that exists. @throws ZhaorenError BAD_ARGUMENT */
export function isoDate(argument: string, text: string): string {
  const day = new Date(`${text}T00:00:00Z`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text))
    return text;
  throw new ZhaorenError('BAD_ARGUMENT', { argument, expected: '日期,例如 2026-10-31' });
}

/** A division code of 2, 4, 6, 9, 12 or 15 digits. @throws ZhaorenError BAD_ARGUMENT */
export function divisionCode(argument: string, text: string): string {
  if (/^\d+$/.test(text) && [2, 4, 6, 9, 12, 15].includes(text.length)) return text;
  throw new ZhaorenError('BAD_ARGUMENT', { argument, expected: '2、4、6、9、12 或 15 位区划或网格代码' });
}
