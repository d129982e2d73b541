import { describe, expect, it, onTestFinished } from 'vitest';
import { journalOf, typesOf } from '../../support/rows-of.ts';
import { succeeded, untilTopic } from '../../support/running-counter.ts';
import { codeOf, Desk, demoPin, unwritten, whole } from './desk-rig.ts';

let desk: Desk;

/** Runs a refused act and checks that the journal did not move. */
const refused = (act: () => Promise<string>): Promise<string> => unwritten(desk, act);

/** Opens a desk for one test. */
async function deskFor(...options: Parameters<typeof Desk.open>): Promise<Desk> {
  const opened = await Desk.open(...options);
  onTestFinished(() => opened.remove());
  return opened;
}

describe('a shift', () => {
  it('handed over: the next cashier sees whose it is, takes no money in it, and takes it over with approval', async () => {
    desk = await deskFor('hospital');
    const first = await desk.signIn('cashier', 0);
    await desk.openShift();
    await desk.signOut();
    const second = await desk.signIn('cashier', 1);
    const found = await desk.workplace(({ shift }) => shift !== null);
    expect(found.shift).toMatchObject({ cashier: first, someoneElses: true });
    const { payer, lines } = await desk.owing();
    const begin = async () => codeOf((await desk.begin(payer, whole(lines))).answer);
    expect(await refused(begin)).toBe('shift-of-another');
    expect(await refused(() => desk.code('shift.open', { float: 0, name: 'Ca' }))).toBe('shift-already-open');
    const takeOver = (approval: { person: string; pin: string }) => () =>
      desk.code('shift.takeOver', { approval });
    expect(await refused(takeOver({ person: second, pin: demoPin }))).toBe('self-approval');
    expect(await refused(takeOver(await desk.approval('administrator')))).toBe('wrong-role');
    expect(await takeOver(await desk.approval('treasurer', '864209'))()).toBe('wrong-pin');
    expect(await refused(takeOver({ person: desk.id(), pin: demoPin }))).toBe('person-unknown');
    expect(await takeOver(await desk.approval('chief-accountant'))()).toBe('ok');
    const taken = await desk.workplace(({ shift }) => shift?.someoneElses === false);
    expect(taken.shift?.cashier).toBe(second);
    expect((await desk.pay(payer, whole(lines))).collected.receipts).toHaveLength(1);
    expect(await refused(takeOver(await desk.approval('chief-accountant')))).not.toBe('ok');
  });

  it('with cash moved in, out and to the safe: figures follow, a surprise count closes nothing', async () => {
    desk = await deskFor('hospital');
    const cashier = await desk.signIn('cashier');
    await desk.openShift(1_000_000);
    const move = (kind: 'pay-in' | 'pay-out' | 'safe-drop', amount: number, approval: unknown = null) =>
      desk.code('shift.moveCash', { kind, amount, reason: 'Theo sổ', approval } as never);
    expect(await move('pay-in', 300_000)).toBe('ok');
    expect(await move('safe-drop', 500_000)).toBe('ok');
    expect(await refused(() => move('pay-out', 50_000))).toBe('approval-needed');
    expect(await refused(() => move('pay-out', 50_000, { person: cashier, pin: demoPin }))).toBe(
      'self-approval',
    );
    const administrator = await desk.approval('administrator');
    expect(await refused(() => move('pay-out', 50_000, administrator))).toBe('wrong-role');
    expect(await move('pay-out', 50_000, await desk.approval('chief-accountant'))).toBe('ok');
    // Cash is never negative: by the book 750.000 is in the drawer, and not a đồng more leaves it.
    expect(await refused(() => move('safe-drop', 750_001))).toBe('drawer-too-small');
    const chief = await desk.approval('chief-accountant');
    expect(await refused(() => move('pay-out', 750_001, chief))).toBe('drawer-too-small');
    expect(succeeded(await desk.client.call('shift.openDrawer', { text: 'Đổi tiền lẻ' }))).toEqual({});

    const { payer, lines } = await desk.owing();
    const { due } = await desk.pay(payer, whole(lines));
    const expected = 1_000_000 + 300_000 - 500_000 - 50_000 + due.due;
    const surprise = await desk.count('surprise', expected);
    expect(surprise).toMatchObject({ counted: expected, attempt: 1 });
    expect(await refused(() => desk.code('shift.preview', {}))).toBe('count-needed');
    const close = { count: surprise.count, reason: null, nextFloat: 0, approval: null };
    expect(await refused(() => desk.code('shift.close', close))).toBe('count-needed');
    await desk.signOut();
    await desk.signIn('treasurer');
    expect(succeeded(await desk.client.call('shift.x', {}))).toMatchObject({
      openingFloat: 1_000_000,
      payIn: 300_000,
      payOut: 50_000,
      safeDrops: 500_000,
      cashReceived: due.due,
      expectedCash: expected,
      receiptCount: 1,
    });
  });

  it('of somebody else: closed by the treasurer with a third person’s approval, never the owner’s or their own', async () => {
    desk = await deskFor('hospital');
    const cashier = await desk.signIn('cashier');
    await desk.openShift(500_000);
    const { payer, lines } = await desk.owing();
    const { due } = await desk.pay(payer, whole(lines));
    await desk.signOut();
    const treasurer = await desk.signIn('treasurer');
    const counted = await desk.count('close', 500_000 + due.due);
    const close = (approval: { person: string; pin: string } | null, count = counted.count) =>
      desk.code('shift.close', { count, reason: null, nextFloat: 500_000, approval });
    expect(await refused(() => close(null))).toBe('approval-needed');
    expect(await refused(() => close({ person: treasurer, pin: demoPin }))).toBe('self-approval');
    expect(await refused(() => close({ person: cashier, pin: demoPin }))).toBe('self-approval');
    const chief = await desk.approval('chief-accountant');
    expect(await refused(() => close(chief, desk.id()))).toBe('count-needed');
    const tooMuch = { count: counted.count, reason: null, nextFloat: 900_000_000, approval: chief };
    expect(await refused(() => desk.code('shift.close', tooMuch))).toBe('float-above-counted');
    const z = succeeded(await desk.client.call('shift.close', { ...tooMuch, nextFloat: 500_000 }));
    expect(z).toMatchObject({ zNumber: 1, difference: 0, handedIn: due.due, nextFloat: 500_000 });
    const { figures } = z;
    const sum = (rows: readonly { amount: number }[]) => rows.reduce((all, { amount }) => all + amount, 0);
    expect(figures.rounding).toBe(due.rounding);
    expect(sum(figures.byGroup) + figures.rounding + figures.apartFromReceipts).toBe(sum(figures.byMethod));
    const { lastZ } = await desk.workplace((view) => view.lastZ !== null);
    expect(lastZ).toMatchObject({ z: z.z, zNumber: 1, printJob: z.printJob });
    expect(await refused(() => close(chief))).toBe('no-shift');
    expect((await desk.workplace(({ shift }) => shift === null)).methods[0]).toMatchObject({
      method: 'cash',
      ready: false,
      reason: 'no-shift',
    });
    expect(typesOf(desk.counter.folder).slice(-3)).toEqual(
      expect.arrayContaining(['shift.closed', 'hand-in.made']),
    );
  });

  it('closed with a payer still in front: it is listed, and the next shift finishes it', async () => {
    desk = await deskFor('hospital');
    await desk.signIn('cashier');
    await desk.openShift(0);
    const { payer, lines } = await desk.owing();
    const { tender, collection, answer } = await desk.begin(payer, whole(lines));
    const { due } = succeeded(answer);
    const counted = await desk.count('close', 0);
    const preview = succeeded(await desk.client.call('shift.preview', {}));
    expect(preview.carriedOver).toEqual([expect.objectContaining({ name: 'Trần Quốc Ưởng' })]);
    const close = { count: counted.count, reason: null, nextFloat: 0, approval: null };
    expect(succeeded(await desk.client.call('shift.close', close))).toMatchObject({ difference: 0 });
    expect(await refused(() => desk.code('collect.cashReceive', { tender, given: 0 }))).toBe('no-shift');
    await desk.openShift(0);
    await desk.workplace(({ front }) => front?.collection === collection);
    expect((await desk.receive(tender)).receipts).toHaveLength(1);
    const again = await desk.count('close', due);
    const z = succeeded(await desk.client.call('shift.close', { ...close, count: again.count }));
    expect(z).toMatchObject({ zNumber: 2, difference: 0, handedIn: due, figures: { cashReceived: due } });
  });
});

