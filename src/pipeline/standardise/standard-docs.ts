import type { SourceDefinition } from '#catalogue/load-catalogue.ts';
import { columnSql } from './column-sql.ts';

const HEAD = `# Standard tables

Written by \`scripts/write-standard-docs.ts\` from \`catalogue/sources/\`; do not edit by hand.

\`$ZHAOREN_HOME/tables/standard_<source>.parquet\`: the current rows of a source, one per business key: the last full delivery (all files of one day) with later deltas applied. Every table begins with \`row_id\` BIGINT (\`batch_no * 2^32 + line\`), \`row_hash\` UBIGINT (of the standardised values) and \`delivered_on\` DATE. Amounts are fen, months \`YYYY-MM\`. A blank or unusable value is NULL; an unusable one also stands in \`standard_issue\`. Of an identity number there is the usable form (18 characters; an old foreign card 15, a Hong Kong or Macao permit 9, a Taiwan permit 8), the raw text, its kind and what is wrong with it.

| Table | Grain | Columns |
|---|---|---|
| \`batch\` | one row per delivery | \`batch_no\` INTEGER, \`source\`, \`file\`, \`department\`, \`mode\` VARCHAR, \`delivered_on\` DATE, \`read\`, \`accepted\`, \`quarantined\`, \`repeated\` BIGINT, \`trust\` INTEGER |
| \`quarantine\` | one row per record set aside | \`row_id\` BIGINT, \`source\` VARCHAR, \`line\` BIGINT, \`field\`, \`value_class\` (shape of the value: 9 digit, A letter, 汉), \`reason\` VARCHAR |
| \`standard_issue\` | one row per value left out of an accepted record | \`row_id\` BIGINT, \`source\`, \`field\`, \`value_class\`, \`reason\` VARCHAR |
| \`field_count\` | one row per delivery and field | what \`quality\` is made from: \`batch_no\` INTEGER, \`source\`, \`field\` VARCHAR, \`rows\`, \`filled\`, \`valid\`, \`distinct_values\` BIGINT |
| \`quality\` | one row per source and field | \`source\`, \`field\` VARCHAR, \`rows\` BIGINT, \`completeness\`, \`validity\`, \`uniqueness\` DOUBLE (0–1), \`timeliness_days\` BIGINT, each with its \`…_threshold\`, \`pass\` BOOLEAN |
`;

/** The text of `docs/data/standard.md`: every column of every standard table. */
export function standardDocs(sources: readonly SourceDefinition[]): string {
  const tables = sources.map((source) => {
    const columns = source.columns.flatMap((column) =>
      columnSql(column, 'NULL').outputs.map(([name, type]) => {
        const codes =
          name === column.column && column.codes ? [...new Set(Object.values(column.codes))].join(', ') : '';
        const notes = [
          source.key.includes(name) ? 'key' : '',
          column.required ? 'required' : '',
          codes,
        ].filter(Boolean);
        return `| \`${name}\` | ${type} | ${name === column.column ? column.aliases[0] : ''} | ${notes.join('; ')} |`;
      }),
    );
    return [
      `## standard_${source.source}`,
      '',
      `${source.name} (${source.department}, about a ${source.subject}, trust ${source.trust})`,
      '',
      '| Column | Type | Usual header word | |',
      '|---|---|---|---|',
      ...columns,
    ].join('\n');
  });
  return `${[HEAD, ...tables].join('\n')}\n`.replaceAll('\n## ', '\n\n## ').replaceAll('\n\n\n', '\n\n');
}
