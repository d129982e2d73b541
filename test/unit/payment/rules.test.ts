/** Single rules of design §4, each where money could be lost, doubled or hidden if it did not hold. */
import { describe, expect, test } from 'vitest';
import { addUp, equationGap, figuresOf, postingsOf } from '../../../src/shared/payment/index.ts';
import { freeze, issueOne, type Money } from '../../support/history/receipts.ts';
import { from, Till } from './till.ts';

function gap(till: Till): number {
  return equationGap(figuresOf(addUp(till.world.entries.flatMap((entry) => postingsOf(entry as never)))));
}
const refused = (run: () => unknown, code: string) => expect(run).toThrow(new RegExp(`^${code}`));

describe('a credit', () => {
  test('works once', () => {
    const till = new Till();
    const collection = till.collect([100, 100]);
    const [one, two] = [till.qr(collection, 100), till.qr(collection, 100)];
    const credit = till.seen(100);
    till.put('credit.matched', { credit, tender: one, how: 'exact', by: 'code' });
    till.move(one, 'credited', { credit, paidAt: 1 }, 100);
    refused(() => till.move(two, 'credited', { credit, paidAt: 1 }, 100), 'credit-of-another');
  });

  test('brings its own amount and no other', () => {
    const till = new Till();
    const tender = till.qr(till.collect([100]), 100);
    const credit = till.seen(80);
    refused(() => till.put('credit.matched', { credit, tender, how: 'exact', by: 'code' }), 'credit-differs');
    refused(() => till.put('credit.matched', { credit, tender, how: 'over', by: 'code' }), 'credit-differs');
    till.put('credit.matched', { credit, tender, how: 'short', by: 'code' });
    refused(() => till.move(tender, 'credited', { credit, paidAt: 1 }, 100), 'tender-amount-differs');
    till.move(tender, 'credited', { credit, paidAt: 1 }, 80);
    expect(till.tender(tender).kept).toBe(80);
  });

  test('for money that has come already is not lost in the first: it needs a tender of its own', () => {
    const till = new Till();
    const tender = till.qr(till.collect([100]), 100);
    till.credit(tender, 100, 'exact');
    const credit = till.seen(100);
    refused(
      () => till.put('credit.matched', { credit, tender, how: 'duplicate', by: 'code' }),
      'tender-finished',
    );
  });

  test('of the same bank line is taken up once', () => {
    const till = new Till();
    const credit = till.seen(5);
    const body = { credit: till.play.id(), account: 'hp', bankReference: credit, amount: 5, paidAt: 1 };
    const again = () =>
      till.put(
        'credit.seen',
        { ...body, origin: 'statement', found: null },
        { content: '', otherName: null },
      );
    refused(again, 'creditKey-exists');
  });
});

