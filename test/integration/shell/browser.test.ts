import { describe, expect, it } from 'vitest';
import { maxMessageChars } from '../../../src/shared/rpc/wire.ts';
import { ask, dial, greetWith, openShell, tokenOf } from './harness.ts';

describe('pages', () => {
  it('are given by origin, each its own, with all headers', async () => {
    const { shell } = await openShell();
    for (const window of ['cashier', 'display'] as const) {
      const page = await ask(shell.port, '/', { host: `${window}.localhost:${shell.port}` });
      expect(page.status).toBe(200);
      expect(page.body).toBe(`<title>${window}</title>`);
      expect(page.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
      });
      const policy = String(page.headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'; script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain(`connect-src 'self' ws://${window}.localhost:${shell.port};`);
      expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|\*/);
      expect(page.headers['set-cookie']).toBeUndefined();
    }
    const script = await ask(shell.port, '/assets/app-1a2b.js');
    expect([script.status, script.headers['content-type']]).toEqual([200, 'text/javascript; charset=utf-8']);
    expect(script.headers['cache-control']).toContain('immutable');
  });

  it('answer HEAD without a body', async () => {
    const { shell } = await openShell();
    const page = await ask(shell.port, '/', { method: 'HEAD' });
    expect([page.status, page.body, page.headers['content-length']]).toEqual([200, '', '22']);
  });

  it.each([
    '/../secret.js',
    '/assets/../../secret.js',
    '/assets/%2e%2e/%2e%2e/secret.js',
    '/assets/..%2f..%2fsecret.js',
    '/assets/..\\..\\secret.js',
    '/assets/.hidden.js',
    '/assets//app-1a2b.js',
    '/assets',
    '/assets/',
    '/assets/app-1a2b.js/',
    '/cashier/index.html',
    '/display/index.html',
    '/assets/none.js',
    '/assets/app-1a2b.js%00.css',
  ])('%s is not given out', async (path) => {
    const { shell, refusals } = await openShell();
    const answer = await ask(shell.port, path);
    expect(answer.status).toBe(404);
    expect(answer.body).toBe('not-found\n');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(refusals).toEqual(['not-found cashier']);
  });

  it('are refused on another host, as after DNS rebinding', async () => {
    const { shell, refusals } = await openShell();
    const { port } = shell;
    for (const host of [
      'evil.example',
      `127.0.0.1:${port}`,
      `localhost:${port}`,
      'cashier.localhost',
      `cashier.localhost.evil.example:${port}`,
    ]) {
      expect((await ask(port, '/', { host })).status, host).toBe(421);
    }
    expect(new Set(refusals)).toEqual(new Set(['host null']));
  });

  it('are refused to a foreign origin and to anything but GET and HEAD', async () => {
    const { shell, refusals } = await openShell();
    const foreign = await ask(shell.port, '/', { headers: { origin: 'https://evil.example' } });
    const sister = await ask(shell.port, '/', {
      headers: { origin: `http://display.localhost:${shell.port}` },
    });
    const post = await ask(shell.port, '/', { method: 'POST' });
    const options = await ask(shell.port, '/', { method: 'OPTIONS' });
    expect([foreign.status, sister.status, post.status, options.status]).toEqual([403, 403, 405, 405]);
    expect(post.headers.allow).toBe('GET, HEAD');
    expect(refusals).toEqual(['origin cashier', 'origin cashier', 'method cashier', 'method cashier']);
  });

  it('say plainly that a new link is needed', async () => {
    const { shell } = await openShell();
    const page = await ask(shell.port, '/link-needed');
    expect(page.status).toBe(200);
    expect(page.body).toContain('mở lại Quầy Thu');
    expect(page.body).not.toContain('<script');
  });
});

