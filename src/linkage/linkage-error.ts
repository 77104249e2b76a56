import type { LinkageSpec } from './spec/linkage-spec.ts';

/** One thing wrong with a spec or with the data it is applied to. Never holds a value of a row. */
export interface LinkageProblem {
  /** e.g. `UNKNOWN_COLUMN`, `TYPE_DIFFERS`, `TOO_MANY_PAIRS`, `DUPLICATE_ID` … */
  readonly code: string;
  /** Where in the spec: `comparisons.birth.kind`, and the line when known. */
  readonly path: string;
  readonly line?: number | undefined;
  /** What is wrong, one English sentence without final stop. */
  readonly what: string;
  /** What to do now. */
  readonly remedy: string;
}

/** All problems found together, so that one round of corrections is enough. */
export class LinkageError extends Error {
  readonly problems: readonly LinkageProblem[];
  /** Of a spec what could be read all the same, so that it can be checked against the data too. */
  readonly readable: LinkageSpec | undefined;

  constructor(problems: readonly LinkageProblem[], readable?: LinkageSpec) {
    super(
      problems
        .map(
          ({ path, line, what, remedy }) =>
            `${path}${line === undefined ? '' : ` (line ${line})`}: ${what}. ${remedy}.`,
        )
        .join('\n'),
    );
    this.name = 'LinkageError';
    this.problems = problems;
    this.readable = readable;
  }
}
