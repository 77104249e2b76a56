-- How delivered text becomes standard values. Each macro takes the text of a cell (NULL: nothing there) and
-- means what the function of src/domain named beside it means; a test compares the two on generated texts.
-- Common forms are recognised first by one pattern, since most cells are well written.

-- foldFullWidth (identity-text.ts)
CREATE OR REPLACE MACRO fold_full_width(text) AS
  translate(
    text,
    '！＂＃＄％＆＇（）＊＋，－．／０１２３４５６７８９：；＜＝＞？＠ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ［＼］＾＿｀ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ｛｜｝～　',
    '!"#$%&''()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefghijklmnopqrstuvwxyz{|}~ '
  );

CREATE OR REPLACE MACRO upper_ascii(text) AS
  translate(text, 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ');

-- foldNumberText (identity-text.ts)
CREATE OR REPLACE MACRO fold_number_text(text) AS
  CASE
    WHEN regexp_full_match(text, '[!#-&(-_{-~\x{4e00}-\x{9fff}]*') THEN text
    ELSE upper_ascii(regexp_replace(
      fold_full_width(text),
      '[\x{0}-\x{20}\x{7f}-\x{a0}\x{ad}\x{1680}\x{180e}\x{2000}-\x{200f}\x{2028}-\x{202f}\x{205f}-\x{2064}\x{3000}\x{feff}''"`‘’“”]',
      '',
      'g'
    ))
  END;

-- BLANK_WORDS (identity-text.ts), of folded text. Lists of words are patterns here and not IN (...): the engine
-- would make a join of a long IN, and compute it for every row even behind a CASE.
CREATE OR REPLACE MACRO is_blank_word(folded) AS
  folded IS NULL
  OR (
    strlen(folded) <= 6
    AND regexp_full_match(
      folded,
      '|-|--|---|/|\\|\.|无|暂无|没有|不详|未知|空|NULL|NONE|NIL|NA|N/A|NAN|#N/A'
    )
  );

CREATE OR REPLACE MACRO is_one_character(text) AS
  replace(text, left(text, 1), '') = '';

-- The shape of a value without what it says: digits 9, Latin letters A, all beyond ASCII 汉; 24 characters.
CREATE OR REPLACE MACRO value_class(text) AS
  regexp_replace(
    regexp_replace(
      regexp_replace(
        regexp_replace(left(fold_full_width(text), 24), '[\x{0}-\x{1f}\x{7f}]', ' ', 'g'),
        '[0-9]', '9', 'g'
      ),
      '[A-Za-z]', 'A', 'g'
    ),
    '[^ -~\x{b7}]', '汉', 'g'
  );

-- Text and addresses: white space at the ends is gone already, inside runs become one space.
CREATE OR REPLACE MACRO standard_text(text) AS
  CASE
    WHEN strlen(text) <= 4 AND regexp_full_match(text, '|NULL|null|\\N|-|--|---|/|#N/A') THEN NULL
    WHEN regexp_matches(text, '[\x{0}-\x{1f}\x{7f}-\x{a0}\x{ad}\x{200b}-\x{200f}\x{2028}-\x{202e}\x{2060}-\x{2064}\x{3000}\x{feff}]|  ')
      THEN nullif(trim(regexp_replace(
        regexp_replace(text, '[\x{ad}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2064}\x{feff}]', '', 'g'),
        '[\x{0}-\x{20}\x{7f}-\x{a0}\x{2028}\x{2029}\x{3000}]+', ' ', 'g'
      )), '')
    ELSE text
  END;

-- Identity numbers ------------------------------------------------------------------------------------------

-- cleanIdentityText (identity-number.ts), of folded text
CREATE OR REPLACE MACRO identity_cleaned(folded) AS
  CASE
    WHEN regexp_full_match(folded, '[0-9]{17}[0-9X]') THEN folded
    WHEN regexp_full_match(
      translate(folded, 'ХхΧχ×✕✖╳ОоΟο〇○', 'XXXXXXXXOOOOOO'), '[A-Z]{3}[0-9O]{12}'
    ) THEN
      left(translate(folded, 'ХхΧχ×✕✖╳ОоΟο〇○', 'XXXXXXXXOOOOOO'), 3)
      || replace(substr(translate(folded, 'ХхΧχ×✕✖╳ОоΟο〇○', 'XXXXXXXXOOOOOO'), 4), 'O', '0')
    ELSE replace(
      regexp_replace(translate(folded, 'ХхΧχ×✕✖╳ОоΟο〇○', 'XXXXXXXXOOOOOO'), '^([0-9]{15})\.0+$', '\1'),
      'O',
      '0'
    )
  END;

-- Weighted sum of 17 digits (GB 11643), given as one number. The weights are powers of two (modulo 11), and
-- sum(d_i * 2^i) = n - 8 * sum(2^(i-1) * (n // 10^i)): no digit has to be cut out.
CREATE OR REPLACE MACRO citizen_sum(digits) AS
  2 * (digits - 8 * (
    digits // 10
    + 2 * (digits // 100)
    + 4 * (digits // 1000)
    + 8 * (digits // 10000)
    + 16 * (digits // 100000)
    + 32 * (digits // 1000000)
    + 64 * (digits // 10000000)
    + 128 * (digits // 100000000)
    + 256 * (digits // 1000000000)
    + 512 * (digits // 10000000000)
    + 1024 * (digits // 100000000000)
    + 2048 * (digits // 1000000000000)
    + 4096 * (digits // 10000000000000)
    + 8192 * (digits // 100000000000000)
    + 16384 * (digits // 1000000000000000)
    + 32768 * (digits // 10000000000000000)
  ));

-- citizenCheckCharacter (citizen-number.ts)
CREATE OR REPLACE MACRO citizen_check_character(digits) AS
  substr('10X98765432', CAST(citizen_sum(digits) % 11 AS INTEGER) + 1, 1);

-- citizenNumberFromFifteen; other texts as they are
CREATE OR REPLACE MACRO identity_eighteen(cleaned) AS
  CASE
    WHEN strlen(cleaned) = 15 AND regexp_full_match(cleaned, '[0-9]{15}') THEN
      left(cleaned, 6) || '19' || substr(cleaned, 7)
      || citizen_check_character(CAST(left(cleaned, 6) || '19' || substr(cleaned, 7) AS BIGINT))
    ELSE cleaned
  END;

-- The first 17 of 18 characters as a number, NULL unless they are digits and a digit or X. Most cells are such
-- a number as they stand, and nothing more has to be asked of their form.
CREATE OR REPLACE MACRO identity_digits(number) AS
  CASE
    WHEN strlen(number) = 18 AND regexp_full_match(number, '[0-9]{17}[0-9X]') THEN CAST(left(number, 17) AS BIGINT)
  END;

-- isCalendarDay (calendar-date.ts)
CREATE OR REPLACE MACRO is_calendar_day(year, month, day) AS
  day BETWEEN 1 AND 31
  AND month BETWEEN 1 AND 12
  AND (
    day <= 28
    OR (month <> 2 AND (day <= 30 OR month NOT BETWEEN 4 AND 11 OR month = 5 OR month = 7 OR month = 8 OR month = 10))
    OR (month = 2 AND day = 29 AND year % 4 = 0 AND (year % 100 <> 0 OR year % 400 = 0))
  );

-- readEighteen (identity-number.ts): the issue of 17 digits and a digit or X; nobody is born after `last_birth`
CREATE OR REPLACE MACRO eighteen_issue(number, digits, last_birth) AS
  CASE
    WHEN digits IS NULL THEN NULL
    WHEN digits // 1000 % 100000000
        NOT BETWEEN 18800101 AND year(last_birth) * 10000 + month(last_birth) * 100 + day(last_birth)
      OR NOT is_calendar_day(digits // 10000000 % 10000, digits // 100000 % 100, digits // 1000 % 100)
      THEN 'BIRTH_DATE'
    WHEN citizen_check_character(digits) = right(number, 1) THEN NULL
    WHEN ends_with(number, '000') THEN 'ROUNDED'
    ELSE 'CHECK_DIGIT'
  END;

-- parseIdentityNumber (identity-number.ts): its issue. `number`: identity_eighteen(cleaned), `digits`:
-- identity_digits(number), `eighteen`: eighteen_issue(number, digits, …)
CREATE OR REPLACE MACRO identity_issue(folded, cleaned, digits, eighteen) AS
  CASE
    WHEN digits IS NOT NULL AND strlen(cleaned) = 18 THEN
      CASE
        -- six equal digits, or 123456, at the beginning
        WHEN digits // 100000000000 % 111111 = 0 OR digits // 100000000000 = 123456 THEN 'PLACEHOLDER'
        ELSE eighteen
      END
    WHEN is_blank_word(folded) THEN 'BLANK'
    WHEN regexp_full_match(cleaned, '[0-9](\.[0-9]+)?E\+?[0-9]+|[0-9]{16,18}\.0+') THEN 'ROUNDED'
    WHEN is_one_character(cleaned)
      OR regexp_matches(cleaned, '^(000000|111111|222222|333333|444444|555555|666666|777777|888888|999999|123456)')
      THEN 'PLACEHOLDER'
    WHEN regexp_full_match(cleaned, '[A-Z]{3}[0-9]{12}|[HM][0-9]{8}([0-9]{2})?|[0-9]{10}\(?[A-Z]\)?') THEN NULL
    WHEN regexp_full_match(cleaned, '[0-9]{8}')
      AND NOT (
        regexp_matches(cleaned, '^(19|20)')
        AND is_calendar_day(
          TRY_CAST(left(cleaned, 4) AS INTEGER),
          TRY_CAST(substr(cleaned, 5, 2) AS INTEGER),
          TRY_CAST(substr(cleaned, 7, 2) AS INTEGER)
        )
      ) THEN NULL
    WHEN regexp_full_match(cleaned, '[0-9]{12}99[6-9]') THEN 'CENTENARIAN_15'
    WHEN digits IS NOT NULL THEN eighteen
    WHEN regexp_full_match(cleaned, '[0-9]+X?') AND strlen(cleaned) <> 15 AND strlen(cleaned) <> 18 THEN 'LENGTH'
    ELSE 'CHARACTERS'
  END;

-- kind of parseIdentityNumber
CREATE OR REPLACE MACRO identity_kind(number, digits, issue) AS
  CASE
    WHEN regexp_full_match(issue, 'BLANK|PLACEHOLDER|CENTENARIAN_15|LENGTH|CHARACTERS') THEN NULL
    WHEN digits IS NOT NULL THEN
      CASE
        WHEN regexp_matches(number, '^8[123]0000') THEN 'HMT_RESIDENCE'
        WHEN left(number, 1) = '9' THEN 'FOREIGN_RESIDENCE'
        ELSE 'CITIZEN'
      END
    WHEN issue IS NOT NULL THEN NULL
    WHEN regexp_matches(number, '^[A-Z]{3}') THEN 'FOREIGN_RESIDENCE_OLD'
    WHEN regexp_matches(number, '^[HM]') THEN 'HK_MACAO_PERMIT'
    ELSE 'TAIWAN_PERMIT'
  END;

-- normalised of parseIdentityNumber
CREATE OR REPLACE MACRO identity_number(number, issue, kind) AS
  CASE
    WHEN issue IS NOT NULL THEN NULL
    WHEN kind = 'HK_MACAO_PERMIT' THEN left(number, 9)
    WHEN kind = 'TAIWAN_PERMIT' THEN left(number, 8)
    ELSE number
  END;

-- Names -----------------------------------------------------------------------------------------------------

-- Names of Han characters only are as they should be.
CREATE OR REPLACE MACRO is_plain_name(text) AS
  regexp_full_match(text, '[\x{4e00}-\x{9fa5}]{2,30}');

CREATE OR REPLACE MACRO han_without_spaces(text) AS
  CASE WHEN regexp_matches(text, '[\p{Han}\x{20000}-\x{3fffd}]') THEN replace(text, ' ', '') ELSE text END;

-- the text of normaliseName (person-name.ts)
CREATE OR REPLACE MACRO name_text(text) AS
  CASE
    WHEN is_plain_name(text) THEN text
    ELSE han_without_spaces(upper_ascii(
      regexp_replace(
        regexp_replace(
          regexp_replace(
            regexp_replace(
              regexp_replace(
                regexp_replace(
                  fold_full_width(text),
                  '[\x{0}-\x{8}\x{e}-\x{1f}\x{7f}-\x{9f}\x{ad}\x{180e}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2064}\x{feff}\x{fe00}-\x{fe0f}\x{e0100}-\x{e01ef}]',
                  '', 'g'
                ),
                '[?*\x{25a0}\x{25a1}\x{25c7}\x{3013}\x{fffd}\x{e000}-\x{f8ff}\x{f0000}-\x{10ffff}]', '?', 'g'
              ),
              '[.\x{b7}\x{387}\x{2022}\x{2027}\x{2219}\x{22c5}\x{30fb}\x{ff65}]', '·', 'g'
            ),
            '[\t\n\v\f\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+', ' ', 'g'
          ),
          ' ?(· ?)+', '·', 'g'
        ),
        '^[ ·]+|[ ·]+$', '', 'g'
      )
    ))
  END;

-- issue of normaliseName, of name_text
CREATE OR REPLACE MACRO name_issue(name) AS
  CASE
    WHEN is_blank_word(name) THEN 'BLANK'
    WHEN is_plain_name(name) THEN NULL
    WHEN contains(name, '?') THEN 'LOST_CHARACTER'
    WHEN NOT regexp_full_match(name, '[\p{L}\p{M}\x{20000}-\x{3fffd}\x{3007}· ''-]+') THEN 'CHARACTERS'
    WHEN length(name) > 100 THEN 'TOO_LONG'
  END;

-- name of normaliseName, of name_text
CREATE OR REPLACE MACRO person_name(name, issue) AS
  CASE
    WHEN issue IS NULL THEN name
    WHEN issue = 'BLANK' OR NOT regexp_matches(name, '[^?· ]') THEN NULL
    ELSE name
  END;

-- Numbers and days ------------------------------------------------------------------------------------------

CREATE OR REPLACE MACRO without_point_zero(folded) AS
  regexp_replace(folded, '\.0+$', '');

-- parsePhone (phone.ts): digits, of folded text
CREATE OR REPLACE MACRO phone_digits(folded) AS
  CASE
    WHEN regexp_full_match(folded, '[0-9]{11}') THEN folded
    ELSE without_point_zero(regexp_replace(folded, '[-()—–]', '', 'g'))
  END;

-- normalised of parsePhone, of phone_digits
CREATE OR REPLACE MACRO phone_number(digits) AS
  CASE
    WHEN regexp_full_match(digits, '(\+86|0086|86)?1[3-9][0-9]{9}') THEN
      CASE
        WHEN regexp_matches(digits, '(0{8}|1{8}|2{8}|3{8}|4{8}|5{8}|6{8}|7{8}|8{8}|9{8})$') THEN NULL
        ELSE right(digits, 11)
      END
    WHEN is_one_character(digits) THEN NULL
    WHEN regexp_full_match(digits, '(010|02[0-9]|0[3-9][0-9]{2})[0-9]{7,8}')
      THEN regexp_replace(digits, '^(010|02[0-9]|0[3-9][0-9]{2})', '\1-')
  END;

-- issue of parsePhone
CREATE OR REPLACE MACRO phone_issue(folded, digits, phone) AS
  CASE
    WHEN phone IS NOT NULL THEN NULL
    WHEN is_blank_word(folded) THEN 'BLANK'
    WHEN regexp_full_match(digits, '(\+86|0086|86)?1[3-9][0-9]{9}') THEN 'PLACEHOLDER'
    WHEN is_one_character(digits) AND regexp_full_match(digits, '[0-9]+') THEN 'PLACEHOLDER'
    ELSE 'FORMAT'
  END;

-- beyond 2^53 fen nobody is paid
CREATE OR REPLACE MACRO fen_in_range(fen) AS
  CASE WHEN fen BETWEEN -9007199254740991 AND 9007199254740991 THEN fen END;

-- parseYuan (money.ts): fen, of folded text
CREATE OR REPLACE MACRO amount_fen(folded) AS
  CASE
    WHEN regexp_full_match(folded, '([0-9]{1,12}|[0-9]{1,3}(,[0-9]{3}){1,3})(\.[0-9]{1,2})?')
      THEN CAST(CAST(replace(folded, ',', '') AS DECIMAL(18, 2)) * 100 AS BIGINT)
    WHEN regexp_full_match(folded, '-?[¥￥]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.([0-9]{0,2}0*))?元?')
      THEN fen_in_range(TRY_CAST(
        concat(
          CASE WHEN starts_with(folded, '-') THEN '-' END,
          replace(regexp_extract(folded, '([0-9,]+)', 1), ',', ''),
          rpad(left(regexp_extract(folded, '\.([0-9]*)', 1), 2), 2, '0')
        ) AS BIGINT
      ))
  END;

CREATE OR REPLACE MACRO amount_issue(folded, fen) AS
  CASE
    WHEN fen IS NOT NULL THEN NULL
    WHEN is_blank_word(folded) THEN 'BLANK'
    WHEN regexp_full_match(folded, '-?[¥￥]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]*)?元?') THEN
      CASE WHEN regexp_matches(folded, '\.[0-9]{2}[0-9]*[1-9]') THEN 'PRECISION' ELSE 'RANGE' END
    ELSE 'FORMAT'
  END;

CREATE OR REPLACE MACRO whole_number(folded) AS
  CASE
    WHEN regexp_full_match(folded, '[0-9]{1,15}') THEN CAST(folded AS BIGINT)
    WHEN regexp_full_match(folded, '[-+]?([0-9]{1,15}|[0-9]{1,3}(,[0-9]{3})+)(\.0*)?')
      THEN TRY_CAST(replace(regexp_replace(folded, '\.0*$', ''), ',', '') AS BIGINT)
  END;

-- Words that stand for no day at all, or for one that never ends.
CREATE OR REPLACE MACRO is_blank_day(text) AS
  is_blank_word(upper_ascii(text))
  OR regexp_full_match(text, '0|00000000|0000[-/]00[-/]00|9999[-/]?12[-/]?31|长期|永久|至今');

CREATE OR REPLACE MACRO is_day_form(text) AS
  regexp_full_match(
    text,
    '[12][0-9]{3}(-[0-9]{1,2}-[0-9]{1,2}|/[0-9]{1,2}/[0-9]{1,2}|\.[0-9]{1,2}\.[0-9]{1,2})([ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?)?|[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日?'
  );

-- parseDate (calendar-date.ts), and the day numbers of spreadsheets: 10000 (1927) to 73050 (2099)
CREATE OR REPLACE MACRO calendar_day(text) AS
  CASE
    WHEN regexp_full_match(text, '[12][0-9]{3}-[0-9]{2}-[0-9]{2}') THEN TRY_CAST(text AS DATE)
    WHEN regexp_full_match(text, '[12][0-9]{7}')
      THEN TRY_CAST(left(text, 4) || '-' || substr(text, 5, 2) || '-' || substr(text, 7) AS DATE)
    WHEN regexp_full_match(text, '[12][0-9]{3}(/[0-9]{1,2}/|-[0-9]{1,2}-)[0-9]{1,2}')
      THEN TRY_CAST(replace(text, '/', '-') AS DATE)
    WHEN is_day_form(text)
      THEN TRY_CAST(regexp_replace(regexp_extract(text, '^[0-9年月/.-]+'), '[^0-9]+', '-', 'g') AS DATE)
    WHEN regexp_full_match(text, '[1-7][0-9]{4}(\.[0-9]+)?') AND TRY_CAST(left(text, 5) AS INTEGER) <= 73050
      THEN DATE '1899-12-30' + CAST(left(text, 5) AS INTEGER)
  END;

CREATE OR REPLACE MACRO day_issue(text, day) AS
  CASE
    WHEN day IS NOT NULL THEN NULL
    WHEN is_blank_day(text) THEN 'BLANK'
    WHEN is_day_form(text) OR regexp_full_match(text, '[12][0-9]{7}') THEN 'IMPOSSIBLE'
    ELSE 'FORMAT'
  END;

-- parseMonth (month.ts); a day means its month, since spreadsheets turn months into days
CREATE OR REPLACE MACRO calendar_month(text) AS
  CASE
    WHEN regexp_full_match(text, '[12][0-9]{3}(0[1-9]|1[0-2])') THEN left(text, 4) || '-' || substr(text, 5)
    WHEN regexp_full_match(text, '[12][0-9]{3}-(0[1-9]|1[0-2])') THEN text
    WHEN regexp_full_match(text, '[12][0-9]{3}[-/.](0?[1-9]|1[0-2])|[12][0-9]{3}年(0?[1-9]|1[0-2])月?')
      THEN left(text, 4) || '-' || lpad(regexp_extract(text, '^....[^0-9]([0-9]+)', 1), 2, '0')
    ELSE strftime(calendar_day(text), '%Y-%m')
  END;

CREATE OR REPLACE MACRO month_issue(text, month) AS
  CASE
    WHEN month IS NOT NULL THEN NULL
    WHEN is_blank_day(text) OR regexp_full_match(text, '000000|999912') THEN 'BLANK'
    WHEN is_day_form(text) OR regexp_full_match(text, '[12][0-9]{3}([-/.][0-9]{1,2}|年[0-9]{1,2}月?|[0-9]{2}|[0-9]{4})')
      THEN 'IMPOSSIBLE'
    ELSE 'FORMAT'
  END;

-- A time of day as `HH:MM:SS`; `2026-11-02 08:30` keeps its time.
CREATE OR REPLACE MACRO clock_time(folded) AS
  CASE
    WHEN regexp_matches(folded, '(^|[ T])([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(\.[0-9]+)?$')
      THEN lpad(regexp_extract(folded, '([0-9]{1,2}):[0-5][0-9]', 1), 2, '0')
        || ':' || regexp_extract(folded, '[0-9]:([0-5][0-9])', 1)
        || ':' || coalesce(nullif(regexp_extract(folded, ':[0-5][0-9]:([0-5][0-9])', 1), ''), '00')
  END;

-- Codes -----------------------------------------------------------------------------------------------------

CREATE OR REPLACE MACRO truth_of_word(folded) AS
  CASE
    WHEN regexp_full_match(folded, '是|Y|YES|TRUE|T|1|√|✓|有|真|已') THEN true
    WHEN regexp_full_match(folded, '否|N|NO|FALSE|F|0|×|X|无|没有|假|未|不是') THEN false
  END;


-- parseEthnicGroup (ethnic-group.ts): what is looked up, a name without 族 or a code of two digits
CREATE OR REPLACE MACRO ethnic_word(folded) AS
  CASE WHEN regexp_full_match(folded, '[0-9]') THEN '0' || folded ELSE regexp_replace(folded, '族$', '') END;

CREATE OR REPLACE MACRO is_division_code(digits) AS
  regexp_full_match(
    digits,
    '(0[1-9]|[1-9][0-9])(0000(000(000)?)?|(0[1-9]|[1-9][0-9])[0-9]{2}((000(000)?)?|(00[1-9]|0[1-9][0-9]|[1-9][0-9]{2})([0-9]{3})?))'
  );

-- parseDivisionCode (division-code.ts) of 6, 9 or 12 digits: no group of zeros above one that is none, the
-- county apart
CREATE OR REPLACE MACRO division_code(folded) AS
  CASE
    WHEN is_division_code(folded) THEN folded
    WHEN is_division_code(without_point_zero(folded)) THEN without_point_zero(folded)
  END;

CREATE OR REPLACE MACRO is_grid_code(digits) AS
  regexp_full_match(
    digits,
    '(0[1-9]|[1-9][0-9])(0[1-9]|[1-9][0-9])[0-9]{2}(00[1-9]|0[1-9][0-9]|[1-9][0-9]{2}){3}'
  );

-- 15 digits whose last three name a grid of a village
CREATE OR REPLACE MACRO grid_code(folded) AS
  CASE
    WHEN is_grid_code(folded) THEN folded
    WHEN is_grid_code(without_point_zero(folded)) THEN without_point_zero(folded)
  END;

CREATE OR REPLACE MACRO credit_value(code, place) AS
  strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(code, place, 1)) - 1;

-- creditCodeCheckCharacter (credit-code.ts)
CREATE OR REPLACE MACRO credit_check_character(code) AS
  substr(
    '0123456789ABCDEFGHJKLMNPQRTUWXY',
    CAST((
      31 - (
        credit_value(code, 1) + 3 * credit_value(code, 2) + 9 * credit_value(code, 3)
        + 27 * credit_value(code, 4) + 19 * credit_value(code, 5) + 26 * credit_value(code, 6)
        + 16 * credit_value(code, 7) + 17 * credit_value(code, 8) + 20 * credit_value(code, 9)
        + 29 * credit_value(code, 10) + 25 * credit_value(code, 11) + 13 * credit_value(code, 12)
        + 8 * credit_value(code, 13) + 24 * credit_value(code, 14) + 10 * credit_value(code, 15)
        + 30 * credit_value(code, 16) + 28 * credit_value(code, 17)
      ) % 31
    ) % 31 AS INTEGER) + 1,
    1
  );

-- issue of parseCreditCode; `code`: folded with O and I as 0 and 1
CREATE OR REPLACE MACRO credit_code_issue(folded, code) AS
  CASE
    WHEN regexp_full_match(code, '[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}') AND NOT is_one_character(code)
      THEN CASE WHEN credit_check_character(code) <> right(code, 1) THEN 'CHECK_CHARACTER' END
    WHEN is_blank_word(folded) THEN 'BLANK'
    WHEN is_one_character(code) THEN 'PLACEHOLDER'
    WHEN length(code) <> 18 THEN 'LENGTH'
    ELSE 'CHARACTERS'
  END;
