/** Letters by which the archive calls the type of an item: see `rule_archive_item.item_type`. */
export const ARCHIVE_TYPES = ['s', 'c', 'd', 'm', 'i', 'n', 'b', 'x'] as const;
export type ArchiveType = (typeof ARCHIVE_TYPES)[number];

/**
 * The tables of the line, one row a person, that an item may be taken from besides a source's own rows: their columns
 * and what type of item these can fill.
 */
export const ARCHIVE_LINE_TABLES: Readonly<Record<string, Readonly<Record<string, ArchiveType>>>> =
  Object.freeze({
    person: {
      sex: 'c',
      birth_date: 'd',
      ethnicity: 'c',
      hukou_division: 'c',
      residence_division: 'c',
      grid_code: 'c',
      dwelling_code: 's',
      household_id: 's',
      hukou_no: 's',
      residence_split: 'b',
      death_date: 'd',
    },
    person_identity: {
      id_no: 's',
      id_kind: 'c',
      name: 's',
      mobile: 's',
      hukou_address: 's',
      residence_address: 's',
    },
    household_summary: { members: 'i', minor_children: 'i', old_parents: 'i' },
    employment_summary: {
      livelihood: 'c',
      employer_uscc: 's',
      employer_name: 's',
      industry: 'c',
    },
    insurance_summary: { insured_identity: 'c', first_month: 'm', paid_until: 'm', paid_months: 'i' },
    benefit_summary: {
      programme: 'c',
      benefit_state: 'c',
      award_month: 'm',
      monthly_amount_fen: 'n',
      account_no: 's',
      stop_reason: 'c',
      proof_date: 'd',
      proof_channel: 'c',
      due_date: 'd',
    },
    retirement: { retire_month: 'm' },
    coverage_status: { gap_months: 'i' },
  });
