import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { virtualClock } from '../../../src/main/ports/virtual.ts';
import { openDatabase } from '../../../src/main/store/database.ts';
import { idleCheckpoints } from '../../../src/main/store/idle-checkpoint.ts';
import { folderForTest } from './folder-for-test.ts';

test('the log is written into the file when the counter was quiet for a second, or in a short pause when there is much', () => {
  const path = join(folderForTest(), 'a.db');
  const database = openDatabase<unknown>({
    path,
    migrations: [
      {
        number: 1,
        name: 'notes',
        up: (connection) => void connection.exec('create table notes (text text) strict'),
      },
    ],
  });
  onTestFinished(() => database.close());
  const inFile = (text: string) => readFileSync(path).includes(text);
  const clock = virtualClock(0);
  const checkpoints = idleCheckpoints(database, clock);
  onTestFinished(checkpoints.stop);
  const act = (text: string) => {
    database.connection.prepare('insert into notes values (?)').run(text);
    checkpoints.committed();
  };
  act('one-alone');
  clock.advance(60_000);
  expect(inFile('one-alone')).toBe(false);
  for (let index = 0; index < 10; index += 1) {
    act(`in-a-row-${index}`);
    clock.advance(900);
  }
  expect(inFile('in-a-row-9')).toBe(false);
  clock.advance(200);
  expect(inFile('one-alone')).toBe(true);
  expect(inFile('in-a-row-9')).toBe(true);
  // At a counter that has no quiet second, in a short pause before the log is so long that a commit would do it.
  for (let index = 0; index < 15; index += 1) {
    act(`busy-${index}`);
    clock.advance(100);
  }
  expect(inFile('busy-14')).toBe(false);
  act('busy-15');
  clock.advance(29);
  expect(inFile('busy-14')).toBe(false);
  clock.advance(1);
  expect(inFile('busy-15')).toBe(true);
  checkpoints.stop();
  for (let index = 0; index < 10; index += 1) act(`after-${index}`);
  checkpoints.stop();
  clock.advance(5_000);
  expect(inFile('after-9')).toBe(false);
});
