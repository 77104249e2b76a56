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
  /** At stake: what the delivered lines paid wrongly, in fen; 0 where no payment is wrong. */
  amountFen: number;
  /** The same for all rows of one case. */
  caseNo: number;
}
