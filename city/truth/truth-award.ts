/** What is really so of one programme that somebody holds or held until lately. Dates ISO, months `YYYY-MM`. */
export interface TruthAward {
  truthId: number;
  /** Identifier such as `EMP_PENSION`. */
  programme: string;
  awardMonth: string;
  lastPaidMonth: string;
  /** On the roster. */
  state: 'PAYING' | 'SUSPENDED' | 'TERMINATED';
  /** On the as-of date there is a right to payment, whatever the roster says. */
  isEntitled: boolean;
  /** Of awards without right: DEATH, CUSTODY, MISSING, EMIGRATION, EXPIRED, NOT_ENTITLED, OTHER. */
  lostReason: string | null;
  lostOn: string | null;
}
