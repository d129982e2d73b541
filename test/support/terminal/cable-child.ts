/** A lane of `faults terminal-cable`. */
import { answerShare } from '../lanes.ts';
import { workCableShare } from './cable-cases.ts';

await answerShare(workCableShare);
