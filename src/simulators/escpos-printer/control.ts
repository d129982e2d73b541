/** What the printer can be ordered over its control port. */
import { bad, good, type Order } from '../control.ts';
import { type SheetInfo, type StateAnswer, scriptPatch } from './contract.ts';
import type { PrinterLine } from './line.ts';
import type { Mechanism } from './mechanism.ts';
import { pngOf } from './png.ts';

/** The orders of this printer by their routes. */
export function printerOrders(mechanism: Mechanism, line: PrinterLine): (route: string) => Order | undefined {
  const state = (): StateAnswer => ({
    script: mechanism.script,
    books: mechanism.books,
    widthDots: mechanism.widthDots,
    rowsOnStrip: mechanism.rowsOnStrip,
  });
  const orders: Readonly<Record<string, Order>> = {
    'GET /state': () => good(state()),
    'POST /script': async (body) => {
      const patch = scriptPatch.safeParse(body);
      if (!patch.success) return bad(patch.error.message);
      mechanism.change(patch.data);
      if (mechanism.script.power) await line.on();
      else await line.off();
      line.wake();
      return good(state());
    },
    'GET /sheets': () => good({ sheets: mechanism.sheets.map(infoOf) }),
    'DELETE /sheets': () => {
      mechanism.forgetSheets();
      return good({});
    },
  };
  return (route) => orders[route] ?? pictureOrder(mechanism, route);
}

function infoOf({ sheet, widthDots, rows, end, text }: SheetInfo): SheetInfo {
  return { sheet, widthDots, rows, end, text };
}

function pictureOrder(mechanism: Mechanism, route: string): Order | undefined {
  const wanted = /^GET \/sheets\/(\d{1,9})\.png$/.exec(route);
  if (wanted === null) return undefined;
  return () => {
    const sheet = mechanism.sheets.find((one) => one.sheet === Number(wanted[1]));
    return sheet === undefined ? { status: 404, json: { error: 'no such sheet' } } : { png: pngOf(sheet) };
  };
}
