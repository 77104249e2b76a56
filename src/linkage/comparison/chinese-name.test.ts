import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import { LINKAGE_PRELUDE } from '../linkage-prelude.ts';
import { valueLevels } from './pair-levels.ts';

const engine = await openDuckdb({ prelude: LINKAGE_PRELUDE });
afterAll(() => engine.close());

beforeAll(() =>
  engine.run(`
    CREATE TABLE name_variant AS SELECT * FROM (VALUES ('閆', '闫'), ('阎', '闫'), ('張', '张')) t(character, representative);
    CREATE TABLE name_reading AS SELECT * FROM (VALUES
      ('张', 'zhang'), ('章', 'zhang'), ('伟', 'wei'), ('玮', 'wei'), ('王', 'wang'), ('小', 'xiao'), ('明', 'ming'),
      ('大', 'da'), ('林', 'lin'), ('凌', 'ling'), ('平', 'ping'), ('萍', 'ping'), ('尉', 'wei'), ('迟', 'chi'),
      ('恒', 'heng'), ('横', 'heng'), ('李', 'li'), ('季', 'ji'), ('强', 'qiang'), ('闫', 'yan'), ('单', 'dan'), ('善', 'shan')
    ) t(character, reading);
    CREATE TABLE surname_reading AS SELECT * FROM (VALUES ('尉迟', 'yu chi'), ('单', 'shan')) t(surname, reading);
  `),
);

const EXAMPLES: readonly (readonly [string | null, string | null, string])[] = [
  ['张伟', '张伟', 'exact'],
  ['张 伟', '张伟', 'exact'],
  ['JOHN SMITH', 'john  smith', 'exact'],
  ['閆平', '阎平', 'variant'],
  ['張伟', '张伟', 'variant'],
  ['买买提·艾力', '买买提艾力', 'variant'],
  ['王?明', '王小明', 'variant'],
  ['王□明', '王小明', 'variant'],
  ['张伟', '章伟', 'homophone'],
  ['张伟', '张玮', 'homophone'],
  ['尉迟恒', '尉迟横', 'homophone'],
  ['单平', '善萍', 'homophone'],
  ['林平', '凌萍', 'near_homophone'],
  ['王小明', '王明小', 'near_homophone'],
  ['王小明', '王大明', 'one_character'],
  ['王小明', '王明', 'one_character'],
  ['欧阳娜娜', '欧阳娜', 'one_character'],
  ['李小明', '季小明', 'two_of_three'],
  ['买买提·艾力', '买买提', 'two_of_three'],
  ['欧阳小', '欧阳明', 'two_of_three'],
  ['张伟', '张强', 'else'],
  ['张伟', '李明', 'else'],
  ['王小明', '李大强', 'else'],
  ['🎉', '🎊', 'else'],
  ['张伟', null, 'missing'],
];

it('tells Chinese names apart by level, whichever is left', async () => {
  expect(await valueLevels(engine, { kind: 'chinese_name' }, 'text', EXAMPLES)).toEqual(EXAMPLES);
});
