/**
 * Cases: what came by the feed and nothing here may decide, and bills that two counters took while neither knew of the
 * other. A person judges them, with a reason; a proposal takes effect only when two people agree (design §6 "Pull").
 */
import { type Body, settingsBody } from '../../shared/journal/index.ts';
import { businessDateOf } from '../../shared/kernel/clock.ts';
import { ok } from '../../shared/kernel/result.ts';
import type { CaseView } from '../../shared/rpc/facility.ts';
import { type FeedBody, feedBodies, feedItem } from '../../shared/sync/index.ts';
import { printedNumber } from '../../shared/text/index.ts';
import { checkAccounts } from '../facility/accounts.ts';
import { checkSettings } from '../facility/rules.ts';
import type { FacilityReads } from '../ledger/facility-reads.ts';
import { act, approve, type DeskContext, fail, journalApproval, type Outcome } from './context.ts';
import { refundTwice, refundTwiceView } from './fund-twice.ts';

type Setting = Body<'settings.set'>;

/** A case as it is kept. */
export interface OpenCase {
  readonly id: string;
  readonly kind: string;
  readonly reason: string;
  readonly at: number;
  /** What came, as it came; of `bill-twice` a {@link TwicePaid}. */
  readonly item: string | null;
}

/** Kind of a case that two journals made, not the feed. */
export const billTwice = 'bill-twice';

/** A bill line on which counters have more money together than was owed. */
export interface TwicePaid {
  readonly bill: string;
  /** Whose it is in the lists. */
  readonly payer: string;
  readonly owed: number;
}

/** Kind of a case: the same credit was given to payments at two counters (design §6 "One writer per fact"). */
export const creditTwice = 'credit-twice';

/** Where cases are kept; wired in `compose`. */
export interface CaseBook {
  /** What waits for a person, oldest first. */
  open(): readonly OpenCase[];
  /** Shown no more; inside the caller's act. */
  settle(id: string): void;
  /** The text under a seal of the facility, or null. */
  unseal(subject: string, sealed: string): Promise<string | null>;
}

export interface CaseParts {
  readonly book: CaseBook;
  readonly facility: FacilityReads;
}

/** Every open case with what a person needs to judge it. */
export async function listCases(context: DeskContext, parts: CaseParts): Promise<CaseView[]> {
  const views: CaseView[] = [];
  for (const one of parts.book.open()) views.push(await caseView(context, parts, one));
  return views;
}

async function caseView(context: DeskContext, parts: CaseParts, one: OpenCase): Promise<CaseView> {
  const { id, kind, reason, at } = one;
  const base = {
    case: id,
    kind,
    reason,
    at,
    about: null,
    amount: null,
    owed: null,
    receipts: [],
    proposal: null,
  };
  if (kind === billTwice) return { ...base, ...twiceView(context, parts, one) };
  if (kind === creditTwice) return { ...base, ...creditTwiceView(parts, one) };
  if (kind === refundTwice) return { ...base, ...refundTwiceView(context, parts.facility, one) };
  const body = bodyOf(one);
  if (kind === 'bill' && body !== null) {
    const { bill, payer } = body as FeedBody<'bill'>;
    const paid = context.reads.bill(bill).paid;
    return {
      ...base,
      about: aboutBill(context, bill, payer),
      amount: paid,
      receipts: receiptsOn(context, parts, bill, payer),
    };
  }
  if (kind === 'credit-case' && body !== null) {
    const { amount, heardAmount } = body as FeedBody<'credit-case'>;
    return { ...base, amount: heardAmount, owed: amount };
  }
  if (kind !== 'proposal') return base;
  const change = await settingOf(parts.book, one);
  if (change === null) return base;
  return {
    ...base,
    proposal: { key: change.key, value: change.value, before: context.reads.setting(change.key) },
  };
}

function twiceView(context: DeskContext, parts: CaseParts, { item }: OpenCase): Partial<CaseView> {
  const twice = twicePaid(item);
  if (twice === null) return {};
  const { bill, payer, owed } = twice;
  const paid = parts.facility.paidBy(bill).reduce((sum, one) => sum + one.paid, 0);
  return {
    about: aboutBill(context, bill, payer),
    amount: paid,
    owed,
    receipts: receiptsOn(context, parts, bill, payer),
  };
}

function creditTwiceView({ facility }: CaseParts, { item }: OpenCase): Partial<CaseView> {
  const { key } = JSON.parse(item ?? '{"key":""}') as { key: string };
  const matched = facility.matchedBy(key);
  const names = matched.map(({ counter }) => facility.of(counter).setting('counter')?.name ?? '');
  const [, reference = ''] = key.split('|');
  return { about: [reference, ...names].join(', '), amount: matched[0]?.amount ?? null };
}

function receiptsOn({ reads }: DeskContext, { facility }: CaseParts, bill: string, payer: string) {
  return facility.receiptsOn(bill, payer).map(({ counter, series, number, width, issueDate, amount }) => ({
    kind: 'receipt' as const,
    counterName: facility.of(counter).setting('counter')?.name ?? '',
    own: counter === reads.counterId,
    number: `${series} · ${printedNumber({ number, width })}`,
    issueDate,
    amount,
  }));
}

