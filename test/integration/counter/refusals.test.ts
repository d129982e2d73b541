/** What must be refused is refused with a reason, and not one cell of any file is written (issue 2, must hold 4). */
import { cpSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { demoPin } from '../../../src/main/desk/demo.ts';
import { type Role, roles } from '../../../src/shared/kernel/roles.ts';
import { channelPair } from '../../../src/shared/rpc/channel.ts';
import type { CounterClient } from '../../../src/shared/rpc/client.ts';
import { type MethodName, methods } from '../../../src/shared/rpc/contract.ts';
import type { Capability } from '../../../src/shared/rpc/define.ts';
import { demoFolder } from '../../support/demo-folders.ts';
import { journalOf, type Rows, rowsOf, watchRows, whenTakenIn } from '../../support/rows-of.ts';
import {
  type RunningCounter,
  runCounter,
  signIn,
  succeeded,
  temporaryFolder,
  untilTopic,
} from '../../support/running-counter.ts';
import { sampleRequests } from './sample-requests.ts';

const names = Object.keys(methods) as MethodName[];

let counter: RunningCounter;
let before: Rows;
let watched: ReturnType<typeof watchRows>;

beforeAll(async () => {
  const folder = temporaryFolder();
  cpSync(demoFolder('hospital'), folder, { recursive: true });
  counter = await runCounter(folder, { demo: 'hospital' });
  await addMissingRoles(counter.client);
  await whenTakenIn(folder);
  watched = watchRows(folder);
});

afterAll(() => {
  watched.close();
  return counter.remove();
});

/** The demonstration has no accountant and no approver. */
async function addMissingRoles(client: CounterClient): Promise<void> {
  await signIn(client, 'administrator', demoPin);
  const { people } = await untilTopic(client, 'gate', (gate) => gate.people.length > 0);
  const chief = people.find(({ roles }) => roles.includes('chief-accountant'))?.person ?? '';
  const approval = { person: chief, pin: demoPin };
  for (const role of ['accountant', 'approver'] as const) {
    const person = {
      person: null,
      name: `Người ${role}`,
      roles: [role],
      active: true,
      pin: demoPin,
      approval,
    };
    succeeded(await client.call('staff.savePerson', person));
  }
  succeeded(await client.call('staff.signOut', {}));
}

/** Codes a client hears for a call; the client itself checks nothing of a request. */
async function codeOf(client: CounterClient, method: MethodName, request: unknown): Promise<string> {
  // The line takes 200 messages a second.
  await new Promise((resolve) => setTimeout(resolve, 6));
  const answer = await client.call(method, request as never);
  return answer.ok ? 'ok' : `${answer.reason.code} ${answer.reason.moneyMoved}`;
}

/** A window end without a client: says whatever it likes. */
function rawLine(capability: Capability) {
  const [ours, theirs] = channelPair();
  const heard: Record<string, unknown>[] = [];
  let closed = false;
  ours.onMessage((data) => heard.push(JSON.parse(String(data)) as Record<string, unknown>));
  ours.onClose(() => {
    closed = true;
  });
  counter.handle.accept(theirs, capability);
  onTestFinished(() => ours.close());
  return {
    /** What comes back for this text, without the topics. */
    async say(text: unknown): Promise<Record<string, unknown>[]> {
      heard.length = 0;
      ours.post(text as string);
      for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      return heard.filter(({ kind }) => kind !== 'hello');
    },
    isClosed: () => closed,
  };
}

/** How far search and report sums have read the journal: they follow it a little later, whatever is asked meanwhile. */
const followers = ['money.db receipt_search_at', 'money.db report_at'];

/** Every cell of the three files, but for how far the followers are. */
function cells(): Rows {
  const all = watched.rows();
  return Object.fromEntries(Object.entries(all).filter(([table]) => !followers.includes(table)));
}

/** Runs with a person of this role signed in, and nothing else. */
async function as(role: Role, run: () => Promise<void>): Promise<void> {
  await signIn(counter.client, role, demoPin);
  before = cells();
  await run();
  expectNothingWritten();
  succeeded(await counter.client.call('staff.signOut', {}));
  before = cells();
}

function expectNothingWritten(): void {
  expect(cells()).toEqual(before);
}

describe('refused with a reason, and nothing written:', () => {
  beforeEach(() => {
    before = cells();
  });
  afterEach(expectNothingWritten);

  it('every method but the open ones while nobody is signed in', async () => {
    for (const method of names) {
      if (methods[method].access === 'open') continue;
      expect(await codeOf(counter.client, method, sampleRequests[method]), method).toBe('signed-out no');
    }
  });

  it('what the open methods are asked at the wrong time', async () => {
    const { client } = counter;
    expect(await codeOf(client, 'setup.create', sampleRequests['setup.create'])).toBe('already-set-up no');
    expect(await codeOf(client, 'ledger.openEpoch', sampleRequests['ledger.openEpoch'])).toBe(
      'not-quarantined no',
    );
    expect(await codeOf(client, 'staff.signIn', sampleRequests['staff.signIn'])).toBe('person-unknown no');
  });

  it.each(roles)('every method that %s may not call', async (role) => {
    const forbidden = names.filter((method) => {
      const { access } = methods[method];
      return typeof access !== 'string' && !access.includes(role);
    });
    expect(forbidden.length).toBeGreaterThan(0);
    await as(role, async () => {
      for (const method of forbidden) {
        expect(await codeOf(counter.client, method, sampleRequests[method]), method).toBe('wrong-role no');
      }
    });
  });

  it('every method on the display’s line, whoever is signed in', async () => {
    const display = counter.line('display');
    onTestFinished(() => display.close());
    await as('cashier', async () => {
      for (const method of names) {
        expect(await codeOf(display, method, sampleRequests[method]), method).toBe('wrong-window no');
      }
    });
  });

  it('the topics of the cashier on the display’s line', async () => {
    const display = rawLine('display');
    for (const topic of ['gate', 'workplace']) {
      const heard = await display.say(JSON.stringify({ kind: 'watch', topic }));
      expect(heard).toEqual([{ kind: 'refused', code: 'wrong-window', topic }]);
    }
  });

  it('every method behind the lock', async () => {
    const { client } = counter;
    await signIn(client, 'cashier', demoPin);
    succeeded(await client.call('staff.lock', {}));
    before = cells();
    for (const method of names) {
      const { access } = methods[method];
      if (access === 'open' || access === 'signed-in') continue;
      expect(await codeOf(client, method, sampleRequests[method]), method).toBe('locked no');
    }
    expectNothingWritten();
    succeeded(await client.call('staff.signOut', {}));
    before = cells();
  });

  /** Each method as the first role that may call it: whose request it is makes no difference to its schema. */
  const callers = roles.map((role): [Role, MethodName[]] => [
    role,
    names.filter((method) => {
      const { access } = methods[method];
      return role === roles.find((one) => typeof access === 'string' || access.includes(one));
    }),
  ]);

  it.each(callers)('malformed requests of every method, those of %s', async (role, own) => {
    await as(role, async () => {
      for (const method of own) {
        const { request } = methods[method];
        const wrong = [null, [], 'text', 0, { ...sampleRequests[method], more: 1 }, nested(2_000)];
        if (!request.safeParse({}).success) wrong.push({});
        for (const [index, one] of wrong.entries()) {
          const code = await codeOf(counter.client, method, one);
          expect(code, `${method} ${index}`).toBe('malformed no');
        }
      }
    });
  });

  it.each([
    'nothing',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'valueOf',
    'staff',
    'staff.signin',
    'setup.create ',
    'collect.cashReceive\u0000',
  ])('the method %j, which there is not', async (method) => {
    const heard = await rawLine('cashier').say(JSON.stringify({ kind: 'call', id: 1, method, request: {} }));
    const failure = { code: 'unknown-method', moneyMoved: 'no' };
    expect(heard).toEqual([{ kind: 'failure', id: 1, failure }]);
  });

  it.each([
    ['no text', new Uint8Array([1, 2, 3])],
    ['an object', { kind: 'call', id: 1, method: 'staff.lock', request: {} }],
    ['no JSON', '{"kind":'],
    ['nothing', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['no kind', '{"id":1,"method":"staff.lock","request":{}}'],
    ['an unknown kind', '{"kind":"eval","id":1}'],
    ['no id', '{"kind":"call","method":"staff.lock","request":{}}'],
    ['id 0', '{"kind":"call","id":0,"method":"staff.lock","request":{}}'],
    ['a broken id', '{"kind":"call","id":1.5,"method":"staff.lock","request":{}}'],
    ['an id as text', '{"kind":"call","id":"1","method":"staff.lock","request":{}}'],
    ['a list as method', '{"kind":"call","id":1,"method":["staff.lock"],"request":{}}'],
    ['no method', '{"kind":"call","id":1,"method":"","request":{}}'],
    ['a long method', JSON.stringify({ kind: 'call', id: 1, method: 'x'.repeat(65), request: {} })],
    ['one field more', '{"kind":"call","id":1,"method":"staff.lock","request":{},"as":"administrator"}'],
    ['a capability', '{"kind":"call","id":1,"method":"staff.lock","request":{},"capability":"cashier"}'],
    ['what the counter says', '{"kind":"result","id":1,"value":{}}'],
  ])('a message that is %s', async (_, message) => {
    const heard = await rawLine('cashier').say(message);
    expect(heard).toEqual([{ kind: 'refused', code: 'malformed', topic: null }]);
  });

  it('a message that is too large', async () => {
    const text = 'x'.repeat(300_000);
    const call = { kind: 'call', id: 1, method: 'payer.find', request: { text, limit: 1 } };
    const heard = await rawLine('cashier').say(JSON.stringify(call));
    expect(heard).toEqual([{ kind: 'refused', code: 'too-large', topic: null }]);
  });

  it('a line that goes on being wrong: it is cut', async () => {
    const line = rawLine('cashier');
    for (let fault = 0; fault < 49; fault += 1) await line.say('{');
    expect(line.isClosed()).toBe(false);
    await line.say('{');
    await expect.poll(line.isClosed).toBe(true);
  });
});

/** A request so deep that a careless reader overflows. */
function nested(depth: number): unknown {
  let value: unknown = {};
  for (let level = 0; level < depth; level += 1) value = { deeper: value };
  return value;
}

it('an allowed call of every kind changes the head: the comparison can fail', async () => {
  const { client, folder } = counter;
  const heads = [journalOf(folder).head];
  await signIn(client, 'cashier', demoPin);
  heads.push(journalOf(folder).head);
  succeeded(await client.call('shift.open', { float: 0, name: 'Ca thử' }));
  heads.push(journalOf(folder).head);
  const rows = rowsOf(folder);
  succeeded(await client.call('shift.openDrawer', { text: 'thử' }));
  heads.push(journalOf(folder).head);
  expect(new Set(heads).size).toBe(4);
  expect(rowsOf(folder)).not.toEqual(rows);
});
