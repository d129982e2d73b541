import { invariant } from '../../shared/kernel/assert.ts';
import type { EpochMs } from '../../shared/kernel/clock.ts';
import { ok } from '../../shared/kernel/result.ts';
import { amountInWords } from '../../shared/money/index.ts';
import { equationGap, type Figures, type Row } from '../../shared/payment/index.ts';
import type { ClosePreview, ZView } from '../../shared/rpc/contract.ts';
import { sealZSlip, type ZSlipDocument } from '../documents/model.ts';
import { facilitySettings } from '../facility/settings.ts';
import { figureName } from '../facility/words.ts';
import { type LedgerReads, sameFigures } from '../ledger/read.ts';
import { drawerOf, shiftFigures } from '../reports/shift-figures.ts';
import type { Approval } from '../staff/approvals.ts';
import { carriedByKind, carriedOver } from './carried-over.ts';
import { act, approve, type DeskContext, fail, journalApproval, type Outcome } from './context.ts';
import { unsettledTerminals } from './unsettled-terminals.ts';

type CountView = ClosePreview['counts'][number];

export interface CountRequest {
  readonly purpose: 'close' | 'surprise';
  readonly lines: readonly { readonly denomination: number; readonly notes: number }[];
  readonly torn: number;
}

function countView(row: Row<'count'>): CountView {
  return {
    count: row.id,
    attempt: row.attempt,
    at: row.at,
    counted: row.total,
    lines: JSON.parse(row.lines) as CountView['lines'],
    torn: row.torn,
  };
}

/** Records what the hands hold. Blind: the answer holds nothing from which the expected cash could be worked out. */
export function countCash(context: DeskContext, request: CountRequest): Outcome<CountView> {
  const { ids, ledger, reads } = context;
  const shift = reads.openShift();
  if (shift === undefined) return fail('no-shift');
  return act(context, (actor) => {
    const count = ids.next();
    ledger.append({
      type: 'count.taken',
      actor,
      body: {
        count,
        shift: shift.id,
        purpose: request.purpose,
        attempt: shift.counts + 1,
        lines: request.lines.map(({ denomination, notes }) => ({ denomination, notes })),
        torn: request.torn,
        total: request.lines.reduce((sum, line) => sum + line.denomination * line.notes, request.torn),
      },
    });
    const row = reads.counts(shift.id).find((one) => one.id === count);
    invariant(row !== undefined, 'the count just taken');
    return countView(row);
  });
}

/** Closing counts of a shift, the newest last. */
function closingCounts(reads: LedgerReads, shift: string): Row<'count'>[] {
  return reads
    .counts(shift)
    .filter((count) => count.purpose === 'close')
    .sort((a, b) => a.attempt - b.attempt);
}

/** Figures of a shift, from the running totals, if its own entries verify and give the same, and equation (a) holds. */
function agreedFigures(reads: LedgerReads, shift: string): Figures | null {
  const running = reads.runningFigures(shift);
  const { figures: fresh, chainHolds } = reads.shiftStretch(shift);
  return chainHolds && sameFigures(running, fresh) && equationGap(fresh) === 0 ? running : null;
}

/**
 * Figures of a shift, computed twice (design §4 (d)). When the two differ the rows are rebuilt from the entries and
 * compared again; `null` when they still differ, or when the entries themselves cannot be followed.
 */
function provenFigures({ reads, rebuild }: DeskContext, shift: string): Figures | null {
  return agreedFigures(reads, shift) ?? (rebuild() ? agreedFigures(reads, shift) : null);
}

/** What closing would say. Only after a closing count, so that the count stays blind. */
export function previewClose(context: DeskContext): Outcome<ClosePreview> {
  const { reads } = context;
  const shift = reads.openShift();
  if (shift === undefined) return fail('no-shift');
  const counts = closingCounts(reads, shift.id);
  const last = counts.at(-1);
  if (last === undefined) return fail('count-needed');
  const figures = provenFigures(context, shift.id);
  if (figures === null) return fail('z-differs-from-journal');
  return ok({
    shift: shift.id,
    counts: counts.map(countView),
    figures: shiftFigures(reads, shift.id, figures),
    counted: last.total,
    difference: last.total - figures.expectedCash,
    zNumber: (reads.counterRow()?.zNumber ?? 0) + 1,
    carriedOver: carriedOver(reads, shift.id).map(({ kind, name, amount, since }) => ({
      ...{ kind, name, amount },
      sinceMs: since,
    })),
    terminals: unsettledTerminals(context, shift),
  });
}

export interface CloseRequest {
  readonly count: string;
  readonly reason: string | null;
  readonly nextFloat: number;
  readonly approval: { readonly person: string; readonly pin: string } | null;
}