describe('the counter started again', () => {
  it('in the middle of a cash payment: the payer is in front with what is due, parked ones are parked', async () => {
    desk = await deskFor('hospital');
    await desk.signIn('cashier');
    const shift = await desk.openShift();
    const aside = await desk.owing();
    const parked = await desk.begin(aside.payer, whole(aside.lines));
    succeeded(await desk.client.call('collect.park', { collection: parked.collection }));
    const { payer, lines } = await desk.owing();
    const { tender, collection, answer } = await desk.begin(payer, whole(lines));
    const due = succeeded(answer);
    const head = journalOf(desk.counter.folder);
    await desk.restart(() => expect(journalOf(desk.counter.folder)).toEqual(head));

    const gate = await untilTopic(desk.client, 'gate', ({ people }) => people.length > 0);
    expect(gate).toMatchObject({ state: 'signed-out', signedIn: null });
    expect(await refused(() => desk.code('collect.cashReceive', { tender, given: 0 }))).toBe('signed-out');
    await desk.signIn('cashier');
    const back = await desk.workplace(({ front }) => front !== null);
    expect(back.shift?.shift).toBe(shift);
    expect(back.front).toMatchObject({
      collection,
      payer: payer.payer,
      payerName: 'Trần Quốc Ưởng',
      total: due.total,
      cash: due,
      lines: whole(lines),
    });
    expect(back.unfinished).toContainEqual(
      expect.objectContaining({ kind: 'parked', ref: parked.collection }),
    );
    const done = await desk.receive(tender, due.due);
    expect(done.receipts[0]?.number).toBe('000001');
    expect((await desk.workplace(({ front }) => front === null)).lastReceipt?.number).toBe('000001');
  });
});

