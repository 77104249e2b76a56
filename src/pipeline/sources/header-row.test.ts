import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { isZhaorenError } from '#domain/error-catalogue.ts';
import { findHeader, type TopRow } from './header-row.ts';
import { recogniseSource } from './recognise-source.ts';
import { sourceDictionary } from './source-dictionary.ts';

const { sources } = loadCatalogue();
const dictionary = sourceDictionary(sources);

const rows = (...lines: string[]): TopRow[] =>
  lines.map((line, i) => ({ line: i + 1, cells: line.split(',') }));
const find = (top: readonly TopRow[], file = 'f') => findHeader(top, dictionary, file);

/** Source and the columns found, by place. */
function recognised(top: readonly TopRow[], file = 'f') {
  const fit = recogniseSource(find(top, file)!.fits, file);
  const columns: string[] = [];
  for (const [column, place] of fit.places) columns[place] = column;
  return { source: fit.definition.source, columns };
}

const DIBAO = '序号,低保证号,身份证号码,姓名,保障类别,享受起始日期,月保障金额(元)';

describe('the header', () => {
  it('stands behind titles and before the data', () => {
    const header = find(
      rows(
        '最低生活保障信息表（2026年10月）,,',
        '填报单位：民政局,,',
        DIBAO,
        '1,D1,640499196501150016,马某,农村低保',
      ),
    )!;
    expect([header.headerLine, header.dataLine]).toEqual([3, 4]);
  });

  it('may be two merged lines: group words over their columns', () => {
    const top = rows(
      '特困人员信息表,,,,',
      '特困证号,人员基本信息,,特困人员信息,',
      ',身份证号码,姓名,供养方式,享受起始日期',
      'T1,640499196501150016,马某,集中供养,2020年1月1日',
    );
    expect([find(top)!.headerLine, find(top)!.dataLine]).toEqual([3, 4]);
    expect(recognised(top)).toEqual({
      source: 'cab_tekun',
      columns: ['tekun_no', 'id_no', 'name', 'care_kind', 'from_date'],
    });
  });

  it('may need both lines to be understood', () => {
    const top = rows(
      '登记字号,男方,,女方,,登记日期',
      ',身份证号,姓名,身份证号,姓名,',
      'J1,a,b,c,d,2020-01-01',
    );
    expect(recognised(top)).toEqual({
      source: 'cab_marriage',
      columns: ['registration_no', 'id_no', 'name', 'spouse_id_no', 'spouse_name', 'registration_date'],
    });
  });

  it('may be followed by a row of column numbers', () => {
    expect(find(rows(DIBAO, '1,2,3,4,5,6,7', '1,D1,,,,,'))!.dataLine).toBe(3);
  });

  it('is the first row of words when no source knows it, and none is found in bare data', () => {
    expect(find(rows('旅行社团队,,', '团号,出发地,人数', 'T1,固原,35'))!.headerLine).toBe(2);
    expect(find(rows('1,35,2026-10-31', '2,36,2026-10-31'))).toBeNull();
  });
});

describe('the source', () => {
  it.each(sources.map((definition) => [definition.source, definition] as const))(
    '%s is known by its usual and by its last words, in any order',
    (source, { columns }) => {
      for (const at of [0, -1]) {
        const words = columns.map(({ aliases }) => aliases.at(at)!);
        expect(recognised(rows(words.join(','), 'x')).source).toBe(source);
        expect(recognised(rows(words.toReversed().join(','), 'x')).source).toBe(source);
      }
    },
  );

  it('is known with spaces, stars, width and units in the words, and by system names', () => {
    expect(
      recognised(rows('低 保 证 号*,身份证号码：,姓名,保障金额（元）,保障类别,起始日期', 'x')).columns,
    ).toEqual(['dibao_no', 'id_no', 'name', 'monthly_amount_fen', 'member_kind', 'from_date']);
    expect(
      recognised(
        rows('aac001,AAC147,aac003,AAC008,last_paid_month,首次参保年月,退休类别,统一社会信用代码', 'x'),
      ).source,
    ).toBe('hrss_pub_account');
  });

  it('is known without the columns that files of its kind may lack, and finds them where they are', () => {
    const BENEFIT = '待遇编号,身份证号,姓名,待遇类型,待遇起始年月,发放状态,最近发放年月,月待遇金额';
    expect(recognised(rows(BENEFIT, 'x')).source).toBe('hrss_benefit');
    const more = recognised(rows(`${BENEFIT},个人编号,银行账号`, 'x'));
    expect([more.source, ...more.columns.slice(-2)]).toEqual(['hrss_benefit', 'personal_no', 'account_no']);
  });

  it('that the file names wins among equals', () => {
    const words = rows('编号,身份证号码,姓名,职务,任职时间', 'x');
    expect(recognised(words, '村(社区)干部_20261031.csv').source).toBe('org_village_cadre');
  });

  it('is not guessed from three common words', () => {
    expect(() => recognised(rows('序号,姓名,身份证号,联系人,团号,行程', '1,马某,2,王某,T1,银川'))).toThrow(
      '不符合任何来源定义',
    );
  });

  it('of which the key is missing is named with the words that would do', () => {
    const thrown = (() => {
      try {
        recognised(rows(DIBAO.replace('低保证号,', ''), 'x'));
      } catch (error) {
        return error;
      }
    })();
    expect(isZhaorenError(thrown, 'MISSING_KEY_COLUMN') && thrown.params.aliases).toEqual([
      '低保证号',
      '人员编号',
    ]);
  });
});
