import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { openDuckdb } from '#engine/duckdb.ts';
import { type TakenFile, takeDeliveries } from '#pipeline/sources/take-deliveries.ts';
import { catalogueDirectory, withHome } from '../home.ts';
import { openProgress } from '../progress.ts';

/** What became of the files of a folder. */
export interface Intake {
  readonly accepted: readonly {
    readonly file: string;
    readonly source: string;
    readonly mode: string;
    readonly warnings: readonly string[];
  }[];
  readonly repeated: readonly { readonly file: string; readonly source: string; readonly repeats: number }[];
  readonly refused: readonly {
    readonly file: string;
    readonly code: string;
    readonly message: string;
    readonly suggestion?: string;
  }[];
}

/** `zhaoren ingest`: takes the files of a folder into the lake; a bad file never stops the others. */
export async function ingestCommand(
  home: string,
  directory: string,
  options: { quiet: boolean },
): Promise<Intake> {
  const catalogue = loadCatalogue(catalogueDirectory(home));
  const progress = openProgress(options.quiet);
  const taken = await withHome(home, async () => {
    const engine = await openDuckdb();
    progress.stage('归集');
    try {
      return await takeDeliveries(directory, {
        home,
        catalogue,
        engine,
        receivedAt: new Date().toISOString(),
        onProgress: ({ file, done, total }) => progress.step(done, file, total),
      });
    } finally {
      engine.close();
    }
  });
  const intake = sorted(taken);
  progress.finish(
    `${intake.accepted.length} 个文件,重复 ${intake.repeated.length},拒收 ${intake.refused.length}`,
  );
  return intake;
}

function sorted(taken: readonly TakenFile[]): Intake {
  return {
    accepted: taken.flatMap((item) =>
      item.outcome === 'ACCEPTED'
        ? [
            {
              file: item.file,
              source: item.delivery.source,
              mode: item.delivery.mode,
              warnings: item.warnings,
            },
          ]
        : [],
    ),
    repeated: taken.flatMap((item) =>
      item.outcome === 'REPEATED'
        ? [{ file: item.file, source: item.delivery.source, repeats: item.repeats }]
        : [],
    ),
    refused: taken.flatMap((item) =>
      item.outcome === 'REFUSED'
        ? [
            {
              file: item.file,
              code: item.error.code,
              message: item.error.message,
              ...(item.suggestion ? { suggestion: item.suggestion } : {}),
            },
          ]
        : [],
    ),
  };
}

export function formatIntake(intake: Intake): string {
  const lines = [
    `归集完成:新收 ${intake.accepted.length} 个文件,重复 ${intake.repeated.length} 个,拒收 ${intake.refused.length} 个`,
  ];
  for (const { file, warnings } of intake.accepted)
    for (const warning of warnings) lines.push(`  注意 ${file}:${warning}`);
  for (const { file, repeats } of intake.repeated)
    lines.push(`  重复 ${file}:内容与第 ${repeats} 批相同,只计一次`);
  for (const { code, message, suggestion } of intake.refused) {
    lines.push(`  拒收 ${code}:${message}`);
    if (suggestion) lines.push('  建议的来源定义(核对后存入数据目录的 catalogue/sources/):', suggestion);
  }
  return lines.join('\n');
}
