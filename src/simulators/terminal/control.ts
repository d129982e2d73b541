/** What a simulated card terminal can be ordered over its control port. */
import { bad, good, type Order } from '../control.ts';
import type { Line } from './lines.ts';

/** A terminal as its control port knows it. */
export interface Controlled {
  /** Script, books, whether it is busy; goes out as it is. */
  state(): object;
  /** Null when the patch was taken, otherwise what is wrong with it. */
  change(patch: unknown): string | null;
  restart(): void;
  /** Whether it is switched on. */
  on(): boolean;
}

/** The orders of a terminal by their routes. */
export function terminalOrders(terminal: Controlled, line: Line): (route: string) => Order | undefined {
  const orders: Readonly<Record<string, Order>> = {
    'GET /state': () => good(terminal.state()),
    'POST /script': async (body) => {
      const wrong = terminal.change(body);
      if (wrong !== null) return bad(wrong);
      if (terminal.on()) await line.on();
      else await line.off();
      return good(terminal.state());
    },
    'POST /restart': () => {
      terminal.restart();
      return good(terminal.state());
    },
  };
  return (route) => orders[route];
}
