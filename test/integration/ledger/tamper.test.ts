import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entryOf } from '../../../src/main/ledger/entries.ts';
import { sha256 } from '../../../src/main/ledger/ledger.ts';
import type { JournalRow } from '../../../src/main/ledger/schema.ts';
import { entryHash } from '../../../src/shared/journal/index.ts';
import { fullHistory, type History } from '../../support/history.ts';
import { copyOf, failed, tamper, verify } from '../../support/ledger-history/files.ts';

let history: History;
let path: string;

beforeAll(async () => {
  history = fullHistory(2);
  await history.book.recordHead();
  history.book.close();
  path = history.book.path;
});
afterAll(() => history.book.remove());

const oneReceipt = `(SELECT seq FROM journal WHERE type = 'receipt.issued' ORDER BY seq LIMIT 1 OFFSET 2)`;

describe('the first wrong entry is named', () => {
  test('control: nothing tampered, nothing found', () => {
    const copy = copyOf(path);
    tamper(copy, () => undefined);
    expect(verify(copy)).toMatchObject({ ok: true, firstFault: null });
  });

  test('an amount in a body', () => {
    const copy = copyOf(path);
    let seq = 0;
    tamper(copy, (connection) => {
      seq = connection.prepare(`SELECT ${oneReceipt}`).pluck().get() as number;
      connection
        .prepare(`UPDATE journal SET body = json_set(body, '$.total', 1) WHERE epoch = 1 AND seq = ?`)
        .run(seq);
    });
    const report = verify(copy);
    expect(failed(report)).toEqual(['chain']);
    expect(report.firstFault).toMatchObject({ fault: 'wrong-hash', place: { epoch: 1, seq } });
  });

  test('two bodies swapped', () => {
    const copy = copyOf(path);
    tamper(copy, (connection) => {
      const body = connection.prepare('SELECT body FROM journal WHERE epoch = 1 AND seq = ?').pluck();
      const set = connection.prepare('UPDATE journal SET body = ? WHERE epoch = 1 AND seq = ?');
      const [one, other] = [body.get(40), body.get(41)];
      set.run(other, 40);
      set.run(one, 41);
    });
    expect(verify(copy).firstFault).toMatchObject({ fault: 'wrong-hash', place: { epoch: 1, seq: 40 } });
  });

  test('two whole rows swapped', () => {
    const copy = copyOf(path);
    tamper(copy, (connection) => {
      const move = connection.prepare('UPDATE journal SET seq = ? WHERE epoch = 1 AND seq = ?');
      move.run(900_000, 40);
      move.run(40, 41);
      move.run(41, 900_000);
    });
    expect(verify(copy).firstFault).toMatchObject({ fault: 'wrong-prev-hash', place: { epoch: 1, seq: 40 } });
  });

  test('a row taken out of the middle', () => {
    const copy = copyOf(path);
    tamper(copy, (connection) => connection.exec('DELETE FROM journal WHERE epoch = 1 AND seq = 77'));
    expect(verify(copy).firstFault).toMatchObject({ fault: 'wrong-seq', place: { epoch: 1, seq: 78 } });
  });

  test('the last entry taken away, with a head record beside the file', () => {
    const copy = copyOf(path);
    let last = { seq: 0, epoch: 0 };
    tamper(copy, (connection) => {
      const newest = 'SELECT epoch, seq FROM journal ORDER BY epoch DESC, seq DESC LIMIT 1';
      last = connection.prepare(newest).get() as typeof last;
      connection.exec(`DELETE FROM journal WHERE (epoch, seq) = (${newest})`);
    });
    const report = verify(copy);
    expect(report.firstFault).toMatchObject({ fault: 'entry-gone', place: last });
    expect(failed(report)).toContain('heads');
  });

  test('a history written anew with right hashes is betrayed by the head record', () => {
    const copy = copyOf(path);
    tamper(copy, (connection) => {
      const rows = connection
        .prepare('SELECT * FROM journal WHERE epoch = 2 ORDER BY seq')
        .all() as JournalRow[];
      let prev_hash = '0'.repeat(64);
      const set = connection.prepare(
        'UPDATE journal SET actor = ?, prev_hash = ?, hash = ? WHERE epoch = 2 AND seq = ?',
      );
      for (const row of rows) {
        const actor = row.actor === 'counter' ? 'counter' : row.actor.replace(/.$/, 'f');
        const hash = entryHash({ ...entryOf(row), actor, prev_hash }, sha256);
        set.run(actor, prev_hash, hash, row.seq);
        prev_hash = hash;
      }
    });
    const report = verify(copy);
    expect(report.checks.find(({ name }) => name === 'chain')?.state).toBe('ok');
    expect(failed(report)).toContain('heads');
    expect(report.firstFault?.fault).toMatch(/head-differs|illegal-move/);
  });

  test('a private part', () => {
    const copy = copyOf(path);
    let seq = 0;
    tamper(copy, (connection) => {
      const found = connection
        .prepare(
          `SELECT seq, id FROM journal JOIN private_parts ON entry = id WHERE type = 'receipt.issued' AND epoch = 1
           ORDER BY seq LIMIT 1`,
        )
        .get() as { seq: number; id: string };
      seq = found.seq;
      connection
        .prepare(`UPDATE private_parts SET content = replace(content, 'Phạm', 'Phan') WHERE entry = ?`)
        .run(found.id);
    });
    expect(verify(copy).firstFault).toMatchObject({ fault: 'private-differs', place: { seq } });
  });

  test('a private part that is gone without an erasure', () => {
    const copy = copyOf(path);
    tamper(copy, (connection) =>
      connection.exec(`DELETE FROM private_parts WHERE entry = (SELECT id FROM journal WHERE type = 'z' OR
        type = 'shift.closed' LIMIT 1)`),
    );
    expect(verify(copy).firstFault).toMatchObject({ fault: 'private-missing' });
  });

  test('a trigger that is not put back', () => {
    const copy = copyOf(path);
    tamper(copy, () => undefined);
    tamper(copy, (connection) =>
      connection.exec('CREATE TRIGGER odd AFTER INSERT ON journal BEGIN SELECT 1; END'),
    );
    const report = verify(copy);
    expect(failed(report)).toEqual(['schema']);
    expect(report.checks.find(({ name }) => name === 'schema')?.detail).toBe('trigger odd');
  });

  test('an epoch that claims to continue from another entry', () => {
    const copy = copyOf(path);
    tamper(copy, (connection) => connection.exec('DELETE FROM journal WHERE epoch = 1 AND seq > 100'));
    expect(verify(copy).firstFault).toMatchObject({
      fault: 'continues-elsewhere',
      place: { epoch: 2, seq: 1 },
    });
  });
});
