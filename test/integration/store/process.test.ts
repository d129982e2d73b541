import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../src/main/store/database.ts';
import { lockDataFolder, lockFileName } from '../../../src/main/store/folder.ts';
import { checkIntegrity } from '../../../src/main/store/integrity.ts';
import { folderForTest } from '../../unit/store/folder-for-test.ts';

const lockHolder = fileURLToPath(new URL('./hold-lock.ts', import.meta.url));
const migrator = fileURLToPath(new URL('./migrate-and-die.ts', import.meta.url));

/** Starts a real process that tries to take the folder and gives back its first line. */
async function lockElsewhere(folder: string): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, [lockHolder, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [said] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, said };
}

describe('the data folder', () => {
  test('belongs to one process, and to the next as soon as that one is killed', async () => {
    const folder = join(folderForTest(), 'data', 'counter');
    const { child, said } = await lockElsewhere(folder);
    expect(said).toBe('held');
    expect(lockDataFolder(folder)).toEqual({ ok: false, reason: 'locked' });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const mine = lockDataFolder(folder);
    expect(mine.ok).toBe(true);
    expect((await lockElsewhere(folder)).said).toBe('locked');
    if (mine.ok) mine.value.release();
    expect((await lockElsewhere(folder)).said).toBe('held');
  });

  test('is refused twice within one process too, and a release gives it up', () => {
    const folder = folderForTest();
    const first = lockDataFolder(folder);
    expect(lockDataFolder(folder)).toEqual({ ok: false, reason: 'locked' });
    if (first.ok) first.value.release();
    const second = lockDataFolder(folder);
    expect(second.ok).toBe(true);
    if (second.ok) second.value.release();
  });

  test('is made for its owner only', () => {
    const folder = join(folderForTest(), 'data');
    const lock = lockDataFolder(folder);
    expect(readdirSync(folder)).toContain(lockFileName);
    if (process.platform !== 'win32') expect(statSync(folder).mode & 0o777).toBe(0o700);
    if (lock.ok) lock.value.release();
  });

  test('that is a file, or holds something else in the place of the lock, is refused', () => {
    const folder = folderForTest();
    writeFileSync(join(folder, 'file'), '');
    expect(lockDataFolder(join(folder, 'file'))).toEqual({ ok: false, reason: 'not-a-folder' });
    expect(lockDataFolder(join(folder, 'file', 'below'))).toEqual({ ok: false, reason: 'not-a-folder' });
    mkdirSync(join(folder, lockFileName));
    expect(lockDataFolder(folder)).toEqual({ ok: false, reason: 'not-writable' });
  });
});

describe('a process killed while it migrates', () => {
  const first = { number: 1, name: 'payers', up: () => undefined };

  test.each(['copy', 'file'])('on the %s leaves the old schema and its rows', (where) => {
    const folder = folderForTest();
    const path = join(folder, 'money.db');
    const died = spawnSync(process.execPath, [migrator, path, where], {
      encoding: 'utf8',
    });
    expect(died.signal, died.stderr).toBe('SIGKILL');
    const database = openDatabase({ path, migrations: [first] });
    expect(database.connection.prepare('select * from payers').all()).toEqual([
      { id: 1, name: 'Lê Thị Mẫu' },
    ]);
    expect(checkIntegrity(database.connection, 'full').ok).toBe(true);
    database.close();
    expect(readdirSync(folder)).toEqual(['money.db']);
  });
});
