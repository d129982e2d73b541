/** The cashless share as a paper, of figures now or of figures that were frozen (design §7). */
import type { EpochMs } from '../../../shared/kernel/clock.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { addShare, noShare, type Share } from '../../../shared/money/index.ts';
import { grouped } from '../../documents/figures.ts';
import { type ShareReport, sealShareReport } from '../../documents/papers/share-report.ts';
import { cashlessMethods, methodOff, methodsSince } from '../../facility/methods.ts';
import { dayStartMs } from '../../ledger/read-life.ts';
import type { CashlessReport } from '../../reports/cashless.ts';
import type { FrozenWords } from '../../reports/frozen.ts';
import type { Period } from '../../reports/periods.ts';
import { type DeskContext, fail, type Outcome } from '../context.ts';
import { disputeFigures } from '../dispute.ts';
import { dayOf, dayWords, type PaperParts, paperHead, periodWords, scopeHead, wayName } from './head.ts';

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

/** The four methods with the day each was put in use (R1–R3). */
function readinessOf({ reads }: DeskContext, day: string): ShareReport['readiness'] {
  const since = new Map(methodsSince(reads, day).map((one) => [one.method, one.since]));
  return cashlessMethods.map((method) => {
    const from = since.get(method);
    const ready = methodOff(reads, method, day) === null;
    const value = from === undefined ? (ready ? 'đang dùng' : 'chưa') : `từ ${dayWords(from)}`;
    return { label: wayName(method), value };
  });
}

/** Lượt hướng dẫn of the period (R7–R8). */
function guidanceIndicator({ reads }: DeskContext, { from, to }: Period): ShareReport['indicators'] {
  const dayMs = 86_400_000;
  const people = reads.guidedAt(dayStartMs(from), dayStartMs(to) + dayMs);
  return people === 0 ? [] : [{ label: 'Lượt được hướng dẫn', value: grouped(people) }];
}

/** Khiếu nại of the period: received, decided, in how many days (facts/domain.md §6.1). */
function disputeIndicator({ reads }: DeskContext, period: Period): ShareReport['indicators'] {
  const { received, decided, averageDays, amount } = disputeFigures(reads, period);
  if (received === 0) return [];
  const lasted = averageDays === null ? '' : `, trung bình ${averageDays} ngày`;
  const value = `tiếp nhận ${received}, đã giải quyết ${decided}${lasted}, ${grouped(amount)} đ`;
  return [{ label: 'Khiếu nại', value }];
}

/** What stands on the paper beside its figures, as things are now. */
export function wordsOf(context: DeskContext, period: Period, asOf: EpochMs): FrozenWords {
  return {
    attributes: attributesOf(context),
    readiness: readinessOf(context, dayOf(asOf)),
    indicators: [...guidanceIndicator(context, period), ...disputeIndicator(context, period)],
  };
}

interface Told {
  readonly words: FrozenWords;
  readonly report: CashlessReport;
  readonly asOf: EpochMs;
  readonly document: string | null;
  readonly supplements: readonly Row[];
}

function paperOf(parts: PaperParts, { report, asOf, document, supplements, words }: Told): ShareReport {
  const rows = rowsOf(report);
  const { label: _, ...total } = rowOf('', report);
  const { later, target } = report;
  return sealShareReport({
    kind: 'share-report',
    ...paperHead(parts, 'share-report', document, {}, asOf).head,
    ...scopeHead(parts, periodWords(report), asOf),
    attributes: [...words.attributes],
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
    readiness: [...words.readiness],
    indicators: [
      ...(later.count === 0
        ? []
        : [
            {
              label: 'Hoàn sau ngày trả',
              value: `${grouped(later.count)} giao dịch, ${grouped(later.amount)} đ`,
            },
          ]),
      ...words.indicators,
    ],
    rule: `Quy tắc ${report.rule}: tính theo ngày trả tiền, gồm thu hộ và tạm ứng; trả lại trong ngày thì không tính, hoàn sau ngày trả ghi riêng.`,
  });
}

/** The share of a period as it is now. */
export function sharePaper(parts: PaperParts, period: Period): ShareReport {
  const report = parts.reports.cashless(period);
  const asOf = parts.context.clock.now();
  const words = wordsOf(parts.context, period, asOf);
  return paperOf(parts, { report, asOf, document: null, supplements: [], words });
}

/** Figures as they were frozen, dated as they were; what came since stands on a line of its own and changes nothing. */
export function frozenPaper(parts: PaperParts, id: string): Outcome<ShareReport> {
  const { reports } = parts;
  const frozen = reports.frozen(id);
  if (frozen === undefined) return fail('report-not-found');
  const figures = JSON.parse(new TextDecoder().decode(frozen.bytes)) as {
    readonly asOf: number;
    readonly cashless: CashlessReport;
    readonly words?: FrozenWords;
  };
  const since = reports.supplement(id);
  const came = since !== undefined && Object.values(since).some((one) => one !== 0);
  return ok(
    paperOf(parts, {
      report: figures.cashless,
      asOf: figures.asOf as EpochMs,
      document: id,
      // What was frozen before words were kept has none.
      words: figures.words ?? { attributes: [], readiness: [], indicators: [] },
      supplements: came ? [rowOf(`Bổ sung, ${reports.scope().name}`, since)] : [],
    }),
  );
}
