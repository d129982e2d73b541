import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { virtualClock } from '../../../src/main/ports/virtual.ts';
import { type EmitterPort, runCounterProcess } from '../../../src/main/shell/counter-lines.ts';
import { openLogFile } from '../../../src/main/shell/log-file.ts';
import { dataHome, parseStartOptions, settingsFor } from '../../../src/main/shell/options.ts';
import { makeSimulators, type SimulatorProcess } from '../../../src/main/shell/simulators.ts';
import { findBrowser, type Machine, windowArguments } from '../../../src/main/shell/windows.ts';
import type { CounterHandle } from '../../../src/shared/handover/counter.ts';
import type { Channel } from '../../../src/shared/rpc/channel.ts';

const parse = (...args: string[]) => parseStartOptions(args, 'linux', { XDG_DATA_HOME: '/x' }, '/home/a');

describe('the command line', () => {
  it('without anything opens a real counter in the usual place', () => {
    const parsed = parse();
    expect(parsed).toEqual({
      ok: true,
      value: {
        shell: null,
        demo: null,
        sparePrinter: false,
        dataFolder: '/x/quay-thu/counter',
        openWindows: true,
        port: 0,
      },
    });
    if (parsed.ok)
      expect(settingsFor(parsed.value, '/r', [])).toMatchObject({ ledgerKind: 'real', demo: null });
  });

  it('of a demo is training, in a folder of its own', () => {
    const parsed = parse('--demo', 'school', '--no-window', '--port', '4100', '--shell', 'browser');
    expect(parsed).toMatchObject({
      ok: true,
      value: { demo: 'school', dataFolder: '/x/quay-thu/training-school', openWindows: false, port: 4100 },
    });
    if (parsed.ok) expect(settingsFor(parsed.value, '/r', []).ledgerKind).toBe('training');
  });

  it('names the data folder, made absolute', () => {
    const parsed = parse('--data', 'here');
    expect(parsed.ok && parsed.value.dataFolder).toBe(join(process.cwd(), 'here'));
  });

  it.each([
    ['--demo', 'bank'],
    ['--shell', 'tauri'],
    ['--port', '70000'],
    ['--port', '-1'],
    ['--spare-printer'],
    ['--what'],
    ['stray'],
  ])('%s %s is refused with the usage', (...args) => {
    const parsed = parse(...args);
    expect(parsed.ok ? '' : parsed.reason).toContain('npm start -- [--shell');
  });

  it('puts data where each system keeps it', () => {
    expect(dataHome('linux', {}, '/home/a')).toBe('/home/a/.local/share/quay-thu');
    expect(dataHome('linux', { XDG_DATA_HOME: 'relative' }, '/home/a')).toBe('/home/a/.local/share/quay-thu');
    expect(dataHome('win32', { APPDATA: '/r' }, '/u')).toBe(join('/r', 'Quay Thu'));
    expect(dataHome('darwin', {}, '/Users/a')).toBe('/Users/a/Library/Application Support/Quay Thu');
  });
});

describe('finding a browser', () => {
  const machine = (
    platform: NodeJS.Platform,
    environment: Machine['environment'],
    files: string[],
  ): Machine => ({
    platform,
    environment,
    isFile: (path) => files.includes(path),
    isRoot: false,
  });

  it('takes the first known one on the path, if there is a screen', () => {
    const files = ['/b/google-chrome', '/a/microsoft-edge'];
    expect(findBrowser(machine('linux', { PATH: '/a:/b', DISPLAY: ':0' }, files))).toBe('/b/google-chrome');
    expect(findBrowser(machine('linux', { PATH: '/a', WAYLAND_DISPLAY: 'w' }, files))).toBe(
      '/a/microsoft-edge',
    );
    expect(findBrowser(machine('linux', { PATH: '/a:/b' }, files))).toBeNull();
    expect(findBrowser(machine('linux', { PATH: '/c', DISPLAY: ':0' }, files))).toBeNull();
  });

  it('knows the folders of Windows, and takes the one a person names', () => {
    const edge = join('/pf', 'Microsoft', 'Edge', 'Application', 'msedge.exe');
    expect(findBrowser(machine('win32', { PROGRAMFILES: '/pf' }, [edge]))).toBe(edge);
    const named = { DISPLAY: ':0', QUAY_THU_BROWSER: '/own/browser' };
    expect(findBrowser(machine('linux', named, ['/own/browser']))).toBe('/own/browser');
  });

  it('keeps the browser’s sandbox except as root', () => {
    const appWindow = { window: 'cashier', address: 'http://a/', profileFolder: '/p' } as const;
    expect(windowArguments(appWindow, false)).not.toContain('--no-sandbox');
    expect(windowArguments(appWindow, true)).toContain('--no-sandbox');
    expect(windowArguments({ ...appWindow, window: 'display' }, false)).toContain('--window-position=1366,0');
    expect(windowArguments(appWindow, false).slice(0, 2)).toEqual(['--app=http://a/', '--user-data-dir=/p']);
  });
});

