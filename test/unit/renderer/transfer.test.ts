import { File } from 'node:buffer';
import { expect, onTestFinished, test, vi } from 'vitest';
import { sendParts } from '../../../src/renderer/cashier/import/transfer.ts';
import { ok, type Result, refuse } from '../../../src/shared/kernel/result.ts';
import type { Failure } from '../../../src/shared/rpc/define.ts';

const partBytes = 1_000;
const bytes = Uint8Array.from({ length: 40_500 }, (_, index) => (index * 7_919) % 251);
const fileOf = (content: Uint8Array<ArrayBuffer>) =>
  new File([content], 'ds.csv') as unknown as globalThis.File;

/** Takes parts as a counter does: in order, the last one again without effect, each answered a little later. */
function counter(refusing: (index: number, call: number) => Failure['code'] | null = () => null) {
  const parts: Buffer[] = [];
  const calls: number[] = [];
  const waiting: (() => void)[] = [];
  let most = 0;
  return {
    parts,
    calls,
    most: () => most,
    async send(index: number, content: string): Promise<Result<unknown, Failure>> {
      calls.push(index);
      const refused = refusing(index, calls.length);
      // What it says of a part is settled when the part comes, not when the window hears of it.
      const inOrder = index === parts.length;
      if (refused === null && inOrder) parts.push(Buffer.from(content, 'base64'));
      most = Math.max(
        most,
        waiting.push(() => undefined),
      );
      await new Promise((resolve) => setImmediate(resolve));
      waiting.pop();
      if (refused !== null) return refuse({ code: refused, moneyMoved: 'no' });
      return inOrder ? ok({}) : refuse({ code: 'import-part-unexpected', moneyMoved: 'no' });
    },
  };
}

test('a file arrives whole and in order, several parts on their way at once', async () => {
  const there = counter();
  const shares: number[] = [];
  const sent = await sendParts(fileOf(bytes), partBytes, (share) => shares.push(share), there.send);
  expect(sent).toEqual(ok(undefined));
  expect(Buffer.concat(there.parts).equals(bytes)).toBe(true);
  expect(there.calls).toEqual(Array.from({ length: 41 }, (_, index) => index));
  expect(there.most()).toBe(3);
  expect(shares).toHaveLength(41);
  expect(shares.at(-1)).toBe(1);
  const one = counter();
  expect(await sendParts(fileOf(bytes.slice(0, 1)), partBytes, () => undefined, one.send)).toEqual(
    ok(undefined),
  );
  expect(one.parts.map((part) => part.length)).toEqual([1]);
});

test('a part that there was no room for goes again with all behind it; a refusal for another reason ends the sending', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const there = counter((index, call) => (index === 20 && call < 30 ? 'too-many-calls' : null));
  const sending = sendParts(fileOf(bytes), partBytes, () => undefined, there.send);
  const running = setInterval(() => vi.advanceTimersByTime(100), 1);
  expect(await sending).toEqual(ok(undefined));
  clearInterval(running);
  expect(Buffer.concat(there.parts).equals(bytes)).toBe(true);
  expect(there.calls.filter((index) => index === 20).length).toBeGreaterThan(1);

  const gone = counter((index) => (index === 5 ? 'import-not-found' : null));
  const ended = await sendParts(fileOf(bytes), partBytes, () => undefined, gone.send);
  expect(ended).toMatchObject({ ok: false, reason: { code: 'import-not-found' } });
  expect(gone.parts).toHaveLength(5);
  expect(gone.calls.length).toBeLessThan(9);
});

test('no second has more parts than the counter leaves room for beside other calls', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const there = counter();
  const many = new Uint8Array(400 * 100);
  const sending = sendParts(fileOf(many), 100, () => undefined, there.send);
  const settled = async () => {
    for (let turn = 0; turn < 2_000; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  await settled();
  expect(there.calls).toHaveLength(160);
  vi.advanceTimersByTime(1_000);
  await settled();
  expect(there.calls).toHaveLength(320);
  vi.advanceTimersByTime(1_000);
  expect(await sending).toEqual(ok(undefined));
  expect(there.calls).toHaveLength(400);
});
