import type { ScriptPatch } from '../../../src/simulators/zvt-terminal/contract.ts';
import type { Terminal } from '../../../src/simulators/zvt-terminal/terminal.ts';
import { Till } from '../terminal/till.ts';
import { type ZvtBench, zvtBench } from './bench.ts';

/** A cashier at the simulated ZVT terminal. */
export class ZvtTill extends Till<ZvtBench> {
  constructor(link: 'serial' | 'tcp', script: ScriptPatch = {}) {
    super(zvtBench(link));
    this.simulator.change(script);
  }

  get simulator(): Terminal {
    return this.bench.simulator;
  }
}
