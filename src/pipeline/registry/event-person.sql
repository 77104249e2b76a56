-- table: event_person
-- purpose: to whom the events of a number and name happened. A name that the register does not know on the number is
--   the owner's only when it is a variant or homophone of the owner's name: a slip in the number can make it the number
--   of another living person, and evidence of life must never go to the wrong one. An identity table
-- grain: one row per id_no, name of table event_name; the name is '' where the event has none
-- reads: event_name, event_name_key
SELECT
  e.id_no,
  e.name,
  coalesce(
    e.person_id,
    CASE
      WHEN name_agreement(e.name, written.variant_key, written.reading, e.owner_name, owner.variant_key, owner.reading)
        IN ('EXACT', 'VARIANT', 'HOMOPHONE')
        THEN e.owner_id
    END
  ) AS person_id,
  CASE
    WHEN e.person_id IS NOT NULL THEN CASE WHEN e.name = '' THEN 'NAME_BLANK' ELSE 'EXACT' END
    WHEN NOT e.is_known_number THEN 'UNKNOWN_NUMBER'
    WHEN e.owner_id IS NULL THEN 'SHARED_NUMBER'
    ELSE name_agreement(e.name, written.variant_key, written.reading, e.owner_name, owner.variant_key, owner.reading)
  END AS agreement
FROM event_name e
LEFT JOIN event_name_key written
  ON written.name = e.name
LEFT JOIN event_name_key owner
  ON owner.name = e.owner_name
