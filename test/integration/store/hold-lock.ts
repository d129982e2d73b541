import { lockDataFolder } from '../../../src/main/store/folder.ts';

// Second process of lock.test.ts: takes the folder, says the outcome, and stays until it is killed.
const locked = lockDataFolder(process.argv[2] ?? '');
process.stdout.write(`${locked.ok ? 'held' : locked.reason}\n`);
if (locked.ok) setInterval(() => undefined, 60_000);
