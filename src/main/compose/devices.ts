import type { Clock } from '../../shared/kernel/clock.ts';
import type { Ids } from '../../shared/kernel/ids.ts';
import type { TopicValue } from '../../shared/rpc/contract.ts';
import { readScan } from '../../shared/scan/read.ts';
import type { DeviceRack } from '../desk/set-devices.ts';
import { type Devices, openDevices } from '../devices/open.ts';
import { poleLines } from '../devices/pole/lines.ts';
import type { OsPrinterRoute, PolePort, PrinterState } from '../devices/ports.ts';
import { mayPrint } from '../devices/supervisor.ts';
import { findPrinterFiles, findPrinterHosts, ownNetworkHosts } from '../devices/transport/detect.ts';
import { listSerialPorts } from '../devices/transport/serial.ts';
import { deviceProfiles, launcherProfiles, profileAllowed } from '../upkeep/local.ts';
import type { House } from './house.ts';

export interface RackParts extends Pick<House, 'local' | 'drawing' | 'settings'> {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly kind: 'real' | 'training';
  readonly osPrinters: OsPrinterRoute | null;
  /** Whether somebody is signed in with the screen open: a scan is for them and goes with them. */
  readonly attended: () => boolean;
  readonly changed: () => void;
  /** References a terminal must be asked about before it takes a charge. */
  readonly unresolved: (terminal: string) => readonly string[];
  /** Called when the devices were opened anew. */
  readonly reopened: () => void;
}

/** Drives the devices this ledger may have (design §5) and keeps what the topics say of them. */
export interface Rack {
  readonly devices: Devices;
  readonly rack: DeviceRack;
  topic(): TopicValue<'devices'>;
  scan(): TopicValue<'scan'>;
  /** The usual printer, and who prints while it cannot; undefined where there is none. */
  printer(): RailPrinter | undefined;
  /** What the customer display shows goes to the pole displays too. */
  shown(view: TopicValue<'display'>['view']): void;
}

interface RailPrinter {
  readonly name: string;
  readonly state: PrinterState;
  readonly spare: string | null;
  readonly drawerShut: boolean;
}

/** How long a test pattern stands on a pole display. */
const patternShownMs = 5_000;

/** Opens them. */
export function openRack(parts: RackParts): Rack {
  const { clock, ids, kind, settings, changed, osPrinters } = parts;
  const own = deviceProfiles(parts.local);
  const launched = launcherProfiles(settings.simulators);
  const allowed = () => [...own.all(), ...launched].filter(({ origin }) => profileAllowed(kind, origin));
  const { unresolved } = parts;
  const devices = openDevices({ settings: allowed(), clock, changed, osPrinters, unresolved });
  const patterns = new Set<PolePort>();
  let last: TopicValue<'scan'>['last'] = null;
  devices.onScan((text, device) => {
    if (!parts.attended()) return;
    last = { id: ids.next(), at: clock.now(), device, scan: readScan(text) };
    changed();
  });
  /** Stays long enough to be looked at; then the payer's view comes back. */
  const pattern = (pole: PolePort, lines: readonly [string, string]): void => {
    pole.show(lines);
    patterns.add(pole);
    clock.after(patternShownMs, () => {
      patterns.delete(pole);
      changed();
    });
  };
  const rack: DeviceRack = {
    changeable: kind === 'real',
    trouble: (name) => devices.standings().find((one) => one.name === name)?.trouble ?? null,
    check: devices.check,
    profiles: own.all,
    save: own.save,
    remove: own.remove,
    reopen: () => {
      devices.replace(allowed());
      parts.reopened();
    },
    terminal: (name) => devices.terminals().find((one) => one.name === name),
    printer: devices.printer,
    pole: (name) => {
      const pole = devices.poles().find((one) => one.name === name);
      return (
        pole && { name, state: pole.state, onState: pole.onState, show: (lines) => pattern(pole, lines) }
      );
    },
    find: async (network) => ({
      serial: [...(await listSerialPorts())],
      files: [...(await findPrinterFiles())],
      queues: [...((await osPrinters?.list()) ?? [])],
      hosts: network ? [...(await findPrinterHosts(ownNetworkHosts(), clock))] : [],
    }),
    usualPrinter: () => devices.usualPrinter()?.name ?? null,
    draw: (page, widthDots) => parts.drawing.render(page, { kind: 'original' }, widthDots),
  };
  return {
    devices,
    rack,
    topic: () => {
      const origins = new Map(allowed().map(({ name, origin }) => [name, origin]));
      return {
        changeable: rack.changeable,
        osPrinting: osPrinters !== null,
        devices: devices.standings().map((one) => ({ ...one, origin: origins.get(one.name) ?? 'person' })),
      };
    },
    printer: () => {
      const usual = devices.usualPrinter();
      if (usual === undefined) return undefined;
      const { name, state } = usual;
      if (mayPrint(state)) return { name, state, spare: null, drawerShut: false };
      const next = devices.printer(devices.spareFor(name) ?? '');
      const spare = next !== undefined && mayPrint(next.state) ? next.name : null;
      return { name, state, spare, drawerShut: devices.drawer()?.name === name };
    },
    scan: () => {
      if (!parts.attended()) last = null;
      return { last };
    },
    shown: (view) => {
      const lines = poleLines(view);
      for (const pole of devices.poles()) if (!patterns.has(pole)) pole.show(lines);
    },
  };
}
