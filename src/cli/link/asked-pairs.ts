import { ZhaorenError } from '#domain/error-catalogue.ts';
import type { ChosenPair } from '#linkage/chart/choose-pairs.ts';

/** `leftid,rightid;leftid,rightid` as pairs. @throws ZhaorenError BAD_ARGUMENT */
export function parsePairs(text: string | undefined): readonly ChosenPair[] {
  return (text ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair) => {
      const ids = pair.split(',').map((id) => id.trim());
      const [leftId, rightId] = ids;
      if (ids.length !== 2 || !leftId || !rightId)
        throw new ZhaorenError('BAD_ARGUMENT', {
          argument: '--pairs',
          expected: '左编号,右编号;左编号,右编号;……',
        });
      return Object.freeze({ leftId, rightId });
    });
}
