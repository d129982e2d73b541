import { businessDateOf, type Clock } from '../../shared/kernel/clock.ts';
import type { Row } from '../../shared/payment/index.ts';
import type { WorkplaceView } from '../../shared/rpc/contract.ts';
import { receivingAccounts } from '../facility/accounts.ts';
import { type FacilitySettings, facilitySettings } from '../facility/settings.ts';
import type { LedgerReads } from '../ledger/read.ts';
import type { Spool } from '../spool/spool.ts';
import type { Staff } from '../staff/staff.ts';
import { collectionMoney, newestCode, qrView } from './codes.ts';
import { receiptView } from './receipt.ts';
import { unfinishedOf } from './unfinished.ts';

/** States that the composition root pushes in: devices and windows (design §1). */
export interface OutsideStates {
  readonly printer: WorkplaceView['rail']['printer'];
  readonly displayConnected: boolean;
  readonly bank: WorkplaceView['rail']['bank'];
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

type Share = WorkplaceView['rail']['share'];

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

function frontOf(reads: LedgerReads): WorkplaceView['front'] {
  const open = reads.unfinishedCollections().find((one) => one.state === 'open');
  if (open === undefined) return null;
  const code = newestCode(reads, open.id);
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
    qr: code === undefined ? null : qrView(code),
    ...collectionMoney(reads, open),
    lines: reads.lines(open.id).map(({ bill, amount, beneficiary: payer }) => ({ bill, amount, payer })),
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

function lastZOf({ reads, spool }: WorkplaceParts): WorkplaceView['lastZ'] {
  const z = reads.newestZ();
  if (z === undefined) return null;
  const { state, job } = spool.paperOf(z.id);
  return { z: z.id, zNumber: z.zNumber, print: state, printJob: job };
}

/** What the facility can take now, and why not the rest. */
function methodsOf({ clock, reads }: WorkplaceParts, shiftOpen: boolean): WorkplaceView['methods'] {
  const inUse = reads.setting('methods');
  const today = businessDateOf(clock.now());
  const reasonOf = (method: (typeof cashless)[number]): string | null => {
    // The counter can ask for a wallet's code too; until the window has its step, only QR is offered.
    if (method !== 'qr') return 'not-set-up';
    if (receivingAccounts(reads).length === 0) return 'not-set-up';
    const since = inUse?.[method] ?? null;
    if (inUse !== null && (since === null || since > today)) return 'not-in-use';
    return shiftOpen ? null : 'no-shift';
  };
  return [
    { method: 'cash', ready: shiftOpen, reason: shiftOpen ? null : 'no-shift' },
    ...cashless.map((method) => ({ method, ready: reasonOf(method) === null, reason: reasonOf(method) })),
  ];
}

function acceptanceView(
  { reads }: WorkplaceParts,
  shift: Row<'shift'> | undefined,
  limit: number,
): WorkplaceView['acceptance'] {
  const given = shift === undefined ? [] : reads.acceptances(shift.id);
  return { limit, used: given.reduce((sum, one) => sum + one.amount, 0) };
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
      bank: outside.bank,
      printer: outside.printer,
      terminal: { state: 'off', name: '' },
      display: { connected: outside.displayConnected },
      share: shareToday(parts, settings.target, blind),
    },
    methods: methodsOf(parts, shift !== undefined),
    cashRounding: settings.cashRounding,
    unfinished: unfinishedOf(parts),
    lastReceipt: last === undefined ? null : receiptView(reads, spool, last),
    lastZ: lastZOf(parts),
    seriesYear: reads.series('receipt')[0]?.year ?? null,
    front: frontOf(reads),
    acceptance: acceptanceView(parts, shift, settings.acceptanceLimit),
    clockWarning: clock.now() < (reads.newestClockJump()?.from ?? 0) ? 'clock-set-back' : null,
  };
}
