import { afterAll, beforeAll, expect, test } from 'vitest';
import { StxProgram } from '../../support/terminal/programs.ts';

let simulator: StxProgram;
beforeAll(async () => {
  simulator = await StxProgram.start();
});
afterAll(() => simulator.stop());

test('nothing without the token', async () => {
  for (const [method, path] of [
    ['GET', '/state'],
    ['POST', '/script'],
    ['POST', '/restart'],
  ] as const) {
    expect((await simulator.call(method, path, undefined, 'guess')).status).toBe(401);
  }
  expect((await simulator.call('GET', '/state')).status).toBe(200);
  expect((await simulator.call('GET', '/books')).status).toBe(404);
});

test('a patch that means nothing changes nothing', async () => {
  const before = (await simulator.state()).script;
  for (const patch of ['{"host":"maybe"}', '{"takesMs":-1}', '{"surprise":1}', 'no json', '']) {
    expect((await simulator.call('POST', '/script', patch)).status).toBe(400);
  }
  expect((await simulator.state()).script).toEqual(before);
  expect((await simulator.script({ host: 'decline' })).script.host).toBe('decline');
  expect((await simulator.restart()).busy).toBe(false);
});
