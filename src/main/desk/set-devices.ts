import { businessDateOf, type EpochMs } from '../../shared/kernel/clock.ts';
import { ok } from '../../shared/kernel/result.ts';
import type { DeviceConnection } from '../../shared/rpc/device-profiles.ts';
import { type FoundPorts, type TestResult, type TestStep, testPageCode } from '../../shared/rpc/devices.ts';
import type {
  DrawerOutcome,
  LineTrouble,
  PolePort,
  PrinterPort,
  PrinterState,
  PrintOutcome,
  Raster,
  TerminalPort,
} from '../devices/ports.ts';
import type { GuidanceSlip } from '../documents/guidance-slip-k80.ts';
import type { TestPage } from '../documents/test-page.ts';
import { facilitySettings } from '../facility/settings.ts';
import { fileName, noPrinter } from '../spool/shown.ts';
import type { DeviceProfile } from '../upkeep/local.ts';
import { act, type DeskContext, fail, type Outcome } from './context.ts';
import { testTerminal } from './test-terminal.ts';

/** More devices than any counter has. */
const mostDevices = 20;

/** The profiles of this machine and the devices that are driven by them. */
export interface DeviceRack {
  /** Whether this ledger may have devices of its own: a training one takes only the launcher's (design §5). */
  readonly changeable: boolean;
  /** Why the line of a device could not be opened; null while it stands or nobody knows. */
  trouble(name: string): LineTrouble | null;
  /** Tries its line now. */
  check(name: string): Promise<void>;
  profiles(): readonly DeviceProfile[];
  save(profile: DeviceProfile): void;
  remove(name: string): void;
  /** Drives what is saved now. */
  reopen(): void;
  printer(name: string): PrinterPort | undefined;
  pole(name: string): PolePort | undefined;
  terminal(name: string): TerminalPort | undefined;
  find(network: boolean): Promise<FoundPorts>;
  /** The printer receipts go to; null where there is none. */
  usualPrinter(): string | null;
  draw(page: TestPage | GuidanceSlip, widthDots: number): Promise<Raster>;
}

export interface SaveDeviceRequest {
  readonly name: string;
  readonly was: string | null;
  readonly connection: DeviceConnection;
}

/** Saves a device that a person set up and drives it at once; a change of name keeps nothing under the old one. */
export function saveDevice(
  context: Pick<DeskContext, 'clock' | 'staff' | 'reads'>,
  rack: DeviceRack,
  request: SaveDeviceRequest,
): Outcome<Record<string, never>> {
  if (!rack.changeable) return fail('devices-from-launcher');
  const { name, was } = request;
  const others = rack.profiles().filter((one) => one.name !== was);
  // The journal says these of papers that went to no printer.
  if (name === fileName || name === noPrinter) return fail('device-name-taken', { name });
  if (others.some((one) => one.name === name)) return fail('device-name-taken', { name });
  if (others.length >= mostDevices) return fail('too-many-devices', { most: mostDevices });
  if (was !== null && was !== name && hasUnknown(rack, was)) return fail('terminal-has-unknown');
  const before = rack.profiles().find((one) => one.name === was)?.connection;
  const connection = withChooser(context, request.connection, before);
  if (was !== null && was !== name) rack.remove(was);
  rack.save({ name, origin: 'person', connection });
  rack.reopen();
  return ok({});
}

/** Whether a terminal still has to say what became of a payment: it is found again by its name. */
function hasUnknown(rack: DeviceRack, name: string): boolean {
  return (rack.terminal(name)?.unresolved.length ?? 0) > 0;
}

/**
 * A wrong amount scaling charges a hundred times too much or too little, so it carries who chose it and when, whatever
 * the window says of that (facts/payments §3.2).
 */
function withChooser(
  { clock, staff, reads }: Pick<DeskContext, 'clock' | 'staff' | 'reads'>,
  connection: DeviceConnection,
  before: DeviceConnection | undefined,
): DeviceConnection {
  if (connection.kind !== 'terminal') return connection;
  const { factor } = connection.amountScaling;
  if (before?.kind === 'terminal' && before.amountScaling.factor === factor) {
    return { ...connection, amountScaling: before.amountScaling };
  }
  const person = staff.require('unlocked');
  const chosenBy = person.ok ? reads.nameOf(person.value.person).slice(0, 80) : '-';
  return { ...connection, amountScaling: { factor, chosenBy, chosenOn: businessDateOf(clock.now()) } };
}

/** Forgets a device. Papers that wait for it are not printed by themselves elsewhere. */
export function removeDevice(
  rack: DeviceRack,
  { name }: { readonly name: string },
): Outcome<Record<string, never>> {
  if (!rack.changeable) return fail('devices-from-launcher');
  if (!rack.profiles().some((one) => one.name === name)) return fail('device-not-found');
  if (hasUnknown(rack, name)) return fail('terminal-has-unknown');
  rack.remove(name);
  rack.reopen();
  return ok({});
}

