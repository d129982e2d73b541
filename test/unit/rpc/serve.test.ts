import { describe, expect, it } from 'vitest';
import { refusedAccess } from '../../../src/main/rpc/access.ts';
import { ok, refuse } from '../../../src/shared/kernel/result.ts';
import { methods } from '../../../src/shared/rpc/contract.ts';
import { importPartBytes } from '../../../src/shared/rpc/import.ts';
import { maxMessageChars, rpcFailureCodes } from '../../../src/shared/rpc/wire.ts';
import fc from '../../support/check.ts';
import { otherId, person, rawWindow, scriptedServer, settled, unlockedCashier } from './harness.ts';

const hello = { kind: 'hello', protocol: 1 };
const call = (method: string, request: unknown, id = 1) =>
  JSON.stringify({ kind: 'call', id, method, request });

async function answerTo(
  text: string,
  setup = scriptedServer(),
  capability: 'cashier' | 'display' = 'cashier',
) {
  const window = rawWindow(setup.server.accept, capability);
  window.channel.post(text);
  await settled();
  return { ...setup, window, answer: window.received[1] };
}

describe('a call', () => {
  it('is answered with the checked result', async () => {
    const setup = scriptedServer(
      { 'staff.savePerson': () => ok({ person: otherId }) },
      {
        ...unlockedCashier,
        roles: ['administrator'],
      },
    );
    const request = {
      person: null,
      name: '  Nguyễn Thị Thử ',
      roles: ['cashier'],
      active: true,
      pin: '2468',
    };
    const { answer, window } = await answerTo(call('staff.savePerson', request, 7), setup);
    expect(window.received[0]).toEqual(hello);
    expect(answer).toEqual({ kind: 'result', id: 7, value: { person: otherId } });
  });

  it('gives the handler the request after its schema', async () => {
    const seen: unknown[] = [];
    const setup = scriptedServer({
      'payer.find': (request) => {
        seen.push(request);
        return ok({ rows: [], count: 0, atLeast: false });
      },
    });
    await answerTo(call('payer.find', { text: 'an', limit: 5 }), setup);
    expect(seen).toEqual([{ text: 'an', limit: 5 }]);
  });

  it('passes the failure of the desk on, without anything else hung on it', async () => {
    const reason = { code: 'shift-not-open', moneyMoved: 'no', detail: { since: 3 }, secret: 'x' } as const;
    const setup = scriptedServer({ 'shift.open': () => refuse(reason) });
    const { answer } = await answerTo(call('shift.open', { float: 0, name: 'Ca sáng' }), setup);
    expect(answer).toEqual({
      kind: 'failure',
      id: 1,
      failure: { code: 'shift-not-open', moneyMoved: 'no', detail: { since: 3 } },
    });
  });

  it('of an unknown method or a name every object has is refused', async () => {
    const names = [
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      'valueOf',
      'pay.everything',
      'gate',
    ];
    for (const name of names) {
      const { answer, ran } = await answerTo(call(name, {}));
      expect(answer, name).toEqual({
        kind: 'failure',
        id: 1,
        failure: { code: 'unknown-method', moneyMoved: 'no' },
      });
      expect(ran).toEqual([]);
    }
  });

  it('of a cashier method from the display is refused', async () => {
    for (const method of Object.keys(methods)) {
      const { answer, ran } = await answerTo(call(method, {}), scriptedServer(), 'display');
      expect(answer, method).toMatchObject({ failure: { code: 'wrong-window' } });
      expect(ran).toEqual([]);
    }
  });

  it('with a wrong request is refused, naming the field and not its value', async () => {
    const { answer, ran } = await answerTo(call('staff.signIn', { person, pin: 'geheim' }));
    expect(answer).toEqual({
      kind: 'failure',
      id: 1,
      failure: { code: 'malformed', moneyMoved: 'no', detail: { field: 'pin' } },
    });
    expect(ran).toEqual([]);
  });

  it('with keys the schema does not know is refused', async () => {
    const { answer, ran } = await answerTo(
      '{"kind":"call","id":1,"method":"staff.lock","request":{"__proto__":{"roles":["administrator"]}}}',
    );
    expect(answer).toMatchObject({ kind: 'failure', failure: { code: 'malformed' } });
    expect(ran).toEqual([]);
  });

  it('that throws says internal, and unknown about money only where money may have moved', async () => {
    const boom = () => {
      throw new Error('Trần Văn Kín 0123');
    };
    const setup = scriptedServer({ 'shift.openDrawer': boom, 'staff.lock': boom });
    const first = await answerTo(call('shift.openDrawer', { text: 'đổi tiền' }), setup);
    expect(first.answer).toEqual({
      kind: 'failure',
      id: 1,
      failure: { code: 'internal', moneyMoved: 'unknown' },
    });
    const second = await answerTo(call('staff.lock', {}), setup);
    expect(second.answer).toEqual({
      kind: 'failure',
      id: 1,
      failure: { code: 'internal', moneyMoved: 'no' },
    });
    expect(setup.logged.map((line) => line.event)).toEqual(['handler-threw', 'handler-threw']);
  });

  it('that rejects later says internal too', async () => {
    const setup = scriptedServer({ 'shift.openDrawer': () => Promise.reject(new Error('later')) });
    const { answer } = await answerTo(call('shift.openDrawer', { text: 'đổi tiền' }), setup);
    expect(answer).toMatchObject({ failure: { code: 'internal', moneyMoved: 'unknown' } });
  });

  it('whose result is outside the contract is not passed on', async () => {
    const setup = scriptedServer({ 'shift.open': () => ok({ shift: 'not an id' }) });
    const { answer } = await answerTo(call('shift.open', { float: 0, name: 'Ca sáng' }), setup);
    expect(answer).toMatchObject({ failure: { code: 'internal', moneyMoved: 'unknown' } });
    expect(setup.logged).toEqual([
      { event: 'answer-invalid', fields: { method: 'shift.open', where: 'shift' } },
    ]);
  });

  it('that holds the thread is logged by name only', async () => {
    const setup = scriptedServer({
      'payer.find': () => {
        setup.clock.advance(21);
        return ok({ rows: [], count: 0, atLeast: false });
      },
      'staff.lock': () => {
        setup.clock.advance(20);
        return ok({});
      },
    });
    await answerTo(call('payer.find', { text: 'Bí mật', limit: 1 }), setup);
    await answerTo(call('staff.lock', {}), setup);
    expect(setup.logged).toEqual([{ event: 'slow', fields: { method: 'payer.find', heldMs: 21 } }]);
  });
});

