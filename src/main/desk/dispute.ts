/** Complaints of payers: taken down at the counter, decided by the books (product.md E; R19). No money moves by them. */
import { type BusinessDate, businessDateOf } from '../../shared/kernel/clock.ts';
import { ok } from '../../shared/kernel/result.ts';
import { disputeSteps, type Row } from '../../shared/payment/index.ts';
import type { DisputeView } from '../../shared/rpc/disputes.ts';
import { printedNumber } from '../../shared/text/index.ts';
import { act, type DeskContext, fail, type Outcome } from './context.ts';

type Parts = Pick<DeskContext, 'reads' | 'clock'>;
type State = DisputeView['state'];

const dayMs = 86_400_000;
const decided: ReadonlySet<string> = new Set(['upheld', 'rejected', 'closed']);

/** `KN26-00A1B2`: the year and the end of its id, which is chance. */
function disputeNumber({ id, at }: Pick<Row<'dispute'>, 'id' | 'at'>): string {
  return `KN${businessDateOf(at as never).slice(2, 4)}-${id.slice(-6).toUpperCase()}`;
}

/** A complaint with what is known of its receipt and of the bank's money. */
export function disputeView({ reads, clock }: Parts, row: Row<'dispute'>): DisputeView {
  const tie = reads.disputeTie(row.id);
  const receipt = reads.receipt(tie?.receipt ?? row.receipt ?? '');
  const bankReference = tie?.bankReference ?? null;
  const credit = reads.credit(tie?.credit ?? '');
  return {
    dispute: row.id,
    number: disputeNumber(row),
    kind: row.kind as DisputeView['kind'],
    state: row.state as State,
    ...{ amount: row.amount, at: row.at, deadline: row.deadline },
    late: !decided.has(row.state) && row.deadline < businessDateOf(clock.now()),
    ...{ complainant: row.complainant, contact: row.contact, text: row.text, bankReference },
    by: reads.nameOf(reads.actorOf(row.entry) ?? ''),
    receipt:
      receipt === undefined
        ? null
        : {
            ...{ receipt: receipt.id, total: receipt.total, void: receipt.state === 'void' },
            number: `${receipt.series}/${printedNumber(receipt)}`,
          },
    credit:
      credit === undefined
        ? null
        : {
            ...{ amount: credit.amount, paidAt: credit.paidAt, reference: credit.bankReference },
            matched: credit.state === 'matched',
          },
    steps: reads
      .disputeSteps(row.id)
      .map(({ to, by, at, text }) => ({ to: to as State, by: reads.nameOf(by), at, text })),
    next: (disputeSteps[row.state] ?? []) as State[],
  };
}

/** Those that are open, and all of the last days; the late ones first, then the newest. */
export function disputeList(parts: Parts, days: number): DisputeView[] {
  return parts.reads
    .disputesSince(parts.clock.now() - days * dayMs)
    .map((row) => disputeView(parts, row))
    .sort((a, b) => Number(b.late) - Number(a.late) || b.at - a.at);
}

/** The credit of that very reference; of several none, for nothing is matched by guess. */
function creditOf({ reads }: Parts, bankReference: string | null): string | null {
  const found = bankReference === null ? [] : reads.creditsByReference(bankReference);
  return found.length === 1 ? (found[0]?.id ?? null) : null;
}

function tie(
  context: DeskContext,
  actor: string,
  dispute: string,
  receipt: string | null,
  bankReference: string | null,
): void {
  const reference = bankReference === null || bankReference === '' ? null : bankReference;
  const credit = creditOf(context, reference);
  const row = receipt === null ? undefined : context.reads.receipt(receipt);
  const [first] =
    row === undefined
      ? []
      : (JSON.parse(row.frozen) as { sources: { source: string; id: string }[] }).sources.filter(
          ({ source }) => source === 'tender',
        );
  context.ledger.append({
    type: 'dispute.tied',
    actor,
    body: { dispute, receipt, tender: first?.id ?? null, credit },
    private: { bankReference: reference },
  });
}

