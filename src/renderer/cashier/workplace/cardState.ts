import type { ManualCardView, MethodResponse, PayerView, QrView } from '../../../shared/rpc/contract.ts';
import { digitsOf } from '../../ui/digits.ts';
import type { LineChoice } from './figures.ts';
import type { Common } from './state.ts';

/** What the cashier types from the terminal's slip. */
export interface Slip {
  readonly approvalCode: string;
  readonly lastFour: string;
  readonly terminal: string;
  readonly batch: string;
}

/** The fields of a slip in the order in which they are typed. */
export const slipFields = ['approvalCode', 'lastFour', 'terminal', 'batch'] as const;
export type SlipField = (typeof slipFields)[number];

/** An amount that is keyed into a terminal that is not connected; then its slip is typed here. */
export interface TakingCard extends Common {
  readonly at: 'card';
  readonly payer: PayerView;
  readonly choices: readonly LineChoice[];
  readonly payerName: string;
  readonly payerAddress: string;
  readonly card: ManualCardView;
  readonly slip: Slip;
  readonly field: SlipField;
  /** The code of the same collection that has money already; stepping back leads to it. */
  readonly behind: QrView | null;
}

export type TakingCardEvent =
  | {
      readonly is: 'card-begun';
      readonly card: ManualCardView;
      readonly known: Pick<Slip, 'terminal' | 'batch'>;
    }
  | { readonly is: 'slip'; readonly field: SlipField; readonly text: string }
  | { readonly is: 'slip-field'; readonly field: SlipField }
  | { readonly is: 'keyed'; readonly collected: MethodResponse<'collect.manualKey'> };

const patterns: Readonly<Record<SlipField, RegExp>> = {
  approvalCode: /^[A-Za-z0-9]{1,12}$/,
  lastFour: /^\d{4}$/,
  terminal: /^[A-Za-z0-9-]{1,20}$/,
  batch: /^[A-Za-z0-9-]{1,12}$/,
};

const longest: Readonly<Record<SlipField, number>> = {
  approvalCode: 12,
  lastFour: 4,
  terminal: 20,
  batch: 12,
};

/** The first field that is not yet right; null when the slip is complete. */
export function missingOf(slip: Slip): SlipField | null {
  return slipFields.find((field) => !patterns[field].test(slip[field])) ?? null;
}

/** What may stand in a field: never more of a card's number than four digits. */
export function slipText(field: SlipField, text: string): string {
  const kept = field === 'lastFour' ? digitsOf(text) : text.replace(/[^A-Za-z0-9-]/g, '');
  return kept.slice(0, longest[field]).toUpperCase();
}

/** The field above or below. */
export function fieldBeside(field: SlipField, by: number): SlipField {
  const at = Math.max(0, Math.min(slipFields.length - 1, slipFields.indexOf(field) + by));
  return slipFields[at] ?? field;
}

/** The moves of the screen while a slip is typed. Nothing here decides about money. */
export function reduceSlip(state: TakingCard, event: TakingCardEvent): TakingCard {
  switch (event.is) {
    case 'slip': {
      const slip = { ...state.slip, [event.field]: slipText(event.field, event.text) };
      return { ...state, slip, field: event.field, failure: null };
    }
    case 'slip-field':
      return { ...state, field: event.field };
    default:
      return state;
  }
}
