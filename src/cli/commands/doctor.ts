import { constants, existsSync } from 'node:fs';
import { access, mkdir, statfs } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { dirname } from 'node:path';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { openDuckdb } from '#engine/duckdb.ts';
import { openDatabase } from '#store/database.ts';

export interface Finding {
  readonly name: string;
  readonly good: boolean;
  readonly detail: string;
}

const GB = 1024 ** 3;

/** `zhaoren doctor`: tries each thing that the line needs and says what is wrong with it. */
export async function doctorCommand(home: string, databaseUrl: string | undefined): Promise<Finding[]> {
  const findings: Finding[] = [];
  const examine = async (name: string, work: () => Promise<string>) => {
    try {
      findings.push({ name, good: true, detail: await work() });
    } catch (thrown) {
      findings.push({ name, good: false, detail: thrown instanceof Error ? thrown.message : String(thrown) });
    }
  };
  await examine('运行环境', async () => `Node ${process.version},内存 ${(totalmem() / GB).toFixed(1)} GB`);
  await examine('数据目录', async () => {
    await mkdir(home, { recursive: true, mode: 0o700 });
    await access(home, constants.R_OK | constants.W_OK);
    return home;
  });
  await examine('磁盘空间', async () => {
    const { bavail, bsize } = await statfs(existsSync(home) ? home : dirname(home));
    const free = (bavail * bsize) / GB;
    if (free < 5) throw new Error(`仅剩 ${free.toFixed(1)} GB,全市数据约需 5 GB:请腾出空间`);
    return `剩余 ${free.toFixed(0)} GB`;
  });
  await examine('规则目录', async () => `${loadCatalogue().sources.length} 个来源定义`);
  await examine('分析引擎', async () => {
    const engine = await openDuckdb();
    engine.close();
    return engine.version;
  });
  await examine('数据库', async () => {
    const database = await openDatabase({ home, databaseUrl });
    try {
      const [row] = await database.query<{ version: string }>(
        "SELECT current_setting('server_version') AS version",
      );
      return `PostgreSQL ${row?.version} (${database.host})`;
    } finally {
      await database.close();
    }
  });
  return findings;
}

export function formatFindings(findings: readonly Finding[]): string {
  return findings.map(({ name, good, detail }) => `${good ? '✓' : '✗'} ${name}  ${detail}`).join('\n');
}
