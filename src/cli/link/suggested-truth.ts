import type { Sides } from '#linkage/spec/linkage-spec.ts';

/** A suggested spec with the truth columns put before what is compared. */
export function withTruth(yaml: string, truth: Sides<string> | undefined): string {
  if (truth === undefined) return yaml;
  const { left, right } = truth;
  const value =
    left === right
      ? JSON.stringify(left)
      : `{ left: ${JSON.stringify(left)}, right: ${JSON.stringify(right)} }`;
  return yaml
    .replace(/^truth:.*\n/m, '')
    .replace(/^columns:|^comparisons:/m, (key) => `truth: ${value}\n${key}`);
}
