import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import type { Engine } from '#engine/engine.ts';
import { hasTables } from '#pipeline/known-tables.ts';
import { openLake } from '#pipeline/open-lake.ts';
import { readDecisions } from '#pipeline/review/decision-journal.ts';
import { showDecisions } from '#pipeline/review/show-decisions.ts';
import { readWorkList, WORK_LISTS, type WorkList } from '#pipeline/worklist/work-list.ts';
import { recordReveal } from '../reveal.ts';
import { writeSheet } from '../sheet/write-sheet.ts';

export interface ExportedList {
  readonly file: string;
  readonly rows: number;
}

/** The lists there are, as a user reads it: the 23 lists of people in short. */
export const LIST_NAMES = [
  ...WORK_LISTS.map(({ list }) => list).filter((list) => !/^T\d\d$/.test(list)),
  'T01–T23(人员名单)',
].join('、');

/** @throws ZhaorenError NOT_FOUND, naming the lists there are */
export function getWorkList(name: string): WorkList {
  const list = WORK_LISTS.find((known) => known.list === name);
  if (list) return list;
  throw new ZhaorenError('NOT_FOUND', {
    kind: '清单',
    key: `${name}(可用:${LIST_NAMES})`,
  });
}

/** `zhaoren export`: one list of one division as a workbook; masked unless a reason to reveal is given. */
export async function exportCommand(
  home: string,
  name: string,
  options: { division?: string; out: string; reveal?: string },
): Promise<ExportedList> {
  const list = getWorkList(name);
  if (!options.out.endsWith('.xlsx'))
    throw new ZhaorenError('BAD_ARGUMENT', { argument: '--out', expected: '以 .xlsx 结尾的文件名' });
  const engine = await openLake(home);
  try {
    const division = options.division ?? '';
    // A pair decided since the last run is off the list.
    if (name === 'review') await showDecisions(engine, readDecisions(home).decisions);
    // A home that an older version ran lacks the tables of newer lists.
    if (!(await hasTables(engine, ...list.reads))) throw new ZhaorenError('NO_RUN', { home });
    if (options.reveal !== undefined)
      await recordReveal(home, { action: `export ${name}`, object: division, reason: options.reveal });
    return await exportList(engine, list, {
      division,
      file: options.out,
      reveal: options.reveal !== undefined,
    });
  } finally {
    engine.close();
  }
}

/** One workbook a town in `directory`; towns without a row get none. */
export async function exportByTown(engine: Engine, name: string, directory: string): Promise<ExportedList[]> {
  const list = getWorkList(name);
  const towns = await engine.rows<{ code: string; name: string }>(`
    SELECT DISTINCT d.code, d.name
    FROM (${list.sql}) l
    JOIN division d ON d.code = substr(l.division, 1, 9)
    ORDER BY d.code
  `);
  const exported: ExportedList[] = [];
  for (const { code, name: town } of towns) {
    const file = join(directory, `${list.title}_${code}_${town}.xlsx`);
    exported.push(await exportList(engine, list, { division: code, file, reveal: false }));
  }
  return exported;
}

async function exportList(
  engine: Engine,
  list: WorkList,
  { division, file, reveal }: { division: string; file: string; reveal: boolean },
): Promise<ExportedList> {
  const rows = await readWorkList(engine, list, { division, reveal });
  const [scope] = await engine.rows<{ name: string | null; as_of: string }>(
    `SELECT (SELECT name FROM division WHERE code = '${division.replaceAll("'", "''")}') AS name, CAST(as_of AS VARCHAR) AS as_of FROM run_parameter`,
  );
  const caption = `${scope?.name ?? ''}${list.title}  数据截至 ${scope?.as_of ?? ''}  共 ${rows.length} 条`;
  await mkdir(dirname(file), { recursive: true });
  await writeSheet(file, list, rows, caption);
  return { file, rows: rows.length };
}
