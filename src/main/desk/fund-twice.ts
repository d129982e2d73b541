/** *Hoàn trùng*: of one deposit or credit balance counters have used or given back more than there was (design §6). */
import { businessDateOf, type EpochMs } from '../../shared/kernel/clock.ts';
import type { CaseView } from '../../shared/rpc/facility.ts';
import { printedNumber } from '../../shared/text/index.ts';
import type { FacilityReads } from '../ledger/facility-reads.ts';
import type { FundName, FundPart } from '../ledger/read-funds.ts';
import type { OpenCase } from './cases.ts';
import type { DeskContext } from './context.ts';
import { cameOf, goneOf, goneOfAll } from './fund-left.ts';
import { voucherOf } from './voucher-paper.ts';

/** Kind of the case. */
export const refundTwice = 'refund-twice';

/** Whether more of it went than came, at more than one counter. */
export function isGivenTwice(facility: Pick<FacilityReads, 'fundEverywhere'>, name: FundName): boolean {
  const everywhere = facility.fundEverywhere(name);
  const parts = everywhere.filter((one) => one.home === null || goneOf(one) > 0);
  return parts.length > 1 && goneOfAll(parts) > cameOf(everywhere);
}

/** How much of it went, over all counters, đồng. */
export function goneOfFund(facility: Pick<FacilityReads, 'fundEverywhere'>, name: FundName): number {
  return goneOfAll(facility.fundEverywhere(name));
}

/** What is kept of such a case, or null. */
export function fundOfCase({ item }: Pick<OpenCase, 'item'>): FundName | null {
  return item === null ? null : (JSON.parse(item) as FundName);
}

/** The case with every paper by which the money went, at whichever counter. */
export function refundTwiceView(
  { reads, catalogue }: DeskContext,
  facility: FacilityReads,
  one: OpenCase,
): Partial<CaseView> {
  const name = fundOfCase(one);
  if (name === null) return {};
  const parts = facility.fundEverywhere(name);
  const [{ series = null, number = null } = {}] = parts;
  const slip = series === null || number === null ? null : `${series} · ${printedNumber({ number })}`;
  const whose = whoseOf(catalogue, facility, name, parts);
  const about = [slip, whose].filter((one) => one !== null);
  return {
    about: about.length === 0 ? null : about.join(', '),
    amount: goneOfAll(parts),
    owed: cameOf(parts),
    receipts: parts.flatMap((part) => papersOf(facility, name, part, reads.counterId)),
  };
}

/** As the lists have the payer; a machine without lists reads it from the slip. */
function whoseOf(
  catalogue: DeskContext['catalogue'],
  facility: FacilityReads,
  { source }: FundName,
  [first]: readonly FundPart[],
): string | null {
  if (first === undefined) return null;
  const of = facility.of(first.counter);
  const deposit = source === 'deposit' ? of.deposit(first.id) : undefined;
  const payer = deposit?.payer ?? of.balance(first.id)?.payer;
  const known = payer === undefined ? null : catalogue.openPayer(payer);
  if (known !== null) return `${known.name} (${known.code})`;
  return deposit?.beneficiaryName ?? deposit?.payerName ?? null;
}

function papersOf(
  facility: FacilityReads,
  { source }: FundName,
  { counter, id }: FundPart,
  own: string,
): CaseView['receipts'] {
  const reads = facility.of(counter);
  const at = { counterName: reads.setting('counter')?.name ?? '', own: counter === own };
  const receipts = facility.receiptsFrom(counter, source, id).map(({ series, number, width, ...row }) => ({
    ...{ ...at, kind: 'receipt' as const, number: `${series} · ${printedNumber({ number, width })}` },
    ...{ issueDate: row.issueDate, amount: row.amount },
  }));
  const vouchers = reads
    .refundsOf(id)
    .filter((row) => row.source === source && row.state !== 'refused' && row.receipt === null)
    .map((row) => {
      const voucher = voucherOf(reads, row);
      const issueDate = businessDateOf((row.paidAt ?? row.at) as EpochMs);
      const paper =
        voucher === null
          ? { kind: 'asked' as const, number: '' }
          : { kind: 'voucher' as const, number: `${voucher.series} · ${voucher.number}` };
      return { ...at, ...paper, issueDate, amount: row.amount };
    });
  return [...receipts, ...vouchers];
}
