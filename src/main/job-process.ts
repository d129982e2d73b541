/** Entry of a process started for one job (`store/jobs-process.ts`). */
import { realClock } from './ports/real.ts';
import { hostJob } from './store/jobs-host.ts';

hostJob(realClock());
