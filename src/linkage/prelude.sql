-- Functions that comparisons, cleaning and blocking keys use, after the engine's own prelude (DuckDB).
-- DuckDB's string measures count bytes. Here they count characters, whatever the script.

-- ---- characters as bytes ------------------------------------------------------------------------------------

CREATE OR REPLACE MACRO linkage_is_ascii(text) AS
  strlen(text) = length(text);

-- The 127 characters that take one byte.
CREATE OR REPLACE MACRO linkage_bytes() AS
  ' !"#$%&()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefghijklmnopqrstuvwxyz{|}~''' ||
  E'\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x7f';

-- Characters that two texts share. Only these can match.
CREATE OR REPLACE MACRO linkage_shared(a, b) AS
  coalesce(array_to_string(list_intersect(regexp_extract_all(a, '(?s).'), regexp_extract_all(b, '(?s).')), ''), '');

-- `text`, which is a or b, with one byte for each of its characters, the same for the same character of a and b.
-- Of texts that together have more than 127 characters, those that only one of them has get the byte `lone`,
-- which must be another for the other text; they may share 125 different ones.
CREATE OR REPLACE MACRO linkage_one_byte(text, a, b, lone) AS
  CASE
    WHEN length(a) + length(b) <= 127 THEN translate(text, a || b, linkage_bytes())
    ELSE translate(
      text,
      linkage_shared(a, b) || text,
      substr(linkage_bytes(), 1, length(linkage_shared(a, b))) || repeat(lone, length(text))
    )
  END;

-- Whether one byte a character is not enough.
CREATE OR REPLACE MACRO linkage_is_long(a, b) AS
  CASE WHEN length(a) + length(b) <= 127 THEN FALSE ELSE length(linkage_shared(a, b)) > 125 END;

-- Edit distance of texts that share more than 125 different characters: exact and slow.
CREATE OR REPLACE MACRO linkage_levenshtein_long(a, b) AS
  list_extract(
    list_reduce(
      list_transform(range(1, length(a) + 1), i -> [i]),
      (above, i) -> list_reduce(
        list_transform(range(1, length(b) + 1), j -> [j]),
        (line, j) -> list_append(
          line,
          least(
            above[j[1] + 1] + 1,
            line[-1] + 1,
            above[j[1]] + CASE WHEN substr(a, i[1], 1) = substr(b, j[1], 1) THEN 0 ELSE 1 END
          )
        ),
        [i[1]]
      ),
      range(0, length(b) + 1)
    ),
    -1
  );

-- ---- measures, in characters --------------------------------------------------------------------------------

CREATE OR REPLACE MACRO linkage_levenshtein(a, b) AS
  CASE
    WHEN linkage_is_ascii(a) AND linkage_is_ascii(b) THEN levenshtein(a, b)
    WHEN linkage_is_long(a, b) THEN linkage_levenshtein_long(a, b)
    ELSE levenshtein(linkage_one_byte(a, a, b, E'\x1f'), linkage_one_byte(b, a, b, E'\x7f'))
  END;

-- Neighbours exchanged count as one edit (not so in texts that share more than 125 different characters).
CREATE OR REPLACE MACRO linkage_damerau(a, b) AS
  CASE
    WHEN linkage_is_ascii(a) AND linkage_is_ascii(b) THEN damerau_levenshtein(a, b)
    WHEN linkage_is_long(a, b) THEN linkage_levenshtein_long(a, b)
    ELSE damerau_levenshtein(linkage_one_byte(a, a, b, E'\x1f'), linkage_one_byte(b, a, b, E'\x7f'))
  END;

-- Of texts that share more than 125 different characters, only the first 63 of each are compared.
CREATE OR REPLACE MACRO linkage_jaro_winkler(a, b) AS
  CASE
    WHEN linkage_is_ascii(a) AND linkage_is_ascii(b) THEN jaro_winkler_similarity(a, b)
    WHEN linkage_is_long(a, b) THEN jaro_winkler_similarity(
      translate(substr(a, 1, 63), substr(a, 1, 63) || substr(b, 1, 63), linkage_bytes()),
      translate(substr(b, 1, 63), substr(a, 1, 63) || substr(b, 1, 63), linkage_bytes())
    )
    ELSE jaro_winkler_similarity(linkage_one_byte(a, a, b, E'\x1f'), linkage_one_byte(b, a, b, E'\x7f'))
  END;

