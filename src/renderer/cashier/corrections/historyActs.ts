import type { Role } from '../../../shared/kernel/roles.ts';
import { ReceiptDispute } from '../disputes/DisputeDialog.tsx';
import type { House } from '../frame/Frame.tsx';
import type { HistoryAct } from '../history/acts.ts';
import { RefundDialog } from './RefundDialog.tsx';
import { ReplaceDialog } from './ReplaceDialog.tsx';
import { VoidDialog } from './VoidDialog.tsx';

/** Who may undo paper; money leaves an open drawer. */
const drawer: readonly Role[] = ['cashier', 'treasurer'];

function atDrawer({ person }: House): boolean {
  return person.roles.some((role) => drawer.includes(role));
}

/** Void, replacement, refund and dispute of a receipt. */
export const correctionActs: readonly HistoryAct[] = [
  {
    chord: 'Alt+H',
    label: 'void.bar',
    fits: ({ receipt }, house) => receipt.state === 'issued' && atDrawer(house),
    Dialog: VoidDialog,
  },
  {
    chord: 'Alt+R',
    label: 'replace.bar',
    fits: ({ receipt }, house) => receipt.state === 'issued' && atDrawer(house),
    Dialog: ReplaceDialog,
  },
  {
    chord: 'Alt+T',
    label: 'refund.bar',
    fits: ({ receipt }) => receipt.state === 'issued',
    Dialog: RefundDialog,
  },
  {
    chord: 'Alt+K',
    label: 'dispute.bar',
    fits: () => true,
    Dialog: ReceiptDispute,
  },
];
