const ENTITIES: Readonly<Record<string, string>> = Object.freeze({
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
});

/** A text as it may stand in HTML, in a quoted attribute too. */
export function htmlText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** A whole number with separators. */
export function countText(count: number): string {
  return Math.round(count).toLocaleString('en-US');
}

/** A share as a percentage with as many digits as tell something: 97.3%, 0.12%, 0.00045%; what is smaller still is not told apart. */
export function percentText(share: number | undefined): string {
  if (share === undefined) return '–';
  const percent = share * 100;
  if (percent === 0 || percent >= 99.995) return `${Math.round(percent)}%`;
  if (percent < 0.000_01) return '< 0.00001%';
  if (percent >= 1) return `${percent.toFixed(percent >= 95 ? 2 : 1)}%`;
  return `${percent.toFixed(1 - Math.floor(Math.log10(percent)))}%`;
}

/** A probability so that 0.99999 is not shown as 1. */
export function probabilityText(probability: number | undefined): string {
  if (probability === undefined) return '–';
  if (probability > 0.9999 && probability < 1) return '> 0.9999';
  return probability < 0.0001 && probability > 0 ? '< 0.0001' : probability.toFixed(4);
}

/** Bits with a sign. */
export function bitsText(bits: number): string {
  return `${bits < 0 ? '−' : '+'}${Math.abs(bits).toFixed(1)}`;
}
