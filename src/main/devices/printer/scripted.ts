/** A printer and drawer that do as they are told: the double of §5, under the same contract test as the driver. */
import type {
  CashDrawerPort,
  DrawerOutcome,
  PrinterPort,
  PrinterState,
  PrintOutcome,
  PrintTrouble,
  Raster,
} from '../ports.ts';
import { cannotPrint } from './session.ts';

/** What the double does until told otherwise. */
export interface PrinterScript {
  readonly state: PrinterState;
  /** Whether it proves what it printed. */
  readonly proves: boolean;
  /** Breaks off after this many bytes of the next sheet, once; null = does not. */
  readonly breakAfterBytes: number | null;
  /** Why it breaks off. */
  readonly breakWhy: PrintTrouble;
}

export interface ScriptedPrinter {
  readonly printer: PrinterPort;
  readonly drawer: CashDrawerPort;
  /** Changes the script. */
  script(change: Partial<PrinterScript>): void;
  /** Whole sheets that came out, oldest first. */
  readonly sheets: readonly Raster[];
  readonly kicks: number;
}

/** A ready printer that proves what it prints. */
export function scriptedPrinter(name: string, widthDots: number): ScriptedPrinter {
  let script: PrinterScript = {
    state: 'ready',
    proves: true,
    breakAfterBytes: null,
    breakWhy: 'disconnected',
  };
  let known: PrinterState = 'unknown';
  let kicks = 0;
  const sheets: Raster[] = [];
  const listeners = new Set<(state: PrinterState) => void>();

  const tell = (state: PrinterState): void => {
    if (state === known) return;
    known = state;
    for (const listener of [...listeners]) listener(state);
  };

  const outcomeOf = (sheet: Raster): PrintOutcome => {
    tell(script.state);
    if (sheet.rows === 0 || sheet.widthDots !== widthDots)
      return { kind: 'failed', tookBytes: 0, why: 'too-long' };
    if (cannotPrint(script.state)) return { kind: 'failed', tookBytes: 0, why: script.state };
    const { breakAfterBytes: tookBytes, breakWhy: why } = script;
    if (tookBytes !== null) {
      script = { ...script, breakAfterBytes: null };
      return tookBytes === 0 ? { kind: 'failed', tookBytes, why } : { kind: 'unknown', tookBytes, why };
    }
    sheets.push({ ...sheet, bits: Uint8Array.from(sheet.bits) });
    return { kind: script.proves && script.state !== 'unknown' ? 'printed' : 'sent' };
  };

  const kick = (): DrawerOutcome => {
    tell(script.state);
    if (cannotPrint(script.state)) return { kind: 'failed', why: script.state };
    kicks += 1;
    return { kind: 'kicked' };
  };

  return {
    printer: {
      name,
      widthDots,
      print: async (sheet) => outcomeOf(sheet),
      status: async () => {
        tell(script.state);
        return known;
      },
      onState(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      get state() {
        return known;
      },
    },
    drawer: { name, kick: async () => kick() },
    script(change) {
      script = { ...script, ...change };
    },
    sheets,
    get kicks() {
      return kicks;
    },
  };
}
