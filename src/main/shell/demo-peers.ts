/** The simulated devices of a demo, in order of starting. Each is a folder under `src/simulators`. */
import type { DemoKind, SimulatorAddress } from '../../shared/handover/counter.ts';
import type { Simulators } from './simulators.ts';

/** Each demonstration has the terminal of another family, so that both can be tried. */
const terminals: Readonly<Record<DemoKind, string>> = { hospital: 'stx-terminal', school: 'zvt-terminal' };

/** A printer of the narrow paper, which takes over from the first. */
const sparePrinter: DemoPeer = ['escpos-printer', '--width', '384'];

/** Folder and arguments. */
type DemoPeer = readonly [peer: string, ...args: readonly string[]];

const demoPeers = ({ demo, spare }: Demo): readonly DemoPeer[] => [
  ['escpos-printer'],
  ...(spare ? [sparePrinter] : []),
  ['bank'],
  [terminals[demo]],
  ['pole-display'],
  ['scanner'],
];

/** What a demonstration has. */
export interface Demo {
  readonly demo: DemoKind;
  /** Whether a second printer stands by. */
  readonly spare: boolean;
}

/**
 * Who has to be ordered by whoever shows the demo: nothing pays a code by itself, the terminal declines and is unplugged
 * only when told, the display is looked at and the scanner held against a code through their control ports.
 */
const ordered: Readonly<Record<string, string>> = {
  bank: 'Ngân hàng',
  'stx-terminal': 'Máy thẻ',
  'zvt-terminal': 'Máy thẻ',
  'pole-display': 'Màn hình số',
  scanner: 'Máy quét',
};

/** Starts them all. One that does not start is told and left out: the rest of the demo works without it. */
export async function startDemoPeers(
  simulators: Simulators,
  demo: Demo,
  tell: (sentence: string) => void,
): Promise<readonly SimulatorAddress[]> {
  const peers = demoPeers(demo);
  const started = await Promise.all(peers.map(([peer, ...args]) => simulators.start(peer, args)));
  return started.flatMap((each, index) => {
    if (!each.ok) {
      tell(`Thiết bị mô phỏng ${peers[index]?.join(' ')} không khởi động được (${each.reason}).`);
      return [];
    }
    const { address } = each.value;
    const name = ordered[address.peer];
    if (name !== undefined) {
      const { host, controlPort, token } = address;
      tell(`${name} mô phỏng nhận lệnh ở http://${host}:${controlPort}, mã ${token}.`);
    }
    return [address];
  });
}
