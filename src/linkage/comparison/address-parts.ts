/** Parts of a Chinese address, from large to small, and `plain`, its text without spaces and signs. */
export const ADDRESS_PARTS = Object.freeze([
  'plain',
  'city',
  'county',
  'town',
  'village',
  'group_no',
  'road',
  'place',
  'number',
  'building',
  'unit',
  'room',
  'digits',
]);

const SMALL_NUMBER = '([0-9]+[A-Z]?|[A-Z][0-9]*|[甲乙丙丁东西南北])';

/**
 * SQL that takes Chinese addresses apart, one row each: columns `value` and `ADDRESS_PARTS`, NULL where a part is
 * not written. 省/自治区 is dropped; `place` is what is left between road and numbers: an estate, a school.
 * Numbers are digits whatever they were written in (三单元 → 3), `3-2-501` is building, unit and room.
 * @param values relation with a column `value`
 */
export function addressParts(values: string): string {
  // What stands before the cursor is taken off the rest, step by step.
  return `
    WITH plain_address AS (
      SELECT value, linkage_plain_address(value) AS plain
      FROM ${values}
    ),
    below_province AS (
      SELECT value, plain, regexp_replace(plain, '^(中国)?[^0-9]{2,6}?(省|自治区|特别行政区)', '') AS rest
      FROM plain_address
    ),
    city AS (
      SELECT *, regexp_extract(rest, '^(?:[^0-9路街巷村]{2,7}?(?:自治州|地区|盟)|[^0-9路街巷村]{1,6}?[^0-9路街巷村都城超夜集菜门]市)') AS city
      FROM below_province
    ),
    below_city AS (
      SELECT * REPLACE (substr(rest, length(city) + 1) AS rest)
      FROM city
    ),
    county AS (
      SELECT *, regexp_extract(rest, '^[^0-9][^0-9路街道巷镇乡村]{0,6}?(?:自治县|自治旗|县|[^红锦彩国]旗|[^都城超夜集菜门]市|[^0-9小社园校厂宅活属住]区)') AS county
      FROM below_city
    ),
    below_county AS (
      SELECT * REPLACE (substr(rest, length(county) + 1) AS rest)
      FROM county
    ),
    town AS (
      SELECT *, regexp_extract(rest, '^[^路巷号组楼栋]{1,8}?(?:街道办事处|街道办|街道|民族乡|镇|乡|苏木|办事处)') AS town
      FROM below_county
    ),
    below_town AS (
      SELECT * REPLACE (substr(rest, length(town) + 1) AS rest)
      FROM town
    ),
    village AS (
      SELECT
        *,
        regexp_extract(rest, '^[^路街巷号楼栋]{1,9}?(?:村民委员会|村委会|社区居委会|社区居民委员会|居民委员会|居委会|社区|嘎查|村)') AS village
      FROM below_town
    ),
    below_village AS (
      SELECT * REPLACE (substr(rest, length(village) + 1) AS rest)
      FROM village
    ),
    road AS (
      SELECT *, regexp_extract(rest, '^[^号栋幢]{1,9}?(?:大道|大街|胡同|路|街|巷)(?:[东南西北中]段)?') AS road
      FROM below_village
    ),
    below_road AS (
      SELECT * REPLACE (
        regexp_replace(
          regexp_replace(
            substr(rest, length(road) + 1),
            '([0-9A-Z]+)-([0-9]+)-([0-9]+[A-Z]?)(?:室|号)?$', '\\1号楼\\2单元\\3室'
          ),
          '([0-9A-Z]+)-([0-9]{3,5}[A-Z]?)(?:室|号)?$', '\\1号楼\\2室'
        ) AS rest
      )
      FROM road
    ),
    numbered AS (
      SELECT
        *,
        regexp_extract(rest, '([0-9]+)(?:村民小组|村民组|组|社|队)', 1) AS group_no,
        regexp_extract(rest, '${SMALL_NUMBER}(?:号楼|号栋|栋|幢|座)', 1) AS building,
        regexp_extract(rest, '${SMALL_NUMBER}(?:单元|门)', 1) AS unit,
        coalesce(
          nullif(regexp_extract(rest, '([0-9]+[A-Z]?)(?:室|号房|房|户)', 1), ''),
          regexp_extract(rest, '(?:号|楼|层|栋|幢|座|单元|门)([0-9]{2,5}[A-Z]?)号?$', 1)
        ) AS room,
        regexp_extract(
          regexp_replace(rest, '(?:[0-9A-Z]+|[甲乙丙丁东西南北])(?:号楼|号栋|号房|栋|幢|座)|(?:楼|层|栋|幢|座|单元|门)[0-9]{2,5}[A-Z]?号$', '', 'g'),
          '((?:[0-9]+弄)?[0-9]+(?:-[0-9]+)?)(?:号院|号|院)', 1
        ) AS number,
        regexp_replace(
          regexp_replace(
            rest,
            '(?:[0-9A-Z]+(?:-[0-9]+)*|[甲乙丙丁东西南北])(?:号楼|号院|号栋|号房|号|栋|幢|座|单元|门|层|楼|室|房|户|院|村民小组|村民组|组|社|队|弄)|[0-9A-Z-]{3,}$',
            '', 'g'
          ),
          '(?:住宅)?(?:小区|院)$', ''
        ) AS place
      FROM below_road
    )
    SELECT
      value,
      plain,
      ${['city', 'county'].map((part) => `nullif(${part}, '') AS ${part}`).join(',\n')},
      nullif(regexp_replace(town, '(办事处|办)$', ''), '') AS town,
      nullif(
        regexp_replace(
          regexp_replace(village, '村?(村民委员会|村委会)$', '村'),
          '(社区)?(居民委员会|居委会)$', '社区'
        ),
        ''
      ) AS village,
      ${['group_no', 'road', 'place', 'number', 'building', 'unit', 'room'].map((part) => `nullif(${part}, '') AS ${part}`).join(',\n')},
      regexp_replace(plain, '[^0-9]+', ' ', 'g') AS digits
    FROM numbered`;
}