describe('a receipt', () => {
  test('does not take the same line or money twice', () => {
    const till = new Till();
    const collection = till.collect([100, 100]);
    const tender = till.cash(collection, 200);
    const receipt = till.play.id();
    const lines = till.world.list('line', 'collection', collection);
    const rows = lines.map((line) => ({
      line: line.id,
      receipt,
      source: 'tender' as const,
      id: tender,
      amount: 100,
    }));
    const allocation = till.play.id();
    till.put('allocation.frozen', { allocation, collection, rows });
    const first = lines[0];
    const line = { line: first?.id ?? '', bill: first?.bill ?? '', group: first?.group ?? '', amount: 100 };
    const body = {
      ...{
        receipt,
        collection,
        allocation,
        ...till.play.number('receipt'),
        onBehalf: false,
        lines: [line, line],
      },
      ...{
        total: 200,
        words: 'chữ',
        sources: [{ source: 'tender', id: tender, amount: 200 }] as const,
        rounding: 0,
      },
      ...{ roundingTender: null, paidAt: 1, issueDate: '2026-10-05', replaces: null },
      facility: { institution: 'school', name: 'T', address: 'A', budgetCode: '' } as const,
      form: { title: '', code: '', issuedUnder: '' },
    };
    const content = {
      ...{ payerName: 'A', payerAddress: null, beneficiaryName: null, beneficiaryCode: null, reason: '' },
      ...{ lineNames: ['a', 'b'], cashierName: 'B' },
    };
    refused(
      () => till.put('receipt.issued', { ...body, sources: [...body.sources] }, content),
      'receipt-line-twice',
    );
    const both = lines.map(({ id, bill, group, amount }) => ({ line: id, bill, group, amount }));
    const twice = [...body.sources, ...body.sources];
    refused(
      () => till.put('receipt.issued', { ...body, lines: both, sources: twice }, content),
      'receipt-source-twice',
    );
    till.put('receipt.issued', { ...body, lines: both, sources: [...body.sources] }, content);
  });

  test('takes no money of another payer’s collection', () => {
    const till = new Till();
    const other = till.cash(till.collect([100], 'bills', 'X'), 100);
    const collection = till.collect([100]);
    refused(() => till.issue(collection, [from(other, 100)]), 'money-of-another');
  });

  test('of a card that is unknown is not paid by a deposit either', () => {
    const till = new Till();
    const stay = till.collect([100], 'deposit', 'TU');
    const deposit = till.deposit(stay, till.cash(stay, 100));
    const collection = till.collect([100]);
    const card = till.card(collection, 100);
    till.move(card, 'unknown', { cause: 'timeout' });
    refused(() => till.issue(collection, [from(deposit, 100, 'deposit')]), 'bill-blocked');
    refused(() => till.cash(collection, 100), 'bill-blocked');
    refused(() => till.collect([5]), 'bill-blocked');
    till.put('collection.parked', { collection });
    till.cash(till.collect([5], 'bills', 'other'), 5);
  });

  test('that replaces must be named by the void one', () => {
    const till = new Till();
    const collection = till.collect([100]);
    const tender = till.cash(collection, 100);
    const receipt = till.issue(collection, [from(tender, 100)]);
    const [named, other] = [till.play.id(), till.play.id()];
    till.voidIt(receipt, [{ source: 'tender', id: tender, amount: 100, fate: 're-allocated' }], named);
    const money = [from(tender, 100)];
    refused(
      () => till.issue(collection, money, { receipt: other, replaces: receipt }),
      'receipt-not-replaced',
    );
  });
});

