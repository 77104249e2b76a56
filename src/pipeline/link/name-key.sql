-- table: name_key
-- purpose: the spelling and the sound under which the variants and homophones of a contested name meet, as
--   `variantKey` and `nameReading` of #domain/name-agreement.ts: separators and spaces dropped, variants
--   replaced by their representative; the surname (two characters before one, something following) by its own
--   reading
-- grain: one row per name
-- reads: number_name, name_variant, name_reading, surname_reading
WITH written_name AS (
  SELECT DISTINCT name
  FROM number_name
),
written_character AS (
  SELECT
    name,
    position,
    substr(name, CAST(position AS INTEGER), 1) AS character
  FROM written_name, unnest(range(1, length(name) + 1)) AS place(position)
),
spelling AS (
  SELECT
    c.name,
    string_agg(coalesce(v.representative, c.character), '' ORDER BY c.position) AS variant_key
  FROM written_character c
  LEFT JOIN name_variant v ON v.character = c.character
  WHERE c.character NOT IN ('·', ' ')
  GROUP BY c.name
),
surname AS (
  SELECT
    s.name,
    s.variant_key,
    coalesce(two.reading, one.reading) AS reading,
    CASE
      WHEN two.reading IS NOT NULL THEN 2
      WHEN one.reading IS NOT NULL THEN 1
      ELSE 0
    END AS characters
  FROM spelling s
  LEFT JOIN surname_reading two
    ON two.surname = CASE WHEN length(s.variant_key) > 2 THEN substr(s.variant_key, 1, 2) END
  LEFT JOIN surname_reading one
    ON one.surname = CASE WHEN length(s.variant_key) > 1 THEN substr(s.variant_key, 1, 1) END
),
given_syllable AS (
  SELECT
    s.name,
    position,
    substr(s.variant_key, CAST(position AS INTEGER), 1) AS character
  FROM surname s, unnest(range(s.characters + 1, length(s.variant_key) + 1)) AS place(position)
),
given_reading AS (
  SELECT
    g.name,
    string_agg(coalesce(r.reading, lower(g.character)), ' ' ORDER BY g.position) AS reading
  FROM given_syllable g
  LEFT JOIN name_reading r ON r.character = g.character
  GROUP BY g.name
)
SELECT
  s.name,
  s.variant_key,
  concat_ws(' ', s.reading, g.reading) AS reading
FROM surname s
LEFT JOIN given_reading g USING (name)
