/** A card terminal set up by a person on a real ledger: stored, driven at once, tried out, and charged (issue 4). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  deviceConnection,
  type TerminalConnection,
  usualTerminal,
} from '../../../src/shared/rpc/device-profiles.ts';
import {
  type RunningCounter,
  runCounter,
  succeeded,
  temporaryFolder,
  untilTopic,
} from '../../support/running-counter.ts';
import { StxProgram, ZvtProgram } from '../../support/terminal/programs.ts';
import { sampleRequests } from './sample-requests.ts';

const pin = '258036';
const chosen = { factor: 1, chosenBy: 'ai đó', chosenOn: '2020-01-01' } as const;
let counter: RunningCounter;
let stx: StxProgram;
let zvt: ZvtProgram;

beforeAll(async () => {
  [stx, zvt] = await Promise.all([StxProgram.start(), ZvtProgram.start()]);
  counter = await runCounter(temporaryFolder(), { ledgerKind: 'real' });
  const people = [{ name: 'Người Thử', roles: ['administrator' as const, 'cashier' as const], pin }];
  succeeded(await counter.client.call('setup.create', { ...sampleRequests['setup.create'], people }));
  const { people: known } = await untilTopic(counter.client, 'gate', (view) => view.people.length > 0);
  succeeded(await counter.client.call('staff.signIn', { person: known[0]?.person ?? '', pin }));
});
afterAll(async () => {
  await counter.remove();
  stx.stop();
  zvt.stop();
});

function connection(protocol: 'stx' | 'zvt', address: { host: string; port: number }): TerminalConnection {
  const link = { type: 'tcp', ...address } as const;
  const common = { kind: 'terminal', link, amountScaling: chosen } as const;
  return protocol === 'stx'
    ? { ...usualTerminal.stx, ...common, notFound: ['NF'] }
    : { ...usualTerminal.zvt, ...common, nothingToSettle: ['C9'] };
}

const save = (name: string, wanted: TerminalConnection, was: string | null = null) =>
  counter.client.call('devices.save', { name, was, connection: wanted });
const stateOf = (name: string, state: string) =>
  untilTopic(counter.client, 'devices', ({ devices }) =>
    devices.some((one) => one.name === name && one.state === state),
  );

describe.each(['stx', 'zvt'] as const)('a terminal that speaks %s', (protocol) => {
  const name = `Máy ${protocol}`;
  const program = () => (protocol === 'stx' ? stx : zvt);

  test('is driven as soon as it is saved, and says who chose its amounts', async () => {
    succeeded(await save(name, connection(protocol, program().address)));
    const { devices } = await stateOf(name, 'ready');
    const saved = devices.find((one) => one.name === name)?.connection;
    expect(saved).toMatchObject({
      kind: 'terminal',
      protocol,
      amountScaling: { factor: 1, chosenBy: 'Người Thử' },
    });
    expect(saved?.kind === 'terminal' && saved.amountScaling.chosenOn).not.toBe('2020-01-01');
    const rail = await untilTopic(
      counter.client,
      'workplace',
      ({ view }) => view?.rail.terminal.state === 'ready',
    );
    expect(rail.view?.rail.terminal.state).toBe('ready');
  });

  test('answers the live test; unplugged it is said in the test and in the topic', async () => {
    const good = succeeded(await counter.client.call('devices.test', { name }));
    expect(good.steps.map(({ step, outcome }) => `${step} ${outcome}`)).toEqual([
      'reached good',
      'done good',
    ]);
    const { sent } = (await program().state()).books;
    expect(sent).toBeGreaterThan(0);
    await program().script({ power: false });
    await stateOf(name, 'offline');
    const bad = succeeded(await counter.client.call('devices.test', { name }));
    expect(bad.steps.at(-1)).toMatchObject({ outcome: 'failed' });
    expect(['refused', 'disconnected']).toContain(bad.steps.at(-1)?.trouble);
    await program().script({ power: true });
    await stateOf(name, 'ready');
  });

  test('no money was spoken of', async () => {
    expect((await program().state()).books.bookings).toEqual([]);
  });
});

test('without a chosen scaling nothing is saved', async () => {
  const { amountScaling: _, ...rest } = connection('stx', stx.address);
  expect(deviceConnection.safeParse(rest).success).toBe(false);
  const refused = await save('Máy khác', rest as never);
  expect(refused).toMatchObject({ ok: false, reason: { code: 'malformed' } });
});

test('the wrong protocol is told in the live test', async () => {
  succeeded(await save('Nhầm', { ...connection('zvt', stx.address), replyTimeoutMs: 30_000 }));
  const { steps } = succeeded(await counter.client.call('devices.test', { name: 'Nhầm' }));
  expect(steps.at(-1)).toMatchObject({ outcome: 'failed' });
  expect(['no-answer', 'not-understood', 'disconnected']).toContain(steps.at(-1)?.trouble);
  succeeded(await counter.client.call('devices.remove', { name: 'Nhầm' }));
});

test('a scaling keeps its chooser until another is chosen', async () => {
  const again = connection('stx', stx.address);
  succeeded(
    await save('Máy stx', { ...again, amountScaling: { ...chosen, chosenBy: 'kẻ khác' } }, 'Máy stx'),
  );
  const { devices } = await stateOf('Máy stx', 'ready');
  const saved = devices.find((one) => one.name === 'Máy stx')?.connection;
  expect(saved).toMatchObject({ amountScaling: { chosenBy: 'Người Thử' } });
});
