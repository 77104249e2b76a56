import { ZhaorenError } from '#domain/error-catalogue.ts';
import { openLake } from '#pipeline/open-lake.ts';
import { readReport } from '#pipeline/report/read-report.ts';
import { formatReport, reportAsCsv } from '../report/format-report.ts';

const FORMATS = ['table', 'json', 'csv'] as const;

/** `zhaoren report`: what the last run found. */
export async function reportCommand(
  home: string,
  options: { division?: string; denominator?: string; format: string },
): Promise<string> {
  if (!(FORMATS as readonly string[]).includes(options.format))
    throw new ZhaorenError('BAD_ARGUMENT', { argument: '--format', expected: FORMATS.join('、') });
  const engine = await openLake(home);
  try {
    const { format, ...scope } = options;
    const report = await readReport(engine, scope);
    if (format === 'json') return JSON.stringify(report, null, 2);
    return format === 'csv' ? reportAsCsv(report) : formatReport(report);
  } finally {
    engine.close();
  }
}
