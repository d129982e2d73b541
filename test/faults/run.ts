/** `npm run faults -- NAME|all [--runs N] [--seed S] [--short]`. Every fault run has a control that must fail. */
import { type FaultRun, main } from '../support/runner.ts';
import { kill } from './kill.ts';
import { powercut } from './powercut.ts';
import { terminalCable } from './terminal-cable.ts';

const registry: readonly FaultRun[] = [kill, powercut, terminalCable];

process.exitCode = await main('faults', registry, process.argv.slice(2));
