/** Paper rules of design §4 on a real file: what may be resent, what must be marked, what is asked. */
import { beforeEach, describe, expect, test } from 'vitest';
import { type ScriptedPrinter, scriptedPrinter } from '../../../src/main/devices/printer/scripted.ts';
import { InvariantBroken } from '../../../src/shared/kernel/assert.ts';
import { hospitalReceipt, sampleZ } from '../../unit/documents/samples.ts';
import { type SpoolRig, spoolRig } from './spool-rig.ts';

const receipt = hospitalReceipt.document;
const entry = '019a9b2e-0000-7000-8000-0000000000e1';
let printer: ScriptedPrinter;
let rig: SpoolRig;

beforeEach(() => {
  printer = scriptedPrinter('K80', 576);
  rig = spoolRig(new Map([['K80', printer.printer]]));
});

const enqueue = () => rig.act(() => rig.spool.enqueue(hospitalReceipt, [entry]));
const ask = () => rig.act(() => rig.spool.ask(receipt));
const answer = (job: string, came: boolean) => rig.act(() => rig.spool.answer(job, came, 'person-1'));

describe('an original', () => {
  test('is printed after the commit, once, and journalled', async () => {
    const job = enqueue();
    expect(printer.sheets).toHaveLength(0);
    expect(rig.spool.paperOf(receipt)).toMatchObject({ state: 'queued', job });
    await rig.settled();
    expect(printer.sheets).toHaveLength(1);
    expect(rig.spool.paperOf(receipt)).toMatchObject({ state: 'printed', job, mark: 'original', copies: 0 });
    expect(rig.journal()).toEqual(['original printed by counter']);
    expect(rig.spool.unprinted(10)).toEqual([]);
  });

  test('of an act that was rolled back is never printed', async () => {
    expect(() =>
      rig.act(() => {
        rig.spool.enqueue(hospitalReceipt, [entry]);
        throw new Error('rolled back');
      }),
    ).toThrow('rolled back');
    await rig.settled();
    expect(printer.sheets).toHaveLength(0);
    expect(rig.spool.paperOf(receipt).state).toBe('none');
  });

  test('outside a transaction is a broken invariant', () => {
    expect(() => rig.spool.enqueue(hospitalReceipt, [])).toThrow('in a transaction');
  });

  test('cannot exist twice', async () => {
    enqueue();
    expect(enqueue).toThrow();
    await rig.settled();
    expect(printer.sheets).toHaveLength(1);
  });

  test('of which only the id was queued is composed when it is taken up, and then stays as it was', async () => {
    const numbers: string[] = [];
    const compose = (document: string) => {
      const number = String(numbers.length + 1).padStart(6, '0');
      numbers.push(number);
      return { ...hospitalReceipt, document, number };
    };
    const lazy = spoolRig(new Map([['K80', printer.printer]]), undefined, undefined, [], compose);
    lazy.act(() => lazy.spool.enqueueIssued({ document: receipt, kind: 'receipt' }, [entry]));
    expect(numbers).toEqual([]);
    await lazy.settled();
    lazy.act(() => lazy.spool.ask(receipt));
    await lazy.settled();
    expect(printer.sheets).toHaveLength(2);
    expect(lazy.journal()).toEqual(['original printed by counter', 'copy printed by counter']);
    expect(numbers).toEqual(['000001']);
  });

  test('that cannot be composed fails with nothing sent, and prints once it can be', async () => {
    let whole = false;
    const compose = (document: string) => {
      if (!whole) throw new InvariantBroken('document: title is missing');
      return { ...hospitalReceipt, document };
    };
    const lazy = spoolRig(new Map([['K80', printer.printer]]), undefined, undefined, [], compose);
    lazy.act(() => lazy.spool.enqueueIssued({ document: receipt, kind: 'receipt' }, [entry]));
    await lazy.settled();
    expect(lazy.spool.paperOf(receipt)).toMatchObject({ state: 'failed', why: 'not-drawn' });
    expect([printer.sheets.length, lazy.broken]).toEqual([0, []]);
    whole = true;
    lazy.act(() => lazy.spool.ask(receipt));
    await lazy.settled();
    expect(lazy.spool.paperOf(receipt)).toMatchObject({ state: 'printed', mark: 'original' });
  });

  test('erased before it was taken up is never composed', async () => {
    printer.script({ state: 'no-paper' });
    let composed = 0;
    const compose = (document: string) => {
      composed += 1;
      return { ...hospitalReceipt, document };
    };
    const lazy = spoolRig(new Map([['K80', printer.printer]]), undefined, undefined, [], compose);
    lazy.act(() => {
      lazy.spool.enqueueIssued({ document: receipt, kind: 'receipt' }, [entry]);
      lazy.spool.erase([entry]);
    });
    await lazy.settled();
    expect(lazy.act(() => lazy.spool.ask(receipt))).toEqual({ ok: false, reason: 'erased' });
    expect([composed, printer.sheets.length]).toEqual([0, 0]);
  });

  test('without paper stays unprinted, is not tried again by itself, and is resent unmarked on request', async () => {
    printer.script({ state: 'no-paper' });
    const job = enqueue();
    await rig.settled();
    expect(rig.spool.unprinted(10)).toMatchObject([
      { document: receipt, job, state: 'failed', why: 'no-paper' },
    ]);
    printer.script({ state: 'ready' });
    await printer.printer.status();
    await rig.settled();
    expect(printer.sheets).toHaveLength(0);
    expect(ask()).toEqual({ ok: true, value: { job, mark: 'original' } });
    await rig.settled();
    expect(printer.sheets).toHaveLength(1);
    expect(rig.marks.at(-1)).toEqual({ kind: 'original' });
    expect(rig.journal()).toEqual(['original failed by counter', 'original printed by counter']);
  });

  test('that broke off is asked about first; the next paper is marked either way', async () => {
    for (const came of [true, false]) {
      printer = scriptedPrinter('K80', 576);
      rig = spoolRig(new Map([['K80', printer.printer]]));
      printer.script({ breakAfterBytes: 5000 });
      const job = enqueue();
      await rig.settled();
      expect(rig.spool.unprinted(10)).toMatchObject([{ job, state: 'unknown', why: 'disconnected' }]);
      expect(ask()).toEqual({ ok: false, reason: 'answer-first' });
      const answered = answer(job, came);
      await rig.settled();
      expect(answered).toMatchObject({ ok: true, value: { replacement: came ? null : expect.any(String) } });
      expect(printer.sheets).toHaveLength(came ? 0 : 1);
      expect(rig.spool.unprinted(10)).toEqual([]);
      if (came) ask();
      await rig.settled();
      expect(rig.marks.at(-1)).toMatchObject({ kind: 'replaces-faulty' });
      expect(rig.journal()).toEqual([
        'original unknown by counter',
        `answered ${came ? 'came' : 'not-came'} by person-1`,
        'replaces-faulty printed by counter',
      ]);
      expect(ask()).toMatchObject({ ok: true, value: { mark: 'copy' } });
    }
  });

  test('that was sent but not proved gets copies, or a replacement when no paper came', async () => {
    printer.script({ proves: false });
    const job = enqueue();
    await rig.settled();
    expect(rig.spool.paperOf(receipt).state).toBe('sent');
    answer(job, false);
    await rig.settled();
    expect(rig.marks.at(-1)).toMatchObject({ kind: 'replaces-faulty' });
    expect(answer(job, true)).toEqual({ ok: false, reason: 'not-asked' });
  });
});

