import { ok } from '../../shared/kernel/result.ts';
import type { disputeMethods } from '../../shared/rpc/disputes.ts';
import type { DeskContext } from '../desk/context.ts';
import { disputeList, moveDispute, openDispute, tieDispute } from '../desk/dispute.ts';
import type { Handlers } from './calls.ts';

/** Most rows sent to a window. */
const mostRows = 500;

/** Handlers of `shared/rpc/disputes.ts`. */
export function disputeHandlers(context: DeskContext): Pick<Handlers, keyof typeof disputeMethods> {
  return {
    'dispute.open': (request) => openDispute(context, request),
    'dispute.tie': (request) => tieDispute(context, request),
    'dispute.move': (request) => moveDispute(context, request),
    'dispute.list': ({ days }) => ok({ disputes: disputeList(context, days).slice(0, mostRows) }),
  };
}
