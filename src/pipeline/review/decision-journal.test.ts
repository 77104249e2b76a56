import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isZhaorenError } from '#domain/error-catalogue.ts';
import { appendDecision, appendUndo, decisionsInForce, readDecisions } from './decision-journal.ts';
import { decisionTables } from './decision-tables.ts';

let home: string;
let journal: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'journal-'));
  journal = join(home, 'decisions', 'link.jsonl');
});

afterEach(() => rmSync(home, { recursive: true }));

const decide = (leftKey: string, rightKey: string) =>
  appendDecision(home, {
    leftKey,
    rightKey,
    decision: 'SAME',
    at: '2026-11-02T17:30:00Z',
    by: '王经办',
    reason: '户口本核对',
  });

describe('the journal of decisions', () => {
  it('is empty before the first', () => {
    expect(readDecisions(home)).toEqual({ decisions: [], isTorn: false });
  });

  it('keeps every decision, undone ones too, in a file for its owner alone', () => {
    expect(decide('a', 'b').decisionKey).toBe('D1');
    expect(decide('b', 'c').decisionKey).toBe('D2');
    appendUndo(home, 'D1', { at: '2026-11-03T01:00:00Z', by: '李主任', reason: '材料有误' });
    expect(decide('a', 'b').decisionKey).toBe('D3');
    const { decisions } = readDecisions(home);
    expect(decisions.map(({ decisionKey, undone }) => [decisionKey, undone?.by])).toEqual([
      ['D1', '李主任'],
      ['D2', undefined],
      ['D3', undefined],
    ]);
    expect(decisionsInForce(decisions).map(({ decisionKey }) => decisionKey)).toEqual(['D2', 'D3']);
    expect(statSync(journal).mode & 0o077).toBe(0);
  });

  it('dates a decision by the day in Shanghai', () => {
    decide('a', 'b');
    const [inForce] = decisionTables(readDecisions(home).decisions);
    expect(inForce!.rows).toEqual([['D1', 'a', 'b', 'SAME', '2026-11-03', '王经办', '户口本核对']]);
  });

  it('leaves out a last line that was never finished, says so, and writes behind the one before', () => {
    decide('a', 'b');
    appendFileSync(journal, '{"action":"DECIDE","key":"D2","left":"b"');
    expect(readDecisions(home)).toMatchObject({ decisions: [{ decisionKey: 'D1' }], isTorn: true });
    decide('c', 'd');
    expect(readDecisions(home)).toMatchObject({
      decisions: [{ decisionKey: 'D1' }, { decisionKey: 'D2', leftKey: 'c' }],
      isTorn: false,
    });
  });

  it.each([
    ['that is no JSON', '{"action":\n'],
    ['that undoes what nobody decided', '{"action":"UNDO","key":"D7","at":"","by":"","reason":""}\n'],
    ['that decides a key again', '{"action":"DECIDE","key":"D1"}\n'],
  ])('with a finished line %s is broken, and the line is named', (_, line) => {
    decide('a', 'b');
    writeFileSync(journal, `${readFileSync(journal, 'utf8')}${line}`);
    const thrown = (() => {
      try {
        readDecisions(home);
        return undefined;
      } catch (error) {
        return error;
      }
    })();
    expect(isZhaorenError(thrown, 'DECISIONS_BROKEN')).toBe(true);
    expect(String(thrown)).toContain('第 2 行');
  });

  it('killed while writing loses nothing that was said to be kept', async () => {
    const script = `
      import { appendDecision } from ${JSON.stringify(join(import.meta.dirname, 'decision-journal.ts'))};
      for (let i = 0; ; i += 1) {
        const { decisionKey } = appendDecision(${JSON.stringify(home)}, {
          leftKey: 'a' + process.pid + '-' + i, rightKey: 'b', decision: 'SAME',
          at: '2026-11-02T01:00:00Z', by: '经办', reason: '核对'.repeat(200),
        });
        process.stdout.write(decisionKey + '\\n');
      }`;
    let said = 0;
    for (let kill = 0; kill < 4; kill += 1) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
        cwd: process.cwd(),
      });
      const closed = once(child, 'close');
      let heard = '';
      child.stdout.on('data', (chunk: Buffer) => {
        heard += chunk.toString();
        // Somewhere after the third decision.
        if (heard.split('\n').length > 3 + kill) child.kill('SIGKILL');
      });
      await closed;
      said += heard.split('\n').length - 1;
      const { decisions } = readDecisions(home);
      expect(decisions.length).toBeGreaterThanOrEqual(said);
      said = decisions.length;
      expect(decisions.map(({ decisionKey }) => decisionKey)).toEqual(
        decisions.map((_, index) => `D${index + 1}`),
      );
    }
    expect(said).toBeGreaterThan(12);
  });
});
