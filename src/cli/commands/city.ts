import { type CityProgress, generateCity, generateDay } from '#city/generate-city.ts';
import { openProgress } from '../progress.ts';

export interface CityOptions {
  readonly region: string;
  readonly people: number;
  readonly seed: number;
  readonly asOf: string;
  readonly out: string;
  readonly truth?: string;
  readonly day?: number;
  readonly share: number;
  readonly json?: boolean;
}

/** `zhaoren city`: fictitious deliveries and their truth. */
export async function cityCommand(options: CityOptions): Promise<string> {
  const { day, share, json, truth = `${options.out}-truth`, ...wish } = options;
  const progress = openProgress(json === true);
  progress.stage('生成', options.people);
  const watched = {
    ...wish,
    truth,
    onProgress: ({ people }: CityProgress) => progress.step(people),
  };
  const summary =
    day === undefined
      ? await generateCity(watched)
      : await generateDay({ ...watched, day, share: share / 100 });
  progress.finish(`${summary.people} 人、${summary.records} 条记录、${summary.files} 个文件`);
  return json
    ? JSON.stringify(summary)
    : `文件在 ${options.out},真相在 ${truth}:${summary.files} 个文件,${(summary.bytes / 1e6).toFixed(1)} MB`;
}
