import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { realClock } from '../../../src/main/ports/real.ts';
import { openLogFile } from '../../../src/main/shell/log-file.ts';
import { type Links, superviseBrowser } from '../../../src/main/shell/supervise.ts';
import { ask, builtPages, dial, greetWith, temporaryFolder, tokenOf } from './harness.ts';

const program = join(import.meta.dirname, '../../support/shell/browser-child.ts');

/** The real supervisor over real processes with the fake counter. */
function supervise(folderName = 'data') {
  const dataFolder = join(temporaryFolder(), folderName);
  const running: { links: Links; restarted: boolean }[] = [];
  const fresh: Links[] = [];
  let crashLoops = 0;
  const log = openLogFile(join(dataFolder, 'logs', 'counter.log'));
  const supervised = superviseBrowser({
    program,
    rendererFolder: builtPages(),
    settings: { dataFolder, resourcesFolder: '/', ledgerKind: 'training', demo: null, simulators: [] },
    port: 0,
    clock: realClock(),
    log,
    onRunning: (links, restarted) => running.push({ links, restarted }),
    onLinks: (links) => fresh.push(links),
    onCrashLoop: () => {
      crashLoops += 1;
    },
  });
  onTestFinished(async () => {
    supervised.stop();
    await supervised.ended;
  });
  const started = async (times: number) => {
    await expect.poll(() => running.length, { timeout: 10_000 }).toBe(times);
    return Number(new URL(running[0]?.links.cashier ?? '').port);
  };
  return { supervised, running, fresh, log, started, crashLoops: () => crashLoops };
}

/** Greets, watches the display topic, and gives the process id it names. */
async function pidOf(line: Awaited<ReturnType<typeof greetWith>>): Promise<number> {
  line.socket.send('{"kind":"watch","topic":"display"}');
  let text = await line.next();
  while (!text.includes('"snapshot"')) text = await line.next();
  return Number(/pid (\d+)/.exec(text)?.[1]);
}

it('brings a killed process back on the same port, and its windows with their secrets', async () => {
  const { running, started, supervised, fresh } = supervise();
  const port = await started(1);
  const token = tokenOf(running[0]?.links.cashier ?? '');
  const first = await greetWith(port, 'cashier', { kind: 'launch', token });
  const { secret } = JSON.parse(await first.next()) as { secret: string };
  const pid = await pidOf(first);
  process.kill(pid, 'SIGKILL');
  expect(await first.closed).toBe(1006);
  await started(2);
  expect(running[1]?.restarted).toBe(true);
  const again = await greetWith(port, 'cashier', { kind: 'session', secret });
  expect(JSON.parse(await again.next())).toEqual({ kind: 'accepted', secret: null });
  expect(await pidOf(again)).not.toBe(pid);

  supervised.askForLinks();
  await expect.poll(() => fresh.length).toBe(1);
  const other = await greetWith(port, 'cashier', {
    kind: 'launch',
    token: tokenOf(fresh[0]?.cashier ?? ''),
  });
  expect(JSON.parse(await other.next())).toMatchObject({ kind: 'accepted' });
  supervised.stop();
  expect(await supervised.ended).toBeNull();
});

it('after the third restart leaves a plain page on the port, from which a person starts it again', async () => {
  const { running, started, log, crashLoops } = supervise();
  const port = await started(1);
  for (let death = 1; death <= 4; death += 1) {
    await started(death);
    const token = tokenOf(running[death - 1]?.links.display ?? '');
    const line = await greetWith(port, 'display', { kind: 'launch', token });
    process.kill(await pidOf(line), 'SIGKILL');
    await line.closed;
  }
  await expect.poll(crashLoops).toBe(1);
  await expect
    .poll(() =>
      ask(port, '/').then(
        (page) => page.body,
        () => '',
      ),
    )
    .toContain('Thử lại');
  const page = await ask(port, '/');
  expect(page.body).toContain(log.path);
  expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  const display = await ask(port, '/', { host: `display.localhost:${port}` });
  expect(display.body).not.toContain('Thử lại');
  expect((await ask(port, '/', { host: 'evil.example' })).status).toBe(421);
  expect(await dial(port, 'cashier').closed).toBe(4402);

  // A link from elsewhere does not start anything.
  await ask(port, '/retry', { headers: { 'sec-fetch-site': 'cross-site' } });
  expect(running).toHaveLength(4);
  const retrying = await ask(port, '/retry', { headers: { 'sec-fetch-site': 'same-origin' } });
  expect(retrying.body).toContain('Đang khởi động lại');
  await started(5);
});

it('does not try again when the counter cannot start, and says why', async () => {
  const { supervised, log, running } = supervise('taken');
  expect(await supervised.ended).toBe('the data folder is in use');
  expect(running).toEqual([]);
  expect(readFileSync(log.path, 'utf8').match(/counter starts/g)).toHaveLength(1);
});
