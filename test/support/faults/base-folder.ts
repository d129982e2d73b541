/** A data folder as a cashier finds it in the morning: sample facility, list imported, shift open. */
import { demoPin } from '../../../src/main/desk/demo.ts';
import { resourcesFolder, runCounter, signIn, succeeded } from '../running-counter.ts';

export interface BaseFolder {
  readonly folder: string;
  readonly resourcesFolder: string;
  /** The cashier whose shift is open. */
  readonly person: string;
  readonly pin: string;
}

/** Makes it with the real counter; nobody is signed in afterwards. */
export async function makeBaseFolder(folder: string): Promise<BaseFolder> {
  const counter = await runCounter(folder, { demo: 'hospital' });
  const person = await signIn(counter.client, 'cashier', demoPin);
  succeeded(await counter.client.call('shift.open', { float: 2_000_000, name: 'Ca sáng' }));
  succeeded(await counter.client.call('staff.signOut', {}));
  await counter.stop();
  return { folder, resourcesFolder, person, pin: demoPin };
}
