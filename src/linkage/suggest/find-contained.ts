import type { Engine } from '#engine/engine.ts';
import type { SuggestedColumn } from './suggested-column.ts';

/** Share of records in which the whole has the part in it, from which it is taken to be made of it. */
const MOSTLY = 0.8;

/** Pairs of text columns of which one has the other in it: a full name and a surname, an address and a town. */
export async function findContained(
  engine: Engine,
  columns: readonly SuggestedColumn[],
): Promise<readonly { readonly whole: number; readonly part: number }[]> {
  const texts = columns.flatMap(({ kind }, i) =>
    ['name', 'text', 'code', 'chinese_name', 'chinese_address'].includes(kind) ? [i] : [],
  );
  const tries = texts.flatMap((whole) =>
    texts
      .filter((part) => part !== whole && isLonger(columns[whole]!, columns[part]!))
      .map((part) => ({ whole, part })),
  );
  if (tries.length === 0) return [];
  const [row] = await engine.rows<Record<string, number | null>>(`
    SELECT ${tries
      .map(
        ({ whole, part }, t) =>
          `avg(CASE WHEN v${whole} IS NOT NULL AND v${part} IS NOT NULL THEN CASE WHEN contains(v${whole}, v${part}) THEN 1 ELSE 0 END END) AS t${t}`,
      )
      .join(', ')}
    FROM suggest_values_left
    WHERE r < 5000
  `);
  return tries.filter((_, t) => Number(row![`t${t}`] ?? 0) >= MOSTLY);
}

function isLonger(whole: SuggestedColumn, part: SuggestedColumn): boolean {
  const [a, b] = [whole.profile.left, part.profile.left];
  return a.length.median > b.length.median && b.length.median >= 2 && b.distinct >= 5;
}
