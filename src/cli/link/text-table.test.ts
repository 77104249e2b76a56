import { describe, expect, it } from 'vitest';
import { textTableLayout } from './text-table.ts';

const layout = (text: string) => textTableLayout({ bytes: Buffer.from(text), isWhole: true }, 'UTF-8');
const words = (text: string) => layout(text)?.words.map(([word]) => word);

describe('how a delimited text looks', () => {
  it.each([',', '\t', ';', '|'])('is cut by %j', (delimiter) => {
    const text = [
      ['id', 'name', 'street'],
      ['1', 'Anna', 'Hill 3'],
      ['2', 'Bert', 'Dale 4'],
    ]
      .map((row) => row.join(delimiter))
      .join('\n');
    expect(layout(text)).toMatchObject({ delimiter, headerLine: 1, dataLine: 2 });
    expect(words(text)).toEqual(['id', 'name', 'street']);
  });

  it('is cut by what cuts all rows alike, not by what stands in the fields', () => {
    expect(layout('id;address;note\n1;Hill 3, Top, Left;a,b\n2;Dale 4;c\n')?.delimiter).toBe(';');
    expect(layout('id,tags\n1,a|b|c\n2,d|e|f|g\n3,h\n')?.delimiter).toBe(',');
  });

  it('may be one column', () => {
    expect(words('email\na@example.org\nb@example.org\n')).toEqual(['email']);
  });

  it('may begin with a title and blank lines', () => {
    expect(layout('登记表 2025,,\n\nid,姓名,出生\n1,马兰,1980\n')).toMatchObject({
      headerLine: 3,
      dataLine: 4,
    });
  });

  it('may have line ends in a quoted header word', () => {
    expect(layout('id,"date\nof birth",town\n1,1980-01-01,Ulm\n')).toMatchObject({
      headerLine: 1,
      dataLine: 3,
    });
  });

  it('is nothing when all lines are blank', () => {
    expect(layout('\n  \n\n')).toBeUndefined();
  });
});
