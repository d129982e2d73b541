/** `npm run faults -- NAME|all [--runs N] [--seed S] [--short]`. Every fault run has a control that must fail. */
import { type FaultRun, main } from '../support/runner.ts';
import { kill } from './kill.ts';
import { powercut } from './powercut.ts';

const registry: readonly FaultRun[] = [kill, powercut];

process.exitCode = await main('faults', registry, process.argv.slice(2));
