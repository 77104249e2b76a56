import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  maskAddress,
  maskBankAccount,
  maskBirthDate,
  maskIdentityNumber,
  maskName,
  maskPhone,
} from './masking.ts';

test('a name keeps its first character, and its last from three characters on', () => {
  expect(['张伟', '王小明', '欧阳小明', '丁'].map(maskName)).toEqual(['张*', '王*明', '欧**明', '*']);
});

test('a name with a separator keeps its first segment', () => {
  expect(maskName('阿依古丽·买买提')).toBe('阿依古丽·***');
  expect(maskName('阿依古丽·艾')).toBe('阿依古丽·*');
});

test('a rare character outside the basic plane is one star', () => {
  expect(maskName('王𬍛明')).toBe('王*明');
});

test('an identity number keeps three and two, in public four and two', () => {
  expect(maskIdentityNumber('640499196501150016')).toBe('640*************16');
  expect(maskIdentityNumber('640499196501150016', 'PUBLIC')).toBe('6404************16');
});

test('a number too short for its mask is hidden wholly', () => {
  expect(maskIdentityNumber('12345')).toBe('*****');
  expect(maskIdentityNumber('01234567', 'PUBLIC')).toBe('********');
  expect(maskBankAccount('12345')).toBe('*****');
  expect(maskPhone('12345678')).toBe('********');
});

test('a phone keeps three and four, a landline its area code and two', () => {
  expect(maskPhone('13812345678')).toBe('138****5678');
  expect(maskPhone('0954-2031234')).toBe('0954-*****34');
});

test('an account keeps four, a birth date its month', () => {
  expect(maskBankAccount('6222021234567890128')).toBe('***************0128');
  expect(maskBirthDate('1965-01-15')).toBe('1965-01');
});

test('public notices leave out phone, account and birth date', () => {
  expect(maskPhone('13812345678', 'PUBLIC')).toBeNull();
  expect(maskBankAccount('6222021234567890128', 'PUBLIC')).toBeNull();
  expect(maskBirthDate('1965-01-15', 'PUBLIC')).toBeNull();
});

test.each([
  [
    '宁夏回族自治区固原市原州区三营镇安和村3组12号',
    '宁夏回族自治区固原市原州区三营镇安和村****',
    '宁夏回族自治区固原市原州区****',
  ],
  ['固原市原州区北塬街道宋家巷社区5号楼2单元301室', '固原市原州区北塬街道宋家巷社区****', '固原市原州区****'],
  [
    '内蒙古自治区乌海市海勃湾区凤凰岭街道办事处鼓楼社区居委会7栋',
    '内蒙古自治区乌海市海勃湾区凤凰岭街道办事处鼓楼社区居委会****',
    '内蒙古自治区乌海市海勃湾区****',
  ],
  ['固原市三营镇阳光小区3栋', '固原市三营镇****', '固原市****'],
  ['原州区文化路12号阳光社区', '原州区****', '原州区****'],
  ['三营镇安和村', '三营镇安和村', '****'],
  ['文化路12号', '****', '****'],
])('the address %s is kept down to the village, in public to the county', (address, internal, open) => {
  expect(maskAddress(address)).toBe(internal);
  expect(maskAddress(address, 'PUBLIC')).toBe(open);
});

test('no mask reveals the middle of what it masks', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(digits, fc.constantFrom('INTERNAL' as const, 'PUBLIC' as const), (text, audience) => {
      for (const mask of [maskIdentityNumber, maskPhone, maskBankAccount]) {
        const masked = mask(text, audience);
        if (masked === null) continue;
        const stars = masked.split('*').length - 1;
        expect(masked).toHaveLength(text.length);
        expect(masked).toMatch(/^\d*\*+\d*$/);
        expect(stars * 3).toBeGreaterThanOrEqual(text.length);
        expect(masked[Math.floor(text.length / 2)]).toBe('*');
      }
    }),
  );
});

test('no mask reveals a digit of an address', () => {
  const part = fc.constantFrom(
    '原州区',
    '三营镇',
    '安和村',
    '社区',
    '街道',
    '12号',
    '3栋',
    '７室',
    '文化路',
    '小区',
  );
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
      expect(maskAddress(parts.join(''))).not.toMatch(/[\d７]/);
    }),
  );
});
