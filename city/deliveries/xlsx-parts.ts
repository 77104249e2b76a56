/** The fixed parts of an XLSX package (ECMA-376), as small as spreadsheet programs accept them. */

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Cell formats by index in `xl/styles.xml`. */
export const CELL_STYLES = Object.freeze({ GENERAL: 0, TITLE: 1, DATE: 2, AMOUNT: 3 });

/** Text for XML: markup escaped, characters that XML 1.0 forbids dropped. */
export function xmlText(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** `0` → `A`, `26` → `AA`. */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}

export interface WorkbookParts {
  readonly sheets: readonly string[];
  readonly hasSharedStrings: boolean;
  /** A workbook with `xl/vbaProject.bin`. */
  readonly hasMacros?: boolean;
}

/** Name and content of every part except the sheets and shared strings. */
export function workbookParts({ sheets, hasSharedStrings, hasMacros }: WorkbookParts): [string, string][] {
  const workbookType = hasMacros
    ? 'application/vnd.ms-excel.sheet.macroEnabled.main+xml'
    : `${SHEET_TYPE}.sheet.main+xml`;
  const override = (part: string, type: string) => `<Override PartName="${part}" ContentType="${type}"/>`;
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONSHIPS}/${type}" Target="${target}"/>`;
  const numbers = sheets.map((_, i) => i + 1);
  return [
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${[
        hasMacros ? '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>' : '',
        override('/xl/workbook.xml', workbookType),
        ...numbers.map((n) => override(`/xl/worksheets/sheet${n}.xml`, `${SHEET_TYPE}.worksheet+xml`)),
        override('/xl/styles.xml', `${SHEET_TYPE}.styles+xml`),
        hasSharedStrings ? override('/xl/sharedStrings.xml', `${SHEET_TYPE}.sharedStrings+xml`) : '',
      ].join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><sheets>${sheets
        .map((name, i) => `<sheet name="${xmlText(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
        .join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${[
        ...numbers.map((n) => relation(`rId${n}`, 'worksheet', `worksheets/sheet${n}.xml`)),
        relation('rId90', 'styles', 'styles.xml'),
        hasSharedStrings ? relation('rId91', 'sharedStrings', 'sharedStrings.xml') : '',
        hasMacros
          ? '<Relationship Id="rId92" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>'
          : '',
      ].join('')}</Relationships>`,
    ],
    [
      'xl/styles.xml',
      `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="16"/><name val="方正小标宋简体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment horizontal="center"/></xf><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ],
  ];
}

export const SHEET_START = `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>`;

/** End of a sheet. `merges`: cell ranges such as `A1:H1`. */
export function sheetEnd(merges: readonly string[]): string {
  const cells = merges.map((range) => `<mergeCell ref="${range}"/>`).join('');
  const element = merges.length === 0 ? '' : `<mergeCells count="${merges.length}">${cells}</mergeCells>`;
  return `</sheetData>${element}</worksheet>`;
}

/** Start of the shared strings. `uses`: cells that point to them. */
export function sharedStringsStart(uses: number, strings: number): string {
  return `${HEAD}<sst xmlns="${MAIN}" count="${uses}" uniqueCount="${strings}">`;
}
