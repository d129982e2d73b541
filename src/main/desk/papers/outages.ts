/** Nhật ký sự cố of a period as a paper. */
import { type OutageLog, sealOutageLog } from '../../documents/papers/outage-log.ts';
import { type LeavesUsed, outageReport } from '../../reports/outages.ts';
import type { Period } from '../../reports/periods.ts';
import { type PaperParts, paperHead, periodWords, reportHead, saidOr } from './head.ts';

const kindNames: Readonly<Record<string, string>> = {
  network: 'Mất mạng',
  power: 'Mất điện',
  bank: 'Ngân hàng không báo về',
  printer: 'Hỏng máy in',
  terminal: 'Hỏng máy thẻ',
  other: 'Sự cố khác',
};

/** How long, in hours and minutes; what took less than a minute says so. */
export function lastedWords(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (minutes === 0) return 'dưới 1 phút';
  return [hours === 0 ? null : `${hours} giờ`, rest === 0 ? null : `${rest} phút`]
    .filter((part) => part !== null)
    .join(' ');
}

function leavesWords(leaves: readonly LeavesUsed[]): string {
  if (leaves.length === 0) return 'không dùng';
  return leaves
    .map(({ book, first, last, spoiled }) => {
      const numbers = first === last ? `số ${first}` : `số ${first}–${last}`;
      return `Quyển ${book}: ${numbers}${spoiled === 0 ? '' : `, hỏng ${spoiled}`}`;
    })
    .join('; ')
    .slice(0, 500);
}

/** The outages that touch a period; one that lasts counts until now. */
export function outagesPage(parts: PaperParts, period: Period): OutageLog {
  const { context } = parts;
  const now = context.clock.now();
  const rows = outageReport(context.reads, period, now).map((row) => ({
    what: kindNames[row.kind] ?? row.kind,
    ...{ from: row.from, to: row.to },
    lasted: lastedWords((row.to ?? now) - row.from),
    why: saidOr(row.text),
    notedBy: row.by ?? 'Máy tự ghi',
    leaves: leavesWords(row.leaves),
    count: row.leaves.reduce((sum, { count }) => sum + count, 0),
    amount: row.leaves.reduce((sum, { amount }) => sum + amount, 0),
  }));
  const { head } = paperHead(parts, 'outage-log', null);
  return sealOutageLog({
    kind: 'outage-log',
    ...head,
    ...reportHead(context, periodWords(period)),
    rows,
  });
}
