/** Báo cáo thu: what the screen shows and what the paper says come from here, so they are the same. */
import type { CrossedView } from '../../../shared/rpc/documents.ts';
import { dong } from '../../documents/figures.ts';
import { type CollectionReport, sealCollectionReport } from '../../documents/papers/collection-report.ts';
import { facilitySettings } from '../../facility/settings.ts';
import { type CrossCut, onBehalfMark } from '../../reports/crossed.ts';
import type { Reports } from '../../reports/reports.ts';
import type { ReportScope } from '../../reports/scope.ts';
import type { DeskContext } from '../context.ts';
import {
  dayWords,
  type PaperParts,
  paperHead,
  periodWords,
  saidOr,
  scopeHead,
  shiftWords,
  sumWords,
  wayName,
} from './head.ts';

export interface CollectionRequest {
  readonly from: string;
  readonly to: string;
  readonly shift: string | null;
}

/** What stands where a line names no fee type, class or ward. */
const unnamed = 'Không ghi';

function labelOf(scope: ReportScope, cut: CrossCut, key: string): string {
  switch (cut) {
    case 'cashier':
      return scope.nameOf(key);
    case 'shift':
      return shiftWords(scope, key);
    case 'day':
      return dayWords(key);
    case 'source':
      return key === 'facility' ? 'Thu của đơn vị' : 'Thu hộ, ngoài nguồn thu';
    case 'group':
      return key.endsWith(onBehalfMark)
        ? `${saidOr(key.slice(0, -onBehalfMark.length), unnamed)} (thu hộ)`
        : saidOr(key, unnamed);
    default:
      return saidOr(key, unnamed);
  }
}

/** Báo cáo thu as a window shows it. */
export function collectionView(
  { clock }: Pick<DeskContext, 'clock'>,
  reports: Reports,
  { from, to, shift }: CollectionRequest,
): CrossedView {
  const report = reports.crossed({ from, to }, shift);
  const scope = reports.scope();
  const behind = scope.until.flatMap(({ untilMs }) => untilMs ?? []);
  const { key: _, ...total } = report.total;
  return {
    ...{ from, to, shift },
    methods: report.methods.map((key) => ({ key, label: wayName(key) })),
    cuts: report.cuts.map(({ cut, rows }) => ({
      cut,
      rows: rows.map((row) => ({
        ...row,
        amounts: [...row.amounts],
        label: labelOf(scope, cut, row.key),
      })),
    })),
    total: { ...total, amounts: [...total.amounts] },
    counterName: scope.name,
    dataUntil: Math.min(clock.now(), ...behind),
  };
}

const cutLabels: Readonly<Record<CrossCut, string>> = {
  cashier: 'Thu ngân',
  shift: 'Ca',
  group: 'Loại thu',
  unit: 'Khoa',
  day: 'Ngày',
  source: 'Nguồn thu',
};

/** The paper of báo cáo thu, from the same view. */
export function collectionPaper(parts: PaperParts, request: CollectionRequest): CollectionReport {
  const { context, reports } = parts;
  const { reads } = context;
  const view = collectionView(context, reports, request);
  const school = facilitySettings(reads).facility.institution === 'school';
  const none = view.methods.length === 0;
  const { label: _, ...total } = { label: '', ...view.total };
  const wide = <R extends { amounts: number[] }>(row: R): R =>
    none ? { ...row, amounts: [row.amounts[0] ?? 0] } : row;
  const onBehalf = view.cuts
    .find(({ cut }) => cut === 'source')
    ?.rows.find(({ key }) => key === 'on-behalf')?.total;
  const apart =
    onBehalf === undefined
      ? ''
      : ` Trong đó thu hộ ${dong(onBehalf)}, không phải nguồn thu của đơn vị; thu của đơn vị ${dong(view.total.total - onBehalf)}.`;
  const period = request.shift === null ? periodWords(request) : shiftWords(reports.scope(), request.shift);
  return sealCollectionReport({
    kind: 'collection-report',
    ...paperHead(parts, 'collection-report', null).head,
    ...scopeHead(parts, period),
    methods: none ? [wayName('cash')] : view.methods.map(({ label }) => label),
    cuts: view.cuts.map(({ cut, rows }) => ({
      label: cut === 'unit' && school ? 'Lớp' : cutLabels[cut],
      rows: rows.map(({ key: _key, ...row }) => row),
      countsAdd: true,
    })),
    total: wide(total),
    totalWords: sumWords(context, Math.max(0, view.total.total)),
    rule: `Tính theo ngày lập chứng từ; đã trừ chứng từ hủy và tiền hoàn. Mỗi chứng từ đếm một lần, ở khoản đầu tiên.${apart}`,
  });
}
