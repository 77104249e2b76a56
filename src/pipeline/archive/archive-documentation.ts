import type { Catalogue } from '#catalogue/load-catalogue.ts';
import { type ArchiveOrigin, archiveCategories } from './archive-rules.ts';
import { SQL_TYPES } from './category-model.ts';

const BEGIN = '<!-- items: written by src/pipeline/archive/write-archive-documentation.ts -->';
const END = '<!-- end of items -->';

/** Puts the list of all items between the marks of the document. */
export function withArchiveDocumentation(document: string, catalogue: Catalogue): string {
  const rules = (table: string) => catalogue.rules.get(table)!;
  const names = new Map(rules('rule_archive_category').map(({ values }) => [values.category, values.name]));
  const items = new Map(rules('rule_archive_item').map((row) => [row.values.item, row]));
  const sections = archiveCategories(catalogue).map(({ category, items: own }) => {
    const rows = own.map(({ item, identifier, type, origins }) => {
      const { values, unit } = items.get(item)!;
      const sqlType = `${SQL_TYPES[type]}${unit ? ` (${unit})` : ''}`;
      const from = origins.length === 0 ? 'no source' : origins.map(origin).join(', else ');
      return `| ${item} | ${values.name} | \`${identifier}\` | ${sqlType} | ${values.department} | ${values.level} | ${from} |`;
    });
    return [
      `### \`archive_${category}\`: ${names.get(category)}`,
      '',
      '| # | Item | Column | Type | Department | Level | From |',
      '|--:|---|---|---|---|---|---|',
      ...rows,
      '',
    ].join('\n');
  });
  const head = document.slice(0, document.indexOf(BEGIN) + BEGIN.length);
  return `${head}\n\n${sections.join('\n')}\n${document.slice(document.indexOf(END))}`;
}

function origin({ reading, place, column, derivation, when, isCompared }: ArchiveOrigin): string {
  const source = reading
    ? `${reading.source.source}${reading.role === 'self' ? '' : ` (${reading.role})`}`
    : `*${place}*`;
  const value = column === '*' ? source : `${source}.${column}`;
  const condition = when
    ? ` where ${when.column} ${when.codes.map((code) => code ?? 'empty').join('/')}`
    : '';
  return `${value}${derivation === 'VALUE' ? '' : ` (${derivation})`}${condition}${isCompared ? ' ≠' : ''}`;
}