/** The line as its list calls it, and whose it is. */
function aboutBill({ catalogue }: DeskContext, bill: string, payer: string): string {
  const known = catalogue.openPayer(payer);
  if (known === null) return bill;
  const fee = catalogue.billByRef(bill)?.fee;
  return [...(fee === undefined ? [] : [fee]), `${known.name} (${known.code})`].join(', ');
}

/** What is kept of a bill that was taken twice, or null. */
export function twicePaid(item: string | null): TwicePaid | null {
  return item === null ? null : (JSON.parse(item) as TwicePaid);
}

function bodyOf({ item }: OpenCase): unknown {
  const read = feedItem.safeParse(item === null ? null : JSON.parse(item));
  if (!read.success || !Object.hasOwn(feedBodies, read.data.kind)) return null;
  const body = feedBodies[read.data.kind as keyof typeof feedBodies].safeParse(read.data.body);
  return body.success ? body.data : null;
}

/** The setting that a proposal asks for; null when it asks for something else, or cannot be read here. */
async function settingOf(book: CaseBook, one: OpenCase): Promise<Setting | null> {
  const body = bodyOf(one) as FeedBody<'proposal'> | null;
  if (one.kind !== 'proposal' || body === null) return null;
  const text = body.sealed === null ? body.change : await book.unseal(body.proposal, body.sealed);
  try {
    const read = settingsBody.safeParse(JSON.parse(text ?? 'null'));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** Somebody has judged it, and says how. */
export function settleCase(
  context: DeskContext,
  { book }: CaseParts,
  request: { readonly case: string; readonly text: string },
): Outcome<Record<string, never>> {
  const one = book.open().find(({ id }) => id === request.case);
  if (one === undefined) return fail('case-not-open');
  if (one.kind === 'proposal') return fail('case-is-proposal');
  return act(context, (actor) => {
    const { id, kind, reason } = one;
    const body = { case: id, kind: kind.slice(0, 40), reason: reason.slice(0, 40) };
    context.ledger.append({ type: 'case.settled', actor, body, private: { text: request.text } });
    book.settle(id);
    return {};
  });
}

const needs = ['administrator', 'chief-accountant'] as const;

/**
 * Two people agree: the administrator who is signed in and the chief accountant by PIN, whatever the proposal itself
 * asks for. Then it is a setting like one typed here.
 */
export async function acceptProposal(
  context: DeskContext,
  { book }: CaseParts,
  request: { readonly case: string; readonly approval: { readonly person: string; readonly pin: string } },
): Promise<Outcome<Record<string, never>>> {
  const one = book.open().find(({ id, kind }) => id === request.case && kind === 'proposal');
  if (one === undefined) return fail('case-not-open');
  const change = await settingOf(book, one);
  if (change === null) return fail('proposal-not-understood');
  const checked = checkedSetting(context, change);
  if (!checked.ok) return checked;
  const what = change.key === 'accounts' ? 'set-account' : 'set-setting';
  const approval = await approve(context, what, one.id, request.approval, []);
  if (!approval.ok) return approval;
  return act(context, (actor) => {
    const { ledger } = context;
    const proposal = journalProposal(context, change, actor);
    const { approver } = approval.value;
    ledger.append({ type: 'proposal.accepted', actor, body: { proposal, role: 'administrator' } });
    ledger.append({
      type: 'proposal.accepted',
      actor: approver,
      body: { proposal, role: 'chief-accountant' },
    });
    // Right before what it allows, where the list of changes looks for it.
    journalApproval(context, approval.value);
    ledger.append({ type: 'settings.set', actor, body: change });
    book.settle(one.id);
    return {};
  });
}

/** One of the two says no; nothing changes. */
export async function refuseProposal(
  context: DeskContext,
  { book }: CaseParts,
  request: { readonly case: string; readonly text: string },
): Promise<Outcome<Record<string, never>>> {
  const one = book.open().find(({ id, kind }) => id === request.case && kind === 'proposal');
  if (one === undefined) return fail('case-not-open');
  const change = await settingOf(book, one);
  return act(context, (actor) => {
    const proposal = journalProposal(context, change, actor);
    const { text } = request;
    context.ledger.append({ type: 'proposal.refused', actor, body: { proposal }, private: { text } });
    book.settle(one.id);
    return {};
  });
}

function journalProposal({ ids, ledger }: DeskContext, change: Setting | null, actor: string): string {
  const proposal = ids.next();
  const subject = change?.key === 'accounts' ? 'account' : 'setting';
  ledger.append({
    type: 'proposal.made',
    actor,
    body: { proposal, subject, origin: 'feed', needs: [...needs] },
    private: { change: JSON.stringify(change).slice(0, 20_000) },
  });
  return proposal;
}

/** Whether it may be set as things are, by the same rules as what is typed here. */
function checkedSetting({ clock, reads }: DeskContext, change: Setting): Outcome<null> {
  if (change.key === 'accounts') {
    const checked = checkAccounts(change.value.list);
    return checked.ok ? ok(null) : fail(checked.reason.code, { account: checked.reason.account });
  }
  const checked = checkSettings(reads, [change], businessDateOf(clock.now()));
  return checked.ok ? ok(null) : fail(checked.reason);
}
