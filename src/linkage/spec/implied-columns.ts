import { isJoined } from './column-source.ts';
import type { ColumnSpec, ColumnType } from './linkage-spec.ts';
import { reportJoinedNumber } from './report-joined-number.ts';
import type { SpecFile, SpecPath } from './spec-file.ts';

/** A place of the spec that names a column. */
export interface ColumnUse {
  readonly column: string;
  readonly accepts: readonly ColumnType[];
  readonly path: SpecPath;
  /** Who asks, at the beginning of a sentence. */
  readonly by: string;
}

/**
 * Checks the type of every column used, and gives those that the spec uses without declaring them: taken from
 * the column of the same name, as text if everybody who uses it takes text.
 */
export function impliedColumns(
  file: SpecFile,
  declared: readonly ColumnSpec[],
  uses: readonly ColumnUse[],
): ColumnSpec[] {
  const implied: ColumnSpec[] = [];
  for (const [name, places] of Map.groupBy(uses, ({ column }) => column)) {
    const known = declared.find((column) => column.name === name);
    let type = known?.type;
    if (type === undefined) {
      type = typeForAll(places);
      implied.push({ name, type, from: { left: name, right: name }, clean: [] });
    }
    const isMade = known !== undefined && (isJoined(known.from.left) || isJoined(known.from.right));
    for (const { accepts, path, by } of places)
      if (accepts.includes(type)) continue;
      else if (isMade && accepts.every((accepted) => accepted === 'number'))
        reportJoinedNumber(file, path, name);
      else
        file.report(
          'TYPE_DIFFERS',
          path,
          `${by} takes ${accepts.join(' or ')}, but column \`${name}\` is ${type}`,
          `Declare \`${name}: { type: ${accepts[0]} }\` under \`columns\`, or ${
            path[0] === 'blocking' ? 'block on something else' : 'compare it otherwise'
          }`,
        );
  }
  return implied;
}

function typeForAll(places: readonly ColumnUse[]): ColumnType {
  const fit = places[0]!.accepts.filter((type) => places.every(({ accepts }) => accepts.includes(type)));
  return fit.includes('text') ? 'text' : (fit[0] ?? places[0]!.accepts[0]!);
}