-- Whether two texts are at most so many edits apart, neighbours exchanged counting as one. An exchange is at most
-- two plain edits, and the plain distance costs a fifth, so it is asked first.
CREATE OR REPLACE MACRO linkage_within_edits(a, b, edits) AS
  CASE
    WHEN abs(length(a) - length(b)) > edits THEN FALSE
    WHEN NOT (linkage_is_ascii(a) AND linkage_is_ascii(b)) THEN linkage_damerau(a, b) <= edits
    WHEN levenshtein(a, b) <= edits THEN TRUE
    WHEN levenshtein(a, b) <= 2 * edits THEN damerau_levenshtein(a, b) <= edits
    ELSE FALSE
  END;

-- The same two for the column `letters` alone, so that a caller who knows that all letters of a run are one byte
-- may define them shorter.
CREATE OR REPLACE MACRO linkage_letters_similarity(a, b) AS
  linkage_jaro_winkler(a, b);

CREATE OR REPLACE MACRO linkage_letters_within_edits(a, b, edits) AS
  linkage_within_edits(a, b, edits);

-- Whether two short texts may be the same word with typing errors, when something else already says so.
CREATE OR REPLACE MACRO linkage_similar_enough(a, b) AS
  a = b OR jaro_winkler_similarity(a, b) >= 0.75;

-- How much a text says, in Latin letters: a Chinese character says as much as two.
CREATE OR REPLACE MACRO linkage_size(text) AS
  (length(text) + strlen(text)) // 2;

-- ---- folding ------------------------------------------------------------------------------------------------

-- Full-width ASCII and the ideographic space as ASCII. Not NFKC, which would change Han characters.
CREATE OR REPLACE MACRO linkage_fold_full_width(text) AS
  CASE
    WHEN linkage_is_ascii(text) THEN text
    ELSE translate(
      text,
      '！＂＃＄％＆＇（）＊＋，－．／０１２３４５６７８９：；＜＝＞？＠ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ［＼］＾＿｀ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ｛｜｝～　',
      '!"#$%&''()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefghijklmnopqrstuvwxyz{|}~ '
    )
  END;

-- Letters without their accents, and Latin letters that no accent explains by their nearest. Where the marks
-- are vowels (Indic scripts, Tibetan, Thai, Khmer) or part of the letter (kana, Hangul) they stay.
CREATE OR REPLACE MACRO linkage_fold_accents(text) AS
  CASE
    WHEN linkage_is_ascii(text) THEN text
    WHEN regexp_matches(text, '[\x{0900}-\x{109f}\x{1780}-\x{17ff}\x{3040}-\x{30ff}\x{ac00}-\x{d7a3}]') THEN text
    ELSE replace(replace(replace(replace(replace(replace(
      translate(strip_accents(text), 'øØłŁđĐðÐıħĦŧŦ', 'oOlLdDdDihHtT'),
      'ß', 'ss'), 'ẞ', 'SS'), 'æ', 'ae'), 'Æ', 'AE'), 'œ', 'oe'), 'Œ', 'OE')
  END;

-- Invisible characters: controls, zero-width and direction marks, soft hyphen, variation selectors.
CREATE OR REPLACE MACRO linkage_visible(text) AS
  regexp_replace(text, '[\x00-\x08\x0e-\x1f\x7f-\x{9f}\x{ad}\x{180e}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2064}\x{feff}\x{fe00}-\x{fe0f}]', '', 'g');

-- Every run of white space as one space, none at the ends.
CREATE OR REPLACE MACRO linkage_collapse(text) AS
  trim(regexp_replace(text, '[\s\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+', ' ', 'g'));

-- Lower case without accents.
CREATE OR REPLACE MACRO linkage_fold(text) AS
  CASE
    WHEN linkage_is_ascii(text) THEN lower(text)
    ELSE lower(linkage_fold_accents(linkage_fold_full_width(text)))
  END;

