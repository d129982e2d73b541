/**
 * A deposit or credit balance of another counter, brought to this one to be used or given back here: with that counter's
 * journal here to its end, or against the surrendered original slip and an approver (design §6; decision 0014).
 */
import { ok } from '../../shared/kernel/result.ts';
import { IllegalMove, isProven, type Row } from '../../shared/payment/index.ts';
import type { ElsewhereView } from '../../shared/rpc/elsewhere.ts';
import { facilitySettings } from '../facility/settings.ts';
import type { FacilityReads } from '../ledger/facility-reads.ts';
import type { FundSource, SisterBalance, SisterDeposit } from '../ledger/read-funds.ts';
import { act, approve, type DeskContext, fail, journalApproval, type Outcome } from './context.ts';
import { cameOf, goneOfAll, isSure, leftOfFund } from './fund-left.ts';
import { wayBack } from './give-back.ts';
import { wayOf } from './refund-choices.ts';
import { depositSeries } from './slip-series.ts';
import { stayRef } from './take-deposit.ts';

type Way = ElsewhereView['way'];

/** The sisters' journals; wired in `compose`. */
export interface ElsewhereParts {
  readonly facility: FacilityReads;
}

/** A fund of a sister as its journal has it, and what stands in the way of bringing it here. */
interface Found {
  readonly source: FundSource;
  readonly row: SisterDeposit | SisterBalance;
  readonly left: number;
  readonly way: Way;
  readonly unproven: boolean;
}

function tendersOf({ facility }: ElsewhereParts, source: FundSource, row: Found['row']): Row<'tender'>[] {
  const reads = facility.of(row.counter);
  const ids =
    source === 'deposit' && 'sources' in row
      ? (JSON.parse(row.sources) as { id: string }[]).map(({ id }) => id)
      : 'tender' in row
        ? [row.tender]
        : [];
  return ids.flatMap((id) => reads.tender(id) ?? []);
}

function found(
  { reads }: DeskContext,
  parts: ElsewhereParts,
  source: FundSource,
  row: Found['row'],
): Found | null {
  const everywhere = reads.fundEverywhere({ source, home: row.counter, id: row.id });
  // Brought here before: it stands among the own ones.
  if (everywhere.some((one) => one.counter === reads.counterId)) return null;
  const left = cameOf(everywhere) - goneOfAll(everywhere);
  if (left <= 0) return null;
  const tenders = tendersOf(parts, source, row);
  const [first] = tenders;
  return {
    ...{ source, row, left },
    way: first === undefined ? 'cash' : wayBack(first),
    unproven: tenders.some((one) => !isProven(one.machine, one.state)),
  };
}

function findAll(context: DeskContext, parts: ElsewhereParts, payer: string): Found[] {
  const { reads } = context;
  return [
    ...reads.depositsElsewhere(payer).flatMap((row) => found(context, parts, 'deposit', row) ?? []),
    ...reads.balancesElsewhere(payer).flatMap((row) => found(context, parts, 'balance', row) ?? []),
  ];
}

/**
 * Deposits and balances of this payer that other counters hold, with something left; and deposits that are here, while
 * nobody can say what another counter did with them since, for these too ask for the original slip and an approver.
 */
export function fundsElsewhere(context: DeskContext, parts: ElsewhereParts, payer: string): ElsewhereView[] {
  return [...elsewhereOf(context, parts, payer), ...unsureHere(context, parts, payer)];
}

function unsureHere(context: DeskContext, parts: ElsewhereParts, payer: string): ElsewhereView[] {
  const { reads } = context;
  return reads.depositsOfPayer(payer).flatMap((row): ElsewhereView[] => {
    const left = leftOfFund(context, 'deposit', row);
    if (left === 0 || isSure(context, 'deposit', row)) return [];
    const { id: fund, series, number, amount, at, payerName } = row;
    const home = row.home ?? reads.counterId;
    return [
      {
        ...{ source: 'deposit', fund, home, amount, left, at, payerName, slip: { series, number } },
        ...{ way: wayOf(context, 'deposit', fund), unproven: false, current: false },
        homeName: parts.facility.of(home).setting('counter')?.name ?? '',
        untilMs: parts.facility.untilMs(home),
      },
    ];
  });
}