/** Closes the shift: writes the numbered Z and the hand-in, queues the slip. Somebody else's shift needs approval. */
export async function closeShift(context: DeskContext, request: CloseRequest): Promise<Outcome<ZView>> {
  const { reads } = context;
  const shift = reads.openShift();
  if (shift === undefined) return fail('no-shift');
  const here = context.staff.require('unlocked');
  if (!here.ok) return here;
  let approval: Approval | null = null;
  if (here.value.person !== shift.cashier) {
    const given = await approve(context, 'close-other-shift', shift.id, request.approval, [shift.cashier]);
    if (!given.ok) return given;
    approval = given.value;
  }
  const counted = closingCounts(reads, shift.id).at(-1);
  if (counted === undefined || counted.id !== request.count) return fail('count-needed');
  if (reads.cashMovedAfter(shift.id, counted.at)) return fail('count-stale');
  if (request.nextFloat > counted.total) return fail('float-above-counted', { counted: counted.total });
  const figures = provenFigures(context, shift.id);
  if (figures === null) return fail('z-differs-from-journal');
  const reason = request.reason === null || request.reason === '' ? null : request.reason;
  if (counted.total !== figures.expectedCash && reason === null) return fail('reason-needed');
  return act(context, (actor) =>
    writeZ(context, actor, { shift, counted, figures, reason, approval, nextFloat: request.nextFloat }),
  );
}

interface ZParts {
  readonly shift: Row<'shift'>;
  readonly counted: Row<'count'>;
  readonly figures: Figures;
  readonly reason: string | null;
  readonly approval: Approval | null;
  readonly nextFloat: number;
}

function writeZ(context: DeskContext, actor: string, parts: ZParts): ZView {
  const { ids, ledger, reads, spool } = context;
  const { shift, counted, figures, reason, nextFloat } = parts;
  const z = ids.next();
  const handedIn = counted.total - nextFloat;
  const approval = parts.approval === null ? null : journalApproval(context, parts.approval);
  const entry = ledger.append({
    type: 'shift.closed',
    actor,
    body: {
      z,
      zNumber: (reads.counterRow()?.zNumber ?? 0) + 1,
      shift: shift.id,
      count: counted.id,
      counted: counted.total,
      expected: figures.expectedCash,
      difference: counted.total - figures.expectedCash,
      nextFloat,
      handedIn,
      figures,
      carriedOver: carriedOver(reads, shift.id).map(({ kind, ref, amount, since }) => ({
        ...{ kind, ref, amount, since },
      })),
      approval,
    },
    private: { reason },
  });
  ledger.append({ type: 'hand-in.made', actor, body: { handIn: ids.next(), z, amount: handedIn } });
  const printJob = spool.enqueue(zPaper(reads, z), [entry.id]);
  return zViewOf(reads, z, printJob);
}

/** A closed shift as a window shows it. */
function zViewOf(reads: LedgerReads, id: string, printJob: string | null): ZView {
  const z = reads.z(id);
  const shift = z === undefined ? undefined : reads.shift(z.shift);
  invariant(z !== undefined && shift !== undefined, `no Z ${id}`);
  return {
    z: id,
    zNumber: z.zNumber,
    shift: shift.id,
    openedAt: shift.openedAt,
    closedAt: z.at,
    cashierName: reads.nameOf(shift.cashier),
    figures: shiftFigures(reads, shift.id, JSON.parse(z.figures) as Figures),
    counted: z.counted,
    difference: z.difference,
    reason: z.reason,
    nextFloat: z.nextFloat,
    handedIn: z.handedIn,
    printJob,
  };
}

function zPaper(reads: LedgerReads, id: string): ZSlipDocument {
  const view = zViewOf(reads, id, null);
  const { figures } = view;
  const settings = facilitySettings(reads);
  const { facility } = settings;
  return sealZSlip({
    kind: 'z-slip',
    v: 1,
    document: id,
    training: reads.counterRow()?.kind === 'training',
    facility: { name: facility.name, address: facility.address, budgetCode: facility.budgetCode },
    counterName: settings.counterName,
    zNumber: view.zNumber,
    shiftName: reads.shift(view.shift)?.name ?? '-',
    openedAt: view.openedAt as EpochMs,
    closedAt: view.closedAt as EpochMs,
    cashierName: view.cashierName,
    receipts: figures.receipts,
    rounding: figures.rounding,
    apartFromReceipts: figures.apartFromReceipts,
    byMethod: figures.byMethod.map(({ method, count, amount }) => ({
      label: figureName(method),
      count,
      amount,
    })),
    cash: {
      ...drawerOf(figures),
      counted: view.counted,
      nextFloat: view.nextFloat,
      handedIn: view.handedIn,
      handedInWords: amountInWords(view.handedIn, settings.words),
    },
    reason: view.reason,
    carriedOver: carriedByKind(carriedOver(reads, view.shift)),
    signers: [
      { title: 'Thu ngân', name: view.cashierName },
      { title: 'Thủ quỹ', name: null },
    ],
  });
}