/** Takes a complaint down; the payer gets a paper that says until when there will be an answer. */
export function openDispute(
  context: DeskContext,
  request: {
    readonly dispute: string;
    readonly kind: DisputeView['kind'];
    readonly receipt: string | null;
    readonly amount: number;
    readonly deadline: string;
    readonly complainant: string;
    readonly contact: string | null;
    readonly text: string;
    readonly bankReference: string | null;
  },
): Outcome<DisputeView> {
  const { ledger, reads, clock } = context;
  const { dispute, kind, receipt, amount, deadline, complainant, contact, text, bankReference } = request;
  const before = reads.dispute(dispute);
  if (before !== undefined) return ok(disputeView(context, before));
  if (receipt !== null && reads.receipt(receipt) === undefined) return fail('receipt-not-found');
  if (deadline < businessDateOf(clock.now())) return fail('dispute-deadline-past');
  const done = act(context, (actor) => {
    ledger.append({
      type: 'dispute.opened',
      actor,
      body: { dispute, kind, receipt, tender: null, amount, deadline },
      private: { complainant, contact: contact === '' ? null : contact, text },
    });
    tie(context, actor, dispute, receipt, bankReference);
  });
  return done.ok ? viewed(context, dispute) : done;
}

/** What it is about, as it is found. */
export function tieDispute(
  context: DeskContext,
  request: {
    readonly dispute: string;
    readonly receipt: string | null;
    readonly bankReference: string | null;
  },
): Outcome<DisputeView> {
  const { dispute, receipt, bankReference } = request;
  const done = act(context, (actor) => tie(context, actor, dispute, receipt, bankReference));
  return done.ok ? viewed(context, dispute) : done;
}

/** The complaint goes on; who decided what, and why, stays. */
export function moveDispute(
  context: DeskContext,
  request: {
    readonly dispute: string;
    readonly to: 'examining' | 'waiting-bank' | 'upheld' | 'rejected' | 'closed';
    readonly text: string;
  },
): Outcome<DisputeView> {
  const { dispute, to, text } = request;
  const done = act(context, (actor) => {
    context.ledger.append({ type: 'dispute.moved', actor, body: { dispute, to }, private: { text } });
  });
  return done.ok ? viewed(context, dispute) : done;
}

function viewed(context: DeskContext, dispute: string): Outcome<DisputeView> {
  const row = context.reads.dispute(dispute);
  return row === undefined ? fail('dispute-not-found') : ok(disputeView(context, row));
}

/** Complaints taken down in a period, and how those that are decided ended: lines of the yearly report (facts §6.1). */
interface DisputeFigures {
  readonly received: number;
  readonly decided: number;
  readonly amount: number;
  /** Whole days from the complaint to its decision, on average; null while none is decided. */
  readonly averageDays: number | null;
}

/** Counts of the complaints of a period. */
export function disputeFigures(
  reads: DeskContext['reads'],
  period: { readonly from: string; readonly to: string },
): DisputeFigures {
  const rows = reads.disputesSince(Date.parse(`${period.from}T00:00:00+07:00`)).filter(({ at }) => {
    const day: BusinessDate = businessDateOf(at as never);
    return day >= period.from && day <= period.to;
  });
  const lasted = rows.flatMap((row) => {
    const end = reads.disputeSteps(row.id).find(({ to }) => to === 'upheld' || to === 'rejected');
    return end === undefined ? [] : [(end.at - row.at) / dayMs];
  });
  const whole = lasted.reduce((sum, days) => sum + days, 0);
  return {
    received: rows.length,
    decided: lasted.length,
    amount: rows.reduce((sum, { amount }) => sum + amount, 0),
    averageDays: lasted.length === 0 ? null : Math.round(whole / lasted.length),
  };
}