function elsewhereOf(context: DeskContext, parts: ElsewhereParts, payer: string): ElsewhereView[] {
  return findAll(context, parts, payer).map(({ source, row, left, way, unproven }) => ({
    ...{ source, fund: row.id, home: row.counter, amount: row.amount, left, way, unproven, at: row.at },
    homeName: parts.facility.of(row.counter).setting('counter')?.name ?? '',
    slip: 'series' in row ? { series: row.series, number: row.number } : null,
    payerName: 'payerName' in row ? row.payerName : null,
    current: context.isCurrent(row.counter),
    untilMs: parts.facility.untilMs(row.counter),
  }));
}

export interface BringRequest {
  readonly payer: string;
  readonly visit: string | null;
  /** Of a fund that a sister's journal has; null for a slip that none has. */
  readonly fund: string | null;
  readonly slip: { readonly series: string; readonly number: number; readonly amount: number } | null;
  /** Needed unless that counter's journal is here to its end. */
  readonly approval: { readonly person: string; readonly pin: string } | null;
}

interface Brought {
  readonly source: FundSource;
  readonly id: string;
  readonly home: string | null;
  readonly stay: string | null;
  readonly slip: { readonly series: string; readonly number: number } | null;
  readonly amount: number;
  readonly takenAt: number;
  readonly way: Way;
  readonly payerName: string;
  readonly beneficiaryName: string | null;
  readonly beneficiaryCode: string | null;
}

/** Takes the fund over into this counter's own; no money moves yet. Brought already, it answers the same. */
export async function bringFund(
  context: DeskContext,
  parts: ElsewhereParts,
  asked: BringRequest,
): Promise<Outcome<{ source: FundSource; fund: string }>> {
  const read = readSlip(context, asked);
  if (!read.ok) return read;
  const request = read.value;
  const kept = await keepSlip(context, request);
  if (kept !== null) return kept;
  const known = knownHere(context, request);
  if (known !== null) return known;
  const find = () =>
    request.fund === null ? slipOnly(context, request) : fromJournal(context, parts, request);
  const what = find();
  if (!what.ok) return what;
  if (what.value.current) return bring(context, request.payer, find, null);
  // Without the slip in hand nobody can say that the other counter has not just given it back.
  if (what.value.brought.source === 'balance') return fail('fund-not-current');
  const { id } = what.value.brought;
  const approval = await approve(context, 'fund-elsewhere', id, request.approval, []);
  if (!approval.ok) return approval;
  // The PIN took its time: what is left, and whether anybody brought the same, is looked at again inside the act.
  return bring(context, request.payer, () => withId(find(), id), approval.value);
}

/** A new id was made for a slip that no journal has; the approval is for the first of them. */
function withId(what: What, id: string): What {
  return what.ok ? ok({ ...what.value, brought: { ...what.value.brought, id } }) : what;
}

/**
 * The slip as the counters of the facility write it: spaces, dashes, case and what looks alike are no other slip. A series
 * that none of them can have is refused, as is any typed slip at a school.
 */
function readSlip(context: DeskContext, request: BringRequest): Outcome<BringRequest> {
  if (request.fund !== null || request.slip === null) return ok(request);
  const { facility } = facilitySettings(context.reads);
  if (facility.institution !== 'hospital') return fail('slip-only-hospital');
  const series = depositSeries(context, request.slip.series);
  return series === null
    ? fail('slip-series-unknown')
    : ok({ ...request, slip: { ...request.slip, series } });
}

/**
 * A deposit that is here already, while nobody can say what another counter did with it since: its original slip stays here
 * by an approver's word, and from then on it is used and given back here without that counter. Null where that is not asked.
 */
async function keepSlip(
  context: DeskContext,
  { fund, approval: given }: BringRequest,
): Promise<Outcome<{ source: FundSource; fund: string }> | null> {
  if (fund === null || given === null) return null;
  const deposit = context.reads.deposit(fund);
  if (deposit === undefined || isSure(context, 'deposit', deposit)) return null;
  const approval = await approve(context, 'fund-elsewhere', fund, given, []);
  if (!approval.ok) return approval;
  return act(context, () => {
    journalApproval(context, approval.value);
    return { source: 'deposit', fund };
  });
}

