/** `npm run faults -- NAME|all [--runs N] [--seed S] [--short]`. Every fault run has a control that must fail. */
import { type FaultRun, main } from '../support/runner.ts';
import { backendKill } from './backend-kill.ts';
import { cardKill } from './card-kill.ts';
import { hospitalHour } from './hospital-hour.ts';
import { kill } from './kill.ts';
import { network } from './network.ts';
import { powercut } from './powercut.ts';
import { printer } from './printer.ts';
import { terminalCable } from './terminal-cable.ts';
import { terminalFuzz } from './terminal-fuzz.ts';

const registry: readonly FaultRun[] = [
  backendKill,
  cardKill,
  hospitalHour,
  kill,
  network,
  powercut,
  printer,
  terminalCable,
  terminalFuzz,
];

// A run that ended with an error may have left processes behind: they end with their line to this one.
process.exit(await main('faults', registry, process.argv.slice(2)));
