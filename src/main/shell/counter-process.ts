/** Entry of Electron's utility process. */
import { startCounter } from '../counter.ts';
import { realClock, realRandom } from '../ports/real.ts';
import { runCounterProcess } from './counter-lines.ts';

runCounterProcess(
  {
    send: (message) => process.parentPort.postMessage(message),
    onMessage: (receive) => process.parentPort.on('message', ({ data, ports }) => receive(data, ports)),
    exit: (code) => process.exit(code),
    log: (text) => process.stderr.write(`${text}\n`),
  },
  (settings, osPrinters) => startCounter({ clock: realClock(), random: realRandom(), osPrinters }, settings),
);
