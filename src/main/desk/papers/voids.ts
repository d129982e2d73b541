/** Báo cáo chứng từ hủy of a period, and the refunds that went another way than the money came (product.md C). */
import type { EpochMs } from '../../../shared/kernel/clock.ts';
import { printedNumber, usualWidth } from '../../../shared/text/index.ts';
import { sealVoidReport, type VoidReport } from '../../documents/papers/void-report.ts';
import { methodName } from '../../facility/words.ts';
import { type RefundRow, refundList, voidedList } from '../../reports/lists.ts';
import type { Period } from '../../reports/periods.ts';
import type { DeskContext } from '../context.ts';
import { tendersBehind, waysBehind } from '../refund.ts';
import { type PaperParts, paperHead, periodWords, reportHead, saidOr } from './head.ts';

const voidReasons: Readonly<Record<string, string>> = {
  'wrong-payer': 'Sai người nộp',
  'wrong-amount': 'Sai số tiền',
  'wrong-method': 'Sai cách trả',
  'not-provided': 'Không thực hiện dịch vụ',
  'printed-wrong': 'In hỏng',
  other: 'Lý do khác',
};

const fates: Readonly<Record<string, string>> = {
  're-allocated': 'chuyển sang biên lai thay',
  returned: 'trả lại ngay',
  refund: 'hoàn sau',
  balance: 'giữ làm số dư',
  restored: 'trả về tạm ứng, số dư',
  'claim-dropped': 'tiền không về',
};

function paperFate(row: { readonly printed: boolean; readonly copyRecalled: boolean }): string {
  if (!row.printed) return 'Chưa in';
  return row.copyRecalled ? 'Đã in, thu hồi liên 2' : 'Không thu hồi được liên 2';
}

/** Báo cáo chứng từ hủy: what, why, by whom, and what became of the money. */
export function voidsPage(parts: PaperParts, period: Period): VoidReport {
  const { context, reports } = parts;
  const { reads } = context;
  const moneyFates = new Map(
    reads
      .rareEntries('receipt.voided', period.from, period.to)
      .map(({ body }) => [body.receipt, new Set(body.fates.map(({ fate }) => fate))]),
  );
  const voided = voidedList(reads, period).map((row) => ({ row, receipt: reads.receipt(row.receipt) }));
  const rows = voided.map(({ row, receipt }) => {
    const said = [...(moneyFates.get(row.receipt) ?? [])].map((fate) => fates[fate] ?? fate);
    const text = row.text === null || row.text.trim() === '' ? '' : `: ${row.text}`;
    return {
      series: row.series,
      number: printedNumber({ number: row.number, width: receipt?.width ?? usualWidth }),
      issuedAt: receipt?.issuedAt ?? row.at,
      voidedAt: row.at,
      total: row.total,
      reason: `${voidReasons[row.reason] ?? row.reason}${text}`.slice(0, 500),
      voidedBy: saidOr(row.by),
      approvedBy: saidOr(row.approver),
      paper: paperFate(row),
      money: saidOr(said.join(', ')),
    };
  });
  const issued = new Map(
    reports.collected(period).byCashier.map(({ key, issuedCount }) => [key, issuedCount]),
  );
  const people = new Set([...issued.keys(), ...voided.map(({ receipt }) => receipt?.cashier ?? '')]);
  const byPerson = [...people].map((person) => {
    const own = voided.filter(({ receipt }) => (receipt?.cashier ?? '') === person);
    return {
      name: saidOr(reads.nameOf(person)),
      issued: Math.max(0, issued.get(person) ?? 0),
      voided: own.length,
      total: own.reduce((sum, { row }) => sum + row.total, 0),
    };
  });
  return sealVoidReport({
    kind: 'void-report',
    ...paperHead(parts, 'void-report', null).head,
    ...reportHead(context, periodWords(period)),
    rows,
    otherWay: refundList(reads, period, true).map((row) => otherWayRow(context, row)),
    byPerson,
  });
}

const refundWays = { cash: 'Tiền mặt', card: 'Thẻ', transfer: 'Chuyển khoản' } as const;

/** A refund that went another way than the money came, with both. */
function otherWayRow(context: DeskContext, row: RefundRow): VoidReport['otherWay'][number] {
  const source = context.reads.refund(row.refund)?.sourceId ?? '';
  const tenders = tendersBehind(context, row.source, source);
  // Of a fund brought from another counter the tenders are there; the way its money came is known all the same.
  const came = new Set(
    tenders.length === 0
      ? waysBehind(context, row.source, source).map((way) => refundWays[way])
      : tenders.map(({ method }) => methodName(method)),
  );
  const { receipt, voucher } = row;
  return {
    voucher: voucher === null ? '-' : `${voucher.series}/${printedNumber(voucher)}`,
    paidAt: row.at as EpochMs,
    of:
      receipt === null
        ? (refundSources[row.source] ?? row.source)
        : `Biên lai ${receipt.series}/${printedNumber(receipt)}`,
    payee: saidOr(row.payeeName),
    came: saidOr([...came].join(', ')),
    went: refundWays[row.way as keyof typeof refundWays] ?? row.way,
    amount: row.amount,
    reason: saidOr(row.text),
    paidBy: saidOr(row.by),
    approvedBy: saidOr(row.approver),
  };
}

const refundSources: Readonly<Record<string, string>> = {
  tender: 'Tiền chưa lên biên lai',
  deposit: 'Tạm ứng',
  balance: 'Số dư của người nộp',
};
