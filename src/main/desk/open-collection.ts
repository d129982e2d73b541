import { IllegalMove } from '../../shared/payment/index.ts';
import type { ChosenLine } from '../../shared/rpc/contract.ts';
import type { DeskContext } from './context.ts';

export interface CollectionRequest {
  readonly collection: string;
  readonly payer: string;
  readonly payerName: string;
  readonly lines: readonly ChosenLine[];
}

/**
 * Opens a collection of the chosen lines, inside the caller's act. Names and fee types come from the list, amounts are
 * checked against what is still owed; nothing a window says of a bill is believed.
 */
export function openCollection(context: DeskContext, actor: string, request: CollectionRequest): void {
  const { catalogue, ids, ledger, reads } = context;
  if (reads.unfinishedCollections().some((one) => one.state === 'open'))
    throw new IllegalMove('another-collection-open');
  const payer = catalogue.openPayer(request.payer);
  if (payer === null) throw new IllegalMove('payer-not-found');
  const chosen = request.lines.map(({ bill, amount }) => {
    const line = payer.bills.find((one) => one.bill === bill);
    if (line === undefined) throw new IllegalMove('bill-not-found');
    const { paid, held } = reads.bill(bill);
    if (amount > line.amount - line.listedPaid - paid - held) throw new IllegalMove('bill-owed-less');
    return { line, amount };
  });
  ledger.append({
    type: 'collection.opened',
    actor,
    body: {
      collection: request.collection,
      payer: request.payer,
      purpose: 'bills',
      lines: chosen.map(({ line, amount }) => ({
        line: ids.next(),
        bill: line.bill,
        group: line.feeGroup,
        amount,
        onBehalf: line.onBehalf,
        beneficiary: request.payer,
        account: null,
      })),
    },
    private: {
      payerName: request.payerName,
      payerAddress: payer.address,
      lines: chosen.map(({ line }) => ({
        name: line.fee,
        period: line.period,
        beneficiaryName: payer.name,
        beneficiaryCode: payer.code,
      })),
    },
  });
}
