/** The operating system's print queues as the counter sees them: asked of Electron's main process, which alone can print. */
import type { OsPrinterRoute } from '../devices/ports.ts';
import { pngOfSheet } from './png.ts';
import type { FromCounterProcess, ToCounterProcess } from './process-messages.ts';

type Answer = Extract<ToCounterProcess, { kind: 'queues' | 'print-answer' }>;

/** Questions without an answer yet; the driver behind asks one after the other and gives each its time. */
const mostWaiting = 20;

export interface OsPrinterLine {
  readonly route: OsPrinterRoute;
  /** Takes what main answered; an answer nobody waits for is dropped. */
  answered(answer: Answer): void;
}

/** Makes the route over the line to main. */
export function osPrinterLine(send: (message: FromCounterProcess) => void): OsPrinterLine {
  const waiting = new Map<number, (answer: Answer) => void>();
  let lastAsk = 0;
  const ask = (message: (ask: number) => FromCounterProcess): Promise<Answer | null> => {
    if (waiting.size >= mostWaiting) return Promise.resolve(null);
    lastAsk += 1;
    const own = lastAsk;
    return new Promise((resolve) => {
      waiting.set(own, resolve);
      send(message(own));
    });
  };
  return {
    route: {
      async list() {
        const answer = await ask((number) => ({ kind: 'queues', ask: number }));
        return answer?.kind === 'queues' ? answer.queues : [];
      },
      async print(queue, sheet) {
        const { widthDots, rows } = sheet;
        const png = pngOfSheet(sheet).toString('base64');
        const answer = await ask((number) => ({ kind: 'print', ask: number, queue, widthDots, rows, png }));
        // Too many waiting: nothing was given to the system.
        if (answer === null) return 'refused';
        return answer.kind === 'print-answer' ? answer.outcome : 'unknown';
      },
    },
    answered(answer) {
      waiting.get(answer.ask)?.(answer);
      waiting.delete(answer.ask);
    },
  };
}