-- Words as letters: lower case, no accents, apostrophes dropped, every other sign a space. A text of nothing
-- but signs stays as it is.
CREATE OR REPLACE MACRO linkage_words(text) AS
  coalesce(
    nullif(
      trim(regexp_replace(regexp_replace(linkage_fold(text), '[''’‘`´ʼʹ"]', '', 'g'), '[^\p{L}\p{M}\p{N}]+', ' ', 'g')),
      ''
    ),
    text
  );

-- Words whose Cyrillic and Arabic letters are replaced by signs of one byte, one for one: for the
-- measures only, which are ten times as fast on bytes. What is not in the table stays as it is.
CREATE OR REPLACE MACRO linkage_letters(words) AS
  CASE
    WHEN linkage_is_ascii(words) THEN words
    ELSE translate(
      words,
      'абвгдежзиклмнопрстуфхцчшщъыьэюяєґқңөұүһәғјљњћђџاةىبتثجحخدذرزسشصضطظعغفقكلمنهويپچگکی',
      'ABCDEFGHIJKLMNOPQRSTUVWXYZ!"#$%&()*+,-./:;<=>?@[\]^_`{|}~' ||
      E'\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x7f'
    )
  END;

-- Words in the order of the alphabet, one space between them.
CREATE OR REPLACE MACRO linkage_sorted_words(words) AS
  CASE
    WHEN contains(words, ' ') THEN array_to_string(list_sort(string_split(words, ' ')), ' ')
    ELSE words
  END;

-- ---- keys ---------------------------------------------------------------------------------------------------

-- What stays the same when neighbours are exchanged: the words of a text in alphabetical order, the
-- characters of a single word.
CREATE OR REPLACE MACRO linkage_sorted(text) AS
  CASE
    WHEN contains(linkage_words(text), ' ') THEN linkage_sorted_words(linkage_words(text))
    ELSE array_to_string(list_sort(string_split(linkage_words(text), '')), '')
  END;

-- Consonants that are confused when a name is heard, by one letter each; doubled ones once; Cyrillic as Latin.
CREATE OR REPLACE MACRO linkage_consonant_classes(words) AS
  replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
    translate(
      regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        CASE
          WHEN linkage_is_ascii(words) THEN words
          ELSE translate(words, 'абвгдежзиклмнопрстуфхцчшщыэюяєі', 'abvgdejziklmnoprstufkcssieuaei')
        END,
        '\b([kgp]n|wr|x)', 'ˈ\1', 'g'),
        'ˈ[kgp]n', 'n', 'g'),
        'ˈx', 's', 'g'),
        'x', 'ks', 'g'),
        'sch|sh|tch|ch([eiy])|c([eiy])', 's\1\2', 'g'),
        'ph', 'f', 'g'),
        'd?g([eiy])', 'j\1', 'g'),
        'ck|ch', 'k', 'g'),
        'ˈw?|gh|h', '', 'g'),
      'pdvwgcqz', 'btffkkks'
    ),
    'bb', 'b'), 'tt', 't'), 'ff', 'f'), 'kk', 'k'), 'ss', 's'), 'jj', 'j'), 'rr', 'r'), 'll', 'l'), 'mm', 'm'), 'nn', 'n');

-- How Latin or Cyrillic words sound, as a skeleton of consonants, a first vowel as `A`: `schmidt`, `smith`;
-- `catherine`, `kathryn`; `stephen`, `steven` meet. Other scripts stand for themselves.
CREATE OR REPLACE MACRO linkage_sound_of_words(words) AS
  coalesce(
    nullif(
      regexp_replace(regexp_replace(linkage_consonant_classes(words), '^[aeiouy]+', 'A'), '[aeiouy ]', '', 'g'),
      ''
    ),
    words
  );

CREATE OR REPLACE MACRO linkage_sound(text) AS
  linkage_sound_of_words(linkage_words(text));

-- ---- phone and e-mail ---------------------------------------------------------------------------------------

CREATE OR REPLACE MACRO linkage_phone_digits(digits) AS
  nullif(
    regexp_extract(
      regexp_replace(ltrim(digits, '0'), '^86(1[3-9]\d{9}|[1-9]\d{9,10})$', '\1'),
      '^\d{5,}$'
    ),
    ''
  );

