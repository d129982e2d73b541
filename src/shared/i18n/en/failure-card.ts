import type { viFailureCard } from '../vi/failure-card.ts';

export const enFailureCard: Readonly<Record<keyof typeof viFailureCard, string>> = {
  'failure.terminal-missing':
    'No card terminal is connected. Nothing was taken. Choose another way, or key it on a terminal by hand.',
  'failure.terminal-query-first':
    'The terminal has an attempt of unknown outcome. Nothing was taken now. Ask it again or have it decided, then go on.',
  'failure.terminal-not-reached':
    'The terminal does not answer. No money moved. Look at the cable and try again.',
  'failure.card-void-declined':
    'The terminal does not void this. The money stays taken. Refund it with a voucher.',
  'failure.card-void-unknown':
    'It is not known whether the terminal voided it. Do not refund another way. Look at its slip, then void again to ask it.',
  'failure.settlement-declined':
    'The terminal does not settle: the batch is empty or was settled. No money moved.',
  'failure.settlement-unknown':
    'It is not known whether the terminal settled. No money is lost. Look at its settlement slip.',
  'failure.card-batch-settled':
    'The batch of this payment was settled and it cannot be voided. The money stays taken. Make a refund.',
  'failure.card-void-unsupported':
    'The bank of this terminal allows no void from the counter. Nothing changed. Void on the terminal, or refund.',
  'failure.refund-not-by-card':
    'This money did not come by a card of a connected terminal. Nothing was given back. Refund another way, then type the reference.',
  'failure.refund-at-terminal':
    'The terminal was asked for this refund and its outcome is not known. Do not pay another way. Ask it, or have it decided.',
  'failure.card-not-settled':
    'This payment is in a batch that is not settled. Nothing was given back. Settle the terminal, then refund on it.',
  'failure.card-refund-unsupported':
    'The bank of this terminal allows no refund from the counter. Nothing was given back. Refund on the terminal or by the bank, then type the reference.',
  'failure.card-refund-declined':
    'The terminal refused the refund. The payer has no money yet. Try again, or have the bank refund it and type the reference.',
  'failure.card-refund-unknown':
    'It is not known whether the terminal refunded it. Do not pay another way. Look at its slip, then ask it again.',
  'failure.void-under-way':
    'The terminal was asked to void or refund this and its outcome is not known. Nothing changed. Ask the terminal first.',
  'failure.void-differs': 'The void differs from what was taken. Nothing was voided. Open the list again.',
  'failure.void-finished': 'This void has its outcome already. Nothing changed. Open the list again.',
  'failure.settlement-finished':
    'This settlement has its outcome already. Nothing changed. Open the list again.',
  'failure.terminal-has-unknown':
    'A payment on this terminal is unknown, so it can be neither renamed nor removed. Nothing changed. Ask it first.',
};