describe('rounding of cash', () => {
  test('down covers lines once, whatever the number of receipts', () => {
    const till = new Till();
    const collection = till.collect([10_400, 10_400]);
    const tender = till.cash(collection, 20_800, 20_400);
    const [first, second] = till.world.list('line', 'collection', collection).map((line) => line.id);
    const other = till.incoming(10_400);
    const papers = [till.play.id(), till.play.id()] as const;
    const row = (line: string | undefined, receipt: string, money: Money) => ({
      ...money,
      line: line ?? '',
      receipt,
    });
    const twice = [
      row(first, papers[0], from(tender, 10_000)),
      row(first, papers[0], from(tender, 400, 'rounding')),
      row(second, papers[1], from(other, 10_000)),
      row(second, papers[1], from(tender, 400, 'rounding')),
    ];
    refused(() => freeze(till.play, collection, twice), 'rounding-does-not-add-up');
    till.voidIt(till.issue(collection, [from(tender, 20_400), from(tender, 400, 'rounding')]), [
      { source: 'tender', id: tender, amount: 20_400, fate: 'refund' },
    ]);
    till.issueLines(collection, [first ?? ''], [from(tender, 10_000), from(tender, 400, 'rounding')]);
    const again = [from(tender, 10_000), from(tender, 400, 'rounding')];
    refused(() => till.issueLines(collection, [second ?? ''], again), 'rounding-does-not-add-up');
    expect(gap(till)).toBe(0);
  });

  test('does not follow its money into another collection', () => {
    const till = new Till();
    const collection = till.collect([60_400]);
    const tender = till.cash(collection, 60_400, 60_000);
    const receipt = till.issue(collection, [from(tender, 60_000), from(tender, 400, 'rounding')]);
    const replacing = till.play.id();
    till.voidIt(receipt, [{ source: 'tender', id: tender, amount: 60_000, fate: 're-allocated' }], replacing);
    const smaller = till.collect([50_400], 'bills', 'C');
    const money = [from(tender, 50_000), from(tender, 400, 'rounding')];
    const options = { receipt: replacing, replaces: receipt };
    refused(() => till.issue(smaller, money, options), 'rounding-does-not-add-up');
    till.issue(till.collect([50_400], 'bills', 'D'), [from(tender, 50_400)], options);
    expect(gap(till)).toBe(0);
  });

  test('up is taken from the rounded cash even when the receipt has none of it', () => {
    const till = new Till();
    const collection = till.collect([60_600]);
    const cash = till.cash(collection, 10_600, 11_000);
    const qr = till.qr(collection, 50_000);
    till.credit(qr, 50_000, 'exact');
    till.issue(collection, [from(qr, 50_000), from(cash, 10_600)], { up: { tender: cash, amount: 400 } });
    expect(till.tender(cash)).toMatchObject({ kept: 11_000, allocated: 11_000 });
    expect(gap(till)).toBe(0);
  });

  test('is had by one cash tender of a collection, and by no deposit', () => {
    const till = new Till();
    const collection = till.collect([60_600]);
    till.cash(collection, 10_600, 11_000);
    refused(() => till.cash(collection, 10_600, 11_000), 'rounding-twice');
    const stay = till.collect([10_600], 'deposit', 'TU');
    refused(() => till.cash(stay, 10_600, 11_000), 'rounding-not-allowed');
  });

  test('is nobody’s money: a refund never pays it out', () => {
    const till = new Till();
    const collection = till.collect([60_400]);
    const tender = till.cash(collection, 60_400, 60_000);
    const receipt = till.issue(collection, [from(tender, 60_000), from(tender, 400, 'rounding')]);
    refused(() => till.askBack('tender', tender, 60_400, receipt), 'refund-above-balance');
    till.pay(till.askBack('tender', tender, 60_000, receipt));
    expect(gap(till)).toBe(0);
  });
});

describe('a void', () => {
  test.each(['refund', 'balance', 'returned'] as const)('of accepted money never ends in %s', (fate) => {
    const till = new Till();
    const collection = till.collect([100]);
    const qr = till.qr(collection, 100);
    till.accept(qr);
    const receipt = till.issue(collection, [from(qr, 100)]);
    refused(
      () => till.voidIt(receipt, [{ source: 'tender', id: qr, amount: 100, fate }]),
      'money-not-proven',
    );
  });

  test('re-allocates only to a receipt that it names, and restores only deposits and balances', () => {
    const till = new Till();
    const collection = till.collect([100]);
    const tender = till.cash(collection, 100);
    const receipt = till.issue(collection, [from(tender, 100)]);
    for (const fate of ['re-allocated', 'restored'] as const) {
      refused(
        () => till.voidIt(receipt, [{ source: 'tender', id: tender, amount: 100, fate }]),
        'fate-not-allowed',
      );
    }
  });

  test('drops the claim when the money never came, and says so', () => {
    const till = new Till();
    const collection = till.collect([100]);
    const qr = till.qr(collection, 100);
    till.accept(qr);
    const receipt = till.issue(collection, [from(qr, 100)]);
    till.move(qr, 'never-came', { ground: 'sao-ke' });
    const fates = (fate: 're-allocated' | 'claim-dropped') => [
      { source: 'tender', id: qr, amount: 100, fate } as const,
    ];
    refused(() => till.voidIt(receipt, fates('re-allocated'), till.play.id()), 'claim-differs');
    till.voidIt(receipt, fates('claim-dropped'));
    expect(gap(till)).toBe(0);
    till.credit(qr, 100);
    expect(till.tender(qr)).toMatchObject({ kept: 100, allocated: 0 });
    expect(gap(till)).toBe(0);
  });

  test('makes a bill owed again without counting it as held twice', () => {
    const till = new Till();
    const collection = till.collect([100]);
    const tender = till.cash(collection, 100);
    const receipt = till.issue(collection, [from(tender, 100)]);
    expect(till.bill('B0')).toMatchObject({ paid: 100, held: 0 });
    till.voidIt(receipt, [{ source: 'tender', id: tender, amount: 100, fate: 'refund' }]);
    expect(till.bill('B0')).toMatchObject({ paid: 0, held: 0 });
    till.issue(collection, [from(tender, 100)]);
    expect(till.bill('B0')).toMatchObject({ paid: 100, held: 0 });
  });

  test('takes an approval for this receipt, not one for another', () => {
    const till = new Till();
    const collection = till.collect([100]);
    const tender = till.cash(collection, 100);
    const receipt = till.issue(collection, [from(tender, 100)]);
    const { series, total, rounding } = till.receipt(receipt);
    const body = {
      ...{
        receipt,
        series,
        reason: 'sai',
        total,
        rounding,
        replacedBy: null,
        copyRecalled: true,
        printed: true,
      },
      fates: [{ source: 'tender', id: tender, amount: 100, fate: 'refund' } as const],
      ...{ afterZ: false, approval: till.play.approve('void', tender) },
    };
    refused(() => till.put('receipt.voided', body, { text: 'sai' }), 'approval-of-another');
  });
});