describe('activity of a person', () => {
  it('is noted for a call that is allowed, and for no other', async () => {
    const setup = scriptedServer();
    await answerTo(call('payer.find', { text: '', limit: 1 }), setup);
    expect(setup.activity.noted).toBe(1);
    await answerTo(call('payer.find', { text: '' }), setup);
    await answerTo(call('staff.savePerson', {}), setup);
    await answerTo(call('nothing', {}), setup);
    expect(setup.activity.noted).toBe(1);
  });
});

describe('access', () => {
  const out = { signedIn: false, locked: false, roles: [] } as const;
  const locked = { signedIn: true, locked: true, roles: ['administrator'] } as const;
  const admin = { signedIn: true, locked: false, roles: ['administrator'] } as const;

  it.each([
    ['open', out, null],
    ['signed-in', out, 'signed-out'],
    ['signed-in', locked, null],
    ['unlocked', out, 'signed-out'],
    ['unlocked', locked, 'locked'],
    ['unlocked', admin, null],
    [['administrator'], out, 'signed-out'],
    [['administrator'], locked, 'locked'],
    [['administrator'], admin, null],
    [['cashier', 'treasurer'], admin, 'wrong-role'],
    [[], admin, 'wrong-role'],
  ] as const)('%j for %j gives %s', (access, session, expected) => {
    expect(refusedAccess(access, session)).toBe(expected);
  });

  it('is checked before the request is looked at and before the handler', async () => {
    const setup = scriptedServer({}, { signedIn: true, locked: false, roles: ['accountant'] });
    const { answer } = await answerTo(call('collect.cashReceive', { nonsense: true }), setup);
    expect(answer).toMatchObject({ failure: { code: 'wrong-role', moneyMoved: 'no' } });
    expect(setup.ran).toEqual([]);
  });

  it('has a code in the published list for every refusal', () => {
    for (const code of ['signed-out', 'locked', 'wrong-role'] as const)
      expect(rpcFailureCodes).toContain(code);
  });
});

