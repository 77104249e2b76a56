import { expect, test } from 'vitest';
import { parseDate } from '#domain/calendar-date.ts';
import { creditCodeCheckCharacter, parseCreditCode } from '#domain/credit-code.ts';
import { parseDivisionCode } from '#domain/division-code.ts';
import { parseYuan } from '#domain/money.ts';
import { createChance } from './chance.ts';
import {
  amountInWords,
  dayOfLastCentury,
  earlierMobile,
  futureDay,
  impossibleDate,
  misfitDivision,
  misprintBirthDate,
  misprintCreditCode,
  misprintOfficeNumber,
  staleAddress,
  unknownWord,
} from './value-errors.ts';

const ROWS = 200;
const chance = createChance(3, 'values');
const draws = <T>(draw: () => T): T[] =>
  Array.from({ length: ROWS }, (_, row) => {
    chance.restart(String(row));
    return draw();
  });

test('no reader can make a value of a wrong date, amount, word, place or credit code', () => {
  for (const date of draws(() => impossibleDate(chance))) expect(parseDate(date).date, date).toBe(null);
  for (const amount of draws(() => amountInWords(chance)))
    expect(parseYuan(amount).amountFen, amount).toBe(null);
  const known = new Set(['待核实', 'ZZ']);
  for (const word of draws(() => unknownWord(known, chance))) expect(known).not.toContain(word);
  for (const code of ['640402', '640402001', '640402001001', '640402001001003']) {
    for (const misfit of draws(() => misfitDivision(code, chance)))
      expect(parseDivisionCode(misfit), misfit).toBe(null);
  }
  const body = '91640402MA0000001';
  const code = body + creditCodeCheckCharacter(body);
  for (const misprint of draws(() => misprintCreditCode(code, chance))) {
    expect(parseCreditCode(misprint).normalised, misprint).toBe(null);
  }
});

test('a stale address is another dwelling of the same place', () => {
  const address = '宁夏固原市原州区新华路12号院3号楼2单元501室';
  for (const stale of draws(() => staleAddress(address, chance))) {
    expect(stale).not.toBe(address);
    expect(stale).toMatch(/^宁夏固原市原州区新华路12号院3号楼2单元\d+室$/);
  }
  expect(staleAddress('宁夏固原市', chance)).toBe(null);
});

test('another birth date is a day of the same or an earlier year that exists', () => {
  for (const date of ['1965-01-01', '2000-02-29', '1988-05-07', '2012-12-31'])
    for (const other of draws(() => misprintBirthDate(date, chance))) {
      expect(other).not.toBe(date);
      expect(parseDate(other).date, other).toBe(other);
      expect(other.slice(0, 4) <= date.slice(0, 4), other).toBe(true);
    }
});

test('numbers of offices and telephones stay as long and become others', () => {
  for (const other of draws(() => misprintOfficeNumber('G6404990', chance))) {
    expect(other).toMatch(/^G\d{7}$/);
    expect(other).not.toBe('G6404990');
  }
  expect(misprintOfficeNumber('无', chance)).toBe(null);
  for (const other of draws(() => earlierMobile('15400000001', chance))) expect(other).toMatch(/^154\d{8}$/);
});

test('the day of an event is mistyped into the next decade or the last century, and is a day all the same', () => {
  for (const day of ['2026-11-20', '2024-02-28']) {
    expect(parseDate(futureDay(day)!).date! > '2034').toBe(true);
    expect(parseDate(dayOfLastCentury(day)!).date! < '1930').toBe(true);
  }
  expect([futureDay('1998-05-01'), dayOfLastCentury('1998-05-01')]).toEqual([null, null]);
});
