/** Entry of the browser shell's process; started by launch.ts with an IPC channel. */
import { startCounter } from '../counter.ts';
import { realClock, realRandom } from '../ports/real.ts';
import { runBrowserProcess } from './browser-process.ts';

const clock = realClock();
const random = realRandom();

// Ctrl+C reaches the whole group; the launcher answers it by saying stop, so that the counter closes properly.
process.on('SIGINT', () => undefined);

runBrowserProcess(
  {
    send: (message) => process.send?.(message),
    onMessage: (receive) => process.on('message', receive),
    onGone: (gone) => process.on('disconnect', gone),
    exit: (code) => process.exit(code),
    log: (text) => process.stderr.write(`${text}\n`),
  },
  { startCounter: (settings) => startCounter({ clock, random }, settings), clock, random },
);