describe('a refund', () => {
  test('gives back of each source what it paid, also when another was paid back before', () => {
    const till = new Till();
    const collection = till.collect([100]);
    const [one, two] = [till.cash(collection, 60), till.cash(collection, 40)];
    const receipt = till.issue(collection, [from(one, 60), from(two, 40)]);
    till.pay(till.askBack('tender', one, 60, receipt));
    refused(() => till.askBack('tender', one, 1, receipt), 'refund-above-balance');
    till.pay(till.askBack('tender', two, 40, receipt));
    expect(till.receipt(receipt)).toMatchObject({ refunded: 100, refunding: 0 });
    expect(gap(till)).toBe(0);
  });

  test('of a deposit that came short pays out only what came', () => {
    const till = new Till();
    const stay = till.collect([100], 'deposit', 'TU');
    const qr = till.qr(stay, 100);
    till.accept(qr);
    const deposit = till.deposit(stay, qr);
    refused(() => till.askBack('deposit', deposit, 10), 'money-not-proven');
    till.credit(qr, 80, 'short');
    refused(() => till.askBack('deposit', deposit, 81), 'refund-above-balance');
    till.pay(till.askBack('deposit', deposit, 80));
    refused(() => till.askBack('deposit', deposit, 1), 'refund-above-balance');
    expect(gap(till)).toBe(0);
  });

  test('of a receipt that a deposit paid lowers the receipt, not the deposit again', () => {
    const till = new Till();
    const stay = till.collect([100], 'deposit', 'TU');
    const qr = till.qr(stay, 100);
    till.credit(qr, 100, 'exact');
    const deposit = till.deposit(stay, qr);
    const receipt = till.issue(till.collect([100]), [from(deposit, 100, 'deposit')]);
    till.pay(till.askBack('deposit', deposit, 30, receipt));
    refused(() => till.askBack('deposit', deposit, 71, receipt), 'refund-above-balance');
    expect(till.receipt(receipt).refunded).toBe(30);
    expect(till.world.get('deposit', deposit)).toMatchObject({ used: 100, refunded: 0 });
    expect(gap(till)).toBe(0);
  });

  test('says truly whether it goes another way than the money came', () => {
    const till = new Till();
    const collection = till.collect([100]);
    const tender = till.cash(collection, 100);
    const body = { refund: till.play.id(), source: 'tender', id: tender, receipt: null, amount: 5 } as const;
    const hidden = { ...body, way: 'transfer', otherWay: false } as const;
    const content = { payeeName: 'Ai', payeeIdentity: null, text: 'trả' };
    refused(() => till.put('refund.requested', hidden, content), 'refund-way-differs');
  });
});

