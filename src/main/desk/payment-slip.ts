/** Paper for a payment that is not there yet: the code to take along, or "chờ xác nhận" (issue 3, product.md A8). */
import { amountInWords } from '../../shared/money/index.ts';
import { isPending, type Row } from '../../shared/payment/index.ts';
import { sealPaymentSlip } from '../documents/payment-slip.ts';
import { knownOperators } from '../facility/methods.ts';
import { facilitySettings } from '../facility/settings.ts';
import { paperWords } from '../facility/words.ts';
import { act, type DeskContext, fail, type Outcome } from './context.ts';
import { askedTender } from './show-qr.ts';

/** What of a demand stands on its slip. */
interface Shown {
  readonly payload: string;
  readonly holder: string;
  readonly bank: string;
  readonly accountNumber: string;
}

function shownOf({ reads }: DeskContext, tender: Row<'tender'>): Shown {
  if (tender.machine === 'vietqr') return JSON.parse(tender.evidence) as Shown;
  const operator = knownOperators(reads).find((one) => one.operator === tender.through);
  const name = operator?.name ?? tender.through ?? '-';
  return { payload: '', holder: name, bank: name, accountNumber: operator?.payTo ?? '' };
}

/**
 * Queues the slip of a demand that waits. A claim slip only after the payer has said that it is sent; a demand over USSD
 * has no code to print. Each asking is a paper of its own: neither stands for money.
 */
export function printSlip(
  context: DeskContext,
  { tender: id, slip }: { readonly tender: string; readonly slip: 'code' | 'claim' },
): Outcome<{ readonly job: string }> {
  const { clock, ids, reads, spool } = context;
  const tender = askedTender(context, id);
  if (tender === undefined || tender.collection === null) return fail('tender-not-found');
  if (!isPending(tender.machine, tender.state)) return fail('tender-finished');
  if (slip === 'claim' && tender.state !== 'claimed') return fail('not-claimed');
  const shown = shownOf(context, tender);
  if (slip === 'code' && shown.payload === '') return fail('no-code');
  const collection = reads.collection(tender.collection);
  const settings = facilitySettings(reads);
  const { institution, name, address, budgetCode } = settings.facility;
  return act(context, (actor) => {
    const document = sealPaymentSlip({
      kind: 'slip',
      v: 1,
      slip,
      document: ids.next(),
      training: reads.counterRow()?.kind === 'training',
      facility: { name, address, budgetCode },
      counterName: settings.counterName,
      printedAt: clock.now(),
      payer: collection?.payerName ?? '-',
      reason: paperWords(institution).reason,
      amount: tender.due,
      words: amountInWords(tender.due, settings.words),
      holder: shown.holder,
      bank: shown.bank,
      lastFour: shown.accountNumber.slice(-4),
      matchCode: tender.reference ?? '',
      payload: slip === 'code' ? shown.payload : '',
      expiresAt: (tender.expiresAt ?? clock.now()) as ReturnType<typeof clock.now>,
      cashierName: reads.nameOf(actor),
    });
    return { job: spool.enqueue(document, collection === undefined ? [] : [collection.entry]) };
  });
}
