import type { Body, Entry } from '../../shared/journal/index.ts';

/** Entries of one act lie closer together than this. */
const longestAct = 32;

/**
 * How many of these last entries of a damaged journal may be kept, so that none stays whose act went on behind the
 * damage: an allocation without its receipts, a void without the receipt that replaces it, a credit without its tender.
 * (An act is one transaction; only damage can part it.)
 */
export function keepWholeActs(tail: readonly Entry[]): number {
  const named = new Set(tail.flatMap(namesOf));
  for (let index = Math.max(0, tail.length - longestAct); index < tail.length; index += 1) {
    const entry = tail[index];
    if (entry !== undefined && needsOf(entry).some((need) => !named.has(need))) return index;
  }
  return tail.length;
}

/** What an entry settles that another of its act needs. */
function namesOf(entry: Entry): string[] {
  const body = entry.body as Record<string, unknown>;
  const [, state] = entry.type.split('.');
  if (entry.type === 'receipt.issued') return [`receipt ${body.receipt}`, `paid ${body.collection}`];
  if (entry.type === 'credit.matched') return [`match ${body.credit}`];
  if (state === 'credited') return [`credited ${body.credit}`];
  if (entry.type === 'card.voided') return [`voided ${body.tender}`];
  if (entry.type === 'refund.paid') return [`refunded ${body.refund}`];
  if (state === 'accepted' && 'acceptance' in body) return [`accepted ${body.acceptance}`];
  return [];
}

function needsOf(entry: Entry): string[] {
  switch (entry.type) {
    case 'allocation.frozen':
      return (entry.body as Body<'allocation.frozen'>).rows.map((row) => `receipt ${row.receipt}`);
    case 'receipt.voided': {
      const { replacedBy } = entry.body as Body<'receipt.voided'>;
      return replacedBy === null ? [] : [`receipt ${replacedBy}`];
    }
    case 'paper.entered': {
      const { collection } = entry.body as Body<'paper.entered'>;
      return collection === null ? [] : [`paid ${collection}`];
    }
    case 'acceptance.given':
      return [`accepted ${(entry.body as Body<'acceptance.given'>).acceptance}`];
    case 'credit.matched':
      return [`credited ${(entry.body as Body<'credit.matched'>).credit}`];
    case 'terminal.void-ended': {
      const { outcome, tender } = entry.body as Body<'terminal.void-ended'>;
      return outcome === 'approved' ? [`voided ${tender}`] : [];
    }
    case 'terminal.refund-ended': {
      const { outcome, refund } = entry.body as Body<'terminal.refund-ended'>;
      return outcome === 'approved' ? [`refunded ${refund}`] : [];
    }
    case 'vietqr.credited':
    case 'ussd.credited':
    case 'incoming.credited':
      return [`match ${(entry.body as Body<'vietqr.credited'>).credit}`];
    default:
      return [];
  }
}
