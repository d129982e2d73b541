import { businessDateOf, type Clock } from '../../shared/kernel/clock.ts';
import { freeMoney, type Row } from '../../shared/payment/index.ts';
import { mostSlips } from '../../shared/rpc/collect.ts';
import type { SlipView, WorkplaceView } from '../../shared/rpc/contract.ts';
import { depositGroup } from '../../shared/rpc/deposits.ts';
import type { LooseCredits } from '../bank/loose-credits.ts';
import { targetOn } from '../facility/dated.ts';
import {
  cashlessMethods,
  listedPrices,
  methodOff,
  methodsNeeded,
  methodsSince,
  mobileOperators,
  takesWallets,
} from '../facility/methods.ts';
import { facilitySettings, payerFields } from '../facility/settings.ts';
import type { LedgerReads } from '../ledger/read.ts';
import { shownPaper, shownPrinter } from '../spool/shown.ts';
import type { Spool } from '../spool/spool.ts';
import type { Staff } from '../staff/staff.ts';
import { type CardGlance, cardView, newestCard } from './card.ts';
import { collectionMoney, newestCode, qrView } from './codes.ts';
import { addedFeeView, isAddedFee } from './payers.ts';
import { receiptView } from './receipt.ts';
import { unfinishedOf } from './unfinished.ts';

/** States that the composition root pushes in: devices and windows (design §1). */
export interface OutsideStates {
  readonly printer: WorkplaceView['rail']['printer'];
  readonly displayConnected: boolean;
  /** A card terminal that is connected; undefined where the cashier keys amounts by hand. */
  readonly terminal?: WorkplaceView['rail']['terminal'];
  readonly cardGlance: (tender: string) => CardGlance;
  readonly bank: WorkplaceView['rail']['bank'];
  readonly network: WorkplaceView['rail']['network'];
  readonly cases: number;
  readonly backupLate: boolean;
  readonly lists: WorkplaceView['lists'];
}

export interface WorkplaceParts {
  readonly clock: Clock;
  readonly reads: LedgerReads;
  readonly spool: Pick<Spool, 'paperOf' | 'unprinted'>;
  readonly staff: Pick<Staff, 'presence'>;
  readonly outside: () => OutsideStates;
  readonly loose: LooseCredits;
  /** Whether the backend has an entry of this counter. */
  readonly isSent: (entry: string) => boolean;
}

const dayMs = 24 * 60 * 60 * 1000;
const vietnamOffsetMs = 7 * 60 * 60 * 1000;

type Share = WorkplaceView['rail']['share'];

/** Cashless share of today by count and by value, with the target band in force. */
function shareToday(parts: WorkplaceParts, blind: boolean): Share {
  const now = parts.clock.now();
  const start = Math.floor((now + vietnamOffsetMs) / dayMs) * dayMs - vietnamOffsetMs;
  const byMethod = parts.reads.shareOfDay(start, start + dayMs);
  const cashless = byMethod.filter((one) => one.method !== 'cash');
  const sum = (rows: typeof byMethod, of: 'count' | 'amount') =>
    rows.reduce((total, one) => total + one[of], 0);
  const inForce = targetOn(parts.reads, businessDateOf(now));
  return {
    count: sum(byMethod, 'count'),
    cashlessCount: sum(cashless, 'count'),
    amount: blind ? 0 : sum(byMethod, 'amount'),
    cashlessAmount: blind ? null : sum(cashless, 'amount'),
    targetLow: inForce?.low ?? null,
    targetHigh: inForce?.high ?? null,
  };
}

function frontOf(reads: LedgerReads, glance: OutsideStates['cardGlance']): WorkplaceView['front'] {
  const open = reads.unfinishedCollections().find((one) => one.state === 'open');
  if (open === undefined) return null;
  const code = newestCode(reads, open.id);
  const card = newestCard(reads, open.id);
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
    qr: code === undefined ? null : qrView(reads, code),
    manualCard: manualCardOf(reads, open.id),
    slips: slipsOf(reads, open.id),
    card: card === undefined ? null : cardView(card, glance(card.id)),
    ...collectionMoney(reads, open),
    lines: reads.lines(open.id).map(({ bill, amount, beneficiary: payer }) => ({ bill, amount, payer })),
    added: reads.lines(open.id).filter(standsInNoList).map(addedFeeView),
  };
}

/** Lines that the window finds in no list: added fees, and a deposit. */
function standsInNoList(line: Row<'line'>): boolean {
  return isAddedFee(line) || line.group === depositGroup;
}

