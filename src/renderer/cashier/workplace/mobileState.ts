import type { PayerView, QrView, WorkplaceView } from '../../../shared/rpc/contract.ts';
import type { LineChoice } from './figures.ts';
import type { Common } from './state.ts';

/** How Mobile Money is paid: by scanning with a wallet, or by typing on a phone through one operator. */
export interface MobileWay {
  readonly way: 'code' | 'ussd';
  /** Operator of `ussd`; empty for a code. */
  readonly operator: string;
  readonly name: string;
  readonly dial: string;
  readonly payTo: string;
}

/** Fields typed for a demand over USSD. */
export const mobileFields = ['phone', 'operatorNumber'] as const;
export type MobileField = (typeof mobileFields)[number];

/** F8: which way, and who pays. Nothing is asked for yet. */
export interface AskingMobile extends Common {
  readonly at: 'mobile';
  readonly payer: PayerView;
  readonly choices: readonly LineChoice[];
  readonly payerName: string;
  readonly payerAddress: string;
  readonly held: string | null;
  /** What is asked for, in đồng. */
  readonly amount: number;
  readonly chosen: number;
  readonly phone: string;
  readonly operatorNumber: string;
  readonly field: MobileField;
  readonly ids: { readonly collection: string; readonly tender: string };
  /** The code of the same collection that has money already; stepping back leads to it. */
  readonly behind: QrView | null;
}

export type AskingMobileEvent =
  | {
      readonly is: 'mobile-opened';
      readonly ids: AskingMobile['ids'];
      readonly amount: number;
    }
  | { readonly is: 'mobile-way'; readonly chosen: number }
  | { readonly is: 'mobile-text'; readonly field: MobileField; readonly text: string }
  | { readonly is: 'mobile-field'; readonly field: MobileField }
  | { readonly is: 'mobile-left' };

/** What can be chosen, the code first: it needs least typing. */
export function mobileWays({
  operators,
  walletCode,
}: Pick<WorkplaceView, 'operators' | 'walletCode'>): MobileWay[] {
  const code: MobileWay = { way: 'code', operator: '', name: '', dial: '', payTo: '' };
  return [...(walletCode ? [code] : []), ...operators.map((one) => ({ way: 'ussd' as const, ...one }))];
}

/** What may stand in a field. */
function mobileText(field: MobileField, text: string): string {
  if (field === 'phone') return text.replace(/[^0-9+]/g, '').slice(0, 15);
  return text.replace(/[^A-Za-z0-9.-]/g, '').slice(0, 40);
}

/** Whether the fields can be sent: a phone is left out or whole. */
export function mobileComplete({ phone }: Pick<AskingMobile, 'phone'>): boolean {
  return phone === '' || phone.length >= 9;
}

/** The moves of the form. */
export function reduceMobile(state: AskingMobile, event: AskingMobileEvent): AskingMobile {
  switch (event.is) {
    case 'mobile-way':
      return { ...state, chosen: event.chosen, failure: null };
    case 'mobile-text':
      return { ...state, [event.field]: mobileText(event.field, event.text), failure: null };
    case 'mobile-field':
      return { ...state, field: event.field };
    default:
      return state;
  }
}
