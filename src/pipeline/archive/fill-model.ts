import { sqlName, sqlText } from '#engine/engine.ts';
import { type Model, parseModel } from '#engine/model.ts';
import type { ArchiveCategory } from './archive-rules.ts';

/** The model `archive_fill`: how many residents have each item. Every category is read once and counted column by column. */
export function fillModel(categories: readonly ArchiveCategory[]): Model {
  return parseModel(
    [
      '-- table: archive_fill',
      '-- purpose: how many residents have each item of the livelihood archive, and how many of the values are good',
      "-- grain: one row per item and division: '' for all residents, and each county (6 digits)",
      `-- reads: ${categories.map(({ category }) => `archive_${category}`).join(', ')}`,
      'WITH',
      categories
        .map(({ category }) => `${category}_county AS (\n${counted(categories, category)}\n),`)
        .join('\n'),
      'county AS (',
      categories
        .map(({ category }) => `  SELECT division, people, unnest(items) AS item FROM ${category}_county`)
        .join('\n  UNION ALL\n'),
      '),',
      'division AS (',
      '  SELECT division, people, item FROM county WHERE length(division) = 6',
      '  UNION ALL',
      "  SELECT '' AS division, people, item FROM county",
      ')',
      'SELECT',
      '  item.item,',
      '  item.identifier,',
      '  division,',
      '  CAST(sum(people) AS BIGINT) AS people,',
      '  CAST(sum(item.filled) AS BIGINT) AS filled,',
      '  CAST(sum(item.good) AS BIGINT) AS good,',
      '  CAST(sum(item.derived) AS BIGINT) AS derived,',
      '  CAST(sum(item.stale) AS BIGINT) AS stale,',
      '  CAST(sum(item.conflict) AS BIGINT) AS conflict,',
      '  round(sum(item.filled) / nullif(sum(people), 0), 4) AS fill_rate',
      'FROM division',
      'GROUP BY item.item, item.identifier, division',
      'ORDER BY division, item.item',
    ].join('\n'),
    'archive/fill-model.ts',
  );
}

function counted(categories: readonly ArchiveCategory[], category: string): string {
  const { items } = categories.find((candidate) => candidate.category === category)!;
  const structs = items.map(({ item, identifier, origins }) => {
    const quality = sqlName(`${identifier}_quality`);
    const count = (code: string) =>
      origins.length === 0 ? '0' : `count(*) FILTER (${quality} = ${sqlText(code)})`;
    const filled = origins.length === 0 ? '0' : `count(${quality})`;
    return [
      `      {'item': CAST(${item} AS BIGINT), 'identifier': ${sqlText(identifier)}, 'filled': ${filled},`,
      `        'good': ${count('GOOD')}, 'derived': ${count('DERIVED')}, 'stale': ${count('STALE')}, 'conflict': ${count('CONFLICT')}}`,
    ].join('\n');
  });
  return [
    '  SELECT',
    "    coalesce(substr(division, 1, 6), '') AS division,",
    '    count(*) AS people,',
    `    [\n${structs.join(',\n')}\n    ] AS items`,
    `  FROM archive_${category}`,
    '  WHERE is_resident',
    "  GROUP BY coalesce(substr(division, 1, 6), '')",
  ].join('\n');
}
