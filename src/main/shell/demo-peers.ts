/** The simulated devices of a demo, in order of starting. Each is a folder under `src/simulators`. */
import type { SimulatorAddress } from '../../shared/handover/counter.ts';
import type { Simulators } from './simulators.ts';

export const demoPeers = ['escpos-printer', 'bank', 'stx-terminal'] as const;

/** Starts them all. One that does not start is told and left out: the rest of the demo works without it. */
export async function startDemoPeers(
  simulators: Simulators,
  tell: (sentence: string) => void,
): Promise<readonly SimulatorAddress[]> {
  const started = await Promise.all(demoPeers.map((peer) => simulators.start(peer)));
  return started.flatMap((each, index) => {
    if (each.ok) {
      const { address } = each.value;
      // Nothing pays a code by itself: whoever shows the demo must be able to give the order.
      if (address.peer === 'bank') {
        tell(
          `Ngân hàng mô phỏng nhận lệnh ở http://${address.host}:${address.controlPort}, mã ${address.token}.`,
        );
      }
      // The terminal approves by itself; declines, delays and pulled cables are ordered the same way.
      if (address.peer === 'stx-terminal') {
        tell(
          `Máy thẻ mô phỏng nhận lệnh ở http://${address.host}:${address.controlPort}, mã ${address.token}.`,
        );
      }
      return [address];
    }
    tell(`Thiết bị mô phỏng ${demoPeers[index]} không khởi động được (${each.reason}).`);
    return [];
  });
}
