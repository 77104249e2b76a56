-- The functions that every model may use, as DuckDB understands them. Another engine brings a file of the
-- same names and meanings. Nothing here knows what the data is about.

-- '2026-10' → 24321: months can be subtracted.
CREATE OR REPLACE MACRO month_index(month) AS
  CAST(substr(month, 1, 4) AS INTEGER) * 12 + CAST(substr(month, 6, 2) AS INTEGER) - 1;

-- 24321 → '2026-10'
CREATE OR REPLACE MACRO month_text(index) AS
  printf('%04d-%02d', CAST(index // 12 AS INTEGER), CAST(index % 12 + 1 AS INTEGER));

-- DATE → index of its month
CREATE OR REPLACE MACRO date_month_index(day) AS
  year(day) * 12 + month(day) - 1;

-- Whole years lived on a day.
CREATE OR REPLACE MACRO age_years(birth, day) AS
  year(day) - year(birth)
  - CASE WHEN month(day) * 100 + day(day) < month(birth) * 100 + day(birth) THEN 1 ELSE 0 END;

-- 32 hex digits of SHA-256.
CREATE OR REPLACE MACRO short_hash(text) AS
  substr(sha256(text), 1, 32);

-- Characters as a list; combining marks stay with their base.
CREATE OR REPLACE MACRO characters(text) AS
  string_split(text, '');

-- Edit distance in characters. DuckDB's levenshtein counts bytes, so each distinct character of the two
-- texts is first given one byte of its own.
CREATE OR REPLACE MACRO levenshtein_characters(a, b) AS
  CASE
    WHEN a IS NULL OR b IS NULL THEN NULL
    WHEN a = b THEN 0
    WHEN strlen(a) = length(a) AND strlen(b) = length(b) THEN levenshtein(a, b)
    ELSE levenshtein(
      coalesce(list_aggregate(list_transform(characters(a), c -> chr(32 + list_position(list_distinct(characters(a || b)), c))), 'string_agg', ''), ''),
      coalesce(list_aggregate(list_transform(characters(b), c -> chr(32 + list_position(list_distinct(characters(a || b)), c))), 'string_agg', ''), '')
    )
  END;

-- Ends of the Wilson interval of a share: `hits` of `trials`, `z` standard deviations wide; NULL without trials.
CREATE OR REPLACE MACRO wilson_low(hits, trials, z) AS
  CASE
    WHEN trials > 0
      THEN greatest(
        (hits / trials + z * z / (2 * trials) - z * sqrt((hits * (trials - hits) / trials + z * z / 4)) / trials)
          / (1 + z * z / trials),
        0
      )
  END;

CREATE OR REPLACE MACRO wilson_high(hits, trials, z) AS
  CASE
    WHEN trials > 0
      THEN least(
        (hits / trials + z * z / (2 * trials) + z * sqrt((hits * (trials - hits) / trials + z * z / 4)) / trials)
          / (1 + z * z / trials),
        1
      )
  END;