/** Of a fund that is here already: the same answer where it was brought, a refusal where it is this counter's own. */
function knownHere(
  { reads }: DeskContext,
  { fund, slip, payer }: BringRequest,
): Outcome<{ source: FundSource; fund: string }> | null {
  const deposit =
    fund === null ? reads.depositsOfPayer(payer).find((one) => isSlip(one, slip)) : reads.deposit(fund);
  const balance = fund === null ? undefined : reads.balance(fund);
  const row = deposit ?? balance;
  if (row === undefined) return null;
  if (row.home === null) return fail(fund === null ? 'slip-of-this-counter' : 'fund-is-here');
  return ok({ source: deposit === undefined ? 'balance' : 'deposit', fund: row.id });
}

function isSlip(row: Row<'deposit'>, slip: BringRequest['slip']): boolean {
  return slip !== null && row.series === slip.series && row.number === slip.number;
}

type What = Outcome<{ readonly brought: Brought; readonly current: boolean }>;

function fromJournal(context: DeskContext, parts: ElsewhereParts, request: BringRequest): What {
  const one = findAll(context, parts, request.payer).find(({ row }) => row.id === request.fund);
  if (one === undefined) return fail('fund-gone-elsewhere');
  if (one.unproven) return fail('money-not-proven');
  const { source, row, left: amount, way } = one;
  const deposit = 'series' in row ? row : null;
  return ok({
    current: context.isCurrent(row.counter),
    brought: {
      ...{ source, id: row.id, home: row.counter, stay: deposit?.stay ?? null, amount, way },
      takenAt: row.at,
      slip: deposit === null ? null : { series: deposit.series, number: deposit.number },
      payerName: deposit?.payerName ?? nameOf(context, request.payer),
      beneficiaryName: deposit?.beneficiaryName ?? null,
      beneficiaryCode: deposit?.beneficiaryCode ?? null,
    },
  });
}

/** The slip of a deposit that no journal here has. It goes back in cash: what became of a transfer nobody here can say. */
function slipOnly(context: DeskContext, { payer, visit, slip }: BringRequest): What {
  if (slip === null) return fail('slip-needed');
  const { series, number, amount } = slip;
  if (context.reads.seriesRow(series) !== undefined) return fail('slip-of-this-counter');
  // Whoever has it in a journal chooses it there; whoever typed it before has the slip.
  if (context.reads.slipAnywhere(series, number).length > 0) return fail('slip-known');
  const person = context.catalogue.openPayer(payer);
  if (person === null) return fail('payer-not-found');
  return ok({
    current: false,
    brought: {
      ...{ source: 'deposit', id: context.ids.next(), home: null, stay: stayRef(payer, visit), amount },
      ...{ slip: { series, number }, way: 'cash', payerName: person.name },
      takenAt: context.clock.now(),
      ...{ beneficiaryName: person.name, beneficiaryCode: person.code },
    },
  });
}

function nameOf({ catalogue }: DeskContext, payer: string): string {
  return catalogue.openPayer(payer)?.name ?? '-';
}

function bring(
  context: DeskContext,
  payer: string,
  find: () => What,
  approval: Parameters<typeof journalApproval>[1] | null,
): Outcome<{ source: FundSource; fund: string }> {
  return act(context, (actor) => {
    if (context.reads.openShift() === undefined) throw new IllegalMove('no-shift');
    const checked = find();
    if (!checked.ok) throw new IllegalMove(checked.reason.code);
    if (approval === null && !checked.value.current) throw new IllegalMove('approval-needed');
    const { id, slip, payerName, beneficiaryName, beneficiaryCode, ...body } = checked.value.brought;
    const given = approval === null ? null : journalApproval(context, approval);
    context.ledger.append({
      type: 'fund.brought',
      actor,
      body: {
        ...{ ...body, id, payer, series: slip?.series ?? null, number: slip?.number ?? null },
        ...{ proof: given === null ? 'journal' : 'slip', approval: given },
      },
      private: { payerName, beneficiaryName, beneficiaryCode },
    });
    return { source: body.source, fund: id };
  });
}