describe('a line', () => {
  it('opens for a launch token, and again for the secret it was exchanged for', async () => {
    const { shell, accepted, sessions } = await openShell();
    const first = await greetWith(shell.port, 'cashier', {
      kind: 'launch',
      token: tokenOf(shell.link('cashier')),
    });
    const { kind, secret } = JSON.parse(await first.next()) as { kind: string; secret: string };
    expect(kind).toBe('accepted');
    expect(JSON.parse(await first.next())).toEqual({ kind: 'hello', protocol: 1 });
    first.socket.close();

    const reloaded = await greetWith(shell.port, 'cashier', { kind: 'session', secret });
    expect(JSON.parse(await reloaded.next())).toEqual({ kind: 'accepted', secret: null });
    await reloaded.next();
    reloaded.socket.send('{"kind":"watch","topic":"gate"}');
    await expect.poll(() => accepted[1]?.heard).toEqual(['{"kind":"watch","topic":"gate"}']);
    expect(accepted.map((line) => line.capability)).toEqual(['cashier', 'cashier']);
    expect(JSON.stringify(sessions())).not.toContain(secret);
  });

  it('of the display has the display’s capability', async () => {
    const { shell, accepted } = await openShell();
    const token = tokenOf(shell.link('display'));
    const line = await greetWith(shell.port, 'display', { kind: 'launch', token });
    await line.next();
    expect(accepted.map((each) => each.capability)).toEqual(['display']);
  });

  it('goes on in another process that was given the sessions, on the same port', async () => {
    const before = await openShell();
    const token = tokenOf(before.shell.link('cashier'));
    const line = await greetWith(before.shell.port, 'cashier', { kind: 'launch', token });
    const { secret } = JSON.parse(await line.next()) as { secret: string };
    const { port } = before.shell;
    await before.close();
    expect(await line.closed).toBe(1006);
    await openShell({ port, earlierSessions: before.sessions() });
    const again = await greetWith(port, 'cashier', { kind: 'session', secret });
    expect(JSON.parse(await again.next())).toEqual({ kind: 'accepted', secret: null });
  });

  it('is refused after a restart that lost the sessions', async () => {
    const before = await openShell();
    const token = tokenOf(before.shell.link('cashier'));
    const line = await greetWith(before.shell.port, 'cashier', { kind: 'launch', token });
    const { secret } = JSON.parse(await line.next()) as { secret: string };
    const { port } = before.shell;
    await before.close();
    const { refusals } = await openShell({ port });
    const again = await greetWith(port, 'cashier', { kind: 'session', secret });
    expect(await again.closed).toBe(4401);
    expect(refusals).toEqual(['secret cashier']);
  });
});

