import { ZhaorenError } from '#domain/error-catalogue.ts';
import { type Engine, sqlText } from '#engine/engine.ts';
import { type Decision, orderedPair, pairId } from './decision.ts';

export interface ClaimPair {
  readonly leftKey: string;
  readonly rightKey: string;
}

/**
 * The pair that somebody means: the id of a pair on the list or in the journal, or two persons as `A+B`, each by
 * the first 8 or more digits of an id. A person stands for its most credible claim.
 *
 * @throws ZhaorenError NOT_FOUND
 */
export async function findPair(
  engine: Engine,
  wanted: string,
  made: readonly Decision[],
): Promise<ClaimPair> {
  const notFound = () => new ZhaorenError('NOT_FOUND', { kind: '配对', key: wanted });
  const two = /^([0-9a-f]{8,32})\+([0-9a-f]{8,32})$/.exec(wanted);
  if (two) {
    const [one, other] = [await mainClaim(engine, two[1]!), await mainClaim(engine, two[2]!)];
    if (one === other) throw notFound();
    return orderedPair(one, other);
  }
  if (!/^[0-9a-f]{6,10}$/.test(wanted)) throw notFound();
  const listed = await engine.rows<{ left_key: string; right_key: string }>(`
    SELECT left_key, right_key
    FROM review_pair
    WHERE starts_with(sha256(left_key || '|' || right_key), ${sqlText(wanted)})`);
  const found = new Map(
    [
      ...listed.map(({ left_key, right_key }) => ({ leftKey: left_key, rightKey: right_key })),
      ...made.filter(({ leftKey, rightKey }) => pairId(leftKey, rightKey).startsWith(wanted)),
    ].map(({ leftKey, rightKey }) => [pairId(leftKey, rightKey), { leftKey, rightKey }]),
  );
  if (found.size !== 1) throw notFound();
  return [...found.values()][0]!;
}

async function mainClaim(engine: Engine, person: string): Promise<string> {
  const rows = await engine.rows<{ person_id: string; claim_key: string }>(`
    SELECT
      p.person_id,
      max_by(p.claim_key, (c.id_no IS NOT NULL, c.trust, c.records, c.claim_key)) AS claim_key
    FROM claim_person p
    JOIN identity_claim c ON c.claim_key = p.claim_key
    WHERE starts_with(p.person_id, ${sqlText(person)})
    GROUP BY p.person_id
    LIMIT 2`);
  if (rows.length !== 1) throw new ZhaorenError('NOT_FOUND', { kind: '人员', key: person });
  return rows[0]!.claim_key;
}
