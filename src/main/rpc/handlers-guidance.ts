import { businessDateOf } from '../../shared/kernel/clock.ts';
import type { guidanceMethods } from '../../shared/rpc/guidance.ts';
import type { DeskContext } from '../desk/context.ts';
import { giveGuidance } from '../desk/guidance.ts';
import type { DeviceRack } from '../desk/set-devices.ts';
import type { Handlers } from './calls.ts';

/** Handlers of `shared/rpc/guidance.ts`. */
export function guidanceHandlers(
  context: DeskContext,
  rack: DeviceRack,
): Pick<Handlers, keyof typeof guidanceMethods> {
  return {
    'guidance.give': (request) => {
      const today = businessDateOf(context.clock.now());
      return giveGuidance(context, rack, rack.usualPrinter(), { ...request, today });
    },
  };
}