function manualCardOf(reads: LedgerReads, collection: string) {
  const intended = reads
    .tenders(collection)
    .find((tender) => tender.machine === 'manual' && tender.state === 'intended');
  return intended === undefined ? null : { collection, tender: intended.id, amount: intended.due };
}

/** Slips keyed by hand for a collection whose whole money stands on no paper and is not asked back. */
function slipsOf(reads: Pick<LedgerReads, 'tenders'>, collection: string): SlipView[] {
  return reads
    .tenders(collection)
    .filter((tender) => tender.machine === 'manual' && tender.kept > 0 && freeMoney(tender) === tender.kept)
    .sort((one, other) => (one.id < other.id ? -1 : 1))
    .slice(0, mostSlips)
    .map((tender) => {
      const slip = JSON.parse(tender.evidence) as Omit<SlipView, 'tender' | 'amount'>;
      const { approvalCode, lastFour, terminal, batch } = slip;
      return { tender: tender.id, amount: tender.kept, approvalCode, lastFour, terminal, batch };
    });
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
  const paper = spool.paperOf(z.id);
  const printer = shownPrinter(paper.printer);
  return { z: z.id, zNumber: z.zNumber, print: shownPaper(paper), printer, printJob: paper.job };
}

/** What the facility can take now, and why not the rest. */
function methodsOf(
  { clock, reads }: WorkplaceParts,
  shiftOpen: boolean,
  terminal: OutsideStates['terminal'],
): WorkplaceView['methods'] {
  const today = businessDateOf(clock.now());
  const noShift = shiftOpen ? null : 'no-shift';
  return [
    { method: 'cash', ready: shiftOpen, reason: noShift, note: null },
    ...cashlessMethods.map((method) => {
      const reason = methodOff(reads, method, today) ?? noShift;
      const manual = method === 'card' && terminal === undefined;
      return { method, ready: reason === null, reason, note: manual ? 'manual' : null };
    }),
  ];
}

/** Which of the four are in use today; three of them are the rule (R1–R3). */
function methodsInUse({ clock, reads }: WorkplaceParts): WorkplaceView['rail']['methods'] {
  const since = [...methodsSince(reads, businessDateOf(clock.now()))];
  return { inUse: since.length, needed: methodsNeeded, since };
}

function acceptanceView(
  { reads }: WorkplaceParts,
  shift: Row<'shift'> | undefined,
  limit: number,
): WorkplaceView['acceptance'] {
  const given = shift === undefined ? [] : reads.acceptances(shift.id);
  return { limit, used: given.reduce((sum, one) => sum + one.amount, 0) };
}

/** Everything the cashier's workplace shows, for the person signed in. */
export function workplaceView(parts: WorkplaceParts): WorkplaceView {
  const { clock, reads, spool } = parts;
  const settings = facilitySettings(reads);
  const shift = reads.openShift();
  const outside = parts.outside();
  const last = reads.newestReceipt();
  const today = businessDateOf(clock.now());
  const cardByHand = methodOff(reads, 'card', today) === null;
  const blind = shift !== undefined && reads.counts(shift.id).some((count) => count.purpose === 'close');
  return {
    now: clock.now(),
    shift: shiftOf(parts, shift),
    paperHead: { address: settings.facility.address, budgetCode: settings.facility.budgetCode },
    rail: {
      network: outside.network,
      cases: outside.cases,
      backupLate: outside.backupLate,
      bank: outside.bank,
      printer: outside.printer,
      terminal: outside.terminal ?? { state: cardByHand ? 'manual' : 'off', name: '' },
      display: { connected: outside.displayConnected },
      share: shareToday(parts, blind),
      methods: methodsInUse(parts),
    },
    methods: methodsOf(parts, shift !== undefined, outside.terminal),
    operators: mobileOperators(reads, today).map(({ from: _, until: __, ...operator }) => operator),
    prices: listedPrices(reads, today).map(({ from: _, until: __, ...price }) => price),
    walletCode: takesWallets(reads),
    payerFields: payerFields(reads),
    lists: outside.lists,
    cashRounding: settings.cashRounding,
    unfinished: unfinishedOf(parts),
    lastReceipt: last === undefined ? null : receiptView(reads, spool, last, parts.isSent),
    lastZ: lastZOf(parts),
    seriesYear: reads.series('receipt')[0]?.year ?? null,
    front: frontOf(reads, outside.cardGlance),
    acceptance: acceptanceView(parts, shift, settings.acceptanceLimit),
    clockWarning: clock.now() < (reads.newestClockJump()?.from ?? 0) ? 'clock-set-back' : null,
  };
}
