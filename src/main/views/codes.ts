/** What windows see of payments by code and by USSD. */
import { freeMoney, isPending, type Row, settles } from '../../shared/payment/index.ts';
import type { QrView } from '../../shared/rpc/contract.ts';
import type { LedgerReads } from '../ledger/read.ts';

type Reads = Pick<LedgerReads, 'tenders'>;
type WithSettings = Pick<LedgerReads, 'setting'>;

/** What was shown with the code, as it was journalled before. */
interface Shown {
  readonly payload: string;
  readonly holder: string;
  readonly bank: string;
  readonly accountNumber: string;
}

/** The newest code or USSD request of a collection, whatever became of it. */
export function newestCode(reads: Reads, collection: string): Row<'tender'> | undefined {
  return reads
    .tenders(collection)
    .filter(({ machine }) => machine === 'vietqr' || machine === 'ussd')
    .reduce<Row<'tender'> | undefined>(
      (newest, one) => (newest === undefined || isLater(one, newest) ? one : newest),
      undefined,
    );
}

/** Ids are made in the order of asking, also when the clock stands still. */
function isLater(one: Row<'tender'>, other: Row<'tender'>): boolean {
  return one.startedAt === other.startedAt ? one.id > other.id : one.startedAt > other.startedAt;
}

/** A code as a window shows it. */
export function qrView(reads: WithSettings, tender: Row<'tender'>): QrView {
  if (tender.machine === 'ussd') return ussdView(reads, tender);
  const shown = JSON.parse(tender.evidence) as Shown;
  return {
    collection: tender.collection ?? tender.id,
    tender: tender.id,
    state: tender.state as QrView['state'],
    payload: shown.payload,
    amount: tender.due,
    received: tender.kept,
    holder: shown.holder,
    bank: shown.bank,
    accountNumber: shown.accountNumber,
    lastFour: shown.accountNumber.slice(-4),
    matchCode: tender.reference ?? '',
    shownAt: tender.startedAt,
    expiresAt: tender.expiresAt ?? tender.startedAt,
    wallet: tender.method === 'mobile-money',
    ussd: null,
  };
}

/** A demand over USSD as a window shows it; what the payer types stands in the settings. */
function ussdView(reads: WithSettings, tender: Row<'tender'>): QrView {
  const { operators } = reads.setting('mobile-money') ?? { operators: [] };
  const operator = operators.find((one) => one.operator === tender.through);
  const operatorName = operator?.name ?? tender.through ?? '';
  return {
    collection: tender.collection ?? tender.id,
    tender: tender.id,
    state: tender.state === 'asked' ? 'shown' : (tender.state as QrView['state']),
    payload: '',
    amount: tender.due,
    received: tender.kept,
    holder: operatorName,
    bank: operatorName,
    accountNumber: operator?.payTo ?? '',
    lastFour: (operator?.payTo ?? '').slice(-4),
    matchCode: tender.reference ?? '',
    shownAt: tender.startedAt,
    expiresAt: tender.expiresAt ?? tender.startedAt,
    wallet: true,
    ussd: {
      operatorName,
      dial: operator?.dial ?? '',
      payTo: operator?.payTo ?? '',
      phone: tender.phone,
      operatorNumber: tender.reference,
    },
  };
}

/** Where the money of an unfinished collection stands. */
export interface CollectionMoney {
  /** Money that is there and stands against no paper yet. */
  readonly received: number;
  /** What no money covers and nothing is waited for. */
  readonly left: number;
  /** All lines can be put on receipts now. */
  readonly canIssue: boolean;
}

/** {@link CollectionMoney} of an open or parked collection. */
export function collectionMoney(
  reads: Reads & Pick<LedgerReads, 'fundingOf'>,
  { id, total, state }: Row<'collection'>,
): CollectionMoney {
  const tenders = reads.tenders(id);
  const sum = (of: (tender: Row<'tender'>) => number) => tenders.reduce((all, one) => all + of(one), 0);
  // Deposits and balances chosen to pay it are as good as money that is there.
  const funded = reads.fundingOf(id).reduce((all, fund) => all + fund.amount, 0);
  const settled = sum(settles) + funded;
  const waited = sum((one) => (isPending(one.machine, one.state) ? one.amount : 0));
  const unfinished = state === 'open' || state === 'parked';
  return {
    received: sum(freeMoney),
    left: Math.max(0, total - settled - waited),
    canIssue: unfinished && settled >= total,
  };
}
