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

/**
 * Cuts streamed XML behind every end tag of a name: `elements(pieces, 'row')` yields `…<row …>…` with whatever
 * stood before it, and at last the rest. Prefixes (`</x:row>`) are known.
 * @param limit characters that one element may have
 */
export async function* elements(
  pieces: AsyncIterable<string>,
  name: string,
  limit: number,
): AsyncGenerator<string> {
  const end = new RegExp(`</(?:\\w+:)?${name}\\s*>`, 'g');
  let rest = '';
  for await (const piece of pieces) {
    rest += piece;
    let start = 0;
    end.lastIndex = 0;
    for (let found = end.exec(rest); found !== null; found = end.exec(rest)) {
      yield rest.slice(start, found.index);
      start = end.lastIndex;
    }
    rest = rest.slice(start);
    if (rest.length > limit) throw new Error(`an element ${name} is longer than ${limit} characters`);
  }
  yield rest;
}
