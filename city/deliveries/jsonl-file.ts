import type { Cell } from './cell-format.ts';
import type { DeliveryFile, DeliveryLayout } from './delivery-file.ts';
import { openTextFile } from './text-file.ts';

/** One JSON object a line, keys are the header words, UTF-8. */
export function openJsonlFile(path: string, { columns }: DeliveryLayout): DeliveryFile {
  const file = openTextFile(path, 'UTF8');
  const keys = columns.map(({ word }, i) => `${i === 0 ? '{' : ','}${JSON.stringify(word)}:`);
  let line = 0;
  return Object.freeze({
    writeRow: (cells: readonly Cell[]) => {
      let text = '';
      for (let i = 0; i < keys.length; i += 1) text += keys[i]! + JSON.stringify(cells[i] ?? null);
      file.write(`${text}}\n`);
      line += 1;
      return line;
    },
    close: () => ({ bytes: file.close(), junkLines: [] }),
  });
}
