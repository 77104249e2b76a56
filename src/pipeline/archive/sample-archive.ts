import { compileCatalogue, loadCatalogue } from '#catalogue/load-catalogue.ts';
import { type Engine, sqlName, sqlText } from '#engine/engine.ts';
import { coverageModels } from '../assess/coverage/list-models.ts';
import { openSampleEngine, type SampleRegister, type SampleSources } from '../registry/sample-register.ts';
import { archiveModels } from './list-models.ts';

export const CATALOGUE = loadCatalogue();
export const ARCHIVE_MODELS = archiveModels(CATALOGUE);

export interface SampleArchive {
  readonly engine: Engine;
  /** Register, coverage and archive of some rows, as on 2026-10-31 by default. */
  archive(sources: SampleSources, options?: SampleRun): Promise<SampleRegister>;
  close(): void;
}

export interface SampleRun {
  readonly asOf?: string;
  readonly reversed?: boolean;
  /** What certification decided of the person in the first row of hrss_benefit. */
  readonly certified?: { readonly proof: string; readonly channel: string; readonly due: string };
}

/** The real models of register, coverage and archive over hand-written rows; only the decisions of certification are given. */
export async function openSampleArchive(): Promise<SampleArchive> {
  const sample = await openSampleEngine();
  const { engine } = sample;
  const make = (name: string, query: string) =>
    engine.run(`CREATE OR REPLACE TABLE ${sqlName(name)} AS ${query}`);
  return {
    engine,
    async archive(sources, options = {}) {
      const { asOf = '2026-10-31', reversed = false, certified } = options;
      const register = await sample.register(sources, { asOf, reversed });
      await make('rule_evidence_channel', "SELECT 'E01' AS channel, '掌上12333人脸认证' AS name");
      for (const table of compileCatalogue(CATALOGUE, asOf)) {
        const columns = table.columns.map(
          ({ name, type }) => `CAST(${sqlName(name)} AS ${type}) AS ${sqlName(name)}`,
        );
        const rows = table.rows.map(
          (row) => `(${row.map((v) => (typeof v === 'string' ? sqlText(v) : String(v))).join(', ')})`,
        );
        const names = table.columns.map(({ name }) => sqlName(name)).join(', ');
        await make(
          table.name,
          `SELECT ${columns.join(', ')} FROM (VALUES ${rows.join(', ')}) AS given(${names})`,
        );
      }
      await make('batch', BATCHES);
      await make(
        'previous_coverage_status',
        'SELECT NULL::VARCHAR AS person_id, NULL::VARCHAR AS status, NULL::VARCHAR AS previous_status, NULL::DATE AS status_since WHERE FALSE',
      );
      for (const { table, sql } of coverageModels()) await make(table, sql);
      await make('programme_award', AWARDS);
      const { proof, channel, due } = certified ?? {};
      await make(
        'certification',
        `SELECT person_id, programme, DATE '${proof ?? asOf}' AS proof_date, ${sqlText(channel ?? '')} AS proof_channel, DATE '${due ?? asOf}' AS due_date
        FROM programme_award WHERE ${certified !== undefined}`,
      );
      for (const { table, sql } of ARCHIVE_MODELS) await make(table, sql);
      return register;
    },
    close: () => sample.close(),
  };
}

const BATCHES = CATALOGUE.sources
  .map(
    ({ source, department }) => `
      SELECT DISTINCT CAST(row_id >> 32 AS INTEGER) AS batch_no, '${source}' AS source, 'file' AS file,
        '${department}' AS department, delivered_on
      FROM standard_${source}`,
  )
  .join(' UNION ALL ');

/** As certification makes it of the core system's roster. */
const AWARDS = `
  SELECT person_id, programme, 'HRSS' AS department, 'hrss_benefit' AS source, award_month, benefit_state,
    last_paid_month, monthly_amount_fen, stop_reason, stopped_date, row_id
  FROM fact_hrss_benefit
  WHERE person_id IS NOT NULL`;