describe('a new year', () => {
  /** 23:50 on 31/12/2026 in Vietnam. */
  const newYearsEve = Date.UTC(2026, 11, 31, 16, 50);
  const twentyMinutesMs = 20 * 60_000;

  it('stops receipts until a person opens its numbers; both years stand on the Z', async () => {
    desk = await deskFor('hospital', { startMs: newYearsEve });
    await desk.signIn('cashier');
    await desk.openShift(0);
    const one = await desk.owing();
    const first = await desk.pay(one.payer, whole(one.lines));
    expect(first.collected.receipts[0]).toMatchObject({ series: 'VP26-Q2', number: '000001' });
    const { payer, lines } = await desk.owing();
    const { tender, answer } = await desk.begin(payer, whole(lines));
    const { due } = succeeded(answer);
    desk.counter.clock.jump(twentyMinutesMs);
    const receive = () => desk.code('collect.cashReceive', { tender, given: 0 });
    expect(await refused(receive)).toBe('series-year-over');
    expect(await refused(() => desk.code('series.openYear', { year: 2026 }))).toBe('year-differs-from-clock');
    expect(await refused(() => desk.code('series.openYear', { year: 2028 }))).toBe('year-differs-from-clock');
    expect(await desk.code('series.openYear', { year: 2027 })).toBe('ok');
    expect(await refused(() => desk.code('series.openYear', { year: 2027 }))).toBe('series-exists');
    const done = await desk.receive(tender);
    expect(done.receipts[0]).toMatchObject({ series: 'VP27-Q2', number: '000001' });
    const counted = await desk.count('close', first.due.due + due);
    const close = { count: counted.count, reason: null, nextFloat: 0, approval: null };
    const z = succeeded(await desk.client.call('shift.close', close));
    expect(z.figures.receipts).toMatchObject([
      { series: 'VP26-Q2', first: '000001', last: '000001', issued: 1 },
      { series: 'VP27-Q2', first: '000001', last: '000001', issued: 1 },
    ]);
  });

  it('opens no shift before that either, and a clock set back goes on in the old year', async () => {
    desk = await deskFor('hospital', { startMs: newYearsEve });
    desk.counter.clock.jump(twentyMinutesMs);
    await desk.signIn('cashier');
    const open = { float: 0, name: 'Ca đầu năm' };
    expect(await refused(() => desk.code('shift.open', open))).toBe('series-year-over');
    desk.counter.clock.jump(-twentyMinutesMs);
    expect(await desk.code('shift.open', open)).toBe('ok');
    expect(typesOf(desk.counter.folder)).toContain('clock.jumped');
    const view = await desk.workplace(({ clockWarning }) => clockWarning !== null);
    expect(view.clockWarning).toBe('clock-set-back');
  });
});
