import { ok } from '../../shared/kernel/result.ts';
import type { Figures } from '../../shared/payment/index.ts';
import type { documentMethods } from '../../shared/rpc/documents.ts';
import type { LooseCredits } from '../desk/assign-credit.ts';
import type { CaseParts } from '../desk/cases.ts';
import { type DeskContext, fail } from '../desk/context.ts';
import { countsBlind, handInRows } from '../desk/hand-in.ts';
import { collectionView } from '../desk/papers/collection.ts';
import type { PaperFiles } from '../desk/papers/files.ts';
import { cashCurve } from '../reports/cash-curve.ts';
import { fundPapers } from '../reports/lists.ts';
import type { Reports } from '../reports/reports.ts';
import { differencesOf } from '../views/reconcile.ts';
import type { Handlers } from './calls.ts';
import { addedUp } from './handlers-reports.ts';

type Methods = keyof typeof documentMethods;

/** Handlers of `shared/rpc/documents.ts`. */
export function documentHandlers(
  context: DeskContext,
  parts: {
    readonly reports: Reports;
    readonly papers: PaperFiles;
    readonly loose: LooseCredits;
    readonly cases: Pick<CaseParts, 'facility'>;
  },
): Pick<Handlers, Methods> {
  const { reads } = context;
  const { reports, papers, loose } = parts;
  const figures = addedUp(context, reports);
  return {
    'report.crossed': figures('report.crossed', (request) => {
      if (request.from > request.to) return fail('period-malformed');
      return ok(collectionView(context, reports, request));
    }),
    'report.curve': ({ shift: id }) => {
      const shift = reads.shift(id);
      if (shift === undefined) return fail('shift-not-found');
      const z = shift.z === null ? undefined : reads.z(shift.z);
      if (z === undefined) return fail('shift-not-closed');
      if (countsBlind(context, z.id)) return fail('hand-in-not-counted');
      const { openingFloat } = JSON.parse(z.figures) as Figures;
      const points = cashCurve(reads, id);
      const { openedAt } = shift;
      return ok({
        ...{ openedAt, closedAt: z.at, openingFloat, expected: z.expected, counted: z.counted, points },
      });
    },
    'document.make': (request) => papers.make(request),
    'document.part': (request) => papers.part(request),
    'handIn.list': (period) => {
      if (period.from > period.to) return fail('period-malformed');
      return ok({ handIns: handInRows(context, period) });
    },
    'fund.papers': (period) => ok({ balance: reads.fundBalance(), papers: fundPapers(reads, period) }),
    'reconcile.list': () =>
      ok(differencesOf({ reads, facility: parts.cases.facility }, loose, context.clock.now())),
  };
}
