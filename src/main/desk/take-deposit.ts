/** Tạm ứng: a patient's deposit, from being asked for to its slip (product.md B; facts/domain.md §1.1 step 3). */
import { createHash } from 'node:crypto';
import { businessDateOf } from '../../shared/kernel/clock.ts';
import { amountInWords } from '../../shared/money/index.ts';
import { freeMoney, IllegalMove, type Row } from '../../shared/payment/index.ts';
import { depositGroup } from '../../shared/rpc/deposits.ts';
import { accountFor, receivingAccounts } from '../facility/accounts.ts';
import { facilitySettings } from '../facility/settings.ts';
import { act, type DeskContext, type Outcome } from './context.ts';
import { addressOf } from './open-collection.ts';
import { seriesAtHand } from './open-series.ts';
import { depositPaper } from './voucher-paper.ts';

const lineName = 'Tạm ứng viện phí';

/** Opaque name of a stay: the journal knows no visit codes. */
export function stayRef(payer: string, visit: string | null): string {
  return createHash('sha256')
    .update(`${payer}|${visit ?? ''}`)
    .digest('hex')
    .slice(0, 32);
}

export interface DepositBegin {
  readonly collection: string;
  readonly payer: string;
  readonly payerName: string;
  readonly payerAddress?: string | undefined;
  readonly visit: string | null;
  readonly amount: number;
}

/** Opens the collection of a deposit; it is then paid like any other, and its slip comes instead of a receipt. */
export function beginDeposit(context: DeskContext, request: DepositBegin): Outcome<{ collection: string }> {
  const { catalogue, ids, ledger, reads } = context;
  return act(context, (actor) => {
    if (reads.collection(request.collection) !== undefined) return { collection: request.collection };
    if (reads.unfinishedCollections().some((one) => one.state === 'open'))
      throw new IllegalMove('another-collection-open');
    const payer = catalogue.openPayer(request.payer);
    if (payer === null) throw new IllegalMove('payer-not-found');
    const account = accountFor(receivingAccounts(reads), { group: depositGroup, onBehalf: false });
    ledger.append({
      type: 'collection.opened',
      actor,
      body: {
        collection: request.collection,
        payer: request.payer,
        purpose: 'deposit',
        lines: [
          {
            line: ids.next(),
            bill: stayRef(request.payer, request.visit),
            group: depositGroup,
            amount: request.amount,
            onBehalf: false,
            beneficiary: request.payer,
            account: account?.account ?? null,
          },
        ],
      },
      private: {
        payerName: request.payerName,
        payerAddress: addressOf(context, request.payerAddress, payer.address),
        lines: [
          {
            name: lineName,
            period: request.visit,
            beneficiaryName: payer.name,
            beneficiaryCode: payer.code,
            unit: payer.className,
          },
        ],
      },
    });
    return { collection: request.collection };
  });
}

/** Writes the slip of a deposit whose money is there; false while some is missing. Inside the caller's act. */
export function takeDeposit(context: DeskContext, actor: string, collection: Row<'collection'>): boolean {
  const { clock, ids, ledger, reads, spool } = context;
  const [line] = reads.lines(collection.id);
  if (line === undefined) throw new IllegalMove('line-not-found');
  let missing = collection.total;
  const tenders = [...reads.tenders(collection.id)].sort((a, b) => (a.paidAt ?? 0) - (b.paidAt ?? 0));
  const sources = tenders.flatMap((tender) => {
    const amount = Math.min(missing, freeMoney(tender));
    missing -= amount;
    return amount === 0 ? [] : [{ id: tender.id, amount }];
  });
  if (missing > 0) return false;
  const issueDate = businessDateOf(clock.now());
  const series = seriesAtHand(context, actor, 'deposit', issueDate);
  if (series === undefined) throw new IllegalMove('series-year-over');
  const deposit = ids.next();
  const entry = ledger.append({
    type: 'deposit.taken',
    actor,
    body: {
      deposit,
      collection: collection.id,
      payer: collection.payer,
      stay: line.bill,
      series: series.id,
      number: series.next,
      amount: collection.total,
      sources,
      words: amountInWords(collection.total, facilitySettings(reads).words),
      issueDate,
    },
    private: {
      payerName: collection.payerName ?? '-',
      beneficiaryName: line.beneficiaryName,
      beneficiaryCode: line.beneficiaryCode,
    },
  });
  spool.enqueue(depositPaper(context, deposit, actor), [entry.id]);
  return true;
}