describe('a bad message', () => {
  it.each([
    ['not JSON', '{'],
    ['not an object', '[1]'],
    ['another kind', '{"kind":"shutdown"}'],
    ['no id', '{"kind":"call","method":"staff.lock","request":{}}'],
    ['an id of zero', '{"kind":"call","id":0,"method":"staff.lock","request":{}}'],
    ['an extra key', '{"kind":"watch","topic":"gate","capability":"cashier"}'],
    ['an unknown topic', '{"kind":"watch","topic":"ledger"}'],
    ['a topic every object has', '{"kind":"watch","topic":"constructor"}'],
  ])('%s is refused and nothing runs', async (_, text) => {
    const { answer, ran } = await answerTo(text);
    expect(answer).toMatchObject({ kind: 'refused', code: 'malformed' });
    expect(ran).toEqual([]);
  });

  it('that is too large is refused; a part of a file is not', async () => {
    const large = await answerTo(call('payer.find', { text: 'x'.repeat(maxMessageChars), limit: 1 }));
    expect(large.answer).toMatchObject({ kind: 'refused', code: 'too-large' });
    const content = Buffer.alloc(importPartBytes).toString('base64');
    const setup = scriptedServer();
    await answerTo(call('import.part', { import: otherId, index: 0, content }), setup);
    expect(setup.ran).toEqual(['import.part']);
  });

  it('that is not text is refused', async () => {
    const setup = scriptedServer();
    const window = rawWindow((channel) => {
      setup.server.accept({ ...channel, onMessage: (receive) => receive({ kind: 'call' }) }, 'cashier');
    }, 'cashier');
    await settled();
    expect(window.received[1]).toMatchObject({ kind: 'refused', code: 'malformed' });
  });

  it('again and again cuts the line', async () => {
    const setup = scriptedServer({}, unlockedCashier, { faultsPerLine: 3 });
    const window = rawWindow(setup.server.accept, 'cashier');
    for (let i = 0; i < 5; i += 1) window.channel.post('?');
    await settled();
    expect(window.received).toHaveLength(3);
    expect(window.isClosed()).toBe(true);
    expect(setup.server.linesOpen('cashier')).toBe(0);
  });

  it('of any shape never runs a handler, never throws and never goes unanswered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json(), callLike), async (text) => {
        const setup = scriptedServer();
        const { window } = await answerTo(text, setup);
        expect(setup.ran).toEqual([]);
        expect(window.received).toHaveLength(2);
      }),
      { numRuns: 300 },
    );
  });
});

/** Well-formed calls and topics with hostile names and requests that fit no schema. */
const callLike = fc
  .record({
    kind: fc.constantFrom('call', 'watch', 'unwatch', 'result', 'hello'),
    id: fc.oneof(fc.integer(), fc.string()),
    method: fc.oneof(fc.constantFrom(...Object.keys(methods), '__proto__', 'constructor'), fc.string()),
    request: fc.oneof(fc.array(fc.jsonValue()), fc.record({ nonsense: fc.jsonValue() })),
  })
  .map((message) => JSON.stringify(message));

describe('limits', () => {
  it('refuses calls beyond those being worked on', async () => {
    const setup = scriptedServer({ 'import.accept': () => new Promise(() => undefined) }, unlockedCashier, {
      callsPerLine: 2,
    });
    const window = rawWindow(setup.server.accept, 'cashier');
    for (const id of [1, 2, 3]) window.channel.post(call('import.accept', { import: otherId }, id));
    await settled();
    expect(window.received.slice(1)).toEqual([
      { kind: 'failure', id: 3, failure: { code: 'too-many-calls', moneyMoved: 'no' } },
    ]);
  });

  it('refuses messages beyond those of one second, and takes them again in the next', async () => {
    const setup = scriptedServer({ 'staff.lock': () => ok({}) }, unlockedCashier, { messagesPerSecond: 2 });
    const window = rawWindow(setup.server.accept, 'cashier');
    for (const id of [1, 2, 3]) window.channel.post(call('staff.lock', {}, id));
    await settled();
    setup.clock.advance(1000);
    window.channel.post(call('staff.lock', {}, 4));
    await settled();
    expect(window.received.slice(1).map((m) => [m.id, m.kind])).toEqual([
      [1, 'result'],
      [2, 'result'],
      [3, 'failure'],
      [4, 'result'],
    ]);
  });

  it('lets the oldest line of the same window go when there are too many', async () => {
    const setup = scriptedServer({}, unlockedCashier, { lines: 2 });
    const display = rawWindow(setup.server.accept, 'display');
    const first = rawWindow(setup.server.accept, 'cashier');
    const second = rawWindow(setup.server.accept, 'cashier');
    await settled();
    expect([display, first, second].map((line) => line.isClosed())).toEqual([false, true, false]);
  });

  it('takes no line after closing', async () => {
    const { server } = scriptedServer();
    const before = rawWindow(server.accept, 'cashier');
    server.close();
    const after = rawWindow(server.accept, 'cashier');
    await settled();
    expect([before.isClosed(), after.isClosed(), after.received]).toEqual([true, true, []]);
  });
});

