/** A till in a process of its own: it holds its processor while it waits for the moment to kill. */
import { runTill, type TillOptions } from './till.ts';

process.once('disconnect', () => process.exit(1));
process.once('message', async (options: TillOptions) => {
  const report = await runTill(options);
  process.send?.(report, () => process.exit(0));
});
