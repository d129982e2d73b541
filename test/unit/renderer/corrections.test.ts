/** What the void, the settlement and the paper leaf show before the counter is asked. */
import { describe, expect, it } from 'vitest';
import {
  momentOf,
  monthAfter,
  monthOf,
  onOrAfter,
  wholeMonth,
} from '../../../src/renderer/cashier/corrections/moment.ts';
import {
  leftOf,
  linesFault,
  newLines,
  newTotal,
} from '../../../src/renderer/cashier/corrections/replaceState.ts';
import { freeOf, outcomeOf } from '../../../src/renderer/cashier/corrections/voidState.ts';
import {
  figuresOf,
  nextPart,
  noMarks,
  stayLines,
} from '../../../src/renderer/cashier/deposits/settleState.ts';
import {
  marked,
  marksOf,
  noMarks as noInvoiceMarks,
} from '../../../src/renderer/cashier/reports/invoiceMarks.ts';
import type { BillLineView, PayerView } from '../../../src/shared/rpc/contract.ts';
import type { VoidChoices } from '../../../src/shared/rpc/corrections.ts';

type Tender = VoidChoices['tenders'][number];

function tenderOf(part: Partial<Tender>): Tender {
  const fates: Tender['fates'] = ['returned', 'refund', 'balance'];
  return { tender: 't1', method: 'cash', state: 'received', amount: 0, rounded: 0, claim: 0, fates, ...part };
}

function choicesOf(tenders: Tender[], restored: VoidChoices['restored'] = []): VoidChoices {
  const said = { payer: 'p', onBehalf: false, lines: [{ bill: 'a', amount: 300 }] };
  return { receipt: 'r', refused: null, total: 0, afterZ: false, ...said, tenders, restored };
}

describe('marks of a set for the e-invoice system', () => {
  it('go left and right between own, summed and left out, and no further', () => {
    const single = marked(noInvoiceMarks, 'r', 1);
    expect([
      marksOf(noInvoiceMarks, 'r'),
      marksOf(single, 'r'),
      marksOf(marked(single, 'r', 1), 'r'),
    ]).toEqual([...['summed', 'single', 'single']]);
    const out = marked(marked(single, 'r', -1), 'r', -1);
    expect(out).toEqual({ singles: [], leaveOut: ['r'] });
    expect(marked(out, 'r', 1)).toEqual(noInvoiceMarks);
  });
});

describe('void', () => {
  it('hands back what cash was rounded up by, and nothing that never came', () => {
    expect(freeOf(tenderOf({ amount: 327_538, rounded: 462 }))).toBe(328_000);
    expect(freeOf(tenderOf({ amount: 700_000, claim: 20_000 }))).toBe(680_000);
  });

  it('adds up by fate, and says nothing of what has none yet', () => {
    const cash = tenderOf({ amount: 100 });
    const slip = tenderOf({ tender: 't2', method: 'card', amount: 30 });
    const code = tenderOf({ tender: 't3', method: 'qr', amount: 7 });
    const choices = choicesOf([cash, slip, code], [{ source: 'deposit', id: 'd', amount: 5 }]);
    const nothing = { returned: 0, slip: 0, asked: 0, kept: 0 };
    expect(outcomeOf(choices, {})).toMatchObject({ ...nothing, moved: 137, restored: 5 });
    expect(outcomeOf(choices, { t1: 'returned', t2: 'returned', t3: 'refund' })).toMatchObject({
      ...nothing,
      ...{ returned: 100, slip: 30, asked: 7 },
    });
    expect(outcomeOf(choices, { t1: 'balance' })).toMatchObject({ ...nothing, kept: 100 });
  });
});

function lineOf(bill: string, owed: number, part: Partial<BillLineView> = {}): BillLineView {
  return {
    ...{ bill, name: bill, group: 'g', period: null, note: null, beneficiary: 'p', beneficiaryName: 'P' },
    ...{ unit: null, amount: owed, paid: 0, owed, onBehalf: false, blocked: null },
    ...part,
  };
}

