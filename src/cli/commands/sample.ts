import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import { openLake } from '#pipeline/open-lake.ts';
import { readReport } from '#pipeline/report/read-report.ts';
import { openProgress } from '../progress.ts';
import { formatReport } from '../report/format-report.ts';
import { cityCommand } from './city.ts';
import { exportByTown, getWorkList } from './export.ts';
import { formatIntake, ingestCommand } from './ingest.ts';
import { formatRun, runCommand } from './run.ts';

const PEOPLE = 100_000;

/** What grid workers take to the villages. */
const LISTS = ['expansion', 'certification-visit', 'suspected-loss'] as const;

/**
 * `npm start`: a sample county from nothing to its work lists, all under one folder. A sample that is there
 * already is run again as it is.
 * @throws ZhaorenError BAD_ARGUMENT when another size is wanted than is there
 */
export async function sampleCommand(options: {
  people?: number;
  dir: string;
  databaseUrl: string | undefined;
}): Promise<string> {
  const directory = resolve(options.dir);
  const [deliveries, home, lists] = ['deliveries', 'home', 'lists'].map((name) => join(directory, name)) as [
    string,
    string,
    string,
  ];
  if (existsSync(deliveries) && options.people !== undefined)
    throw new ZhaorenError('BAD_ARGUMENT', {
      argument: '--people',
      expected: `配合新的 --dir 使用,${options.dir} 里已有样例(或先删除它)`,
    });
  if (!existsSync(deliveries))
    await cityCommand({
      region: '640402',
      people: options.people ?? PEOPLE,
      seed: 7,
      asOf: '2026-10-31',
      share: 1,
      out: deliveries,
      truth: join(directory, 'truth'),
    });
  const intake = await ingestCommand(home, deliveries, { quiet: false });
  const run = await runCommand(home, {
    database: true,
    databaseUrl: options.databaseUrl,
    memory: '3GB',
    quiet: false,
  });
  const engine = await openLake(home);
  try {
    const progress = openProgress();
    progress.stage('工作清单');
    const exported: string[] = [];
    for (const name of LISTS) {
      progress.step(exported.length, name, LISTS.length);
      const sheets = await exportByTown(engine, name, lists);
      const people = sheets.reduce((sum, { rows }) => sum + rows, 0);
      exported.push(`${getWorkList(name).title} ${sheets.length} 个乡镇各一份,共 ${people} 条`);
    }
    progress.finish(`${exported.length} 种`);
    const report = formatReport(await readReport(engine));
    return [
      formatIntake(intake),
      formatRun(run),
      report,
      [`工作清单,在 ${lists}`, ...exported.map((line) => `  ${line}`)].join('\n'),
      `下一步:ZHAOREN_HOME=${home} npx zhaoren report(或 export、explain)`,
    ].join('\n\n');
  } finally {
    engine.close();
  }
}
