import { ZhaorenError } from '#domain/error-catalogue.ts';
import { type FileSight, type SeenFile, TOP_ROWS, tableSight } from './file-sight.ts';
import { findHeader, type Header, titledColumns } from './header-row.ts';
import type { TextEncoding } from './text-encoding.ts';
import { DELIMITERS, type FileHead, topLines, topTextRows } from './top-text-rows.ts';

/**
 * Looks at delimited text: the delimiter is the one that makes most header words known.
 * @throws ZhaorenError EMPTY_FILE, HEADER_NOT_FOUND, TOO_MANY_COLUMNS
 */
export function csvSight(seen: SeenFile, head: FileHead, encoding: TextEncoding): FileSight {
  const { text, newline } = topLines(head, encoding);
  const tried = DELIMITERS.map((delimiter) => {
    const rows = topTextRows(text, delimiter, TOP_ROWS);
    const header = findHeader(rows, seen.dictionary, seen.file);
    return { delimiter, rows, header, score: score(header) };
  });
  const { delimiter, rows, header } = tried.toSorted((a, b) => b.score - a.score)[0]!;
  if (header !== null && linesFrom(text, header.dataLine).trim() === '')
    throw new ZhaorenError('EMPTY_FILE', { file: seen.file });
  return tableSight(seen, rows, header, { format: 'CSV', encoding, newline, delimiter });
}

function linesFrom(text: Buffer, line: number): string {
  return text
    .toString('utf8')
    .split('\n')
    .slice(line - 1)
    .join('');
}

/** Known words first, then how many words there are at all. */
function score(header: Header | null): number {
  if (header === null) return 0;
  return (header.fits[0]?.places.size ?? 0) * 1_000_000 + titledColumns(header.words);
}
