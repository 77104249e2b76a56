/**
 * Query for the ids under which a person's rows may stand, the id asked for being $1: the living person it leads
 * to, or several when its records were split, and every former id of these.
 */
export const PERSON_AND_FORMER_IDS = `
  WITH living AS (
    SELECT person_id FROM zhaoren.person_alias WHERE old_person_id = $1
    UNION
    SELECT $1
  )
  SELECT person_id FROM living
  UNION
  SELECT a.old_person_id FROM zhaoren.person_alias a JOIN living USING (person_id)`;
