import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normaliseName } from './person-name.ts';

describe('a normalised name', () => {
  test.each([
    ['张三', '张三'],
    [' 张 三 ', '张三'],
    ['张\u3000三', '张三'],
    ['张\u00a0\u200b三\t', '张三'],
    ['王\u{2b4f3}明', '王\u{2b4f3}明'],
    ['阿依古丽•买买提', '阿依古丽·买买提'],
    ['阿依古丽‧买买提', '阿依古丽·买买提'],
    ['阿依古丽⋅买买提', '阿依古丽·买买提'],
    ['阿依古丽・买买提', '阿依古丽·买买提'],
    ['阿依古丽．买买提', '阿依古丽·买买提'],
    ['阿依古丽.买买提', '阿依古丽·买买提'],
    ['阿依古丽 · 买买提', '阿依古丽·买买提'],
    ['阿依古丽··买买提·', '阿依古丽·买买提'],
    ['ＪＯＨＮ  smith', 'JOHN SMITH'],
    ["O'Brien-Li", "O'BRIEN-LI"],
  ])('%j becomes %j', (raw, name) => {
    expect(normaliseName(raw)).toMatchObject({ raw, name, issue: null });
  });

  test('keeps Han characters that NFKC would change', () => {
    expect(normaliseName('\uf9e0\ufa0e').name).toBe('\uf9e0\ufa0e');
  });

  test('drops variation selectors, which no register keeps', () => {
    expect(normaliseName('葛\u{e0100}明').name).toBe('葛明');
  });

  test('is counted in code points', () => {
    expect(normaliseName('王\u{2b4f3}明').codePoints).toBe(3);
  });

  test('may have fifty characters and more', () => {
    expect(normaliseName('阿'.repeat(50))).toMatchObject({ issue: null, codePoints: 50 });
    expect(normaliseName('阿'.repeat(101)).issue).toBe('TOO_LONG');
  });

  test('does not change when normalised again', () => {
    const unit = fc.constantFrom(...'张三·•． 　aZ?□Ａ\u200b\ue000𬓳');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), (raw) => {
        const { name } = normaliseName(raw);
        expect(normaliseName(name).name).toBe(name);
      }),
    );
  });
});

describe('what is wrong with a name', () => {
  test.each([null, '', ' \u3000', '无', 'null', '-', '·'])('%j is blank', (raw) => {
    expect(normaliseName(raw)).toMatchObject({ name: null, issue: 'BLANK', codePoints: 0 });
  });

  test.each(['王?明', '王？明', '王□明', '王*明', '王\ufffd明', '王\ue123明', '王\u{f0001}明'])(
    '%j has lost a character',
    (raw) => {
      expect(normaliseName(raw)).toMatchObject({ name: '王?明', issue: 'LOST_CHARACTER', codePoints: 3 });
    },
  );

  test('nothing is left of ??', () => {
    expect(normaliseName('??')).toMatchObject({ name: null, issue: 'LOST_CHARACTER' });
  });

  test.each(['张三2', '张三(已故)', '王_明', '640499196501150016'])(
    '%j has signs that no name has',
    (raw) => {
      expect(normaliseName(raw)).toMatchObject({ name: raw, issue: 'CHARACTERS' });
    },
  );
});
