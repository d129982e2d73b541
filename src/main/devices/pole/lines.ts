import { unreachable } from '../../../shared/kernel/assert.ts';
import type { DisplayView } from '../../../shared/rpc/contract.ts';
import { toAscii } from '../../../shared/text/index.ts';
import { poleColumns } from './cd5220.ts';

/**
 * What the customer display shows, in two lines of 20 for a pole display: amounts and the state, never a name, since it
 * stands where others read it. A state that is not known is never called received (facts/payments §5).
 */
export function poleLines(view: DisplayView): readonly [string, string] {
  switch (view.state) {
    case 'guidance':
      return ['XIN KINH CHAO', counter(view.counterName)];
    case 'closed':
      return ['QUAY TAM NGHI', counter(view.counterName)];
    case 'bill':
      return view.received > 0
        ? [pair('DA TRA', view.received), pair('CON LAI', view.total - view.received)]
        : [pair('SO KHOAN', view.items), pair('PHAI TRA', view.total)];
    case 'cash':
      return ['TIEN MAT', pair('PHAI TRA', view.due)];
    case 'qr':
      return ['QUET MA QR', pair('SO TIEN', view.amount)];
    case 'ussd':
      return [`NHAN ${view.dial}`.slice(0, poleColumns), pair('SO TIEN', view.amount)];
    case 'card':
      return ['MOI QUET THE', pair('SO TIEN', view.amount)];
    case 'waiting':
      return ['DANG CHO XAC NHAN', pair('SO TIEN', view.amount)];
    case 'not-confirmed':
      return [
        'CHUA XAC NHAN',
        view.received > 0 ? pair('MOI NHAN', view.received) : pair('SO TIEN', view.amount),
      ];
    case 'received':
      return [pair('DA NHAN', view.total), view.change === null ? 'CAM ON' : pair('THOI LAI', view.change)];
    case 'cancelled':
      return ['DA HUY', 'CHUA THU TIEN'];
    default:
      return unreachable(view);
  }
}

function counter(name: string): string {
  return toAscii(name).toUpperCase().slice(0, poleColumns);
}

/** A word at the left, a figure at the right; a long figure takes the whole line rather than losing a digit. */
function pair(word: string, value: number): string {
  const figure = String(value).replace(/\B(?=(\d{3})+$)/g, '.');
  const room = poleColumns - figure.length - 1;
  return `${word.slice(0, Math.max(0, room)).padEnd(Math.max(0, room))} ${figure}`.slice(-poleColumns);
}
