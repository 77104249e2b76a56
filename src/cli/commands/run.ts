import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { type LineResult, runLine, type Stage } from '#pipeline/pipeline.ts';
import { openDatabase } from '#store/database.ts';
import { loadPublication } from '#store/intake.ts';
import { catalogueDirectory, personSalt, withHome } from '../home.ts';
import { openProgress, type Progress } from '../progress.ts';

export interface RunOptions {
  readonly asOf?: string;
  readonly only?: Stage;
  readonly relearnWeights?: boolean;
  /** False: compute and publish, leave the database alone. */
  readonly database: boolean;
  readonly databaseUrl?: string | undefined;
  readonly memory: string;
  readonly quiet: boolean;
}

export interface Run extends LineResult {
  /** Seconds of each stage, the database's included. */
  readonly seconds: Readonly<Record<string, number>>;
  /** Undefined when the database was left alone. */
  readonly database?: { readonly publication: number; readonly changes: number };
}

const TITLES: Record<Stage, string> = {
  standardise: '标准化',
  link: '关联',
  registry: '人口库',
  assess: '研判',
  publish: '发布',
};

/** `zhaoren run`: the line on everything that was taken in, then into the database. */
export async function runCommand(home: string, options: RunOptions): Promise<Run> {
  const catalogue = loadCatalogue(catalogueDirectory(home));
  const progress = openProgress(options.quiet);
  return await withHome(home, async () => {
    const seconds: Record<string, number> = {};
    const timed = stageClock(progress, seconds);
    const line = await runLine({
      home,
      catalogue,
      personSalt: await personSalt(home),
      memoryLimit: options.memory,
      ...(options.asOf ? { asOf: options.asOf } : {}),
      ...(options.only ? { until: options.only } : {}),
      ...(options.relearnWeights ? { relearnWeights: true } : {}),
      onStage: (stage, total) => timed.begin(stage, TITLES[stage], total),
      onStep: ({ done, total, detail }) => progress.step(done, detail, total),
    });
    timed.end();
    if (!options.database || line.publication === undefined) return { ...line, seconds };
    timed.begin('database', '入库');
    const database = await openDatabase({ home, databaseUrl: options.databaseUrl });
    // Ctrl-C: the embedded server is not to outlive the command.
    const interrupted = () => void database.close().finally(() => process.exit(130));
    process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
    try {
      const loaded = await loadPublication(database, home, {
        onProgress: ({ table, done, total }) => progress.step(done, table, total),
      });
      timed.end();
      return { ...line, seconds, database: { publication: loaded.publication, changes: loaded.changes } };
    } finally {
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
      await database.close();
    }
  });
}

/** Notes how long each stage takes; beginning one ends the one before. */
function stageClock(progress: Progress, seconds: Record<string, number>) {
  let running: { name: string; since: number } | undefined;
  const end = () => {
    if (!running) return;
    seconds[running.name] = (performance.now() - running.since) / 1000;
    progress.finish();
    running = undefined;
  };
  return {
    begin(name: string, title: string, total?: number) {
      end();
      running = { name, since: performance.now() };
      progress.stage(title, total);
    },
    end,
  };
}

export function formatRun(run: Run): string {
  const count = (n: number) => n.toLocaleString('zh-CN');
  const { read, accepted, quarantined, repeated } = run.balance;
  const lines = [
    `运行完成,计算日期 ${run.asOf}`,
    `账目:读入 ${count(read)} = 采纳 ${count(accepted)} + 隔离 ${count(quarantined)} + 重复 ${count(repeated)}`,
  ];
  if (run.publication !== undefined)
    lines.push(
      run.isNew
        ? `发布第 ${run.publication} 期:变动 ${count(run.changes)} 行`
        : `没有新内容,仍为第 ${run.publication} 期`,
    );
  if (run.unobeyedDecisions > 0)
    lines.push(
      `注意:${count(run.unobeyedDecisions)} 条关联认定未能执行(记录已变或互相矛盾),请用 zhaoren review history 查看`,
    );
  if (run.database)
    lines.push(`数据库为第 ${run.database.publication} 期,写入 ${count(run.database.changes)} 行变动`);
  return lines.join('\n');
}
