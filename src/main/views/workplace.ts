import { businessDateOf, type Clock } from '../../shared/kernel/clock.ts';
import type { Row } from '../../shared/payment/index.ts';
import type { WorkplaceView } from '../../shared/rpc/contract.ts';
import { type FacilitySettings, facilitySettings } from '../facility/settings.ts';
import type { LedgerReads } from '../ledger/read.ts';
import type { Spool } from '../spool/spool.ts';
import type { Staff } from '../staff/staff.ts';
import { receiptView } from './receipt.ts';

/** States that the composition root pushes in: devices and windows (design §1). */
export interface OutsideStates {
  readonly printer: WorkplaceView['rail']['printer'];
  readonly displayConnected: boolean;
}

export interface WorkplaceParts {
  readonly clock: Clock;
  readonly reads: LedgerReads;
  readonly spool: Pick<Spool, 'paperOf' | 'unprinted'>;
  readonly staff: Pick<Staff, 'presence'>;
  readonly outside: () => OutsideStates;
}

const dayMs = 24 * 60 * 60 * 1000;
const vietnamOffsetMs = 7 * 60 * 60 * 1000;
/** Rows of unfinished business sent to a window. */
const mostUnfinished = 200;

type Share = WorkplaceView['rail']['share'];
type Unfinished = WorkplaceView['unfinished'][number];

/** Cashless share of today by count and by value, with the target band in force. */
function shareToday(parts: WorkplaceParts, target: FacilitySettings['target'], blind: boolean): Share {
  const now = parts.clock.now();
  const start = Math.floor((now + vietnamOffsetMs) / dayMs) * dayMs - vietnamOffsetMs;
  const byMethod = parts.reads.shareOfDay(start, start + dayMs);
  const cashless = byMethod.filter((one) => one.method !== 'cash');
  const sum = (rows: typeof byMethod, of: 'count' | 'amount') =>
    rows.reduce((total, one) => total + one[of], 0);
  const inForce = target !== null && target.from <= businessDateOf(now) ? target : null;
  return {
    count: sum(byMethod, 'count'),
    cashlessCount: sum(cashless, 'count'),
    amount: blind ? 0 : sum(byMethod, 'amount'),
    cashlessAmount: blind ? null : sum(cashless, 'amount'),
    targetLow: inForce?.low ?? null,
    targetHigh: inForce?.high ?? null,
  };
}

function unfinishedOf({ reads, spool }: WorkplaceParts): Unfinished[] {
  const collections = reads.unfinishedCollections().filter((one) => one.state === 'parked');
  const parked = collections.map((one): Unfinished => {
    const received = reads.tenders(one.id).some((tender) => tender.kept > 0);
    return {
      kind: received ? 'received-no-receipt' : 'parked',
      ref: one.id,
      name: one.payerName,
      amount: one.total,
      sinceMs: one.openedAt,
    };
  });
  const papers = spool.unprinted(mostUnfinished).flatMap((paper): Unfinished[] => {
    const receipt = paper.kind === 'receipt' ? reads.receipt(paper.document) : undefined;
    if (receipt === undefined) return [];
    const { payerName: name, total: amount } = receipt;
    return [{ kind: 'not-printed', ref: receipt.id, name, amount, sinceMs: paper.since }];
  });
  const first = parked.filter((one) => one.kind === 'received-no-receipt');
  const rest = parked.filter((one) => one.kind === 'parked');
  return [...first, ...rest, ...papers].slice(0, mostUnfinished);
}

function frontOf(reads: LedgerReads): WorkplaceView['front'] {
  const open = reads.unfinishedCollections().find((one) => one.state === 'open');
  if (open === undefined) return null;
  const asked = reads
    .tenders(open.id)
    .find((tender) => tender.machine === 'cash' && tender.state === 'intended');
  return {
    collection: open.id,
    payer: open.payer,
    payerName: open.payerName ?? '-',
    total: open.total,
    cash:
      asked === undefined
        ? null
        : {
            collection: open.id,
            tender: asked.id,
            total: asked.amount,
            rounding: asked.due - asked.amount,
            due: asked.due,
          },
    lines: reads.lines(open.id).map(({ bill, amount }) => ({ bill, amount })),
  };
}

function shiftOf(parts: WorkplaceParts, shift: Row<'shift'> | undefined): WorkplaceView['shift'] {
  if (shift === undefined) return null;
  const presence = parts.staff.presence();
  return {
    shift: shift.id,
    name: shift.name,
    cashier: shift.cashier,
    cashierName: parts.reads.nameOf(shift.cashier),
    openedAt: shift.openedAt,
    businessDate: shift.businessDate,
    someoneElses: presence.state !== 'signed-out' && presence.person !== shift.cashier,
  };
}

const cashless = ['qr', 'card', 'mobile-money', 'website'] as const;

/** Everything the cashier's workplace shows, for the person signed in. */
export function workplaceView(parts: WorkplaceParts): WorkplaceView {
  const { clock, reads, spool } = parts;
  const settings = facilitySettings(reads);
  const shift = reads.openShift();
  const outside = parts.outside();
  const last = reads.newestReceipt();
  const blind = shift !== undefined && reads.counts(shift.id).some((count) => count.purpose === 'close');
  return {
    now: clock.now(),
    shift: shiftOf(parts, shift),
    rail: {
      network: { state: 'not-enrolled', waiting: 0, sinceMs: null },
      bank: { state: 'not-connected', sinceMs: null },
      printer: outside.printer,
      terminal: { state: 'off', name: '' },
      display: { connected: outside.displayConnected },
      share: shareToday(parts, settings.target, blind),
    },
    methods: [
      { method: 'cash', ready: shift !== undefined, reason: shift === undefined ? 'no-shift' : null },
      ...cashless.map((method) => ({ method, ready: false, reason: 'not-set-up' })),
    ],
    cashRounding: settings.cashRounding,
    unfinished: unfinishedOf(parts),
    lastReceipt: last === undefined ? null : receiptView(reads, spool, last),
    front: frontOf(reads),
    clockWarning: clock.now() < (reads.newestClockJump()?.from ?? 0) ? 'clock-set-back' : null,
  };
}
