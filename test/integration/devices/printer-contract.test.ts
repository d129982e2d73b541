import type { PrinterState } from '../../../src/main/devices/ports.ts';
import { escPosPrinter } from '../../../src/main/devices/printer/driver.ts';
import { lanPrinterProfile } from '../../../src/main/devices/printer/profiles.ts';
import { scriptedPrinter } from '../../../src/main/devices/printer/scripted.ts';
import { tcpTransport } from '../../../src/main/devices/transport/tcp.ts';
import { realClock } from '../../../src/main/ports/real.ts';
import { type ScriptPatch, usualScript } from '../../../src/simulators/escpos-printer/contract.ts';
import { type PrinterRig, printerContract } from './printer-contract.ts';
import { PrinterSimulator } from './printer-simulator.ts';

const patches: Readonly<Record<Exclude<PrinterState, 'fault'>, ScriptPatch>> = {
  ready: usualScript,
  'paper-low': { paperNearEnd: true },
  'no-paper': { paperRowsLeft: 0 },
  'cover-open': { cover: 'open' },
  cutter: { cutter: 'jammed' },
  offline: { power: false },
  unknown: { mute: true },
};

/** The real driver over real TCP to the simulated printer in its own process. */
async function driverRig(): Promise<PrinterRig> {
  const simulator = await PrinterSimulator.start();
  const clock = realClock();
  const profile = { ...lanPrinterProfile, statusTimeoutMs: 150, proofTimeoutMs: 150, proofPerRowMs: 0 };
  const ports = escPosPrinter(profile, tcpTransport(simulator.address, clock), clock);
  let sheetsBefore = 0;
  let kicksBefore = 0;
  const whole = async () => (await simulator.sheets()).filter(({ end }) => end === 'cut').length;
  return {
    ...ports,
    async reset() {
      await simulator.script(usualScript);
      sheetsBefore = await whole();
      kicksBefore = (await simulator.state()).books.drawerKicks;
    },
    async become(state) {
      await simulator.script(patches[state]);
    },
    async breakAfter(bytes) {
      await simulator.script({ dropAfterBytes: bytes });
    },
    async withoutProof() {
      await simulator.script({ noProof: true });
    },
    sheetsOut: async () => (await whole()) - sheetsBefore,
    kicks: async () => (await simulator.state()).books.drawerKicks - kicksBefore,
    stop: () => simulator.stop(),
  };
}

async function scriptedRig(): Promise<PrinterRig> {
  const double = scriptedPrinter('K80', 576);
  let sheetsBefore = 0;
  let kicksBefore = 0;
  return {
    printer: double.printer,
    drawer: double.drawer,
    async reset() {
      double.script({ state: 'ready', proves: true, breakAfterBytes: null, breakWhy: 'disconnected' });
      sheetsBefore = double.sheets.length;
      kicksBefore = double.kicks;
    },
    async become(state) {
      double.script({ state });
    },
    async breakAfter(bytes) {
      double.script({ breakAfterBytes: bytes });
    },
    async withoutProof() {
      double.script({ proves: false });
    },
    sheetsOut: async () => double.sheets.length - sheetsBefore,
    kicks: async () => double.kicks - kicksBefore,
    stop: () => {},
  };
}

printerContract('ESC/POS driver over TCP', driverRig);
printerContract('scripted double', scriptedRig);