describe('copies', () => {
  test('are numbered and marked', async () => {
    enqueue();
    await rig.settled();
    for (const number of [1, 2]) {
      ask();
      await rig.settled();
      expect(rig.marks.at(-1)).toMatchObject({ kind: 'copy', number });
    }
    expect(rig.spool.paperOf(receipt)).toMatchObject({ copies: 2, mark: 'copy', state: 'printed' });
    expect(printer.sheets).toHaveLength(3);
  });

  test('are asked for one at a time', async () => {
    enqueue();
    await rig.settled();
    ask();
    expect(ask()).toEqual({ ok: false, reason: 'in-progress' });
    await rig.settled();
  });
});

describe('after a restart', () => {
  test('what was being sent is unknown, what had not begun is failed, and nothing prints by itself', async () => {
    const other = sampleZ.document;
    enqueue();
    rig.act(() => rig.spool.enqueue(sampleZ, []));
    // Taken up, and killed before the outcome was written.
    rig.database.connection
      .prepare("update print_jobs set state = 'sending' where document = ?")
      .run(receipt);
    await rig.spool.stop();
    const later = rig.restart();
    later.spool.recover();
    await later.settled();
    expect(later.spool.paperOf(receipt)).toMatchObject({ state: 'unknown', why: 'restarted' });
    expect(later.spool.paperOf(other)).toMatchObject({ state: 'failed', why: 'restarted' });
    expect(later.journal()).toEqual(['original unknown by counter', 'original failed by counter']);
    expect(printer.sheets).toHaveLength(0);
    expect(later.act(() => later.spool.ask(other))).toMatchObject({ ok: true, value: { mark: 'original' } });
    await later.settled();
    expect(printer.sheets).toHaveLength(1);
    later.spool.recover();
    expect(later.journal()).toHaveLength(3);
  });
});

