/** What every paper of a report has: unit, form in force, places to sign with the names of those who hold the roles. */
import { type BusinessDate, businessDateOf, type EpochMs } from '../../../shared/kernel/clock.ts';
import type { Role } from '../../../shared/kernel/roles.ts';
import { amountInWords } from '../../../shared/money/index.ts';
import type { Method } from '../../../shared/payment/index.ts';
import { moment } from '../../documents/figures.ts';
import { type FormName, type Forms, formParts, type SignerRole } from '../../documents/forms.ts';
import { facilitySettings } from '../../facility/settings.ts';
import { methodName } from '../../facility/words.ts';
import type { LedgerReads } from '../../ledger/read.ts';
import type { Reports } from '../../reports/reports.ts';
import type { DeskContext } from '../context.ts';

/** What papers are made from. */
export interface PaperParts {
  readonly context: DeskContext;
  readonly reports: Reports;
  readonly forms: () => Forms;
}

type Names = Partial<Record<SignerRole, string>>;

/**
 * Who held a role at that moment, when it is one person only; several leave the place to be written by hand. So does a
 * person whose roles or name were changed later: who held it before is nobody's guess.
 */
function holderOf(reads: LedgerReads, role: Role, atMs: number): string | undefined {
  const held = reads
    .people()
    .filter((person) => person.active === 1 && (JSON.parse(person.roles) as Role[]).includes(role));
  const [one] = held;
  if (one === undefined || held.length > 1 || (reads.atOf(one.entry) ?? 0) > atMs) return undefined;
  return one.name ?? undefined;
}

/** Names that stand under the places to sign at a moment; what the paper itself knows comes first. */
export function signerNames({ reads, staff }: DeskContext, known: Names, atMs: number): Names {
  const chief = holderOf(reads, 'chief-accountant', atMs);
  const treasurer = holderOf(reads, 'treasurer', atMs);
  const here = staff.require('unlocked');
  return {
    ...(chief === undefined ? {} : { 'chief-accountant': chief }),
    ...(treasurer === undefined ? {} : { treasurer }),
    ...(here.ok ? { preparer: here.value.name } : {}),
    ...known,
  };
}

/** Head and foot of a page document in the form that is in force now. */
export function paperHead(
  { context, forms }: PaperParts,
  name: FormName,
  document: string | null,
  known: Names = {},
  at: EpochMs = context.clock.now(),
) {
  const { reads } = context;
  const { facility } = facilitySettings(reads);
  const template = forms().formOn(name, 'public', businessDateOf(at));
  const { copies, ...parts } = formParts(template, signerNames(context, known, at));
  const head = {
    v: 1,
    document,
    training: reads.counterRow()?.kind === 'training',
    facility: { name: facility.name, address: facility.address, budgetCode: facility.budgetCode },
    issuedAt: at,
    ...parts,
  } as const;
  return { head, copies: [...copies] };
}

/** Period, scope and state, as every report says them. */
export function reportHead({ reads, clock }: DeskContext, period: string, asOf: EpochMs = clock.now()) {
  const { counterName } = facilitySettings(reads);
  const counter = counterName === '' ? 'Quầy này' : counterName;
  return { period, scope: counter, asOf: `${counter}: ${moment(asOf)}` };
}

/** As {@link reportHead}, of reports that are the facility's at an accountant's desk. */
export function scopeHead({ context, reports }: PaperParts, period: string, asOf?: EpochMs) {
  const { is, name, until } = reports.scope();
  if (is === 'counter') return reportHead(context, period, asOf);
  const each = until.map(
    (one) => `${one.name}: ${one.untilMs === null ? '-' : moment(one.untilMs as EpochMs)}`,
  );
  return { period, scope: name, asOf: each.join('; ') };
}

/** `19/11/2026` of a calendar day. */
export function dayWords(day: string): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

/** "Ngày 19/11/2026", or from … to …. */
export function periodWords({ from, to }: { readonly from: string; readonly to: string }): string {
  return from === to ? `Ngày ${dayWords(from)}` : `Từ ngày ${dayWords(from)} đến ngày ${dayWords(to)}`;
}

/** "Ca sáng 19/11/2026": a shift with the day on which it was opened. */
export function shiftWords(reads: Pick<LedgerReads, 'shift'>, shift: string): string {
  const row = reads.shift(shift);
  return row === undefined ? '-' : `${row.name} ${dayWords(row.businessDate)}`;
}

/** A sum in the words of the facility. */
export function sumWords({ reads }: Pick<DeskContext, 'reads'>, amount: number): string {
  return amountInWords(amount, facilitySettings(reads).words);
}

/** A calendar day of an instant in Vietnam. */
export function dayOf(at: number): BusinessDate {
  return businessDateOf(at as EpochMs);
}

const otherWays: Readonly<Record<string, string>> = {
  deposit: 'Từ tạm ứng',
  balance: 'Từ số dư',
  rounding: 'Làm tròn',
};

/** Name of a way of paying or of the fund that money was taken from. */
export function wayName(way: string): string {
  return otherWays[way] ?? methodName(way as Method);
}

/** What a text that was erased, or never given, is printed as. */
export function saidOr(text: string | null | undefined, instead = '-'): string {
  return text === null || text === undefined || text.trim() === '' ? instead : text;
}
