/** One wrong that a rule should find: one row for each rule, subject and programme of a case. */
export interface TruthWrong {
  /** `R01` … `R30`, `V1` … `V4`. */
  rule: string;
  /** Of rules about people. */
  truthId: number | null;
  /** Of rules about units. */
  uscc: string | null;
  /** Of rules about operators. */
  operatorNo: string | null;
  programme: string | null;
  /**
   * At stake, in fen: what was paid for the wrong months, delivered in batches or, before these, by the amount on
   * the roster; contributions of R17 R18 R26 R30; amounts of the cases of R28 R29 V1–V4. 0 where nothing was paid.
   */
  amountFen: number;
  /** The same for all rows of one case. */
  caseNo: number;
}