describe('erasure', () => {
  test('blanks the stored document and stops its printing', async () => {
    enqueue();
    rig.act(() => rig.spool.erase([entry]));
    await rig.settled();
    const content = () =>
      JSON.stringify(rig.database.connection.prepare('select * from print_documents').all());
    expect(content()).not.toContain('Ưởng');
    expect(content()).toContain('004182');
    expect(printer.sheets).toHaveLength(0);
    expect(rig.spool.paperOf(receipt)).toMatchObject({ state: 'failed', why: 'erased' });
    expect(ask()).toEqual({ ok: false, reason: 'erased' });
    expect(rig.spool.unprinted(10)).toEqual([]);
  });

  test('of other entries changes nothing (control)', async () => {
    enqueue();
    rig.act(() => rig.spool.erase(['019a9b2e-0000-7000-8000-0000000000e2']));
    await rig.settled();
    expect(printer.sheets).toHaveLength(1);
  });
});

describe('trouble', () => {
  test('no such printer, and a document that cannot be drawn, cost no byte and hold up nobody', async () => {
    const none = spoolRig(new Map());
    none.act(() => none.spool.enqueue(hospitalReceipt, []));
    await none.settled();
    expect(none.spool.paperOf(receipt)).toMatchObject({ state: 'failed', why: 'no-printer' });
    let tries = 0;
    const clumsy = spoolRig(new Map([['K80', printer.printer]]), undefined, (_document, _mark, width) => {
      tries += 1;
      if (tries === 1) throw new Error('no ink');
      return { widthDots: width, rows: 1, bits: new Uint8Array(width / 8) };
    });
    clumsy.act(() => {
      clumsy.spool.enqueue(hospitalReceipt, []);
      clumsy.spool.enqueue(sampleZ, []);
    });
    await clumsy.settled();
    expect(clumsy.spool.paperOf(receipt)).toMatchObject({ state: 'failed', why: 'not-drawn' });
    expect(clumsy.spool.paperOf(sampleZ.document).state).toBe('printed');
  });

  test('a printer that was changed meanwhile takes the failed job over, at its own width', async () => {
    const narrow = scriptedPrinter('K58', 384);
    const printers = new Map([['K80', printer.printer]]);
    const both = spoolRig(printers);
    printer.script({ state: 'offline' });
    both.act(() => both.spool.enqueue(hospitalReceipt, []));
    await both.settled();
    printers.delete('K80');
    printers.set('K58', narrow.printer);
    expect(both.act(() => both.spool.ask(receipt))).toMatchObject({ ok: true, value: { mark: 'original' } });
    await both.settled();
    expect(narrow.sheets.map(({ widthDots }) => widthDots)).toEqual([384]);
  });

  test('an outcome that cannot be written stops the spool and is told', async () => {
    rig.database.connection.exec('drop table papers');
    enqueue();
    await rig.settled();
    expect(rig.broken).toHaveLength(1);
    expect(rig.spool.paperOf(receipt).state).toBe('sending');
    rig.act(() => rig.spool.enqueue(sampleZ, []));
    await rig.settled();
    expect(printer.sheets).toHaveLength(1);
  });

  test('more than the queue holds are kept as not printed', async () => {
    printer.script({ state: 'offline' });
    rig.act(() => {
      for (let n = 0; n < 205; n += 1) {
        const document = `019a9b2e-0000-7000-8000-${String(n).padStart(12, '0')}`;
        rig.spool.enqueue({ ...hospitalReceipt, document }, []);
      }
    });
    expect(rig.spool.unprinted(100).map(({ why }) => why)).toEqual(
      Array.from({ length: 5 }, () => 'queue-full'),
    );
    await rig.spool.stop();
  });

  test('listeners hear of every change of a paper', async () => {
    const heard: string[] = [];
    rig.spool.onChange((document) =>
      heard.push(`${document === receipt} ${rig.spool.paperOf(document).state}`),
    );
    enqueue();
    await rig.settled();
    expect(heard).toEqual(['true queued', 'true sending', 'true printed']);
  });
});