describe('a replacing receipt', () => {
  const choices = choicesOf([
    tenderOf({ amount: 200 }),
    tenderOf({ tender: 't2', method: 'card', amount: 100 }),
  ]);

  it('keeps the sums of the same person, and offers what is owed besides', () => {
    const lines = [lineOf('a', 50), lineOf('b', 70), lineOf('c', 9, { onBehalf: true }), lineOf('d', 0)];
    const rows = newLines(lines, choices, 'lines');
    expect(rows).toEqual([
      { bill: 'a', name: 'a', room: 350, digits: '300' },
      { bill: 'b', name: 'b', room: 70, digits: '' },
    ]);
    expect(linesFault(choices, rows, {})).toBeNull();
    const more = rows.map((row) => ({ ...row, digits: row.bill === 'b' ? '70' : row.digits }));
    expect(linesFault(choices, more, {})).toBe('money');
    expect(
      linesFault(
        choices,
        more.map((row) => ({ ...row, digits: '71' })),
        {},
      ),
    ).toBe('room');
  });

  it('lays the money on the lines of another person, and asks for what is left of each tender', () => {
    const rows = newLines([lineOf('x', 120), lineOf('y', 60)], choices, 'person');
    expect(rows.map(({ digits }) => digits)).toEqual(['120', '60']);
    expect(leftOf(choices, newTotal(rows))).toEqual([
      { tender: 't1', method: 'cash', left: 20 },
      { tender: 't2', method: 'card', left: 100 },
    ]);
    expect(linesFault(choices, rows, { t1: 'refund' })).toBe('fates');
    expect(linesFault(choices, rows, { t1: 'refund', t2: 'balance' })).toBeNull();
    expect(linesFault(choices, [], {})).toBe('none');
  });
});

describe('settlement of a stay', () => {
  const stay = {
    ...{ deposits: [], left: 500_000, accrued: 0, low: false, settlements: [] },
    bills: ['a', 'b', 'c', 'd'],
    reductions: [{ reduction: 'x', bill: 'b', amount: 40_000, ground: 'exempt' as const, decision: '12/QĐ' }],
  };
  const lines = [lineOf('a', 300_000), lineOf('b', 160_000)];

  it('takes the owed lines of this stay only', () => {
    const payer = {
      lines: [...lines, lineOf('c', 0), lineOf('d', 9, { onBehalf: true }), lineOf('other', 5)],
    } as unknown as PayerView;
    expect(stayLines(payer, stay).map(({ bill }) => bill)).toEqual(['a', 'b']);
  });

  it('leads from the whole cost over insurance, exemption and deposits to what goes back', () => {
    expect(figuresOf(lines, stay, noMarks, 1_000_000)).toEqual({
      ...{ own: 500_000, outOfList: 0, surcharge: 0, exempted: 40_000 },
      ...{ payable: 460_000, gross: 1_500_000, applied: 460_000, due: 0, back: 40_000 },
    });
  });

  it('puts a line into its column, leaves one out, asks for more when deposits do not reach', () => {
    const marks = { left: new Set(['a']), part: { b: 'out-of-list' as const } };
    expect(figuresOf(lines, { ...stay, left: 100_000 }, marks, 0)).toMatchObject({
      ...{ own: 0, outOfList: 200_000, exempted: 40_000, payable: 160_000 },
      ...{ applied: 100_000, due: 60_000, back: 0 },
    });
    expect([nextPart('own'), nextPart('out-of-list'), nextPart('surcharge')]).toEqual([
      'out-of-list',
      'surcharge',
      'own',
    ]);
  });
});

describe('time on a paper leaf', () => {
  it('is read on a Vietnamese clock', () => {
    expect(momentOf('19/11/2026', '14:05')).toBe(Date.parse('2026-11-19T14:05:00+07:00'));
    expect(momentOf(' 1.2.2026 ', '7h30')).toBe(Date.parse('2026-02-01T07:30:00+07:00'));
  });

  it('an end before the beginning is on the next day; months have their own lengths', () => {
    const from = momentOf('19/11/2026', '22:00') ?? 0;
    expect(onOrAfter('19/11/2026', '02:15', from)).toBe(Date.parse('2026-11-20T02:15:00+07:00'));
    expect(onOrAfter('19/11/2026', '22:30', from)).toBe(Date.parse('2026-11-19T22:30:00+07:00'));
    expect(monthOf(Date.parse('2026-12-31T23:59:00+07:00'))).toBe('2026-12');
    expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1)]).toEqual(['2027-01', '2025-12']);
    expect(wholeMonth('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
  });

  it.each([
    ['31/02/2026', '10:00'],
    ['19/11/2026', '24:00'],
    ['19/11', '10:00'],
    ['19/11/2026', ''],
  ])('%s %s is no moment', (date, time) => {
    expect(momentOf(date, time)).toBeNull();
  });
});
