/** `npm run bench -- NAME|all [--runs N] [--seed S] [--short]`. */
import { main, type Run } from '../support/runner.ts';
import { catalogueFind } from './catalogue-find.ts';
import { w1 } from './w1.ts';

const registry: readonly Run[] = [catalogueFind, w1];

process.exitCode = await main('bench', registry, process.argv.slice(2));
