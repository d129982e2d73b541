import { keyFor } from '../../../shared/i18n/translate.ts';
import type { CardView } from '../../../shared/rpc/card.ts';
import type { TextOf } from '../../ui/text.tsx';

/** Why certainly nothing was charged, in words. */
export function unpaidReason(t: TextOf, card: CardView): string {
  switch (card.state) {
    case 'declined':
      return declinedReason(t, card.responseCode ?? '');
    case 'decided-unpaid':
      return t('card.unpaid.decided');
    case 'voided':
      return t('card.unpaid.voided');
    default:
      return t(keyFor('card.not-sent', card.cause ?? 'none', 'card.not-sent.other'));
  }
}

/** The ledger's own codes have words; the others are the bank's and are shown as they are. */
function declinedReason(t: TextOf, code: string): string {
  if (code === 'not-sent') return t('card.not-sent.other');
  if (code === 'notfound') return t('card.unpaid.not-found');
  if (code === 'late' || code === '') return t('card.unpaid.late');
  return t('card.unpaid.declined', { code });
}

/** Why nobody knows, in words that may have emphasis. */
export function unknownReason(card: CardView) {
  return keyFor('card.unknown', card.cause ?? '', 'card.unknown.other');
}
