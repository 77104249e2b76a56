import type { SourceColumn, SourceDefinition } from '#catalogue/load-catalogue.ts';
import type { CleanRecord, CleanValue } from '#city/population/clean-record.ts';
import { citizenCheckCharacter } from '#domain/citizen-number.ts';
import { creditCodeCheckCharacter } from '#domain/credit-code.ts';
import { rowPersons } from './row-persons.ts';

const NAMES = ['张伟', '马小燕', '欧阳建国', '闫静', '阿不都热合曼·买买提', '王𠀀明'];

function idNo(person: number): string {
  const year = 1930 + (person % 85);
  const digits = `640499${year}${String(1 + (person % 12)).padStart(2, '0')}15${String(person % 1000).padStart(3, '0')}`;
  return digits + citizenCheckCharacter(digits);
}

function value(column: SourceColumn, n: number): CleanValue {
  switch (column.type) {
    case 'id_no':
      return idNo(n);
    case 'name':
      return NAMES[n % NAMES.length]!;
    case 'date':
      return `20${String(10 + (n % 15))}-0${1 + (n % 9)}-1${n % 10}`;
    case 'month':
      return `20${String(10 + (n % 15))}-0${1 + (n % 9)}`;
    case 'time':
      return `0${n % 10}:${10 + (n % 50)}:00`;
    case 'integer':
      return n;
    case 'amount':
      return 100_000 + n * 101;
    case 'bool':
      return n % 2 === 0;
    case 'code':
      return Object.values(column.codes!)[n % Object.values(column.codes!).length]!;
    case 'division':
      return '640402001001';
    case 'grid':
      return '640402001001003';
    case 'address':
      return `宁夏固原市原州区新华路${n}号`;
    case 'mobile':
      return `138${String(n).padStart(8, '0')}`;
    case 'uscc': {
      const body = `91640402MA${String(n).padStart(7, '0')}`;
      return body + creditCodeCheckCharacter(body);
    }
    case 'ethnicity':
      return '03';
    default:
      return `${column.column}-${n}`;
  }
}

/** Record number `n` of a source, every column filled, as the population would give it. */
export function handMadeRecord(definition: SourceDefinition, n: number): CleanRecord {
  const fields = Object.fromEntries(definition.columns.map((column) => [column.column, value(column, n)]));
  return {
    source: definition.source,
    key: String(fields[definition.key[0]!]),
    people: rowPersons(definition).map(({ role }) => ({ role, truthId: n })),
    fields,
  };
}