describe('a topic', () => {
  const shown = { view: { state: 'cancelled', facilityName: 'Trường Thử' } } as const;
  const guidance = {
    view: { state: 'guidance', facilityName: 'Trường Thử', counterName: 'Quầy 1' },
  } as const;

  it('sends the last value as a snapshot, then the keys that changed', async () => {
    const setup = scriptedServer();
    setup.server.publish('display', shown);
    const { window } = await answerTo('{"kind":"watch","topic":"display"}', setup, 'display');
    setup.server.publish('display', guidance);
    setup.server.publish('display', { ...guidance });
    await settled();
    expect(window.received.slice(1)).toEqual([
      { kind: 'snapshot', topic: 'display', version: 1, value: shown },
      { kind: 'change', topic: 'display', version: 2, patch: guidance, removed: [] },
    ]);
  });

  it('changes only the top-level keys that differ', async () => {
    const gate = gateOf(1);
    const setup = scriptedServer();
    const { window } = await answerTo('{"kind":"watch","topic":"gate"}', setup);
    setup.server.publish('gate', gate);
    setup.server.publish('gate', { ...gateOf(2), waitingToSend: 3 });
    await settled();
    expect(window.received.slice(1)).toEqual([
      { kind: 'snapshot', topic: 'gate', version: 1, value: gate },
      { kind: 'change', topic: 'gate', version: 2, patch: { now: 2, waitingToSend: 3 }, removed: [] },
    ]);
  });

  it('of the cashier is refused to the display', async () => {
    for (const topic of ['gate', 'workplace']) {
      const setup = scriptedServer();
      setup.server.publish('gate', gateOf(1));
      const { answer, window } = await answerTo(`{"kind":"watch","topic":"${topic}"}`, setup, 'display');
      setup.server.publish('gate', gateOf(2));
      await settled();
      expect(answer).toEqual({ kind: 'refused', code: 'wrong-window', topic });
      expect(window.received).toHaveLength(2);
    }
  });

  it('is no longer sent after unwatch', async () => {
    const setup = scriptedServer();
    const { window } = await answerTo('{"kind":"watch","topic":"display"}', setup, 'display');
    window.channel.post('{"kind":"unwatch","topic":"display"}');
    await settled();
    setup.server.publish('display', shown);
    await settled();
    expect(window.received).toEqual([hello]);
  });

  it('with a value outside the contract is logged by place and not sent', async () => {
    const setup = scriptedServer();
    const { window } = await answerTo('{"kind":"watch","topic":"gate"}', setup);
    setup.server.publish('gate', { ...gateOf(1), waitingToSend: -1 });
    await settled();
    expect(window.received).toEqual([hello]);
    expect(setup.logged).toEqual([
      { event: 'topic-invalid', fields: { topic: 'gate', where: 'waitingToSend' } },
    ]);
  });
});

function gateOf(now: number) {
  return {
    state: 'signed-out',
    ledgerKind: 'training',
    machine: 'counter',
    institution: 'school',
    facilityName: 'Trường Thử',
    counterName: 'Quầy 1',
    people: [],
    signedIn: null,
    pinBlocked: [],
    ledgerCheckedAt: null,
    waitingToSend: 0,
    demoPin: null,
    support: { office: '', phone: '' },
    autoLockMinutes: 5,
    quarantine: null,
    now,
  } as const satisfies Parameters<ReturnType<typeof scriptedServer>['server']['publish']>[1];
}
