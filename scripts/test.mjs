/**
 * `npm test`: every static check, every vitest test, the build, every Playwright test, each step with its duration,
 * and one last line that sums them up. Plain JavaScript, so that an old Node can start it; the tools themselves run
 * through `node_modules/.bin`, where the pinned Node lies.
 *
 * With CI set, a missing tool and a skip not listed in test/expected-skips.json are failures.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { countPlaywright, countVitest, judgeSkips } from './test-counts.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const binaries = join(root, 'node_modules', '.bin');
const results = join(root, 'test-results');
/** Demonstrations that vitest sets up and Playwright copies, too. */
const demos = join(results, 'demos');
const inCi = Boolean(process.env.CI);
/** Hundreds of processes load the same sources: what the first one has compiled the others take from here. */
const compiled = process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.cache', 'node');
/** Past this a step hangs: it is stopped and fails. All steps together are meant to stay under 6 minutes on 2 cores. */
const stepTimeoutMs = 8 * 60_000;
const budgetMs = 6 * 60_000;

const total = { passed: 0, failed: 0, skipped: [] };
const notes = [];
const started = performance.now();

/** Runs one tool with its output shown; gives its exit code, or 127 when it is not there. */
function run(tool, args, environment = {}) {
  return new Promise((done) => {
    const child = spawn(tool, args, {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
      env: {
        ...process.env,
        NODE_COMPILE_CACHE: compiled,
        // Readers of letters on paper: threads of their own cost twice the time where two pages are read at once.
        OMP_THREAD_LIMIT: '1',
        QUAYTHU_TEST_DEMOS: demos,
        ...environment,
        PATH: `${binaries}${delimiter}${process.env.PATH ?? ''}`,
      },
    });
    const timer = setTimeout(() => {
      notes.push(`${tool} was stopped after ${stepTimeoutMs / 1000} s`);
      child.kill('SIGKILL');
    }, stepTimeoutMs);
    const end = (code) => {
      clearTimeout(timer);
      done(code);
    };
    child.on('error', () => end(127));
    child.on('exit', (code) => end(code ?? 1));
  });
}

/** One step: announces itself, runs, adds what it counted, prints how long it took. */
async function step(name, work) {
  console.log(`\n── ${name}`);
  const from = performance.now();
  const counted = await work();
  total.passed += counted.passed;
  total.failed += counted.failed;
  total.skipped.push(...(counted.skipped ?? []));
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  console.log(`── ${name}: ${counted.failed === 0 ? 'ok' : 'FAILED'}, ${seconds} s`);
  return counted.failed === 0;
}

/** A check that is passed or failed as a whole. */
function check(name, tool, args) {
  return step(name, async () =>
    (await run(tool, args)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 },
  );
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** Programs that tests start, from .ci/packages (`package:program`), that are not on the PATH. */
function missingTools() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return readFileSync(join(root, '.ci', 'packages'), 'utf8')
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim().split(':')[1] ?? '')
    .filter((program) => program !== '' && !folders.some((folder) => existsSync(join(folder, program))));
}

function hasSpecs(folder) {
  return (
    existsSync(folder) &&
    readdirSync(folder, { recursive: true }).some((name) => /\.spec\.ts$/.test(`${name}`))
  );
}

function checkTools() {
  const missing = missingTools();
  if (missing.length === 0) return Promise.resolve(true);
  const list = missing.join(', ');
  if (!inCi) {
    notes.push(`not installed: ${list}; tests that need them are skipped (packages: .ci/packages)`);
    return Promise.resolve(true);
  }
  return step('tools', async () => {
    console.log(`missing: ${list}`);
    return { passed: 0, failed: missing.length };
  });
}

function unitTests() {
  const report = join(results, 'vitest.json');
  return step('vitest', async () => {
    const code = await run('vitest', [
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${report}`,
    ]);
    return countVitest(readJson(report), code, root);
  });
}

function endToEnd(built) {
  if (!hasSpecs(join(root, 'test', 'e2e'))) {
    notes.push('end-to-end: no spec under test/e2e');
    return Promise.resolve(true);
  }
  const chosen = process.env.QUAYTHU_CHROMIUM;
  const chromium = chosen ? [chosen] : ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
  if (!chromium.some((path) => existsSync(path)) && !inCi) {
    notes.push(`end-to-end skipped: no Chromium at ${chromium.join(' or ')} (set QUAYTHU_CHROMIUM)`);
    return Promise.resolve(true);
  }
  const report = join(results, 'playwright.json');
  return step('playwright', async () => {
    if (!built) return { passed: 0, failed: 1 };
    const code = await run('playwright', ['test', '--reporter=list,json'], {
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    });
    return countPlaywright(readJson(report), code);
  });
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

await checkTools();
// Side by side, for one of them alone leaves a core idle: the tests wait for devices and deadlines, too. Some of them
// open pages that are built.
const checks = [
  check('biome', 'biome', ['check', '--error-on-warnings', '.']),
  check('boundaries', 'node', ['scripts/boundaries.ts']),
  check('tsc', 'tsc', ['--noEmit']),
  check('knip', 'knip', []),
];
const built = await check('build', 'electron-vite', ['build']);
await Promise.all([unitTests(), ...checks]);
await endToEnd(built);

const expected = readJson(join(root, 'test', 'expected-skips.json')) ?? {};
const verdict = judgeSkips(total.skipped, expected, inCi);
total.failed += verdict.unexpected.length;

console.log(`\nall steps: ${((performance.now() - started) / 1000).toFixed(1)} s of ${budgetMs / 1000} s`);
if (performance.now() - started > budgetMs) notes.push('over the time budget of 6 minutes');
for (const note of notes) console.log(`note: ${note}`);
for (const line of verdict.lines) console.log(line);
const skipped = total.skipped.length - verdict.unexpected.length;
console.log(`${total.passed} passed, ${total.failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = total.failed === 0 ? 0 : 1;
