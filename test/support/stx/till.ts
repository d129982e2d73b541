import type { ScriptPatch } from '../../../src/simulators/stx-terminal/contract.ts';
import type { Terminal } from '../../../src/simulators/stx-terminal/terminal.ts';
import { Till } from '../terminal/till.ts';
import { type StxBench, stxBench } from './bench.ts';

/** A cashier at the simulated STX/LRC terminal. */
export class StxTill extends Till<StxBench> {
  constructor(script: ScriptPatch = {}) {
    super(stxBench);
    this.simulator.change(script);
  }

  get simulator(): Terminal {
    return this.bench.simulator;
  }
}