describe('a collection', () => {
  test('is not given up while it holds money or a receipt', () => {
    const till = new Till();
    const collection = till.collect([100]);
    const undo = () => till.put('collection.undone', { collection, reason: 'thôi' });
    const tender = till.cash(collection, 100);
    refused(undo, 'collection-has-money');
    till.put('balance.created', { balance: till.play.id(), tender, payer: 'P1', amount: 60 });
    refused(undo, 'collection-has-money');
    till.put('balance.created', { balance: till.play.id(), tender, payer: 'P1', amount: 40 });
    undo();
    expect(till.bill('B0')).toMatchObject({ paid: 0, held: 0 });
    expect(gap(till)).toBe(0);
  });

  test('paid by several receipts keeps what is owed apart while one of them is void', () => {
    const till = new Till();
    const stay = till.collect([150], 'deposit', 'TU');
    const deposit = till.deposit(stay, till.cash(stay, 150));
    const collection = till.collect([100, 50]);
    const lines = till.world.list('line', 'collection', collection);
    const papers = lines.map((line) => ({ receipt: till.play.id(), onBehalf: false, lines: [line] }));
    const rows = papers.flatMap(({ receipt, lines: [line] }) =>
      line === undefined ? [] : [{ ...from(deposit, line.amount, 'deposit'), line: line.id, receipt }],
    );
    const allocation = freeze(till.play, collection, rows);
    const [first, second] = papers;
    if (first === undefined || second === undefined) throw new Error('two papers');
    issueOne(till.play, collection, allocation, first, rows, null, null);
    const undo = () => till.put('collection.undone', { collection, reason: 'thôi' });
    refused(undo, 'collection-has-receipt');
    expect([till.bill('B0'), till.bill('B1')]).toMatchObject([
      { paid: 100, held: 0 },
      { paid: 0, held: 50 },
    ]);
    till.voidIt(first.receipt, [{ source: 'deposit', id: deposit, amount: 100, fate: 'restored' }]);
    expect(till.bill('B0')).toMatchObject({ paid: 0, held: 100 });
    issueOne(till.play, collection, allocation, second, rows, null, null);
    expect(till.world.get('collection', collection)?.state).toBe('open');
    till.issueLines(collection, [lines[0]?.id ?? ''], [from(deposit, 100, 'deposit')]);
    expect(till.world.get('collection', collection)?.state).toBe('covered');
    expect([till.bill('B0'), till.bill('B1')]).toMatchObject([
      { paid: 100, held: 0 },
      { paid: 50, held: 0 },
    ]);
    expect(gap(till)).toBe(0);
  });
});

describe('a hand-in', () => {
  test('is made once of each Z', () => {
    const till = new Till();
    const shift = till.play.shift?.id ?? '';
    const count = till.play.id();
    till.put('count.taken', { count, shift, purpose: 'close', attempt: 1, lines: [], torn: 0, total: 0 });
    const figures = figuresOf([]);
    const z = till.play.id();
    const zero = { counted: 0, expected: 0, difference: 0, nextFloat: 0, handedIn: 0 };
    const body = { z, zNumber: 1, shift, count, ...zero, figures, carriedOver: [], approval: null };
    till.put('shift.closed', body, { reason: null });
    till.put('hand-in.made', { handIn: till.play.id(), z, amount: 0 });
    refused(() => till.put('hand-in.made', { handIn: till.play.id(), z, amount: 0 }), 'hand-in-exists');
  });
});

