import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseSpec } from '#linkage/spec/parse-spec.ts';
import { linkageDocs } from './linkage-docs.ts';

it('docs/linkage-reference.md tells what the program knows (else: node scripts/write-linkage-docs.ts)', () => {
  expect(readFileSync(new URL('../../../docs/linkage-reference.md', import.meta.url), 'utf8')).toBe(
    linkageDocs(),
  );
});

it.each(['linkage.md', 'linkage.zh-CN.md'])('the spec shown in docs/%s is one', (file) => {
  const manual = readFileSync(new URL(`../../../docs/${file}`, import.meta.url), 'utf8');
  const specs = [...manual.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) => yaml!);
  expect(specs).toHaveLength(1);
  for (const yaml of specs) expect(parseSpec(yaml, file).comparisons.length).toBeGreaterThan(3);
});
