import { posix } from 'node:path';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import { elements, stringItemText, xmlAttribute } from './xml-text.ts';
import { openZipParts, UNPACK_LIMITS, type UnpackLimits } from './zip-parts.ts';

/** What cells need in order to be read. */
export interface Workbook {
  /** For messages. */
  readonly file: string;
  /** In the order of the tabs. */
  readonly sheets: readonly { readonly name: string; readonly part: string; readonly isHidden: boolean }[];
  readonly sharedStrings: readonly string[];
  /** Cell style → whether it shows a number as a day or time. */
  readonly dateStyles: readonly boolean[];
  /** Days are counted from 1904, not 1900. */
  readonly is1904: boolean;
  readPart(name: string): AsyncGenerator<string>;
  close(): void;
}

/** Shared strings are held in memory. */
const STRINGS_LIMIT_CHARACTERS = 256 * 1024 ** 2;

/** Formats that every spreadsheet knows as days or times, those of East Asia included. */
const BUILT_IN_DATES = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const;

/**
 * Opens a workbook: tabs, shared strings, date styles. Rows are then read by `readSheetRows`.
 * @throws ZhaorenError XLSX_BOMB, XLSX_BROKEN, XLSX_ENCRYPTED, XLSX_MACRO, UNSUPPORTED_FORMAT
 */
export async function openWorkbook(
  path: string,
  file: string,
  limits: UnpackLimits = UNPACK_LIMITS,
): Promise<Workbook> {
  const parts = await openZipParts(path, file, limits);
  try {
    if (parts.names.some((name) => /vbaProject|macrosheets\//i.test(name)))
      throw new ZhaorenError('XLSX_MACRO', { file });
    if (!parts.names.includes('xl/workbook.xml')) throw new ZhaorenError('UNSUPPORTED_FORMAT', { file });
    const text = async (name: string) =>
      parts.names.includes(name) ? (await Array.fromAsync(parts.read(name))).join('') : '';
    const workbook = await text('xl/workbook.xml');
    const sheets = sheetList(workbook, await text('xl/_rels/workbook.xml.rels')).filter(({ part }) =>
      parts.names.includes(part),
    );
    if (sheets.length === 0) throw new ZhaorenError('XLSX_BROKEN', { file });
    return Object.freeze({
      file,
      sheets,
      sharedStrings: parts.names.includes('xl/sharedStrings.xml')
        ? await sharedStrings(parts.read('xl/sharedStrings.xml'), file)
        : [],
      dateStyles: dateStyles(await text('xl/styles.xml')),
      is1904: /<(?:\w+:)?workbookPr[^>]*\sdate1904\s*=\s*["'](1|true)["']/.test(workbook),
      readPart: (name: string) => parts.read(name),
      close: () => parts.close(),
    });
  } catch (cause) {
    parts.close();
    throw cause;
  }
}

function sheetList(workbook: string, relations: string): Workbook['sheets'] {
  const targets = new Map(
    tags(relations, 'Relationship').map((tag) => [xmlAttribute(tag, 'Id'), xmlAttribute(tag, 'Target')]),
  );
  return tags(workbook, 'sheet').flatMap((tag) => {
    const target = targets.get(xmlAttribute(tag, '\\w+:id'));
    if (target === undefined) return [];
    return [
      {
        name: xmlAttribute(tag, 'name') ?? '',
        part: target.startsWith('/') ? target.slice(1) : posix.join('xl', target),
        isHidden: (xmlAttribute(tag, 'state') ?? 'visible') !== 'visible',
      },
    ];
  });
}

async function sharedStrings(pieces: AsyncIterable<string>, file: string): Promise<string[]> {
  const strings: string[] = [];
  let characters = 0;
  for await (const item of elements(pieces, 'si', file)) {
    let start = -1;
    // empty items close themselves and so stand before the next one
    for (const found of item.matchAll(/<(?:\w+:)?si(?=[\s/>])[^>]*?(\/?)>/g)) {
      if (found[1] === '/') strings.push('');
      else start = found.index;
    }
    if (start < 0) continue;
    const text = stringItemText(item.slice(start));
    characters += text.length + 16;
    if (characters > STRINGS_LIMIT_CHARACTERS)
      throw new ZhaorenError('XLSX_BOMB', { file, limitBytes: STRINGS_LIMIT_CHARACTERS });
    strings.push(text);
  }
  return strings;
}

function dateStyles(styles: string): boolean[] {
  const custom = new Map(
    tags(styles, 'numFmt').map((tag) => [
      Number(xmlAttribute(tag, 'numFmtId')),
      isDateFormat(xmlAttribute(tag, 'formatCode') ?? ''),
    ]),
  );
  const cellFormats = /<(?:\w+:)?cellXfs\b[^>]*>([\s\S]*?)<\/(?:\w+:)?cellXfs>/.exec(styles)?.[1] ?? '';
  return tags(cellFormats, 'xf').map((tag) => {
    const id = Number(xmlAttribute(tag, 'numFmtId') ?? 0);
    return custom.get(id) ?? BUILT_IN_DATES.some(([from, to]) => id >= from && id <= to);
  });
}

/** A format that shows years, days or hours; literals, colours and locales aside. */
function isDateFormat(code: string): boolean {
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
  return /[ymdhs]/i.test(bare) && !/general/i.test(bare);
}

/** Insides of the start tags of a name. */
function tags(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}(?=[\\s/>])([^>]*)>`, 'g'))].map(([, tag]) => tag!);
}
