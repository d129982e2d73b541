/** The panel of simulated devices: served to its own origin, and the control ports only to who has the link. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { realRandom } from '../../../src/main/ports/real.ts';
import { startPanel } from '../../../src/main/shell/panel.ts';
import { ask } from './harness.ts';

const peers = [
  { peer: 'stx-terminal', host: '127.0.0.1', port: 1_025, controlPort: 1_026, token: 'x'.repeat(32) },
] as const;

async function openPanel() {
  const rendererFolder = mkdtempSync(join(tmpdir(), 'quay-thu-panel-'));
  for (const page of ['simulator', 'cashier']) {
    mkdirSync(join(rendererFolder, page));
    writeFileSync(join(rendererFolder, page, 'index.html'), `<title>${page}</title>`);
  }
  const panel = await startPanel({ rendererFolder, peers, random: realRandom() });
  onTestFinished(() => {
    panel.close();
    rmSync(rendererFolder, { recursive: true });
  });
  const { port, hash, host } = new URL(panel.link);
  const get = (path: string, headers: Record<string, string> = {}) =>
    ask(Number(port), path, { host, headers });
  return { get, secret: hash.slice(1), port: Number(port) };
}

it('gives its page with a policy that reaches the control ports and nothing else', async () => {
  const { get, port } = await openPanel();
  const page = await get('/');
  expect([page.status, page.body]).toEqual([200, '<title>simulator</title>']);
  expect(String(page.headers['content-security-policy'])).toContain(
    "connect-src 'self' http://127.0.0.1:1026;",
  );
  expect((await get('/cashier/index.html')).status).toBe(404);
  for (const host of [`cashier.localhost:${port}`, `127.0.0.1:${port}`, 'evil.example']) {
    expect((await ask(port, '/', { host })).status).toBe(421);
  }
  expect((await ask(port, '/', { host: `simulator.localhost:${port}`, method: 'POST' })).status).toBe(405);
});

it('tells the devices and their tokens to the link alone', async () => {
  const { get, secret } = await openPanel();
  for (const authorization of ['', 'Bearer', `Bearer ${'A'.repeat(secret.length)}`, secret]) {
    const refused = await get('/peers', { authorization });
    expect([refused.status, refused.body]).toEqual([401, 'secret\n']);
  }
  const told = await get('/peers', { authorization: `Bearer ${secret}` });
  expect(JSON.parse(told.body)).toEqual({
    peers: [{ peer: 'stx-terminal', controlPort: 1_026, token: 'x'.repeat(32) }],
  });
});
