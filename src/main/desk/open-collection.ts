import { IllegalMove } from '../../shared/payment/index.ts';
import type { ChosenLine } from '../../shared/rpc/contract.ts';
import type { CatalogueBill, CataloguePayer } from '../catalogue/read.ts';
import { accountFor, receivingAccounts } from '../facility/accounts.ts';
import type { DeskContext } from './context.ts';

export interface CollectionRequest {
  readonly collection: string;
  readonly payer: string;
  readonly payerName: string;
  readonly lines: readonly ChosenLine[];
}

/**
 * Opens a collection of the chosen lines, which may be of several people the payer pays for, inside the caller's act.
 * Names and fee types come from the list, amounts are checked against what is still owed; nothing a window says of a bill is believed.
 */
export function openCollection(context: DeskContext, actor: string, request: CollectionRequest): void {
  const { catalogue, ids, ledger, reads } = context;
  if (reads.unfinishedCollections().some((one) => one.state === 'open'))
    throw new IllegalMove('another-collection-open');
  const payer = catalogue.openPayer(request.payer);
  if (payer === null) throw new IllegalMove('payer-not-found');
  const accounts = receivingAccounts(reads);
  const chosen = request.lines.map((line) => chooseLine(context, payer, line));
  ledger.append({
    type: 'collection.opened',
    actor,
    body: {
      collection: request.collection,
      payer: request.payer,
      purpose: 'bills',
      lines: chosen.map(({ line, served, amount }) => ({
        line: ids.next(),
        bill: line.bill,
        group: line.feeGroup,
        amount,
        onBehalf: line.onBehalf,
        beneficiary: served.payer,
        account: accountFor(accounts, { group: line.feeGroup, onBehalf: line.onBehalf })?.account ?? null,
      })),
    },
    private: {
      payerName: request.payerName,
      payerAddress: payer.address,
      lines: chosen.map(({ line, served }) => ({
        name: line.fee,
        period: line.period,
        beneficiaryName: served.name,
        beneficiaryCode: served.code,
      })),
    },
  });
}

interface Chosen {
  readonly line: CatalogueBill;
  /** Whose bill it is: the payer's own, or of somebody else they pay for. */
  readonly served: CataloguePayer;
  readonly amount: number;
}

/** A line of the list with what is collected of it now. @throws IllegalMove `bill-not-found`, `bill-owed-less` */
function chooseLine(
  { catalogue, reads }: DeskContext,
  payer: CataloguePayer,
  { bill, amount, payer: other }: ChosenLine,
): Chosen {
  const served = other === undefined || other === payer.payer ? payer : catalogue.openPayer(other);
  const line = served?.bills.find((one) => one.bill === bill);
  if (line === undefined || !served) throw new IllegalMove('bill-not-found');
  const { paid, held } = reads.bill(bill);
  if (amount > line.amount - line.listedPaid - paid - held) throw new IllegalMove('bill-owed-less');
  return { line, served, amount };
}
