/** The bảng kê of a stay as the screen puts it together, pure; the counter computes it again. */
import type { BillLineView, PayerView } from '../../../shared/rpc/contract.ts';
import type { Stay } from './StayPlace.tsx';

export const parts = ['own', 'out-of-list', 'surcharge'] as const;
export type Part = (typeof parts)[number];

/** How the cashier has marked lines; what is not marked is taken, as the patient's own share. */
export interface Marks {
  readonly left: ReadonlySet<string>;
  readonly part: Readonly<Record<string, Part>>;
}

export const noMarks: Marks = { left: new Set(), part: {} };

/** Lines of the stay that the patient still owes. Thu hộ is never part of a hospital bill. */
export function stayLines(payer: PayerView, stay: Stay): readonly BillLineView[] {
  const bills = new Set(stay.bills);
  return payer.lines.filter(
    (line) => bills.has(line.bill) && line.owed > 0 && line.blocked === null && !line.onBehalf,
  );
}

export interface SettleFigures {
  /** Of the taken lines by column, exemptions still in them; đồng. */
  readonly own: number;
  readonly outOfList: number;
  readonly surcharge: number;
  readonly exempted: number;
  /** What the patient bears. */
  readonly payable: number;
  readonly gross: number;
  /** Of the deposits. */
  readonly applied: number;
  readonly due: number;
  readonly back: number;
}

/** The sums of the screen. */
export function figuresOf(
  lines: readonly BillLineView[],
  stay: Stay,
  marks: Marks,
  insurance: number,
): SettleFigures {
  const taken = lines.filter((line) => !marks.left.has(line.bill));
  const bills = new Set(taken.map((line) => line.bill));
  const reduced = (bill: string) =>
    stay.reductions.reduce((sum, one) => (one.bill === bill ? sum + one.amount : sum), 0);
  const of = (part: Part) =>
    taken.reduce(
      (sum, line) => ((marks.part[line.bill] ?? 'own') === part ? sum + line.owed + reduced(line.bill) : sum),
      0,
    );
  const exempted = [...bills].reduce((sum, bill) => sum + reduced(bill), 0);
  const payable = taken.reduce((sum, line) => sum + line.owed, 0);
  const applied = Math.min(stay.left, payable);
  return {
    own: of('own'),
    outOfList: of('out-of-list'),
    surcharge: of('surcharge'),
    ...{ exempted, payable, applied },
    gross: insurance + payable + exempted,
    due: payable - applied,
    back: stay.left - applied,
  };
}

/** The next column of the bảng kê. */
export function nextPart(part: Part): Part {
  return parts[(parts.indexOf(part) + 1) % parts.length] ?? 'own';
}
