import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { stageModels } from './pipeline.ts';

const catalogue = loadCatalogue();
const stages = stageModels(catalogue);
const models = stages.flatMap(({ models }) => models);

/** Tables with names, numbers, phones or addresses of people. */
const IDENTITY = [
  'identity_record',
  'number_name',
  'name_key',
  'number_person',
  'link_subject',
  'person_number',
  'surviving_contact',
  'residence',
  'person_identity',
];

describe('the line', () => {
  it('makes every table once, after what it reads', () => {
    const made = new Set<string>();
    const tables = new Set(models.map(({ table }) => table));
    for (const { table, reads } of models) {
      expect(reads.filter((read) => tables.has(read) && !made.has(read))).toEqual([]);
      expect(made.has(table)).toBe(false);
      made.add(table);
    }
  });

  it('tells the truth of what each model reads', () => {
    const tables = models.map(({ table }) => table);
    for (const { table, reads, sql } of models) {
      const query = sql
        .split('\n')
        .filter((line) => !line.trimStart().startsWith('--'))
        .join('\n');
      const read = [...query.matchAll(/\b(?:FROM|JOIN)\s+"?([a-z_][a-z0-9_]*)"?/gi)].map(([, name]) => name!);
      const own = [
        ...query.matchAll(/"?([a-z_][a-z0-9_]*)"?(?:\([^)]*\))?\s+AS\s+(?:MATERIALIZED\s+)?\(/gi),
      ].map(([, name]) => name!);
      const undeclared = read.filter(
        (name) => tables.includes(name) && !own.includes(name) && !reads.includes(name),
      );
      expect({ table, undeclared }).toEqual({ table, undeclared: [] });
      expect({ table, unused: reads.filter((name) => !query.includes(name)) }).toEqual({ table, unused: [] });
    }
  });

  it('lets no assessment read who people are', () => {
    const assess = stages.find(({ stage }) => stage === 'assess')!.models;
    expect(assess.length).toBeGreaterThan(20);
    for (const { table, reads } of assess)
      expect({ table, identity: reads.filter((read) => IDENTITY.includes(read)) }).toEqual({
        table,
        identity: [],
      });
  });

  it('leaves no model out', () => {
    const origins = new Set(models.map(({ sql }) => sql.trim()));
    const files = ['link', 'registry', 'assess', 'standardise'].flatMap((part) =>
      readdirSync(join(import.meta.dirname, part), { recursive: true })
        .map(String)
        .filter((file) => file.endsWith('.sql') && !file.endsWith('prelude.sql'))
        .map((file) => join(import.meta.dirname, part, file)),
    );
    expect(files.length).toBeGreaterThan(40);
    expect(files.filter((file) => !origins.has(readFileSync(file, 'utf8').trim()))).toEqual([]);
  });
});
