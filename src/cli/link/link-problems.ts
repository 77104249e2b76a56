import { ERRORS, isZhaorenError, type LinkProblem, ZhaorenError } from '#domain/error-catalogue.ts';
import { LinkageError } from '#linkage/linkage-error.ts';
import { type LinkedFiles, specProblem } from './spec-problem.ts';

/** Codes that end the work at once, since they are not about the user's files. */
const ENVIRONMENT: readonly string[] = ['DISK_FULL'];

/** Everything found wrong, gathered so that one round of corrections is enough. */
export interface LinkProblems {
  /** Does work; what is wrong with spec or data is kept, and undefined returned. @throws whatever else it throws */
  gather<T>(work: () => T | Promise<T>): Promise<T | undefined>;
  /** @throws ZhaorenError LINK_REFUSED with everything gathered so far, if there is anything */
  refuse(): void;
}

export function gatherProblems(files: LinkedFiles): LinkProblems {
  const problems: LinkProblem[] = [];
  const errors: ZhaorenError[] = [];
  return {
    async gather(work) {
      try {
        return await work();
      } catch (thrown) {
        if (thrown instanceof LinkageError)
          problems.push(...thrown.problems.map((problem) => specProblem(problem, files)));
        else if (isZhaorenError(thrown) && !ENVIRONMENT.includes(thrown.code)) {
          errors.push(thrown);
          problems.push(asProblem(thrown));
        } else throw thrown;
        return undefined;
      }
    },
    refuse() {
      // a wrong command line alone is no fault of the data
      if (problems.length === 1 && errors[0]?.code === 'BAD_ARGUMENT') throw errors[0];
      if (problems.length > 0) throw new ZhaorenError('LINK_REFUSED', { problems: Object.freeze(problems) });
    },
  };
}

/** Remedies of the catalogue that speak of deliveries, in words that fit two tables. */
const REMEDIES: Readonly<Record<string, string>> = Object.freeze({
  BINARY_FILE: '请改用 CSV、XLSX、JSONL 或 Parquet 文件',
  EMPTY_FILE: '请给出有表头和数据的文件',
  NOT_FOUND: '请核对文件名和目录',
  NUL_BYTE: '请重新导出该文件',
  PARQUET_BROKEN: '请重新导出该文件',
  UNKNOWN_ENCODING: '请转为 UTF-8 或 GB18030，或用 --encoding 写明编码，例如 --encoding windows-1252',
});

function asProblem(error: ZhaorenError): LinkProblem {
  const { file, line, field } = error.params as { file?: string; line?: number; field?: string };
  const { what, remedy } = ERRORS[error.code];
  return Object.freeze({
    code: error.code,
    file,
    line,
    field,
    what: (what as (params: unknown) => string)(error.params),
    remedy: REMEDIES[error.code] ?? remedy,
  });
}