/** Tries a device out and says step by step how far it came: a test page, a pattern on a pole display, a question. */
export async function testDevice(
  context: DeskContext,
  rack: DeviceRack,
  { name }: { readonly name: string },
): Promise<Outcome<TestResult>> {
  const printer = rack.printer(name);
  if (printer !== undefined) return ok(await testPrinter(context, rack, printer));
  const terminal = rack.terminal(name);
  if (terminal !== undefined) return testTerminal(context, terminal);
  const pole = rack.pole(name);
  return pole === undefined ? fail('device-not-found') : ok(await testPole(context, rack, pole));
}

/** Journals the opening with its reason, then opens the drawer (product.md D). */
export async function testDrawer(context: DeskContext): Promise<Outcome<TestResult>> {
  const { clock, ledger } = context;
  const drawer = context.drawer();
  if (drawer === undefined) return fail('no-drawer');
  const at = clock.now();
  const opened = act(context, (actor) => {
    ledger.append({
      type: 'drawer.opened',
      actor,
      body: { reason: 'open', subject: null },
      private: { text: 'Thử két' },
    });
  });
  if (!opened.ok) return opened;
  const watch = stopwatch(context);
  const outcome = await drawer.kick();
  return ok({ at, steps: [drawerStep(outcome, watch())] });
}

async function testPrinter(
  context: DeskContext,
  rack: DeviceRack,
  printer: PrinterPort,
): Promise<TestResult> {
  const at = context.clock.now();
  const watch = stopwatch(context);
  const steps = stateSteps(await printer.status(), watch(), rack.trouble(printer.name));
  if (steps.some(({ outcome }) => outcome === 'failed')) return { at, steps };
  const page = testPage(context, at);
  const again = stopwatch(context);
  try {
    const printed = await printer.print(await rack.draw(page, printer.widthDots));
    return { at, steps: [...steps, printStep(printed, again())] };
  } catch {
    return {
      at,
      steps: [...steps, { step: 'done', outcome: 'failed', trouble: 'not-drawn', tookMs: again() }],
    };
  }
}

function testPage({ reads }: DeskContext, at: EpochMs): TestPage {
  const { counterName } = facilitySettings(reads);
  return { kind: 'test-page', counterName, at, code: testPageCode };
}

async function testPole(context: DeskContext, rack: DeviceRack, pole: PolePort): Promise<TestResult> {
  const at = context.clock.now();
  const watch = stopwatch(context);
  await rack.check(pole.name);
  const tookMs = watch();
  if (pole.state !== 'ready') {
    const trouble = rack.trouble(pole.name) ?? 'offline';
    return { at, steps: [{ step: 'reached', outcome: 'failed', trouble, tookMs }] };
  }
  pole.show(['ABCDEFGHIJ1234567890', '0123456789 .,:/-+*()']);
  // A display answers nothing: whether it shows the pattern is for the person in front of it.
  return {
    at,
    steps: [
      { step: 'reached', outcome: 'good', trouble: null, tookMs },
      { step: 'done', outcome: 'unproved', trouble: null, tookMs: 0 },
    ],
  };
}

function stateSteps(state: PrinterState, tookMs: number, trouble: LineTrouble | null): TestStep[] {
  if (state === 'offline') {
    return [{ step: 'reached', outcome: 'failed', trouble: trouble ?? 'offline', tookMs }];
  }
  const reached: TestStep = { step: 'reached', outcome: 'good', trouble: null, tookMs };
  if (state === 'unknown')
    return [reached, { step: 'ready', outcome: 'unproved', trouble: 'unknown', tookMs: 0 }];
  const well = state === 'ready' || state === 'paper-low';
  return [
    reached,
    { step: 'ready', outcome: well ? 'good' : 'failed', trouble: well ? null : state, tookMs: 0 },
  ];
}

function printStep(printed: PrintOutcome, tookMs: number): TestStep {
  switch (printed.kind) {
    case 'printed':
      return { step: 'done', outcome: 'good', trouble: null, tookMs };
    case 'sent':
      return { step: 'done', outcome: 'unproved', trouble: null, tookMs };
    case 'failed':
    case 'unknown':
      return { step: 'done', outcome: 'failed', trouble: printed.why, tookMs };
  }
}

function drawerStep(outcome: DrawerOutcome, tookMs: number): TestStep {
  if (outcome.kind === 'kicked') return { step: 'done', outcome: 'unproved', trouble: null, tookMs };
  return { step: 'done', outcome: 'failed', trouble: outcome.why, tookMs };
}

function stopwatch({ clock }: DeskContext): () => number {
  const from = clock.monotonicMs();
  return () => Math.max(0, Math.round(clock.monotonicMs() - from));
}