-- Digits of a phone number as dialled at home: without extension, international prefix, the country code 86
-- before a Chinese mobile number, and leading zeros. NULL below five digits.
CREATE OR REPLACE MACRO linkage_phone(text) AS
  linkage_phone_digits(
    regexp_replace(
      regexp_replace(lower(linkage_fold_full_width(text)), '(ext|extension|x|#|转|分机).*$', ''),
      '[^0-9]', '', 'g'
    )
  );

-- The address alone, in lower case; NULL where there is none.
CREATE OR REPLACE MACRO linkage_email(text) AS
  nullif(
    regexp_extract(replace(lower(linkage_fold_full_width(text)), ' ', ''), '^(?:.*<)?(?:mailto:)?([^<>@]+@[^<>@]+)>?$', 1),
    ''
  );

-- ---- dates and numbers --------------------------------------------------------------------------------------

-- `31.1.2026`, `31/01/2026 00:00` as `2026-1-31`; anything else stays. Which of the first two numbers is the
-- day is said by the function's name, unless only one can be.
CREATE OR REPLACE MACRO linkage_day_first(text) AS
  regexp_replace(
    regexp_replace(trim(text), '^(\d{1,2})[-/. ]+(0?[1-9]|1[0-2])[-/. ]+(\d{4})\b.*$', '\3-\2-\1'),
    '^(0?[1-9]|1[0-2])[-/. ]+(\d{1,2})[-/. ]+(\d{4})\b.*$', '\3-\1-\2'
  );

CREATE OR REPLACE MACRO linkage_month_first(text) AS
  regexp_replace(
    regexp_replace(trim(text), '^(0?[1-9]|1[0-2])[-/. ]+(\d{1,2})[-/. ]+(\d{4})\b.*$', '\3-\1-\2'),
    '^(\d{1,2})[-/. ]+(0?[1-9]|1[0-2])[-/. ]+(\d{4})\b.*$', '\3-\2-\1'
  );

-- Number of the month that a text in lower case names in English.
CREATE OR REPLACE MACRO linkage_month_number(text) AS
  CASE substr(regexp_extract(text, '[a-z]{3,}'), 1, 3)
    WHEN 'jan' THEN '1' WHEN 'feb' THEN '2' WHEN 'mar' THEN '3' WHEN 'apr' THEN '4'
    WHEN 'may' THEN '5' WHEN 'jun' THEN '6' WHEN 'jul' THEN '7' WHEN 'aug' THEN '8'
    WHEN 'sep' THEN '9' WHEN 'oct' THEN '10' WHEN 'nov' THEN '11' WHEN 'dec' THEN '12'
  END;

-- `1980-5-`, `1980--`, `1980-05-00` as a date, what is not known being 1; NULL for a day in no calendar.
CREATE OR REPLACE MACRO linkage_year_month_day(text) AS
  try_cast(
    CASE
      WHEN regexp_full_match(text, '\d{4}-\d{0,2}-\d{0,2}')
        THEN split_part(text, '-', 1)
          || '-' || coalesce(nullif(ltrim(split_part(text, '-', 2), '0'), ''), '1')
          || '-' || coalesce(nullif(ltrim(split_part(text, '-', 3), '0'), ''), '1')
    END
    AS DATE
  );

CREATE OR REPLACE MACRO linkage_written_date(text) AS
  CASE
    WHEN regexp_full_match(text, '\d{8}|\d{14}') THEN coalesce(
      linkage_year_month_day(substr(text, 1, 4) || '-' || substr(text, 5, 2) || '-' || substr(text, 7, 2)),
      linkage_year_month_day(substr(text, 5, 4) || '-' || substr(text, 3, 2) || '-' || substr(text, 1, 2))
    )
    WHEN regexp_full_match(text, '\d{4}|\d{6}') OR regexp_matches(text, '^\d{4}\s*[-/.年 ]')
      THEN linkage_year_month_day(
        regexp_replace(
          regexp_replace(text, '^(\d{4})(\d{2})$', '\1-\2'),
          '^(\d{4})(?:\s*[-/.年 ]\s*(\d{1,2}))?(?:\s*[-/.月 ]\s*(\d{1,2}))?(?:[^\d].*)?$', '\1-\2-\3'
        )
      )
    WHEN regexp_matches(text, '^(\d{1,2}(st|nd|rd|th)?[-/., ]*)?[a-z]{3,9}\.?[-/., ]*(\d{1,2}(st|nd|rd|th)?[-/., ]+)?\d{4}\b')
      THEN linkage_year_month_day(
        regexp_extract(text, '\d{4}') || '-' || linkage_month_number(text) || '-' ||
        regexp_extract(text, '(?:^|[a-z./, -])(\d{1,2})(?:[-/., a-z])', 1)
      )
    ELSE linkage_year_month_day(linkage_day_first(text))
  END;