describe('a line is refused', () => {
  it.each([29_999, 30_000])('or not, to a token that is %i ms old', async (ageMs) => {
    const { shell, clock, refusals, accepted } = await openShell();
    const token = tokenOf(shell.link('cashier'));
    clock.advance(ageMs);
    const line = await greetWith(shell.port, 'cashier', { kind: 'launch', token });
    if (ageMs < 30_000) {
      expect(JSON.parse(await line.next())).toMatchObject({ kind: 'accepted' });
      return;
    }
    expect(await line.closed).toBe(4401);
    expect([refusals, accepted]).toEqual([['token cashier'], []]);
  });

  it('to a token used before', async () => {
    const { shell, refusals, accepted } = await openShell();
    const token = tokenOf(shell.link('cashier'));
    const first = await greetWith(shell.port, 'cashier', { kind: 'launch', token });
    await first.next();
    const second = await greetWith(shell.port, 'cashier', { kind: 'launch', token });
    expect(await second.closed).toBe(4401);
    expect([refusals, accepted.length]).toEqual([['token cashier'], 1]);
  });

  it('to a token of the other window, which is then used up', async () => {
    const { shell, refusals, accepted } = await openShell();
    const token = tokenOf(shell.link('cashier'));
    const stolen = await greetWith(shell.port, 'display', { kind: 'launch', token });
    expect(await stolen.closed).toBe(4401);
    const own = await greetWith(shell.port, 'cashier', { kind: 'launch', token });
    expect(await own.closed).toBe(4401);
    expect([refusals, accepted]).toEqual([['token display', 'token cashier'], []]);
  });

  it('to a cashier secret on the display’s origin', async () => {
    const { shell, refusals, accepted } = await openShell();
    const token = tokenOf(shell.link('cashier'));
    const own = await greetWith(shell.port, 'cashier', { kind: 'launch', token });
    const { secret } = JSON.parse(await own.next()) as { secret: string };
    const other = await greetWith(shell.port, 'display', { kind: 'session', secret });
    expect(await other.closed).toBe(4401);
    expect([refusals, accepted.length]).toEqual([['secret display'], 1]);
  });

  it.each([
    ['a wrong secret', { kind: 'session', secret: 'x'.repeat(43) }, 'secret'],
    ['a secret given as token', { kind: 'launch', token: 'x'.repeat(43) }, 'token'],
    [
      'a call before the greeting',
      { kind: 'call', id: 1, method: 'staff.lock', request: {} },
      'first-message',
    ],
    ['no JSON', 'hello', 'first-message'],
    ['a long first message', { kind: 'session', secret: 'x'.repeat(1000) }, 'first-message'],
    ['a name every object has', '{"__proto__":{"kind":"session"}}', 'first-message'],
  ])('to %s', async (_, first, why) => {
    const { shell, refusals, accepted } = await openShell();
    const line = await greetWith(shell.port, 'cashier', first);
    expect(await line.closed).toBe(4401);
    expect([refusals, accepted]).toEqual([[`${why} cashier`], []]);
  });

  it('to a binary first message', async () => {
    const { shell, refusals } = await openShell();
    const line = dial(shell.port, 'cashier');
    await line.opened;
    line.socket.send(Buffer.from(JSON.stringify({ kind: 'launch', token: tokenOf(shell.link('cashier')) })));
    expect(await line.closed).toBe(4401);
    expect(refusals).toEqual(['first-message cashier']);
  });

  it('to a page that says nothing for 5 s, and not before', async () => {
    const { shell, refusals, clock } = await openShell();
    const line = dial(shell.port, 'cashier');
    await line.opened;
    await expect.poll(() => clock.pendingTimers()).toBe(1);
    clock.advance(4_999);
    expect(refusals).toEqual([]);
    clock.advance(1);
    expect(await line.closed).toBe(4401);
    expect(refusals).toEqual(['no-first-message cashier']);
  });

  it('to a foreign, sister or missing origin', async () => {
    const { shell, refusals } = await openShell();
    const { port } = shell;
    for (const origin of [
      'https://evil.example',
      `http://display.localhost:${port}`,
      `https://cashier.localhost:${port}`,
      'null',
    ]) {
      expect(await dial(port, 'cashier', { origin }).closed, origin).toBe(403);
    }
    const none = await ask(port, '/line', {
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
        'sec-websocket-version': '13',
      },
    });
    expect(none.status).toBe(403);
    expect(new Set(refusals)).toEqual(new Set(['origin cashier']));
  });

  it('on a foreign host or another path', async () => {
    const { shell, refusals } = await openShell();
    expect(await dial(shell.port, 'cashier', { host: 'evil.example' }).closed).toBe(421);
    expect(await dial(shell.port, 'cashier', { path: '/' }).closed).toBe(404);
    expect(refusals).toEqual(['host null', 'not-found cashier']);
  });

  it('beyond sixteen sockets of one window, while the other window still gets one', async () => {
    const { shell, refusals } = await openShell();
    const lines = Array.from({ length: 16 }, () => dial(shell.port, 'cashier'));
    await Promise.all(lines.map((line) => line.opened));
    expect(await dial(shell.port, 'cashier').closed).toBe(503);
    await dial(shell.port, 'display').opened;
    expect(refusals).toEqual(['too-many-lines cashier']);
  });
});

describe('a message', () => {
  it('too big for the display’s line closes it', async () => {
    const { shell, accepted } = await openShell();
    const token = tokenOf(shell.link('display'));
    const line = await greetWith(shell.port, 'display', { kind: 'launch', token });
    await line.next();
    line.socket.send('x'.repeat(800 * 1024));
    expect(await line.closed).toBe(1009);
    expect(accepted[0]?.heard).toEqual([]);
  });

  it('of the size of a part of a file passes on the cashier’s line', async () => {
    const { shell, accepted } = await openShell();
    const token = tokenOf(shell.link('cashier'));
    const line = await greetWith(shell.port, 'cashier', { kind: 'launch', token });
    await line.next();
    line.socket.send('x'.repeat(maxMessageChars));
    await expect.poll(() => accepted[0]?.heard.length).toBe(1);
  });
});
