import type { PublishedTable } from './published-table.ts';

/**
 * What a publication keeps for the next run besides what it publishes: the memory behind stable ids. It stays in
 * the lake and has no change sets. Claims are salted hashes: nobody is named here.
 */
export const KEPT_TABLES = Object.freeze({
  claim_person: {
    title: '编号记忆',
    grain: 'one row per claim ever seen',
    key: ['claim_key'],
    columns: {
      claim_key: ['text', 'what the sources say of somebody in one way, as a salted hash'],
      person_id: ['text', 'person it is, or last was'],
      home_id: ['text', 'id under which it lived most narrowly'],
      is_present: ['boolean', 'still delivered'],
    },
  },
  former_claim: {
    title: '旧编号的记录',
    grain: 'one row per claim that an id had when it last lived',
    key: ['old_person_id', 'claim_key'],
    columns: {
      old_person_id: ['text', 'id that no longer lives'],
      claim_key: ['text', 'claim'],
    },
  },
  canonical_number: {
    title: '一人多号的采信号码',
    grain: 'one row per person with more than one usable number',
    key: ['person_id'],
    columns: {
      person_id: ['text', 'person'],
      number_key: ['text', 'number believed, as a salted hash'],
    },
  },
  decision_outcome: {
    title: '认定的执行情况',
    grain: 'one row per decision in force',
    key: ['decision_key'],
    columns: {
      decision_key: ['text', 'decision'],
      outcome: ['text', 'OBEYED, STALE or CONTRADICTED'],
    },
  },
} satisfies Record<string, PublishedTable>);

export type KeptTableName = keyof typeof KEPT_TABLES;

/** Tables with their names, in the order in which they are kept. */
export const KEPT_TABLE_LIST: readonly (PublishedTable & { readonly name: KeptTableName })[] = Object.freeze(
  Object.entries(KEPT_TABLES).map(([name, table]) =>
    Object.freeze({ name: name as KeptTableName, ...table }),
  ),
);
