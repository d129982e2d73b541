/** Sets a demonstration up in a folder and ends: `node demo-child.ts hospital|school FOLDER`. */
import { runCounter } from './running-counter.ts';

const [demo, folder] = process.argv.slice(2);
if ((demo !== 'hospital' && demo !== 'school') || folder === undefined)
  throw new Error('which demonstration, and where?');
const counter = await runCounter(folder, { demo });
await counter.stop();
