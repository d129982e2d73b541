import { cashlessRule } from '../reports/cashless.ts';
import { cashlessKind } from '../reports/frozen.ts';
import type { Period } from '../reports/periods.ts';
import type { Reports } from '../reports/reports.ts';
import { act, type DeskContext, fail, type Outcome } from './context.ts';

export interface Frozen {
  readonly report: string;
  readonly hash: string;
  readonly asOf: number;
}

/**
 * Freezes the figures of a period that is over, or a supplement of ones frozen before: the bytes are kept and their
 * hash is journalled in one act. Nobody changes them afterwards.
 */
export function freezeReport(
  context: DeskContext,
  reports: Reports,
  request: Period & { readonly supplements: string | null },
): Outcome<Frozen> {
  const { clock, ids, ledger } = context;
  if (request.from > request.to) return fail('period-malformed');
  const asOf = clock.now();
  const { from, to, supplements } = request;
  const { bytes, hash } = reports.freeze({ from, to }, asOf);
  return act(context, (actor) => {
    const report = ids.next();
    ledger.append({
      type: 'report.frozen',
      actor,
      body: {
        report,
        kind: cashlessKind,
        from,
        to,
        rule: cashlessRule,
        asOf,
        hash,
        size: bytes.length,
        supplements,
      },
    });
    reports.keep(report, bytes);
    return { report, hash, asOf };
  });
}
