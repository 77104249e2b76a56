import { type FieldScanner, RECORD_LIMIT_BYTES } from './field-scanner.ts';
import type { FramedFile } from './framed-file.ts';

const OPENING_BRACE = 0x7b;
const SPACE = 32;

/** Frames lines of JSON objects: each becomes a record of one field. Blank lines are no records. */
export function openJsonScanner(framed: FramedFile): FieldScanner {
  let line = 0;
  return {
    push({ bytes, length, damage }) {
      const holdsNul = bytes.subarray(0, length).includes(0);
      let nextDamage = 0;
      for (let at = 0; at < length; ) {
        let start = at;
        at = bytes.indexOf(10, start) + 1;
        line += 1;
        while (damage[nextDamage]! < start) nextDamage += 1;
        const isDamaged = damage[nextDamage]! < at;
        let stop = at - 1;
        while (stop > start && bytes[stop - 1]! <= SPACE) stop -= 1;
        while (start < stop && bytes[start]! <= SPACE) start += 1;
        if (start === stop) continue;
        if (stop - start > RECORD_LIMIT_BYTES) framed.refuse(line, 'LINE_TOO_LONG');
        else if (isDamaged) framed.refuse(line, 'INVALID_BYTES');
        else if (holdsNul && bytes.subarray(start, stop).includes(0)) framed.refuse(line, 'NUL_BYTE');
        else if (bytes[start] !== OPENING_BRACE) framed.refuse(line, 'JSON_BROKEN');
        else {
          framed.begin(line, stop - start);
          framed.field(bytes, start, stop, false);
          framed.finish();
        }
      }
    },
    overlongLine() {
      line += 1;
      framed.refuse(line, 'LINE_TOO_LONG');
    },
    end() {},
  };
}
