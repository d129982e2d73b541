/**
 * Demonstrations set up once for a whole run of vitest (hashing PINs and taking a list of thousands costs seconds), to be
 * copied by whoever needs one. `npm test` says where, and keeps them for the tests in the browser.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const variable = 'QUAYTHU_TEST_DEMOS';
const child = join(import.meta.dirname, 'demo-child.ts');

function setUp(demo: 'hospital' | 'school', folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const process_ = spawn(process.execPath, [child, demo, folder], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    process_.on('error', reject);
    process_.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${demo} was not set up: ${code}`)),
    );
  });
}

/** Where what many tests copy is kept while vitest runs. */
function keptFolder(): string {
  const parent = process.env[variable];
  if (parent === undefined) throw new Error('the demonstrations are set up by the global set-up of vitest');
  return parent;
}

/** The folder of a demonstration as its first start leaves it; never to be opened, only copied. */
export function demoFolder(demo: 'hospital' | 'school'): string {
  return join(keptFolder(), demo);
}

/** The same where `npm test` has set one up before; null for who was started alone. */
export function demoFolderOfRun(demo: 'hospital' | 'school'): string | null {
  const parent = process.env[variable];
  const folder = parent === undefined ? '' : join(parent, demo);
  return existsSync(join(folder, 'money.db')) ? folder : null;
}

/** An empty folder for something else that several files of tests copy. */
export function newKeptFolder(): string {
  return mkdtempSync(join(keptFolder(), 'more-'));
}

/** Global set-up of vitest. */
export default async function prepareDemos(): Promise<() => void> {
  const given = process.env[variable];
  const parent = given ?? mkdtempSync(join(tmpdir(), 'quay-thu-demos-'));
  mkdirSync(parent, { recursive: true });
  process.env[variable] = parent;
  const remove = () => {
    if (given === undefined) rmSync(parent, { recursive: true, force: true });
  };
  try {
    await Promise.all([setUp('hospital', join(parent, 'hospital')), setUp('school', join(parent, 'school'))]);
  } catch (cause) {
    remove();
    throw cause;
  }
  return remove;
}