-- A date in any usual form; day before month where both are possible.
CREATE OR REPLACE MACRO linkage_date(text) AS
  CASE
    WHEN regexp_full_match(text, '\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])') THEN try_cast(text AS DATE)
    WHEN text IS NOT NULL THEN linkage_written_date(lower(trim(linkage_fold_full_width(text))))
  END;

CREATE OR REPLACE MACRO linkage_written_number(text) AS
  CASE
    WHEN regexp_full_match(text, '[-+]?\d{1,3}(,\d{3})+(\.\d*)?') THEN try_cast(replace(text, ',', '') AS DOUBLE)
    WHEN regexp_full_match(text, '[-+]?\d{1,3}(\.\d{3})+,\d*')
      THEN try_cast(replace(replace(text, '.', ''), ',', '.') AS DOUBLE)
    WHEN regexp_full_match(text, '[-+]?\d*,\d+') THEN try_cast(replace(text, ',', '.') AS DOUBLE)
    WHEN regexp_full_match(text, '[-+]?(\d+\.?\d*|\.\d+)') THEN try_cast(text AS DOUBLE)
  END;

-- `1,234.5`, `1.234,5`, `1 234`, `€ 12`, `15 %` as a number; NULL when none is there.
CREATE OR REPLACE MACRO linkage_number(text) AS
  CASE
    WHEN isfinite(try_cast(text AS DOUBLE)) THEN try_cast(text AS DOUBLE)
    ELSE linkage_written_number(
      regexp_replace(linkage_fold_full_width(text), '[\s\x{a0}\x{202f}''’$€£¥￥元%]', '', 'g')
    )
  END;

-- `a, b; c`, `a|b`, `["a","b"]` as a list of its different elements in order; NULL when none is there.
CREATE OR REPLACE MACRO linkage_list(text) AS
  nullif(
    list_sort(list_distinct(list_filter(
      list_transform(
        string_split_regex(regexp_replace(text, '^\s*[\[{(]|[\])}]\s*$', '', 'g'), '[,;|，；、\n]'),
        element -> trim(element, ' "''' || chr(9) || chr(13))
      ),
      element -> element <> ''
    ))),
    []
  );

-- ---- codes --------------------------------------------------------------------------------------------------

-- A code without signs and spaces, in capitals.
CREATE OR REPLACE MACRO linkage_code(text) AS
  coalesce(
    nullif(regexp_replace(upper(linkage_fold_full_width(text)), '[^\p{L}\p{M}\p{N}]', '', 'g'), ''),
    text
  );

-- Whether two texts of equal length and of ASCII only differ in one character or in two neighbours exchanged.
CREATE OR REPLACE MACRO linkage_one_slip(a, b) AS
  CASE
    WHEN levenshtein(a, b) <= 1 THEN TRUE
    WHEN levenshtein(a, b) = 2 THEN damerau_levenshtein(a, b) = 1
    ELSE FALSE
  END;

-- ---- places -------------------------------------------------------------------------------------------------

-- Great-circle distance of two places in degrees, in kilometres (haversine, sphere of 6371 km).
CREATE OR REPLACE MACRO linkage_km(latitude_a, longitude_a, latitude_b, longitude_b) AS
  12742 * asin(least(1, sqrt(
    pow(sin(radians(latitude_b - latitude_a) / 2), 2)
    + cos(radians(latitude_a)) * cos(radians(latitude_b)) * pow(sin(radians(longitude_b - longitude_a) / 2), 2)
  )));

