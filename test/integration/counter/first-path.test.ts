import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPin } from '../../../src/main/desk/demo.ts';
import {
  type RunningCounter,
  runCounter,
  signIn,
  succeeded,
  temporaryFolder,
  untilTopic,
} from '../../support/running-counter.ts';
import { PrinterSimulator } from '../devices/printer-simulator.ts';

describe('a cashier takes real money', () => {
  let printer: PrinterSimulator;
  let counter: RunningCounter;

  beforeAll(async () => {
    printer = await PrinterSimulator.start();
    counter = await runCounter(temporaryFolder(), {
      demo: 'hospital',
      simulators: [{ peer: 'escpos-printer', ...printer.address }],
    });
  });

  afterAll(async () => {
    await counter.remove();
    printer.stop();
  });

  it('from the imported list to paper, change and a Z that adds up', async () => {
    const { client, ids } = counter;
    const display = counter.line('display');
    await signIn(client, 'cashier', demoPin);
    expect(await client.call('payer.find', { text: 'ng', limit: 20 })).toMatchObject({ ok: true });
    succeeded(await client.call('shift.open', { float: 2_000_000, name: 'Ca chiều' }));

    const found = succeeded(await client.call('payer.find', { text: 'nguyen thi', limit: 20 }));
    expect(found.rows.length).toBeGreaterThan(0);
    const row = found.rows.find((one) => one.owed > 0);
    if (row === undefined) throw new Error('nobody owes anything');
    const payer = succeeded(await client.call('payer.open', { payer: row.payer }));
    const owed = payer.lines.filter((line) => line.owed > 0).slice(0, 2);
    const lines = owed.map((line) => ({ bill: line.bill, amount: line.owed }));
    const total = lines.reduce((sum, line) => sum + line.amount, 0);
    const begin = {
      collection: ids.next(),
      tender: ids.next(),
      payer: payer.payer,
      payerName: 'Trần Quốc Ưởng',
      lines,
    };
    const due = succeeded(await client.call('collect.cashBegin', begin));
    expect(due).toMatchObject({ total, due: Math.round(total / 1000) * 1000 });
    expect(succeeded(await client.call('collect.cashBegin', begin))).toEqual(due);
    await untilTopic(display, 'display', ({ view }) => view.state === 'cash');

    const short = await client.call('collect.cashReceive', { tender: begin.tender, given: due.due - 1000 });
    expect(short).toMatchObject({ ok: false, reason: { code: 'given-short', moneyMoved: 'no' } });
    const given = due.due + 13_000;
    const receive = { tender: begin.tender, given };
    const done = succeeded(await client.call('collect.cashReceive', receive));
    expect(done).toMatchObject({ given, change: 13_000 });
    expect(done.receipts).toHaveLength(1);
    expect(done.receipts[0]).toMatchObject({ number: '000001', total, rounding: due.rounding });
    expect(succeeded(await client.call('collect.cashReceive', receive)).receipts[0]?.number).toBe('000001');
    await untilTopic(display, 'display', ({ view }) => view.state === 'received');
    const printed = await untilTopic(
      client,
      'workplace',
      ({ view }) => view?.lastReceipt?.print === 'printed',
    );
    expect(printed.view?.lastReceipt?.number).toBe('000001');
    expect(await printer.sheets()).toHaveLength(1);

    const after = succeeded(await client.call('payer.open', { payer: row.payer }));
    for (const line of owed) expect(after.lines.find((one) => one.bill === line.bill)?.owed).toBe(0);

    const expected = 2_000_000 + due.due;
    const notes = Math.floor(expected / 1000);
    const counted = succeeded(
      await client.call('shift.count', {
        purpose: 'close',
        torn: 0,
        lines: [{ denomination: 1000, notes: notes - 12 }],
      }),
    );
    expect(JSON.stringify(counted)).not.toContain(String(expected));
    const preview = succeeded(await client.call('shift.preview', {}));
    expect(preview).toMatchObject({ difference: -12_000, zNumber: 1 });
    const close = { count: counted.count, nextFloat: 2_000_000, approval: null };
    const noReason = await client.call('shift.close', { ...close, reason: null });
    expect(noReason).toMatchObject({ ok: false, reason: { code: 'reason-needed' } });
    const z = succeeded(await client.call('shift.close', { ...close, reason: 'Thối nhầm' }));
    expect(z).toMatchObject({
      zNumber: 1,
      difference: -12_000,
      nextFloat: 2_000_000,
      handedIn: counted.counted - 2_000_000,
      figures: { expectedCash: expected, cashReceived: due.due, receiptCount: 1, receiptTotal: total },
    });
  });
});
