-- Functions of the register's models, after the engine's own prelude (DuckDB).

-- How far two different normalised names agree, given what table name_key says of each. Same meaning as
-- `compareNames` of #domain/name-agreement.ts; `?` in a name is a character that a system lost.
CREATE OR REPLACE MACRO name_agreement(name_a, key_a, reading_a, name_b, key_b, reading_b) AS
  CASE
    WHEN name_a IS NULL OR name_b IS NULL THEN 'BLANK'
    WHEN name_a = name_b THEN 'EXACT'
    WHEN contains(name_a, '?') AND name_b LIKE replace(name_a, '?', '_') THEN 'VARIANT'
    WHEN contains(name_b, '?') AND name_a LIKE replace(name_b, '?', '_') THEN 'VARIANT'
    WHEN key_a = key_b THEN 'VARIANT'
    WHEN reading_a = reading_b THEN 'HOMOPHONE'
    ELSE 'CONFLICT'
  END;

-- Whether a name in CONFLICT with the main name is only a slip of the pen by the number's owner (see
-- number_person). `is_credible`, `is_alone`: whether the hukou or two sources write it, and whether only one does, which does not write
-- the main name;
-- `birth_agrees`, `birth_differs`, `sex_differs`: what the rows that write it say of birth and sex, against the digits
-- of the number; `main_differs`: those of the main name contradict the digits. CASE, because what is dear comes last
-- and for few.
CREATE OR REPLACE MACRO is_name_slip(
  name, main_name, is_credible, is_alone, birth_agrees, birth_differs, sex_differs, main_differs
) AS
  CASE
    WHEN birth_differs OR sex_differs THEN FALSE
    WHEN length(name) >= 2 AND starts_with(main_name, name) THEN TRUE
    WHEN length(main_name) >= 2 AND starts_with(name, main_name) THEN TRUE
    WHEN is_credible AND NOT is_alone THEN FALSE
    WHEN is_credible OR birth_agrees AND main_differs
      THEN birth_agrees
        AND length(name) = length(main_name)
        AND substr(name, 1, 1) = substr(main_name, 1, 1)
        AND levenshtein_characters(name, main_name) = 1
    WHEN substr(name, 1, 1) <> substr(main_name, 1, 1) AND right(name, 1) <> right(main_name, 1) THEN FALSE
    WHEN birth_agrees THEN TRUE
    WHEN least(length(name), length(main_name)) < 3 THEN FALSE
    ELSE levenshtein_characters(name, main_name) = 1
  END;

-- Birth date in the digits of a good number, `YYYYMMDD`; NULL for permits, which have none.
CREATE OR REPLACE MACRO number_birth_digits(id_no, id_kind) AS
  CASE
    WHEN id_kind IN ('CITIZEN', 'HMT_RESIDENCE', 'FOREIGN_RESIDENCE') THEN substr(id_no, 7, 8)
  END;

CREATE OR REPLACE MACRO number_birth_date(id_no, id_kind) AS
  CAST(
    CASE
      WHEN id_kind IN ('CITIZEN', 'HMT_RESIDENCE', 'FOREIGN_RESIDENCE')
        THEN substr(id_no, 7, 4) || '-' || substr(id_no, 11, 2) || '-' || substr(id_no, 13, 2)
    END
    AS DATE
  );

-- Sex in the digits of a good number (GB/T 2261.1).
CREATE OR REPLACE MACRO number_sex(id_no, id_kind) AS
  CASE
    WHEN id_kind NOT IN ('CITIZEN', 'HMT_RESIDENCE') THEN NULL
    WHEN substr(id_no, 17, 1) IN ('1', '3', '5', '7', '9') THEN '1'
    ELSE '2'
  END;

-- The digits of a place code that say something: trailing zero groups mean the level above.
CREATE OR REPLACE MACRO division_prefix(code) AS
  CASE
    WHEN code LIKE '______000000' THEN substr(code, 1, 6)
    WHEN code LIKE '_________000' THEN substr(code, 1, 9)
    WHEN code LIKE '______000' THEN substr(code, 1, 6)
    WHEN code LIKE '__0000' THEN substr(code, 1, 2)
    WHEN code LIKE '____00' THEN substr(code, 1, 4)
    ELSE code
  END;

-- What a row wrote for a number that is unusable, as far as it can be compared: digits and X, 15 to 20 of them;
-- NULL for blanks, fillers and figures in scientific notation.
CREATE OR REPLACE MACRO written_number(id_no_raw, id_issue) AS
  CASE
    WHEN id_issue IS NULL OR id_issue IN ('BLANK', 'PLACEHOLDER') THEN NULL
    WHEN length(id_no_raw) < 15 THEN NULL
    WHEN length(regexp_replace(upper(id_no_raw), '[^0-9X]', '', 'g')) BETWEEN 15 AND 20
      THEN regexp_replace(upper(id_no_raw), '[^0-9X]', '', 'g')
  END;

-- A place code that names a village; NULL for towns, counties and their zeros.
CREATE OR REPLACE MACRO village_code(code) AS
  CASE WHEN length(code) >= 12 AND substr(code, 10, 3) <> '000' THEN substr(code, 1, 12) END;

-- An address without spaces, to be compared as a whole.
CREATE OR REPLACE MACRO address_text(address) AS
  replace(replace(address, ' ', ''), '　', '');

-- The values of two lists sorted, each once; NULL when there is none. Most lists hold one value and need no sorting,
-- which is dear.
CREATE OR REPLACE MACRO sorted_set(list, more) AS
  CASE
    WHEN coalesce(len(more), 0) = 0 AND coalesce(len(list), 0) <= 1 THEN list
    ELSE list_sort(list_distinct(list_concat(list, more)))
  END;

-- Stands for a text that is only equal to another or not; NULL for none.
CREATE OR REPLACE MACRO hash_text(text) AS
  CASE WHEN text IS NOT NULL THEN hash(text) END;
