import type { GivenTable } from '../given-table.ts';

/** What each outcome of a comparison of `residents.yaml` means, in the words of the review list. */
const LABELS: Readonly<Record<string, Readonly<Record<string, string>>>> = Object.freeze({
  name: {
    exact: '姓名相同',
    variant: '姓名为异体字或缺字',
    homophone: '姓名同音',
    near_homophone: '姓名近音或字序颠倒',
    one_character: '姓名差一字',
    two_of_three: '姓名三字同二',
    else: '姓名不同',
  },
  birth_date: {
    exact: '出生日期相同',
    swapped: '出生月日颠倒',
    one_digit: '出生日期差一位数字',
    within_3_days: '出生日期相差三天以内',
    two_parts: '出生年月日有两项相同',
    year_only: '出生年份相同',
    within_1_years: '出生日期相差一年以内',
    else: '出生日期不同',
  },
  sex: { exact: '性别相同', else: '性别不同' },
  number: {
    exact: '号码相同',
    same_body: '号码仅校验码不同',
    one_digit: '号码错、漏或多一位',
    exchanged: '号码相邻两位颠倒',
    birth_sequence: '号码出生日期和顺序码相同',
    birth: '号码出生日期相同',
    two_valid: '两个有效号码',
    else: '号码不同',
  },
  rounded: { exact: '号码前十五位相同,末三位被取整', else: '号码前十五位不同' },
  home: sharing('同户号或同住址', '户号、住址不同'),
  village: sharing('同村(社区)', '村(社区)不同'),
  personal_no: sharing('个人编号或学籍号相同', '个人编号、学籍号不同'),
  account_no: sharing('银行账号相同', '银行账号不同'),
  uscc: sharing('同单位', '单位不同'),
  phone: sharing('电话相同', '电话不同'),
});

/** The table `link_level`: comparison, position (order of the comparisons), level, label. */
export const LINK_LEVELS: GivenTable = Object.freeze({
  name: 'link_level',
  columns: [
    { name: 'comparison', type: 'VARCHAR' },
    { name: 'position', type: 'INTEGER' },
    { name: 'level', type: 'VARCHAR' },
    { name: 'label', type: 'VARCHAR' },
  ],
  rows: Object.entries(LABELS).flatMap(([comparison, levels], position) =>
    Object.entries(levels).map(([level, label]) => [comparison, position + 1, level, label]),
  ),
});

function sharing(shared: string, other: string) {
  return { exact: shared, contained: shared, overlap_1: shared, else: other };
}
