import { ok } from '../../shared/kernel/result.ts';
import type { facilityMethods } from '../../shared/rpc/facility.ts';
import { acceptProposal, type CaseParts, listCases, refuseProposal, settleCase } from '../desk/cases.ts';
import { type DeskContext, fail } from '../desk/context.ts';
import type { SyncDesk } from '../desk/enrol.ts';
import { cashlessRule, targetAt } from '../reports/cashless.ts';
import type { Reports } from '../reports/reports.ts';
import type { Handlers } from './calls.ts';
import { addedUp } from './handlers-reports.ts';

/** Handlers of `shared/rpc/facility.ts`. */
export function facilityHandlers(
  context: DeskContext,
  cases: CaseParts,
  sync: SyncDesk,
  reports: Reports,
): Pick<Handlers, keyof typeof facilityMethods> {
  const { reads } = context;
  return {
    'facility.view': addedUp(context, reports)('facility.view', ({ from, to }) => {
      if (from > to) return fail('period-malformed');
      const figures = reports.facility(cases.facility, { from, to });
      const sisters = new Map(sync.view().sisters.map((sister) => [sister.counter, sister]));
      return ok({
        ...{ from, to, rule: cashlessRule, total: figures.total, target: targetAt(reads, to) },
        byMethod: [...figures.byMethod],
        counters: figures.counters.map((one) => ({
          ...one,
          own: one.counter === reads.counterId,
          stalled: sisters.get(one.counter)?.stalled ?? false,
          revoked: sisters.get(one.counter)?.state === 'revoked',
        })),
      });
    }),
    'case.list': async () => ok({ cases: await listCases(context, cases) }),
    'case.settle': (request) => settleCase(context, cases, request),
    'proposal.accept': (request) => acceptProposal(context, cases, request),
    'proposal.refuse': (request) => refuseProposal(context, cases, request),
  };
}
