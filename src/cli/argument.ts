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

/** A probability between 0 and 1, both excluded. @throws ZhaorenError BAD_ARGUMENT */
export function probability(argument: string, text: string): number {
  const value = Number(text);
  if (/^\d*\.?\d+$/.test(text) && value > 0 && value < 1) return value;
  throw new ZhaorenError('BAD_ARGUMENT', { argument, expected: '0 和 1 之间的概率，例如 0.9' });
}

/** An amount of memory as the engine takes it, e.g. `3GB`. @throws ZhaorenError BAD_ARGUMENT */
export function memorySize(argument: string, text: string): string {
  if (/^\d+(\.\d+)?\s*[KMGT]i?B$/i.test(text) && Number.parseFloat(text) > 0) return text;
  throw new ZhaorenError('BAD_ARGUMENT', { argument, expected: '内存大小，例如 3GB 或 512MB' });
}

/** A text encoding by any of its names. @throws ZhaorenError BAD_ARGUMENT */
export function textEncoding(argument: string, text: string): string {
  try {
    return new TextDecoder(text).encoding;
  } catch {
    throw new ZhaorenError('BAD_ARGUMENT', {
      argument,
      expected: '编码名称，例如 gb18030、big5、windows-1252',
    });
  }
}
