/** Credits nobody has been found for, and where each could go: reasons for a person to judge, never a match. */
import { isLegalMove, type Row } from '../../shared/payment/index.ts';
import type { CreditCandidate, CreditReason, CreditView } from '../../shared/rpc/contract.ts';
import { foldVietnamese } from '../../shared/text/index.ts';
import { findMatchCodes } from '../../shared/vietqr/index.ts';
import { creditKeyOf, type LooseCredits } from '../bank/loose-credits.ts';
import type { CataloguePayer, CatalogueReads } from '../catalogue/read.ts';
import { receivingAccounts } from '../facility/accounts.ts';
import type { LedgerReads } from '../ledger/read.ts';
import { collectionMoney } from './codes.ts';
import { openPayer } from './payers.ts';

export interface CreditParts {
  readonly reads: LedgerReads;
  readonly catalogue: CatalogueReads;
  readonly loose: LooseCredits;
}

const mostCandidates = 20;

function accountView(reads: LedgerReads, account: string): CreditView['account'] {
  const known = receivingAccounts(reads).find(({ bin, number }) => `${bin}-${number}` === account);
  return known === undefined ? null : { bank: known.bank, lastFour: known.number.slice(-4) };
}

/**
 * Every credit that waits for a person, the oldest first: journalled ones and those in nobody's journal, without those a
 * sister counter has given away.
 */
export function waitingCredits({
  reads,
  loose,
}: Pick<CreditParts, 'reads' | 'loose'>): readonly CreditView[] {
  const unmatched = reads.unmatchedCredits().filter((credit) => !loose.isElsewhere(creditKeyOf(credit)));
  const journalled = unmatched.map((credit) => ({
    credit: credit.id,
    amount: credit.amount,
    paidAt: credit.paidAt,
    content: credit.content ?? '',
    senderName: credit.otherName,
    account: accountView(reads, credit.account),
    sinceMs: credit.at,
  }));
  const others = loose.all().map((credit) => ({
    credit: credit.key,
    amount: credit.amount,
    paidAt: credit.paidAt,
    content: credit.content,
    senderName: credit.senderName,
    account: accountView(reads, `${credit.bin}-${credit.number}`),
    sinceMs: credit.sinceMs,
  }));
  return [...journalled, ...others].sort((a, b) => a.sinceMs - b.sinceMs);
}

/** What is known of somebody a credit may be for. */
interface Somebody {
  readonly amounts: readonly number[];
  /** Match code or operator's number that was asked under. */
  readonly reference: string | null;
  readonly names: readonly (string | null)[];
  readonly code: string | null;
  readonly account: string | null;
}

/** Letters and digits only, folded: how banks leave names and codes. */
function bare(text: string): string {
  return foldVietnamese(text).replace(/[^a-z0-9]/g, '');
}

/** Shorter names and codes stand in too many contents by chance. */
const shortestHint = 4;
/** Characters in a row of a match code that a bank cut or mangled. */
const nearlyLength = 6;

function hasNearly(content: string, reference: string): boolean {
  for (let at = 0; at + nearlyLength <= reference.length; at += 1) {
    if (content.includes(bare(reference.slice(at, at + nearlyLength)))) return true;
  }
  return false;
}

/** Why this credit may be for them, strongest first. */
export function reasonsFor(credit: CreditView, somebody: Somebody): CreditReason[] {
  const content = bare(credit.content);
  const sender = bare(credit.senderName ?? '');
  const { amounts, reference, names, code, account } = somebody;
  const hints = names.flatMap((name) => (name === null ? [] : [bare(name)])).filter(isHint);
  const exact = reference !== null && findMatchCodes(credit.content).some((found) => found === reference);
  const operators = reference !== null && isHint(bare(reference)) && content.includes(bare(reference));
  const inContent = exact || operators;
  const nearly = !inContent && reference !== null && hasNearly(content, reference);
  const checks: readonly (readonly [CreditReason, boolean])[] = [
    ['code-in-content', inContent],
    ['code-nearly', nearly],
    ['amount-equal', amounts.includes(credit.amount)],
    ['payer-code-in-content', code !== null && isHint(bare(code)) && content.includes(bare(code))],
    ['name-in-content', hints.some((name) => content.includes(name))],
    ['sender-is-payer', hints.some((name) => sender === name)],
    ['same-account', account !== null && account === credit.account?.lastFour],
  ];
  return checks.flatMap(([reason, holds]) => (holds ? [reason] : []));
}

function isHint(text: string): boolean {
  return text.length >= shortestHint;
}

const weight: Readonly<Record<CreditReason, number>> = {
  'code-in-content': 8,
  'code-nearly': 4,
  'amount-equal': 3,
  'payer-code-in-content': 3,
  'name-in-content': 2,
  'sender-is-payer': 2,
  'same-account': 0,
};

function weightOf(reasons: readonly CreditReason[]): number {
  return reasons.reduce((sum, reason) => sum + weight[reason], 0);
}

function askedCandidate(reads: LedgerReads, credit: CreditView, tender: Row<'tender'>): CreditCandidate {
  const collection = tender.collection === null ? undefined : reads.collection(tender.collection);
  const lines = collection === undefined ? [] : reads.lines(collection.id);
  const { accountNumber } = JSON.parse(tender.evidence) as { accountNumber?: string };
  const somebody = {
    amounts: [tender.due],
    reference: tender.reference,
    names: [collection?.payerName ?? null, ...lines.map((line) => line.beneficiaryName)],
    code: lines[0]?.beneficiaryCode ?? null,
    account: accountNumber?.slice(-4) ?? null,
  };
  return {
    is: 'tender',
    ref: tender.id,
    name: collection?.payerName ?? null,
    code: somebody.code,
    className: null,
    amount: tender.due,
    state: tender.state,
    reasons: reasonsFor(credit, somebody),
  };
}

