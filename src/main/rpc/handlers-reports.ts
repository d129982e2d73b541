import { ok, type Result } from '../../shared/kernel/result.ts';
import { methods } from '../../shared/rpc/contract.ts';
import type { Failure } from '../../shared/rpc/define.ts';
import type { reportMethods } from '../../shared/rpc/reports.ts';
import { type DeskContext, fail } from '../desk/context.ts';
import { freezeReport } from '../desk/freeze-report.ts';
import { countsBlind } from '../desk/hand-in.ts';
import type { CollectedRow } from '../reports/collected.ts';
import { shiftLists, shiftsOf } from '../reports/lists.ts';
import { arrearsByClass, arrearsOfClass } from '../reports/people-lists.ts';
import { periodOf } from '../reports/periods.ts';
import type { Reports } from '../reports/reports.ts';
import type { Handler, HandlerRequest, HandlerResponse, Handlers } from './calls.ts';

type Methods = keyof typeof reportMethods;

/** Handlers of `shared/rpc/reports.ts`. */
export function reportHandlers(context: DeskContext, reports: Reports): Pick<Handlers, Methods> {
  const { catalogue, clock, reads } = context;
  const scope = () => {
    const { is, name, until } = reports.scope();
    const behind = until.flatMap(({ untilMs }) => untilMs ?? []);
    return { scope: is, counterName: name, dataUntil: Math.min(clock.now(), ...behind) };
  };
  const named = (rows: readonly CollectedRow[], nameOf: (key: string) => string = (key) => key) =>
    rows.map((row) => ({ ...row, label: nameOf(row.key) }));
  const figures = addedUp(context, reports);
  const shiftName = (id: string) => {
    const shift = reports.scope().shift(id);
    return shift === undefined ? '-' : `${shift.businessDate} · ${shift.name}`;
  };
  return {
    'report.period': ({ kind, day }) => ok(periodOf(kind, day)),
    'report.cashless': figures('report.cashless', (period) => {
      if (period.from > period.to) return fail('period-malformed');
      const report = reports.cashless(period);
      return ok({ ...scope(), ...report, ...listsOf(report) });
    }),
    'report.collected': figures('report.collected', ({ from, to, ...filter }) => {
      if (from > to) return fail('period-malformed');
      const report = reports.collected({ from, to }, filter);
      return ok({
        ...scope(),
        ...{ from, to, total: report.total },
        byMethod: named(report.byMethod),
        byCashier: named(report.byCashier, reports.scope().nameOf),
        byShift: named(report.byShift, shiftName),
        byGroup: named(report.byGroup),
        byUnit: named(report.byUnit),
        byOnBehalf: named(report.byOnBehalf),
        byDay: named(report.byDay),
        byMethodAndGroup: named(report.byMethodAndGroup),
      });
    }),
    'report.shifts': (period) =>
      ok({
        shifts: shiftsOf(reads, period).map((row) =>
          row.z !== null && countsBlind(context, row.z) ? { ...row, handedIn: null } : row,
        ),
      }),
    'report.shiftLists': ({ shift }) => {
      if (reads.shift(shift) === undefined) return fail('shift-not-found');
      const lists = shiftLists(reads, shift);
      return ok({
        voided: [...lists.voided],
        earlier: [...lists.earlier],
        reprinted: [...lists.reprinted],
        carriedOver: [...lists.carriedOver],
      });
    },
    'report.handIn': figures('report.handIn', ({ z }) => {
      if (countsBlind(context, z)) return fail('hand-in-not-counted');
      const list = reports.handIn(z);
      return list === undefined ? fail('z-not-found') : ok({ ...list, papers: [...list.papers] });
    }),
    'report.arrears': ({ unit }) =>
      ok({
        classes: unit === null ? arrearsByClass(catalogue, reads) : [],
        payers: unit === null ? [] : arrearsOfClass(catalogue, reads, unit),
      }),
    'report.receiptsOf': ({ payer }) =>
      ok({
        receipts: reads.receiptsServing(payer).map((row) => ({
          receipt: row.id,
          ...{ series: row.series, number: row.number, issueDate: row.issueDate, total: row.total },
          ...{ state: row.state, refunded: row.refunded },
        })),
      }),
    'report.freeze': figures('report.freeze', (request) => freezeReport(context, reports, request)),
    'report.frozen': figures('report.frozen', () =>
      ok({
        reports: reads.frozenReports().map(({ id: report, from, to, rule, asOf, hash, supplements }) => ({
          ...{ report, from, to, rule, asOf, hash, supplements },
          since: reports.supplement(report) ?? null,
        })),
      }),
    ),
    'report.frozenBytes': ({ report }) => {
      const frozen = reports.frozen(report);
      if (frozen === undefined) return fail('report-not-found');
      return ok({ hash: frozen.hash, content: Buffer.from(frozen.bytes).toString('base64') });
    },
  };
}

/**
 * Makes handlers of figures, which wait until all entries are added up; `report-behind` when that takes longer than
 * somebody waits. Who is there may be another by then, so they are asked again what they may.
 */
export function addedUp({ staff }: Pick<DeskContext, 'staff'>, reports: Pick<Reports, 'caughtUp'>) {
  return <M extends Methods | 'report.crossed' | 'facility.view'>(
    method: M,
    handler: (request: HandlerRequest<M>) => Result<HandlerResponse<M>, Failure>,
  ): Handler<M> =>
    async (request) => {
      if (!(await reports.caughtUp())) return fail('report-behind');
      const may = staff.require(methods[method].access);
      return may.ok ? handler(request) : may;
    };
}

function listsOf(report: ReturnType<Reports['cashless']>) {
  return {
    byMethod: [...report.byMethod],
    byKind: [...report.byKind],
    byCut: [...report.byCut],
    days: [...report.days],
  };
}