-- ---- Chinese names ------------------------------------------------------------------------------------------

CREATE OR REPLACE MACRO linkage_spaced_name(name) AS
  CASE WHEN regexp_matches(name, '\p{Han}') THEN replace(name, ' ', '') ELSE name END;

-- A name with one kind of separator, `?` for lost characters, capitals, no invisible characters, and no spaces
-- if it has Han characters.
CREATE OR REPLACE MACRO linkage_written_name(text) AS
  linkage_spaced_name(
    regexp_replace(
      regexp_replace(
        linkage_collapse(linkage_visible(upper(linkage_fold_full_width(text)))),
        ' ?[.·•‧∙⋅・･] ?', '·', 'g'
      ),
      '[□■◇〓*\x{fffd}\x{e000}-\x{f8ff}]', '?', 'g'
    )
  );

-- A reading without what dialects confuse: zh/z, ch/c, sh/s, n/l at the beginning, -ng/-n, hu/f.
CREATE OR REPLACE MACRO linkage_dialect(reading) AS
  regexp_replace(
    regexp_replace(
      regexp_replace(regexp_replace(reading, '\b([zcs])h', '\1', 'g'), '([aei])ng\b', '\1n', 'g'),
      '\bl', 'n', 'g'
    ),
    '\bhu([^ ])', 'f\1', 'g'
  );

-- ---- Chinese citizen numbers --------------------------------------------------------------------------------

-- A document number in capitals without signs.
CREATE OR REPLACE MACRO linkage_id_plain(text) AS
  regexp_replace(
    translate(upper(linkage_fold_full_width(text)), 'ХхΧχ×✕Ｘ', 'XXXXXXX'),
    '[^0-9A-Z]', '', 'g'
  );

-- Letters that are misread digits as digits, where all others are digits.
CREATE OR REPLACE MACRO linkage_id_digits(plain) AS
  CASE
    WHEN regexp_matches(plain, '^[0-9OILSBZ]{14,19}X?$') THEN translate(plain, 'OILSBZ', '011582')
    ELSE plain
  END;

-- The number to compare; NULL below 6 characters and of one character repeated.
CREATE OR REPLACE MACRO linkage_id_number(plain) AS
  CASE WHEN length(plain) >= 6 AND translate(plain, substr(plain, 1, 1), '') <> '' THEN linkage_id_digits(plain) END;

-- The first 17 digits of 18, or those that a number of 15 digits would have; NULL of anything else.
CREATE OR REPLACE MACRO linkage_id_body(number) AS
  CASE
    WHEN regexp_full_match(number, '\d{17}[0-9X]') THEN substr(number, 1, 17)
    WHEN regexp_full_match(number, '\d{15}') THEN substr(number, 1, 6) || '19' || substr(number, 7, 9)
  END;

CREATE OR REPLACE MACRO linkage_id_birth(body) AS
  CASE
    WHEN regexp_matches(body, '^.{6}(18|19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])') THEN substr(body, 7, 8)
  END;

CREATE OR REPLACE MACRO linkage_id_birth_sequence(body) AS
  CASE WHEN linkage_id_birth(body) IS NOT NULL THEN substr(body, 7, 11) END;

