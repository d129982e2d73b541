import type { viElsewhere } from '../vi/elsewhere.ts';

export const enElsewhere: Readonly<Record<keyof typeof viElsewhere, string>> = {
  'elsewhere.title': 'Money at another counter',
  'elsewhere.open': 'Money at another counter',
  'elsewhere.note':
    'Deposits and balances of {name} that other counters took. Bring one here, then use it or give it back as your own.',
  'elsewhere.none': 'No money at another counter.',
  'elsewhere.balance': 'Balance kept for the payer',
  'elsewhere.current': 'figures complete',
  'elsewhere.until': 'figures until {time}',
  'elsewhere.slip': 'A deposit slip this counter has no figures of',
  'elsewhere.slip.note': 'Taken in cash at another counter; keep the original slip, somebody approves',
  'elsewhere.series': 'Series on the slip',
  'elsewhere.number': 'Number',
  'elsewhere.amount': 'Amount on the slip',
  'elsewhere.missing.series': 'Type the series printed on the slip',
  'elsewhere.missing.number': 'Type the number',
  'elsewhere.unproven': 'The money of this slip has not come yet. Wait for the counter that took it.',
  'elsewhere.balance-needs-journal': 'A balance has no slip: wait for all figures of that counter.',
  'elsewhere.outcome': 'Enter: bring it here. No money is paid out yet.',
  'elsewhere.outcome.slip':
    '<b>Keep the original slip.</b> Enter: bring it here, with the approver’s name. No money is paid out yet.',
  'elsewhere.act': 'Bring it here',
  'deposit.brought': 'From another counter',
  'case.advice.refund-twice':
    '<b>Given back twice: of a deposit or balance of {owed}, {amount} was used or given back at two counters.</b> Both vouchers stand. Ask for the rest back, or refuse what is not paid yet; then give the reason.',
  'case.papers': 'Papers at the counters',
  'case.asked': 'Asked back, not paid',
  'case.voucher': 'Voucher {number}',
  'sync.case.kind.refund-twice': 'Given back at two counters',
  'sync.case.reason.refund-twice': 'both vouchers stand, somebody must judge',
  'failure.fund-gone-elsewhere':
    'Another counter has used this or given it back. No money moved, nothing was written. Look at what is left; refuse what was asked back and not paid.',
  'failure.fund-not-current':
    'Not all figures of the counter that took it are here, and a balance has no slip to keep. Nothing was written. Wait for the network, or send the payer to that counter.',
  'failure.fund-home-not-current':
    'Another counter may have used this or given it back and its figures are not here. No money moved, nothing was written. Wait for the network and try again, or ask that counter.',
  'failure.slip-of-several-counters':
    'Two counters have a slip with this series and number for this person. No money moved, nothing was written. Send the payer to the counter that took it.',
  'failure.slip-known':
    'This slip is in the figures already, or was brought to a counter. Nothing was written. Choose it from the list, or send the payer to the counter that took it.',
  'failure.slip-series-unknown':
    'No counter here can have this series. Nothing was written. Look at the series printed on the slip.',
  'failure.slip-only-hospital': 'Only a hospital takes a slip by its number. Nothing was written.',
  'failure.slip-needed': 'No slip was chosen. Nothing was written. Choose one or type its number.',
  'failure.slip-of-this-counter':
    'This counter wrote this slip itself. Nothing was written. Look among the deposits of the payer.',
  'failure.fund-is-here': 'This money is at this very counter. Nothing was written.',
  'failure.deposit-exists':
    'This deposit slip is here already. Nothing was written again. Open the list again.',
  'failure.balance-exists': 'This balance is here already. Nothing was written again. Open the list again.',
};
