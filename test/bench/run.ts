/** `npm run bench -- NAME|all [--runs N] [--seed S] [--short]`. */
import { main, type Run } from '../support/runner.ts';
import { ocr } from './ocr.ts';
import { w1 } from './w1.ts';
import { w2 } from './w2.ts';
import { w3 } from './w3.ts';
import { w4 } from './w4.ts';
import { w5 } from './w5.ts';
import { w6 } from './w6.ts';
import { w7 } from './w7.ts';
import { w8 } from './w8.ts';

const registry: readonly Run[] = [w1, w2, w3, w4, w5, w7, w6, w8, ocr];

// A run that ended with an error may have left processes behind: they end with their line to this one.
process.exit(await main('bench', registry, process.argv.slice(2)));
