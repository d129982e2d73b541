/** Settings that hold from a day on: forms with their signers, target bands. */
import type { Body } from '../../shared/journal/index.ts';
import type { LedgerReads } from '../ledger/read.ts';
import { defaultReceiptForm } from './settings.ts';

type Setting<K extends Body<'settings.set'>['key']> = Extract<Body<'settings.set'>, { key: K }>['value'];
export type ReceiptForm = Setting<'receipt-forms'>['list'][number];
export type TargetBand = Setting<'targets'>['list'][number];

/** The newest of a list that holds on `day` (`YYYY-MM-DD`). */
function onDay<T extends { readonly from: string }>(list: readonly T[], day: string): T | undefined {
  let found: T | undefined;
  for (const one of list) {
    if (one.from <= day && (found === undefined || one.from >= found.from)) found = one;
  }
  return found;
}

/** Who signs a receipt until the facility says otherwise: who pays and who collects, both by hand. */
const usualSigners = [
  { title: 'Người nộp', person: null },
  { title: 'Người thu', person: null },
] as const;

/** The first day of the list of forms: before it the undated form holds. */
const always = '2000-01-01';

/** Forms by date, the oldest first; before anything was set, the usual one. */
export function receiptForms(reads: LedgerReads): readonly ReceiptForm[] {
  const list = reads.setting('receipt-forms')?.list;
  if (list !== undefined) return list;
  return [
    { ...(reads.setting('receipt-form') ?? defaultReceiptForm), from: always, signers: [...usualSigners] },
  ];
}

function formOn(reads: LedgerReads, day: string): ReceiptForm | undefined {
  const forms = receiptForms(reads);
  return onDay(forms, day) ?? forms[0];
}

/** Title, code and circular line in force on `day`, as they are frozen on a receipt. A day before the first form has the first. */
export function receiptFormOn(reads: LedgerReads, day: string): Setting<'receipt-form'> {
  const { title, code, issuedUnder } = formOn(reads, day) ?? defaultReceiptForm;
  return { title, code, issuedUnder };
}

/** Who signs a receipt of `day`: titles of who pays and who collects, and the others with their printed names. */
export function signersOn(
  reads: LedgerReads,
  day: string,
): {
  readonly payerSigns: string;
  readonly cashierSigns: string;
  readonly others: readonly { readonly title: string; readonly name: string | null }[];
} {
  const [payer, cashier, ...rest] = formOn(reads, day)?.signers ?? usualSigners;
  return {
    payerSigns: payer?.title ?? usualSigners[0].title,
    cashierSigns: cashier?.title ?? usualSigners[1].title,
    others: rest.map(({ title, person }) => ({ title, name: person === null ? null : reads.nameOf(person) })),
  };
}

/** Target bands of the cashless share by date, the oldest first. */
export function targetBands(reads: LedgerReads): readonly TargetBand[] {
  const one = reads.setting('target');
  return reads.setting('targets')?.list ?? (one === null ? [] : [one]);
}

/** Until the facility sets its own: from cards of this country to those of abroad. In basis points. */
const usualCardFee = { from: always, low: 0, high: 330 } as const;

/** What acquirers usually keep, by date, the oldest first; basis points. */
export function cardFees(reads: LedgerReads): Setting<'card-fee'>['list'] {
  return reads.setting('card-fee')?.list ?? [usualCardFee];
}

/** What acquirers usually keep of a batch settled on `day`, in basis points. */
export function cardFeeOn(reads: LedgerReads, day: string): { readonly low: number; readonly high: number } {
  return onDay(cardFees(reads), day) ?? usualCardFee;
}

/** The band in force on `day`, or null before the first. */
export function targetOn(reads: LedgerReads, day: string): TargetBand | null {
  return onDay(targetBands(reads), day) ?? null;
}
