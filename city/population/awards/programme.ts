import type { PensionScheme } from '../../truth/truth-person.ts';

/** Who keeps the roster of a programme beside the pensions, its number, and the usual amounts a month. */
export interface ProgrammeTerms {
  readonly roster:
    | 'hrss_allowance'
    | 'nhsa_benefit'
    | 'nhc_benefit'
    | 'cab_benefit'
    | 'org_benefit'
    | 'vet_benefit';
  readonly code: string;
  /** Whole yuan, from the range of the programme. */
  readonly yuan: readonly [low: number, high: number];
  /** Paid by the place of the hukou: ends when the hukou leaves. */
  readonly isLocal: boolean;
}

const terms = (roster: ProgrammeTerms['roster'], code: string, low: number, high: number, isLocal = false) =>
  ({ roster, code, yuan: [low, high], isLocal }) satisfies ProgrammeTerms;

/** P04–P22. */
export const PROGRAMMES = {
  LAND_LOST_PENSION: terms('hrss_allowance', 'P04', 240, 820, true),
  INJURY_ALLOWANCE: terms('hrss_allowance', 'P05', 2100, 5200),
  INJURY_SURVIVOR: terms('hrss_allowance', 'P06', 950, 2600),
  UNEMP_BENEFIT: terms('hrss_allowance', 'P07', 1560, 1760),
  EMP_SURVIVOR: terms('hrss_allowance', 'P08', 420, 900),
  PUB_SURVIVOR: terms('hrss_allowance', 'P09', 680, 1400),
  RETIREE_MEDICAL: terms('nhsa_benefit', 'P10', 60, 160),
  FP_REWARD: terms('nhc_benefit', 'P11', 80, 160, true),
  FP_SPECIAL: terms('nhc_benefit', 'P12', 450, 950, true),
  OLD_AGE_ALLOWANCE: terms('cab_benefit', 'P13', 50, 160, true),
  DIBAO: terms('cab_benefit', 'P14', 340, 700, true),
  TEKUN: terms('cab_benefit', 'P15', 760, 1300, true),
  DISABLED_LIVING: terms('cab_benefit', 'P16', 80, 120, true),
  DISABLED_CARE: terms('cab_benefit', 'P17', 80, 160, true),
  EX_VILLAGE_CADRE: terms('org_benefit', 'P18', 80, 420, true),
  EX_VILLAGE_DOCTOR: terms('nhc_benefit', 'P19', 120, 380, true),
  VETERAN_SUBSIDY: terms('vet_benefit', 'P20', 240, 900),
  VETERAN_PENSION: terms('vet_benefit', 'P21', 800, 3200),
  ORPHAN: terms('cab_benefit', 'P22', 1050, 1500, true),
} as const satisfies Record<string, ProgrammeTerms>;

export type Allowance = keyof typeof PROGRAMMES;
export type Programme = PensionScheme | Allowance;

const PENSION_CODES: Readonly<Record<PensionScheme, string>> = {
  EMP_PENSION: 'P01',
  PUB_PENSION: 'P02',
  RES_PENSION: 'P03',
};

export function isPension(programme: Programme): programme is PensionScheme {
  return programme in PENSION_CODES;
}

/** `P01` … `P22`. */
export function programmeCode(programme: Programme): string {
  return isPension(programme) ? PENSION_CODES[programme] : PROGRAMMES[programme].code;
}

export function isLocal(programme: Programme): boolean {
  return !isPension(programme) && PROGRAMMES[programme].isLocal;
}
