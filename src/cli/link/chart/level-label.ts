/** Labels of levels as kinds of comparison give them, in Chinese; `$1` stands for a number or name in them. */
const LABELS: Readonly<Record<string, string>> = Object.freeze({
  'all of the one in the other': '一方包含另一方的全部',
  'all parts that both have agree, the room or house too': '双方都有的部分全部一致，含门牌或房号',
  'anything else': '其他',
  'at most $1 % apart': '相差不超过 $1%',
  'at most $1 apart': '相差不超过 $1',
  'at most $1 days apart': '相差不超过 $1 天',
  'at most $1 km apart': '相距不超过 $1 公里',
  'at most $1 years apart': '相差不超过 $1 年',
  'day and month exchanged': '月日颠倒',
  equal: '相同',
  'equal, with or without prefix': '相同（不计区号前缀）',
  'exchanged with $1': '与 $1 对调',
  'first $1 characters equal': '前 $1 个字符相同',
  'initial only': '只有首字母相同',
  '15 and 18 digits of one number, or another check character': '同一号码的 15 位与 18 位，或仅校验码不同',
  '$1 or more in common': '至少有 $1 项相同',
  'one contained in the other': '一方包含另一方',
  'one contained in the other or its beginning': '一方包含另一方，或是其开头',
  'one digit wrong or two exchanged': '一位数字错或两位颠倒',
  'one digit wrong, lost or added': '一位数字错、漏或多',
  'one digit wrong, lost or exchanged': '一位数字错、漏或颠倒',
  'one or two typing errors': '一两处笔误',
  'one typing error': '一处笔误',
  'one typing error, not in a number': '一处笔误，不在数字上',
  'Jaro–Winkler ≥ $1 or half of the words': 'Jaro–Winkler ≥ $1 或一半的词相同',
  'Jaro–Winkler ≥ $1 or sounds alike': 'Jaro–Winkler ≥ $1 或读音相近',
  'Jaro–Winkler ≥ $1 or two typing errors': 'Jaro–Winkler ≥ $1 或两处笔误',
  'Jaro–Winkler ≥ $1 or two typing errors, not in a number': 'Jaro–Winkler ≥ $1 或两处笔误，不在数字上',
  'readings that dialects confuse, or the characters in other order': '方言易混的读音，或字序不同',
  'same birth': '出生日期相同',
  'same birth and sequence, other place': '出生日期和顺序码相同，地区不同',
  'same building': '同一栋楼',
  'same number of the road, estate, or group of the village': '同一门牌、小区或村组',
  'same numbers, one character of the names differs': '数字相同，名称差一个字',
  'same part before the @': '@ 之前相同',
  'same reading without tones': '同音（不计声调）',
  'same road, village or estate': '同一道路、村或小区',
  'same surname, one character of the given name differs or is missing': '同姓，名差一个字或缺一个字',
  'same township or street office': '同一乡镇或街道',
  'same words, written otherwise': '词相同，写法不同',
  'same year, one of them 1 January': '同年，其中一方为 1 月 1 日',
  'similar part before the @': '@ 之前相近',
  'two neighbouring digits exchanged': '相邻两位颠倒',
  'two of three characters, or one contained in the other': '三个字中两个相同，或一方包含另一方',
  'two of year, month and day equal': '年、月、日中两项相同',
  'two typing errors': '两处笔误',
  'two valid numbers': '两个都有效的号码',
  'variant characters, a separator or a lost character': '异体字、间隔号或漏字',
});

/** A level's label for a Chinese reader; as it is where no other is known. */
export function levelLabel(label: string): string {
  const known = LABELS[label];
  if (known !== undefined) return known;
  for (const part of label.matchAll(/\d+(?:\.\d+)?|(?<=exchanged with ).+/g)) {
    const pattern = `${label.slice(0, part.index)}$1${label.slice(part.index + part[0].length)}`;
    const found = LABELS[pattern];
    if (found !== undefined) return found.replace('$1', () => part[0]);
  }
  return label;
}
