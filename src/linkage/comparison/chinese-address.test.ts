import { afterAll, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import { LINKAGE_PRELUDE } from '../linkage-prelude.ts';
import { valueLevels } from './pair-levels.ts';

const engine = await openDuckdb({ prelude: LINKAGE_PRELUDE });
afterAll(() => engine.close());

const EXAMPLES: readonly (readonly [string | null, string | null, string])[] = [
  ['原州区新华路１２号', '原州区 新华路 十二号', 'exact'],
  [
    '固原市原州区南关街道办事处东关社区幸福小区3号楼2单元501室',
    '原州区幸福小区三号楼二单元501',
    'same_dwelling',
  ],
  ['幸福家园3-2-501', '幸福家园3号楼2单元501室', 'same_dwelling'],
  ['原州区开城镇大马庄村3组12号', '开城镇大马庄村民委员会三组12号', 'same_dwelling'],
  ['宁夏固原市原州区新华路12号', '原州区新华路12号', 'same_dwelling'],
  ['上海市浦东新区祖冲之路899弄12号501室', '祖冲之路899弄12号501', 'same_dwelling'],
  ['海勃湾区海拉南街道海晶花园１２＃楼３０１', '海晶花园12号楼301室', 'same_dwelling'],
  ['原州区北苑街12号', '原州区北范街12号', 'one_character'],
  ['原州区幸福小区3号楼2单元501室', '幸福小区3号楼2单元502室', 'same_building'],
  ['幸福小区3号楼2单元501室', '幸福小区4号楼2单元501室', 'same_number'],
  ['开城镇大马庄村3组12号', '开城镇大马庄村3组14号', 'same_number'],
  ['原州区新华路12号', '原州区新华路14号', 'same_road'],
  ['开城镇大马庄村3组12号', '开城镇杨家村5组1号', 'same_town'],
  ['幸福小区3号楼2单元501室', '平安小区3号楼2单元501室', 'else'],
  ['原州区新华路12号', '西夏区新华路12号', 'else'],
  ['12 Main Street', '14 High Street', 'else'],
  ['原州区', null, 'missing'],
];

it('tells Chinese addresses apart by level, whichever is left', async () => {
  expect(await valueLevels(engine, { kind: 'chinese_address' }, 'text', EXAMPLES)).toEqual(EXAMPLES);
});
