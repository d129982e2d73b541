import type { BillLineView, ChosenLine, PayerView } from '../../../shared/rpc/contract.ts';

/** What the cashier has decided for one bill line; amounts in đồng. */
export interface LineChoice {
  readonly bill: string;
  readonly taken: boolean;
  /** What is collected now if taken: 1 … owed. */
  readonly amount: number;
  /** Whose line it is, where that is not the first person's. */
  readonly payer?: string;
  /** The listed fee it is, where no list asked for it. */
  readonly price?: string;
}

/** Whether anything can be collected on the line now. */
export function chargeable(line: BillLineView): boolean {
  return line.owed > 0 && line.blocked === null;
}

/** Every line that can be charged, taken in full: the usual case needs no key. */
export function takeAll(lines: readonly BillLineView[]): readonly LineChoice[] {
  return lines.map((line) => ({ bill: line.bill, taken: chargeable(line), amount: line.owed }));
}

/** The choice as it goes to the counter, in the order of the screen, which is the order of allocation. */
export function chosenLines(choices: readonly LineChoice[]): ChosenLine[] {
  return choices.filter((choice) => choice.taken).map(({ taken: _, ...line }) => line);
}

/** What is collected now. */
export function totalOf(choices: readonly LineChoice[]): number {
  return choices.reduce((sum, choice) => (choice.taken ? sum + choice.amount : sum), 0);
}

/** What stays owed after this collection. */
export function leftAfter(lines: readonly BillLineView[], choices: readonly LineChoice[]): number {
  return lines.reduce((sum, line) => sum + line.owed, 0) - totalOf(choices);
}

/** One receipt for each person served, and thu hộ on its own series (product.md A2). */
export function receiptCount(lines: readonly BillLineView[], choices: readonly LineChoice[]): number {
  const taken = new Set(choices.filter((choice) => choice.taken).map((choice) => choice.bill));
  const receipts = lines
    .filter((line) => taken.has(line.bill))
    .map((line) => `${line.onBehalf ? 'behalf' : 'own'} ${line.beneficiary}`);
  return new Set(receipts).size;
}

export interface BillGroup {
  readonly key: string;
  readonly onBehalf: boolean;
  readonly beneficiary: string;
  readonly beneficiaryName: string;
  readonly unit: string | null;
  readonly lines: readonly BillLineView[];
}

/** Lines by section (own, then thu hộ) and person served, in the order in which they came. */
export function groupLines(lines: readonly BillLineView[]): readonly BillGroup[] {
  const groups = new Map<string, BillLineView[]>();
  const ordered = [...lines.filter((line) => !line.onBehalf), ...lines.filter((line) => line.onBehalf)];
  for (const line of ordered) {
    const key = `${line.onBehalf ? 'behalf' : 'own'} ${line.beneficiary}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups].flatMap(([key, own]) => {
    const first = own[0];
    if (first === undefined) return [];
    const { onBehalf, beneficiary, beneficiaryName, unit } = first;
    return [{ key, onBehalf, beneficiary, beneficiaryName, unit, lines: own }];
  });
}

/** The payer with lines in the order of the screen, so that the cursor and the table agree. */
export function inScreenOrder(payer: PayerView): PayerView {
  return { ...payer, lines: groupLines(payer.lines).flatMap((group) => group.lines) };
}
