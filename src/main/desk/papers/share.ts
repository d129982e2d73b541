/** The cashless share as a paper, of figures now or of figures that were frozen (design §7). */
import type { EpochMs } from '../../../shared/kernel/clock.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { addShare, noShare, type Share } from '../../../shared/money/index.ts';
import { grouped } from '../../documents/figures.ts';
import { type ShareReport, sealShareReport } from '../../documents/papers/share-report.ts';
import { facilitySettings } from '../../facility/settings.ts';
import type { CashlessReport } from '../../reports/cashless.ts';
import type { Period } from '../../reports/periods.ts';
import { type DeskContext, fail, type Outcome } from '../context.ts';
import { dayWords, type PaperParts, paperHead, periodWords, reportHead, wayName } from './head.ts';

/** Days as rows up to a month; beyond that months. */
const mostDayRows = 31;

type Row = ShareReport['rows'][number];

function rowOf(label: string, { count, cashlessCount, amount, cashlessAmount }: Share): Row {
  return { label, count, cashlessCount, value: amount, cashlessValue: cashlessAmount };
}

/** Days of a report as rows of at most a month, else added up to months. */
function rowsOf({ days }: CashlessReport): Row[] {
  if (days.length <= mostDayRows && days[0]?.day.slice(0, 7) === days.at(-1)?.day.slice(0, 7)) {
    return days.map((one) => rowOf(dayWords(one.day), one));
  }
  const months = new Map<string, Share>();
  for (const { day, ...share } of days) {
    const month = day.slice(0, 7);
    months.set(month, addShare(months.get(month) ?? noShare, share));
  }
  return [...months].map(([month, share]) => rowOf(`Tháng ${month.slice(5)}/${month.slice(0, 4)}`, share));
}

const tiers = {
  province: 'Tuyến tỉnh',
  district: 'Tuyến huyện',
  commune: 'Tuyến xã',
  other: 'Khác',
} as const;

function attributesOf({ reads }: DeskContext): ShareReport['attributes'] {
  const standing = reads.setting('standing');
  if (standing === null) return [];
  return [
    { label: 'Cấp đơn vị', value: tiers[standing.tier] },
    { label: 'Khu vực', value: standing.urban ? 'Đô thị' : 'Ngoài đô thị' },
  ];
}

interface Told {
  readonly report: CashlessReport;
  readonly asOf: EpochMs;
  readonly document: string | null;
  readonly supplements: readonly Row[];
}

function paperOf(parts: PaperParts, { report, asOf, document, supplements }: Told): ShareReport {
  const { context } = parts;
  const rows = rowsOf(report);
  const { label: _, ...total } = rowOf('', report);
  const { later, target } = report;
  return sealShareReport({
    kind: 'share-report',
    ...paperHead(parts, 'share-report', document, {}, asOf).head,
    ...reportHead(context, periodWords(report), asOf),
    attributes: [...attributesOf(context)],
    rows: rows.length === 0 ? [rowOf(periodWords(report), report)] : rows,
    total,
    estimate: null,
    supplements: [...supplements],
    byMethod: report.byMethod.map(({ method, count, amount }) => ({
      label: wayName(method),
      ...{ count, value: amount },
    })),
    target:
      target === null
        ? null
        : { low: target.low * 100, high: target.high * 100, source: `áp dụng từ ${dayWords(target.from)}` },
    readiness: [],
    indicators:
      later.count === 0
        ? []
        : [
            {
              label: 'Hoàn sau ngày trả',
              value: `${grouped(later.count)} giao dịch, ${grouped(later.amount)} đ`,
            },
          ],
    rule: `Quy tắc ${report.rule}: tính theo ngày trả tiền, gồm thu hộ và tạm ứng; trả lại trong ngày thì không tính, hoàn sau ngày trả ghi riêng.`,
  });
}

/** The share of a period as it is now. */
export function sharePaper(parts: PaperParts, period: Period): ShareReport {
  const report = parts.reports.cashless(period);
  return paperOf(parts, { report, asOf: parts.context.clock.now(), document: null, supplements: [] });
}

/** Figures as they were frozen, dated as they were; what came since stands on a line of its own and changes nothing. */
export function frozenPaper(parts: PaperParts, id: string): Outcome<ShareReport> {
  const { context, reports } = parts;
  const frozen = reports.frozen(id);
  if (frozen === undefined) return fail('report-not-found');
  const figures = JSON.parse(new TextDecoder().decode(frozen.bytes)) as {
    readonly asOf: number;
    readonly cashless: CashlessReport;
  };
  const since = reports.supplement(id);
  const came = since !== undefined && Object.values(since).some((one) => one !== 0);
  const { counterName } = facilitySettings(context.reads);
  return ok(
    paperOf(parts, {
      report: figures.cashless,
      asOf: figures.asOf as EpochMs,
      document: id,
      supplements: came ? [rowOf(`Bổ sung, ${counterName}`, since)] : [],
    }),
  );
}
