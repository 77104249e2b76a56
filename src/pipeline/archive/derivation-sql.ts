import type { ArchiveDerivation } from '#catalogue/tables/archive-tables.ts';

/**
 * How a value follows from a column, as SQL.
 * @param column of the reading; for FLAG and RECOGNISED the id of its row
 */
export function derivationSql(derivation: ArchiveDerivation, column: string): string {
  switch (derivation) {
    case 'VALUE':
      return column;
    case 'FLAG':
      return `CASE WHEN ${column} IS NOT NULL THEN TRUE END`;
    case 'RECOGNISED':
      return `CASE WHEN ${column} IS NOT NULL THEN 'RECOGNISED' END`;
    // Who is not known to have died lives.
    case 'LIFE_STATUS':
      return `CASE WHEN ${column} <= run.as_of THEN 'DECEASED' ELSE 'ALIVE' END`;
    case 'NATIONALITY':
      return `CASE ${column} WHEN 'CITIZEN' THEN 'CHN' WHEN 'TAIWAN_PERMIT' THEN 'TWN' WHEN 'HK_MACAO_PERMIT' THEN 'HKM' WHEN 'HMT_RESIDENCE' THEN 'HMT' WHEN 'FOREIGN_RESIDENCE' THEN 'FOREIGN' WHEN 'FOREIGN_RESIDENCE_OLD' THEN 'FOREIGN' END`;
    // A lost certificate written anew shows a marriage.
    case 'MARITAL_STATUS':
      return `CASE ${column} WHEN 'REISSUED' THEN 'MARRIED' ELSE ${column} END`;
    case 'WORK_STATUS':
      return `CASE WHEN ${column} IN ('UNEMPLOYED', 'NONE', 'STUDENT', 'RETIRED') THEN ${column} WHEN ${column} IS NOT NULL THEN 'EMPLOYED' END`;
    case 'BUSINESS_ROLE':
      return `CASE WHEN ${column} = 'SOLE_TRADER' THEN 'OWNER' WHEN ${column} IS NOT NULL THEN 'LEGAL_REPRESENTATIVE' END`;
    default:
      return derivation satisfies never;
  }
}
