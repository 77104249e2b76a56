import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  openSampleEngine,
  type SampleEngine,
  type SampleRegister,
  type SampleSources,
  sampleNumber,
} from '../../registry/sample-register.ts';
import { type Decision, orderedPair } from '../../review/decision.ts';

let engine: SampleEngine;

beforeAll(async () => {
  engine = await openSampleEngine();
});

afterAll(() => engine.close());

const ID_NO = fc.constantFrom('', ...[11, 13].map((sequence) => sampleNumber('1980-06-01', sequence)));
const NAME = fc.constantFrom('', '闫玉兰', '阎玉兰', '马建国', '马建军');
const ROW = fc.record({ id_no: ID_NO, name: NAME });

/** Few numbers and names, so that everything meets everything. */
const DELIVERY = fc.record({
  psb_hukou: fc.array(ROW, { maxLength: 3 }),
  grid_resident: fc.array(ROW, { maxLength: 3 }),
  tax_wage: fc.array(ROW, { maxLength: 2 }),
});

/** What happens between two runs: new files, a decision on two claims of those known, one taken back. */
const STEP = fc.oneof(
  fc.record({ kind: fc.constant('deliver' as const), sources: DELIVERY }),
  fc.record({
    kind: fc.constant('decide' as const),
    judgement: fc.constantFrom('SAME' as const, 'SAME' as const, 'DIFFERENT' as const),
    one: fc.nat(20),
    other: fc.nat(20),
  }),
  fc.record({ kind: fc.constant('undo' as const), which: fc.nat(5) }),
);

type Claims = ReadonlyMap<string, string>;

async function claims(register: SampleRegister): Promise<Claims> {
  const rows = await register.rows(`
    SELECT DISTINCT r.claim_key, l.person_id
    FROM identity_record r
    JOIN person_link l ON l.row_id = r.row_id AND l.role = r.role`);
  return new Map(rows.map((row) => [String(row.claim_key), String(row.person_id)]));
}

function decide(
  decisions: Decision[],
  known: readonly string[],
  step: { one: number; other: number; judgement: Decision['decision'] },
) {
  const [one, other] = [known[step.one % known.length], known[step.other % known.length]];
  if (one === undefined || other === undefined || one === other) return;
  const pair = orderedPair(one, other);
  const isDecided = decisions.some(
    (made) => !made.undone && made.leftKey === pair.leftKey && made.rightKey === pair.rightKey,
  );
  if (isDecided) return;
  decisions.push({
    decisionKey: `D${decisions.length + 1}`,
    ...pair,
    decision: step.judgement,
    at: '2026-11-02T01:00:00Z',
    by: '经办',
    reason: '核对',
  });
}

function undo(decisions: Decision[], which: number) {
  const index = decisions.length === 0 ? -1 : which % decisions.length;
  const decision = decisions[index];
  if (decision && !decision.undone)
    decisions[index] = { ...decision, undone: { at: '2026-11-03T01:00:00Z', by: '主任', reason: '有误' } };
}

/** What must hold of a register and all ids published before it. `lastHeld`: what each id had when it last lived. */
async function checkIds(
  register: SampleRegister,
  now: Claims,
  lastHeld: ReadonlyMap<string, ReadonlySet<string>>,
) {
  const living = new Set(now.values());
  const aliases = await register.rows('SELECT old_person_id, person_id, kind FROM person_alias');
  for (const [id, held] of lastHeld) {
    const leads = aliases.filter((row) => row.old_person_id === id);
    if (living.has(id)) {
      expect(leads).toEqual([]);
      continue;
    }
    const holders = new Set([...held].flatMap((claim) => now.get(claim) ?? []));
    if (holders.size > 0) {
      expect(new Set(leads.map((row) => row.person_id))).toEqual(holders);
      expect(new Set(leads.map((row) => row.kind))).toEqual(new Set([holders.size > 1 ? 'SPLIT' : 'MERGED']));
    } else {
      expect(leads.length).toBeGreaterThan(0);
      for (const lead of leads) expect(living.has(String(lead.person_id))).toBe(lead.kind !== 'GONE');
    }
  }
  expect(aliases.filter((row) => !lastHeld.has(String(row.old_person_id)))).toEqual([]);
}

it('every id ever published leads to exactly the persons that hold its records', async () => {
  await fc.assert(
    fc.asyncProperty(
      DELIVERY,
      fc.array(STEP, { minLength: 2, maxLength: 5 }),
      async (start: SampleSources, steps) => {
        let sources = start;
        const decisions: Decision[] = [];
        let register = await engine.register(sources, { onlyLink: true });
        let now = await claims(register);
        const lastHeld = new Map<string, Set<string>>();
        const everHeld = new Map<string, Set<string>>();
        const remember = () => {
          for (const id of new Set(now.values())) lastHeld.set(id, new Set());
          for (const [claim, id] of now) {
            lastHeld.get(id)!.add(claim);
            everHeld.set(id, (everHeld.get(id) ?? new Set()).add(claim));
          }
        };
        remember();
        for (const step of steps) {
          if (step.kind === 'deliver') sources = step.sources as SampleSources;
          else if (step.kind === 'decide') decide(decisions, [...now.keys()].sort(), step);
          else undo(decisions, step.which);
          const before = now;
          register = await engine.register(sources, { goingOn: true, decisions, onlyLink: true });
          now = await claims(register);
          // Nobody gets an id who never had a record of it, unless all its last records are gone.
          for (const [claim, id] of now) {
            const held = lastHeld.get(id);
            if (!held || held.has(claim)) continue;
            const mates = [...now].filter(([, person]) => person === id).map(([key]) => key);
            expect(
              mates.some((key) => everHeld.get(id)!.has(key)) || ![...held].some((key) => now.has(key)),
            ).toBe(true);
          }
          // Decided pairs are obeyed.
          const broken = decisions.filter(
            ({ undone, decision, leftKey, rightKey }) =>
              !undone &&
              decision === 'DIFFERENT' &&
              now.has(leftKey) &&
              now.get(leftKey) === now.get(rightKey),
          );
          expect(broken).toEqual([]);
          const events = await register.rows(
            'SELECT kind, person_id, other_id FROM person_event WHERE publication = (SELECT number FROM next_publication)',
          );
          for (const { kind, person_id } of events)
            if (kind === 'MERGE') expect([...before.values()]).toContain(person_id);
          await checkIds(register, now, lastHeld);
          remember();
        }
      },
    ),
    { numRuns: 5, seed: 11 },
  );
}, 240_000);
