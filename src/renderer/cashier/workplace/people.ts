import type { BillLineView, PayerView, PriceView } from '../../../shared/rpc/contract.ts';
import { depositGroup } from '../../../shared/rpc/deposits.ts';
import { inScreenOrder, type LineChoice } from './figures.ts';

/** Whether a line is a listed fee that was added here. */
export function isAdded({ bill }: { readonly bill: string }): boolean {
  return bill.startsWith('fee-');
}

/** Whether a line is a deposit: it stands in no list and goes with its demand. */
export function isDeposit({ group }: { readonly group: string }): boolean {
  return group === depositGroup;
}

/** The people on a bill, in the order of the screen. */
export function peopleOn(payer: PayerView): readonly { readonly ref: string; readonly name: string }[] {
  const names = new Map(payer.lines.map((line) => [line.beneficiary, line.beneficiaryName]));
  return [...names].map(([ref, name]) => ({ ref, name }));
}

/** Brothers and sisters of the first who are not on the bill yet. */
export function relativesLeft({ lines, relatives }: PayerView): PayerView['relatives'] {
  return relatives.filter(({ payer }) => !lines.some((line) => line.beneficiary === payer));
}

/** One bill of several people: the first one's head, everybody's lines. */
export function together(
  first: PayerView,
  others: readonly PayerView[],
  added: readonly BillLineView[] = [],
): PayerView {
  const lines = [first, ...others].flatMap((one) => one.lines);
  return inScreenOrder({ ...first, lines: [...lines, ...added] });
}

/** Added lines as they are chosen anew, after the demand for them was taken back: owed in full. */
export function addedLines(payer: PayerView): readonly BillLineView[] {
  return payer.lines.filter(isAdded).map((line) => ({ ...line, owed: line.amount }));
}

/** Who besides the first is on the bill, by their choices. */
export function othersOf(choices: readonly LineChoice[]): readonly string[] {
  return [...new Set(choices.flatMap(({ payer }) => payer ?? []))];
}

/** A listed fee as a line of the bill, for one of the people on it. */
export function feeLine(
  price: PriceView,
  bill: string,
  served: { readonly ref: string; readonly name: string; readonly unit: string | null },
): BillLineView {
  return {
    bill,
    name: price.name,
    group: price.group,
    period: null,
    note: null,
    beneficiary: served.ref,
    beneficiaryName: served.name,
    unit: served.unit,
    amount: price.amount,
    paid: 0,
    owed: price.amount,
    onBehalf: price.onBehalf,
    blocked: null,
  };
}
