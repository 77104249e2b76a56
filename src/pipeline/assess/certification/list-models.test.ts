import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { certificationModels } from './list-models.ts';

const MODELS = certificationModels(loadCatalogue());

describe('the models of certification', () => {
  it('touch no identity table', () => {
    for (const { reads } of MODELS)
      expect(reads.filter((table) => /identity|_link$|standard_|event_name/.test(table))).toEqual([]);
  });

  it('spell no channel, programme, department or number of the rules where these are written by hand', () => {
    for (const { origin, sql } of MODELS.filter(({ origin }) => origin.endsWith('.sql'))) {
      const code = sql.replaceAll(/--.*$/gm, '');
      expect([origin, code.match(/'(?:E\d\d|P\d\d|HRSS|[A-Z]+_PENSION)'/g)]).toEqual([origin, null]);
      expect([origin, code.match(/\b(?:80|70|90|60|100|365)\b/g)]).toEqual([origin, null]);
    }
  });
});
