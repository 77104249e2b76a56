import { ZhaorenError } from '#domain/error-catalogue.ts';

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Text of XML character data: entities, and `_x000D_` as workbooks spell what XML forbids. */
export function xmlText(raw: string): string {
  const text = raw.includes('&')
    ? raw.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
        if (name !== undefined) return ENTITIES[name as string] ?? whole;
        const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
        return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
      })
    : raw;
  return text.includes('_x')
    ? text.replace(/_x([0-9A-F]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}

/** Value of an attribute in the inside of a tag; undefined when it is not there. */
export function xmlAttribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return found === null ? undefined : xmlText(found[1] ?? found[2] ?? '');
}

/** Texts of a rich or plain string (`<t>` in `<si>` or `<is>`), without phonetic guides. */
export function stringItemText(xml: string): string {
  const item = xml.includes('rPh') ? xml.replace(/<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g, '') : xml;
  let text = '';
  for (const [, part] of item.matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)</g)) text += part;
  return xmlText(text);
}

/** Longest element that is held, in characters: a cell has 32,767 at most, and a row a few hundred cells. */
const ELEMENT_LIMIT = 4 * 1024 ** 2;
/** An end tag with prefix and white space is no longer. */
const END_TAG_LIMIT = 64;

/**
 * Cuts streamed XML behind every end tag of a name: `elements(pieces, 'row', …)` yields `…<row …>…` with
 * whatever stood before it, and at last the rest. Prefixes (`</x:row>`) are known.
 * @throws ZhaorenError XLSX_BOMB when an element does not end
 */
export async function* elements(
  pieces: AsyncIterable<string>,
  name: string,
  file: string,
): AsyncGenerator<string> {
  const end = new RegExp(`</(?:\\w+:)?${name}\\s*>`, 'g');
  let rest = '';
  for await (const piece of pieces) {
    end.lastIndex = Math.max(0, rest.length - END_TAG_LIMIT);
    rest += piece;
    let start = 0;
    for (let found = end.exec(rest); found !== null; found = end.exec(rest)) {
      yield rest.slice(start, found.index);
      start = end.lastIndex;
    }
    rest = rest.slice(start);
    if (rest.length > ELEMENT_LIMIT) throw new ZhaorenError('XLSX_BOMB', { file, limitBytes: ELEMENT_LIMIT });
  }
  yield rest;
}
