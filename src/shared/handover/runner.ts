import type { Clock } from '../kernel/clock.ts';
import { handover, initialHandover } from './machine.ts';
import type { HandoverCommand, HandoverEvent } from './types.ts';

/**
 * Runs the machine for a shell: give it events, it does the commands in order. An event that comes while a command
 * is being done (closing a window tells of its closing) waits its turn.
 */
export function runHandover(
  clock: Clock,
  act: (command: HandoverCommand) => void,
): (event: HandoverEvent) => void {
  const waiting: HandoverEvent[] = [];
  let state = initialHandover;
  let busy = false;
  return (event) => {
    waiting.push(event);
    if (busy) return;
    busy = true;
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const step = handover(state, next, clock.monotonicMs());
        state = step.state;
        for (const command of step.commands) act(command);
      }
    } finally {
      busy = false;
    }
  };
}
