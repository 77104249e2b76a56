import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ERROR_KINDS, type ErrorKind } from './error-kinds.ts';

/** Rates (0–1) of one source; a kind that is missing never happens. */
export type SourceErrorRates = Readonly<Partial<Record<ErrorKind, number>>>;

export interface ErrorRates {
  /** Share of people with a second number. */
  readonly twoNumbers: number;
  readonly bySource: ReadonlyMap<string, SourceErrorRates>;
}

/** Errors of another occasion, which take the place of the usual rates in every source. */
export type ErrorOverlay = 'linkage';

interface RatesFile {
  two_numbers: number;
  overlays: Record<ErrorOverlay, { two_numbers: number; rates: SourceErrorRates }>;
  profiles: Record<string, SourceErrorRates>;
  sources: Record<string, { profile: string } & SourceErrorRates>;
}

const SHIPPED = join(import.meta.dirname, 'error-rates.yaml');

/** No errors at all: the deliveries then say what the clean records say, in their shapes. */
export const NO_ERRORS: ErrorRates = Object.freeze({ twoNumbers: 0, bySource: new Map() });

/** What is known by a word: the shipped rates, none, or the shipped ones with an overlay. */
export type ErrorOccasion = 'default' | 'none' | ErrorOverlay;

export function errorRatesOf(occasion: ErrorOccasion): ErrorRates {
  if (occasion === 'none') return NO_ERRORS;
  return occasion === 'default' ? readErrorRates() : readErrorRates(SHIPPED, occasion);
}

/**
 * Reads the rates of all sources.
 * @throws Error naming source and word when a profile or kind is unknown or a rate is not 0–1
 */
export function readErrorRates(path: string = SHIPPED, overlay?: ErrorOverlay): ErrorRates {
  const file = parse(readFileSync(path, 'utf8')) as RatesFile;
  const more = overlay === undefined ? undefined : file.overlays[overlay];
  const bySource = new Map(
    Object.entries(file.sources).map(([source, { profile, ...own }]): [string, SourceErrorRates] => {
      const base = file.profiles[profile];
      if (base === undefined) throw new Error(`${path}: ${source} names the unknown profile ${profile}`);
      const rates = { ...base, ...own, ...more?.rates };
      for (const [kind, rate] of Object.entries(rates)) {
        if (!(kind in ERROR_KINDS)) throw new Error(`${path}: ${source} names the unknown error ${kind}`);
        if (!(rate >= 0 && rate <= 1)) throw new Error(`${path}: rate of ${kind} in ${source} is not 0–1`);
      }
      return [source, Object.freeze(rates)];
    }),
  );
  return Object.freeze({ twoNumbers: more?.two_numbers ?? file.two_numbers, bySource });
}
