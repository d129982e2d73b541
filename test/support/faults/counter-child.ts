/** The real counter, alone in a process that a fault run kills. Its first argument is `CounterChildOptions` as JSON. */
import { realClock, realRandom } from '../../../src/main/ports/real.ts';
import { type ChildWord, type CounterChildOptions, ipcChannel } from './counter-line.ts';
import { answerBeforeCommit } from './weaken.ts';

const options = JSON.parse(process.argv[2] ?? '{}') as CounterChildOptions;
const say = (word: ChildWord) => void process.send?.(word);
if (options.answerFirst) answerBeforeCommit();
process.on('disconnect', () => process.exit(0));
const { startCounter } = await import('../../../src/main/counter.ts');
try {
  const counter = await startCounter(
    { clock: realClock(), random: realRandom() },
    {
      dataFolder: options.folder,
      resourcesFolder: options.resourcesFolder,
      ledgerKind: 'training',
      demo: null,
      simulators: options.simulators ?? [],
    },
  );
  say({ kind: 'running' });
  counter.accept(ipcChannel(process), 'cashier');
} catch (cause) {
  say({ kind: 'failed', message: String(cause) });
}