-- Digits times their weights.
CREATE OR REPLACE MACRO linkage_id_weighted_sum(number) AS
  coalesce(try_cast(substr(number, 1, 1) AS INTEGER), 0) * 7
  + coalesce(try_cast(substr(number, 2, 1) AS INTEGER), 0) * 9
  + coalesce(try_cast(substr(number, 3, 1) AS INTEGER), 0) * 10
  + coalesce(try_cast(substr(number, 4, 1) AS INTEGER), 0) * 5
  + coalesce(try_cast(substr(number, 5, 1) AS INTEGER), 0) * 8
  + coalesce(try_cast(substr(number, 6, 1) AS INTEGER), 0) * 4
  + coalesce(try_cast(substr(number, 7, 1) AS INTEGER), 0) * 2
  + coalesce(try_cast(substr(number, 8, 1) AS INTEGER), 0) * 1
  + coalesce(try_cast(substr(number, 9, 1) AS INTEGER), 0) * 6
  + coalesce(try_cast(substr(number, 10, 1) AS INTEGER), 0) * 3
  + coalesce(try_cast(substr(number, 11, 1) AS INTEGER), 0) * 7
  + coalesce(try_cast(substr(number, 12, 1) AS INTEGER), 0) * 9
  + coalesce(try_cast(substr(number, 13, 1) AS INTEGER), 0) * 10
  + coalesce(try_cast(substr(number, 14, 1) AS INTEGER), 0) * 5
  + coalesce(try_cast(substr(number, 15, 1) AS INTEGER), 0) * 8
  + coalesce(try_cast(substr(number, 16, 1) AS INTEGER), 0) * 4
  + coalesce(try_cast(substr(number, 17, 1) AS INTEGER), 0) * 2;

-- Whether a number of 18 characters has a possible birth and the right check character (ISO 7064, MOD 11-2).
CREATE OR REPLACE MACRO linkage_id_is_valid(number) AS
  coalesce(
    regexp_full_match(number, '[1-9]\d{5}(18|19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[0-9X]')
    AND substr(number, 18, 1) = substr('10X98765432', 1 + linkage_id_weighted_sum(number) % 11, 1),
    FALSE
  );

-- ---- Chinese addresses --------------------------------------------------------------------------------------

-- Tens and hundreds before a unit as digits in a row: 十二号 → 一二号, 二十号 → 二〇号.
CREATE OR REPLACE MACRO linkage_tens(text) AS
  CASE
    WHEN regexp_matches(text, '[十百][一二三四五六七八九十零〇百]*(号|栋|幢|座|楼|单元|门|层|室|房|户|组|队|社|弄|院)') THEN
      regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        text,
        '([一二三四五六七八九])百([一二三四五六七八九])十([一二三四五六七八九])(号|栋|幢|座|楼|单|门|层|室|房|户|组|队|社|弄|院)', '\1\2\3\4', 'g'),
        '([一二三四五六七八九])百([一二三四五六七八九])十(号|栋|幢|座|楼|单|门|层|室|房|户|组|队|社|弄|院)', '\1\2〇\3', 'g'),
        '([一二三四五六七八九])百[零〇]([一二三四五六七八九])(号|栋|幢|座|楼|单|门|层|室|房|户|组|队|社|弄|院)', '\1〇\2\3', 'g'),
        '([一二三四五六七八九])十([一二三四五六七八九])(号|栋|幢|座|楼|单|门|层|室|房|户|组|队|社|弄|院)', '\1\2\3', 'g'),
        '十([一二三四五六七八九])(号|栋|幢|座|楼|单|门|层|室|房|户|组|队|社|弄|院)', '一\1\2', 'g'),
        '([一二三四五六七八九])十(号|栋|幢|座|楼|单|门|层|室|房|户|组|队|社|弄|院)', '\1〇\2', 'g'),
        '十(号|栋|幢|座|楼|单|门|层|室|房|户|组|队|社|弄|院)', '一〇\1', 'g')
    ELSE text
  END;

-- An address without spaces and signs other than `-` between numbers, in capitals, all numbers in digits; those
-- of names too (三里屯 → 3里屯), which does no harm as both addresses are so written.
CREATE OR REPLACE MACRO linkage_plain_address(text) AS
  regexp_replace(
    translate(
      linkage_tens(
        regexp_replace(
          regexp_replace(upper(linkage_fold_full_width(linkage_visible(text))), '[\s，,。.、;；:：()（）\[\]【】〔〕"''“”|/\\]', '', 'g'),
          '[‐-―−－~～至]', '-', 'g'
        )
      ),
      '〇零一二三四五六七八九', '00123456789'
    ),
    '([0-9A-Z])#', '\1号', 'g'
  );

-- ---- cleaning -----------------------------------------------------------------------------------------------

-- A text unless it is one of the words, in lower case, that stand for nothing.
CREATE OR REPLACE MACRO linkage_unless_listed(text, words) AS
  CASE WHEN NOT list_contains(words, lower(trim(text))) THEN text END;