function collectionCandidate(
  reads: LedgerReads,
  credit: CreditView,
  collection: Row<'collection'>,
  left: number,
): CreditCandidate {
  const lines = reads.lines(collection.id);
  const names = [collection.payerName, ...lines.map((line) => line.beneficiaryName)];
  const code = lines[0]?.beneficiaryCode ?? null;
  return {
    is: 'collection',
    ref: collection.id,
    name: collection.payerName,
    code,
    className: null,
    amount: left,
    state: collection.state,
    reasons: reasonsFor(credit, { amounts: [left], reference: null, names, code, account: null }),
  };
}

function payerCandidate(
  parts: CreditParts,
  credit: CreditView,
  payer: CataloguePayer,
): CreditCandidate | null {
  const view = openPayer(parts.catalogue, parts.reads, payer.payer);
  if (view === null || view.owed === 0) return null;
  return {
    is: 'payer',
    ref: payer.payer,
    name: payer.name,
    code: payer.code,
    className: payer.className,
    amount: view.owed,
    state: null,
    reasons: reasonsFor(credit, {
      amounts: [view.owed, ...view.lines.map((line) => line.owed)],
      reference: null,
      names: [payer.name, payer.payerName],
      code: payer.code,
      account: null,
    }),
  };
}

/** Everything that was asked for and may still be paid. */
function askedTenders(reads: LedgerReads): readonly Row<'tender'>[] {
  const states = ['shown', 'asked', 'claimed', 'accepted', 'never-came'] as const;
  const pending = (['vietqr', 'ussd'] as const).flatMap((machine) =>
    states.flatMap((state) => reads.tendersIn(machine, state)),
  );
  const ofUnfinished = reads
    .unfinishedCollections()
    .flatMap(({ id }) =>
      reads.tenders(id).filter(({ machine }) => machine === 'vietqr' || machine === 'ussd'),
    );
  const all = new Map([...pending, ...ofUnfinished].map((tender) => [tender.id, tender]));
  return [...all.values()].filter((tender) => isLegalMove(tender.machine, tender.state, 'credited'));
}

/** Words that stand in contents whoever pays. */
const emptyWords = new Set(
  'ck chuyen tien khoan nop thu hoc phi vien tt thanh toan cho be em con thang ban tru gui ft mb ib'.split(
    ' ',
  ),
);
const mostSearches = 8;
const mostNamesakes = 5;

/** What to look for in the lists: codes, names of three or four words, the sender. */
function searchesOf({ content, senderName }: CreditView): readonly string[] {
  const words = foldVietnamese(content)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const codes = words.filter((word) => /\d/.test(word) && word.length >= shortestHint);
  const letters = words.filter((word) => /^[a-z]+$/.test(word) && !emptyWords.has(word));
  const names = [4, 3].flatMap((length) =>
    letters
      .slice(0, Math.max(0, letters.length - length + 1))
      .map((_, at) => letters.slice(at, at + length).join(' ')),
  );
  const all = [...codes, ...(senderName === null ? [] : [senderName]), ...names];
  return [...new Set(all)].slice(0, mostSearches);
}

function payersFor(parts: CreditParts, credit: CreditView): readonly CataloguePayer[] {
  const found = new Map<string, CataloguePayer>();
  for (const text of searchesOf(credit)) {
    const { rows, count } = parts.catalogue.findPayers(text, mostNamesakes);
    if (count > mostNamesakes) continue;
    for (const row of rows) {
      const payer = found.has(row.payer) ? null : parts.catalogue.openPayer(row.payer);
      if (payer !== null) found.set(payer.payer, payer);
    }
  }
  return [...found.values()];
}

/**
 * One credit with its candidates, the one with most reasons first; null when it no longer waits. Whoever has no reason at
 * all is left out, but for what is being asked for at this moment.
 */
export function creditCandidates(
  parts: CreditParts,
  key: string,
): { readonly credit: CreditView; readonly candidates: CreditCandidate[] } | null {
  const { reads } = parts;
  const credit = waitingCredits(parts).find((one) => one.credit === key);
  if (credit === undefined) return null;
  const asked = askedTenders(reads).map((tender) => askedCandidate(reads, credit, tender));
  const lacking = reads.unfinishedCollections().flatMap((collection) => {
    const { left } = collectionMoney(reads, collection);
    return left === 0 ? [] : [collectionCandidate(reads, credit, collection, left)];
  });
  const payers = payersFor(parts, credit).flatMap((payer) => payerCandidate(parts, credit, payer) ?? []);
  const candidates = [...asked, ...lacking, ...payers]
    .filter(({ reasons }) => weightOf(reasons) > 0)
    .sort((a, b) => weightOf(b.reasons) - weightOf(a.reasons))
    .slice(0, mostCandidates);
  return { credit, candidates };
}

const mostCredits = 50;

/** Credits that wait, those with most reasons for this payer and sum first, then the oldest. */
export function creditsFor(
  parts: CreditParts,
  { payer, amount }: { readonly payer: string | null; readonly amount: number | null },
): { readonly credits: (CreditView & { reasons: CreditReason[] })[] } {
  const who = payer === null ? null : parts.catalogue.openPayer(payer);
  const somebody = {
    amounts: amount === null ? [] : [amount],
    reference: null,
    names: [who?.name ?? null, who?.payerName ?? null],
    code: who?.code ?? null,
    account: null,
  };
  const credits = waitingCredits(parts)
    .map((credit) => ({ ...credit, reasons: reasonsFor(credit, somebody) }))
    .sort((a, b) => weightOf(b.reasons) - weightOf(a.reasons) || a.sinceMs - b.sinceMs)
    .slice(0, mostCredits);
  return { credits };
}
