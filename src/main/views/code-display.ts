import type { Row } from '../../shared/payment/index.ts';
import type { DisplayView } from '../../shared/rpc/contract.ts';
import type { LedgerReads } from '../ledger/read.ts';
import { collectionMoney, newestCode, qrView } from './codes.ts';

type Steps = Extract<DisplayView, { state: 'qr' }>['steps'];

function stepsOf(wallet: boolean): Steps {
  return [wallet ? 'open-wallet-app' : 'open-bank-app', 'check-name-and-amount', 'send-and-wait'];
}

export interface CodeDisplayParts {
  readonly facilityName: string;
  readonly maskedName: string;
  readonly now: number;
}

/**
 * What the payer sees of the newest code of the collection in front, or null when there is nothing to say of one.
 * "Received" stands only on money that the bank has spoken of.
 */
export function codeDisplay(
  reads: LedgerReads,
  front: Row<'collection'>,
  { facilityName, maskedName, now }: CodeDisplayParts,
): DisplayView | null {
  const tender = newestCode(reads, front.id);
  if (tender === undefined) return null;
  const code = qrView(reads, tender);
  const { payload, amount, holder, bank, lastFour, expiresAt, received } = code;
  const named = { facilityName, maskedName };
  switch (code.state) {
    case 'shown':
      if (code.ussd !== null) {
        const { operatorName, dial, payTo } = code.ussd;
        return { state: 'ussd', ...named, amount, operatorName, dial, payTo, expiresAt };
      }
      return {
        ...{ state: 'qr', ...named, payload, amount, holder, bank, lastFour, expiresAt },
        steps: stepsOf(code.wallet),
      };
    case 'claimed':
      if (expiresAt <= now) return { state: 'not-confirmed', ...named, amount, received: 0 };
      return { state: 'waiting', ...named, amount, expiresAt };
    case 'accepted':
      return { state: 'waiting', ...named, amount, expiresAt };
    case 'expired':
    case 'never-came':
      return { state: 'not-confirmed', ...named, amount, received };
    case 'credited': {
      const unproven = reads.tenders(front.id).some((one) => one.state === 'accepted');
      if (collectionMoney(reads, front).canIssue && !unproven) {
        return { state: 'received', ...named, total: front.total, change: null, receiptNumbers: [] };
      }
      return received < amount ? { state: 'not-confirmed', ...named, amount, received } : null;
    }
    case 'cancelled':
      return null;
  }
}
