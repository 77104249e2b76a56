import { ZhaorenError } from '#domain/error-catalogue.ts';
import { type FileSight, refuseManyColumns, type SeenFile, TOP_ROWS } from './file-sight.ts';
import { rankSources } from './recognise-source.ts';
import type { TextEncoding } from './text-encoding.ts';
import { type FileHead, topLines } from './top-text-rows.ts';

/**
 * Looks at lines of JSON objects: their keys are the header words.
 * @throws ZhaorenError JSON_BROKEN when none of the first lines is an object, TOO_MANY_COLUMNS
 */
export function jsonlSight(
  { file, dictionary }: SeenFile,
  head: FileHead,
  encoding: TextEncoding,
): FileSight {
  const { text, newline } = topLines(head, encoding);
  const objects = text
    .toString('utf8')
    .split('\n')
    .slice(0, TOP_ROWS)
    .flatMap((line) => jsonObject(line));
  if (objects.length === 0) throw new ZhaorenError('JSON_BROKEN', { file, line: 1 });
  const keys = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  refuseManyColumns(keys.length, file);
  const words = keys.map((key) => [key]);
  return {
    layout: { format: 'JSONL', encoding, newline, words },
    fits: rankSources(dictionary, words, file),
    samples: objects.map((object) => keys.map((key) => plain(object[key]))),
    warnings: [],
  };
}

function jsonObject(line: string): Record<string, unknown>[] {
  try {
    const value: unknown = JSON.parse(line);
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? [value as Record<string, unknown>]
      : [];
  } catch {
    return [];
  }
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