describe('a card that its terminal is asked to take back', () => {
  const before = { batch: null, receipt: null };

  function approved() {
    const till = new Till();
    const collection = till.collect([100]);
    const tender = till.card(collection, 100);
    const result = { approvalCode: '1', rrn: null, stan: '1', terminal: 'T1', merchant: null };
    till.move(tender, 'approved', { ...result, batch: '1', scheme: null, lastFour: null }, 100);
    const ask = (amount = 100) => {
      const id = till.play.id();
      const approval = till.play.approve('void', tender);
      const named = {
        void: id,
        tender,
        terminal: 'T1',
        reference: 'R1V',
        amount,
        reason: 'x',
        approval,
        before,
      };
      till.put('terminal.void-sent', named);
      return id;
    };
    const end = (id: string, outcome: 'approved' | 'declined' | 'unknown') =>
      till.put('terminal.void-ended', { void: id, tender, outcome, cause: null, decision: null });
    const keep = () =>
      till.put('balance.created', { balance: till.play.id(), tender, payer: 'P1', amount: 100 });
    return { till, tender, ask, end, keep };
  }

  test('pays for nothing until it is known that it was not', () => {
    const { till, tender, ask, end, keep } = approved();
    const sent = ask();
    refused(keep, 'void-under-way');
    refused(() => ask(), 'void-under-way');
    end(sent, 'unknown');
    refused(keep, 'void-under-way');
    end(sent, 'declined');
    refused(() => end(sent, 'approved'), 'void-finished');
    keep();
    expect(till.tender(tender).allocated).toBe(100);
    refused(() => ask(), 'money-stands-against-document');
  });

  test('is taken back whole', () => {
    const { ask } = approved();
    refused(() => ask(99), 'void-differs');
  });
});

describe('a refund that its terminal is asked for', () => {
  const before = { batch: null, receipt: null };

  function approvedRefund(amount = 60) {
    const till = new Till();
    const collection = till.collect([100]);
    const tender = till.card(collection, 100);
    const result = { approvalCode: '1', rrn: null, stan: '1', terminal: 'T1', merchant: null };
    till.move(tender, 'approved', { ...result, batch: '1', scheme: null, lastFour: null }, 100);
    const refund = till.play.id();
    const asked = { refund, source: 'tender', id: tender, receipt: null, amount, way: 'card' } as const;
    const payee = { payeeName: 'Nguyễn Thị Mẫu', payeeIdentity: null, text: 'trả lại' };
    till.put('refund.requested', { ...asked, otherWay: false }, payee);
    const allow = () =>
      till.put('refund.approved', { refund, approval: till.play.approve('refund', refund) });
    const send = (reference = 'R1', terminal = 'T1') =>
      till.put('terminal.refund-sent', { refund, tender, terminal, reference, amount, before });
    const end = (outcome: 'approved' | 'declined' | 'unknown', reference = 'R1') =>
      till.put('terminal.refund-ended', {
        ...{ refund, tender, reference, outcome, cause: null, decision: null },
      });
    const pay = () =>
      till.put('refund.paid', {
        ...{ refund, source: 'tender', standing: false, way: 'card', amount, reference: '1' },
        voucher: null,
      });
    const refuse = () =>
      till.put(
        'refund.refused',
        { refund, approval: till.play.approve('refund', refund) },
        { text: 'không đủ căn cứ' },
      );
    return { till, tender, allow, send, end, pay, refuse };
  }

  test('is neither paid nor refused until it is known what became of it', () => {
    const { till, tender, allow, send, end, pay, refuse } = approvedRefund();
    refused(() => send(), 'refund-not-approved');
    allow();
    refused(() => send('R1', 'T2'), 'refund-differs');
    send();
    refused(pay, 'refund-at-terminal');
    end('unknown');
    refused(refuse, 'refund-at-terminal');
    refused(() => send('R2'), 'void-under-way');
    end('declined');
    refused(() => send('R1'), 'refund-differs');
    send('R2');
    refused(() => end('approved', 'R1'), 'void-differs');
    end('approved', 'R2');
    pay();
    expect(till.tender(tender)).toMatchObject({ kept: 40, refunded: 60 });
    refused(() => send('R3'), 'refund-finished');
  });

  test('may be paid another way once the terminal refused it', () => {
    const { till, tender, allow, send, end, pay } = approvedRefund();
    allow();
    send();
    end('declined');
    pay();
    expect(till.tender(tender).kept).toBe(40);
  });
});