describe('simulators', () => {
  const address = {
    peer: 'escpos-printer',
    host: '127.0.0.1',
    port: 4000,
    controlPort: 4001,
    token: 't'.repeat(32),
    widthDots: 576,
  };

  function launcher() {
    const events = new EventEmitter();
    let kills = 0;
    const started: SimulatorProcess = {
      onOutput: (receive) => events.on('output', receive),
      onExit: (exited) => events.on('exit', exited),
      kill: () => {
        kills += 1;
      },
    };
    const clock = virtualClock(0);
    return { simulators: makeSimulators(() => started, clock), events, clock, kills: () => kills };
  }

  it('tell their address in one line, however it is cut', async () => {
    const { simulators, events, clock } = launcher();
    const starting = simulators.start('escpos-printer');
    const line = `${JSON.stringify(address)}\nmore`;
    events.emit('output', line.slice(0, 20));
    events.emit('output', line.slice(20));
    expect(await starting).toEqual({ ok: true, value: { id: 1, peer: 'escpos-printer', address } });
    expect(clock.pendingTimers()).toBe(0);
    expect(simulators.running()).toHaveLength(1);
    events.emit('exit');
    expect(simulators.running()).toEqual([]);
  });

  it.each([
    ['ended', (events: EventEmitter) => events.emit('exit')],
    ['no-address', (events: EventEmitter) => events.emit('output', 'listening on 4000\n')],
    [
      'no-address',
      (events: EventEmitter) =>
        events.emit('output', JSON.stringify({ ...address, host: '0.0.0.0' }).concat('\n')),
    ],
    ['no-address', (events: EventEmitter) => events.emit('output', 'x'.repeat(20_000))],
  ] as const)('that fail are refused as %s and ended', async (reason, happen) => {
    const { simulators, events, kills } = launcher();
    const starting = simulators.start('escpos-printer');
    happen(events);
    expect(await starting).toEqual({ ok: false, reason });
    expect(kills()).toBe(1);
  });

  it('that say nothing are ended after ten seconds', async () => {
    const { simulators, clock, kills } = launcher();
    const starting = simulators.start('escpos-printer');
    clock.advance(10_000);
    expect(await starting).toEqual({ ok: false, reason: 'timeout' });
    expect(kills()).toBe(1);
  });

  it('are ended by id, once', async () => {
    const { simulators, events, kills } = launcher();
    const starting = simulators.start('escpos-printer');
    events.emit('output', `${JSON.stringify(address)}\n`);
    await starting;
    simulators.end(2);
    simulators.end(1);
    simulators.end(1);
    simulators.endAll();
    expect(kills()).toBe(1);
  });
});

describe('the log file', () => {
  it('keeps the newest lines and puts a full file aside', () => {
    const folder = mkdtempSync(join(tmpdir(), 'quay-thu-log-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const log = openLogFile(join(folder, 'logs', 'counter.log'));
    for (let line = 1; line <= 300; line += 1) log.write(`line ${line}\n`);
    log.write('unfinished');
    expect(log.tail()).toHaveLength(201);
    expect(log.tail().slice(-2)).toEqual(['line 300', 'unfinished']);
    log.write(`${'x'.repeat(5 * 1024 * 1024)}\n`);
    log.write('after\n');
    expect(readFileSync(log.path, 'utf8')).toBe('after\n');
    expect(statSync(`${log.path}.old`).size).toBeGreaterThan(5 * 1024 * 1024);
    expect(log.tail().at(-2)?.length).toBeLessThanOrEqual(4_000);
  });
});

describe('the counter in a utility process', () => {
  function process(start: () => Promise<CounterHandle>) {
    const sent: unknown[] = [];
    const exits: number[] = [];
    let receive: (message: unknown, ports: readonly EmitterPort[]) => void = () => undefined;
    runCounterProcess(
      {
        send: (message) => sent.push(message),
        onMessage: (given) => {
          receive = given;
        },
        exit: (code) => exits.push(code),
        log: () => undefined,
      },
      start,
    );
    const settings = {
      dataFolder: '/d',
      resourcesFolder: '/r',
      ledgerKind: 'real',
      demo: null,
      simulators: [],
    };
    return { sent, exits, tell: (m: object, port?: EmitterPort) => receive(m, port ? [port] : []), settings };
  }

  it('takes lines also before it runs, and closes before it exits', async () => {
    const lines: { channel: Channel; capability: string }[] = [];
    let closed = false;
    const { sent, exits, tell, settings } = process(async () => ({
      accept: (channel, capability) => lines.push({ channel, capability }),
      async close() {
        closed = true;
      },
    }));
    const port = Object.assign(new EventEmitter(), { start() {}, postMessage() {}, close() {} });
    tell({ kind: 'start', settings });
    tell({ kind: 'line', capability: 'display' }, port);
    await expect.poll(() => lines.map((line) => line.capability)).toEqual(['display']);
    expect(sent).toEqual([{ kind: 'running' }]);
    const heard: unknown[] = [];
    lines[0]?.channel.onMessage((data) => heard.push(data));
    port.emit('message', { data: 'x' });
    expect(heard).toEqual(['x']);
    tell({ kind: 'stop' });
    await expect.poll(() => exits).toEqual([0]);
    expect(closed).toBe(true);
  });

  it('that cannot start says why and exits with its own code', async () => {
    const { sent, exits, tell, settings } = process(() => Promise.reject(new Error('in use')));
    tell({ kind: 'start', settings });
    await expect.poll(() => exits).toEqual([78]);
    expect(sent).toEqual([{ kind: 'failed', message: 'in use' }]);
  });
});
