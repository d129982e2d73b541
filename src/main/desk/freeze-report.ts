import { businessDateOf } from '../../shared/kernel/clock.ts';
import { cashlessRule } from '../reports/cashless.ts';
import { cashlessKind } from '../reports/frozen.ts';
import type { Period } from '../reports/periods.ts';
import type { Reports } from '../reports/reports.ts';
import { act, type DeskContext, fail, type Outcome } from './context.ts';
import { wordsOf } from './papers/share.ts';

export interface Frozen {
  readonly report: string;
  readonly hash: string;
  readonly asOf: number;
}

/**
 * Freezes the figures of a period, or a supplement of ones frozen before: the bytes are kept and their hash is journalled
 * in one act. Nobody changes them afterwards. A period that is not over is refused (`period-not-over`) unless somebody
 * says `early`: the yearly figures are asked for before the year ends (R12).
 */
export function freezeReport(
  context: DeskContext,
  reports: Reports,
  request: Period & { readonly supplements: string | null; readonly early?: boolean | undefined },
): Outcome<Frozen> {
  const { clock, ids, ledger } = context;
  if (request.from > request.to) return fail('period-malformed');
  const asOf = clock.now();
  if (request.to >= businessDateOf(asOf) && request.early !== true) return fail('period-not-over');
  const { from, to, supplements } = request;
  const { bytes, hash } = reports.freeze({ from, to }, asOf, wordsOf(context, { from, to }, asOf));
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
