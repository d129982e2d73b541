/** The browser shell's process with the fake counter. A data folder that ends in `taken` cannot be used. */
import { realClock, realRandom } from '../../../src/main/ports/real.ts';
import { runBrowserProcess } from '../../../src/main/shell/browser-process.ts';
import { fakeCounter } from './fake-counter.ts';

process.stderr.write('counter starts\n');
runBrowserProcess(
  {
    send: (message) => process.send?.(message),
    onMessage: (receive) => process.on('message', receive),
    onGone: (gone) => process.on('disconnect', gone),
    exit: (code) => process.exit(code),
    log: (text) => process.stderr.write(`${text}\n`),
  },
  {
    async startCounter(settings) {
      if (settings.dataFolder.endsWith('taken')) throw new Error('the data folder is in use');
      return fakeCounter();
    },
    clock: realClock(),
    random: realRandom(),
  },
);
