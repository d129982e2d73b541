/**
 * Whatever stretches of a journal are pushed, in whatever order, with seals made anew each time: the backend has one
 * unbroken journal afterwards, and what it gives sisters is proved by the signatures it gives with it.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feedBodies, stretchFault } from '../../../src/shared/sync/index.ts';
import { type Instance, startInstance } from '../../support/backend/instances.ts';
import { type PaperCounter, sha256 } from '../../support/backend/paper-counter.ts';
import { startPostgres, type TestPostgres } from '../../support/backend/postgres.ts';
import { newCounter, newFacility } from '../../support/backend/province.ts';
import { makeChance } from '../../support/chance.ts';
import fc, { seed } from '../../support/check.ts';

const length = 24;
const chance = makeChance(seed);

let server: TestPostgres;
let instance: Instance;

beforeAll(async () => {
  server = await startPostgres();
  instance = await startInstance({ url: await server.makeDatabase() });
});
afterAll(async () => {
  await instance?.stop();
  server?.stop();
});

/** Two counters of a facility of their own, the first with a journal in which every third entry is sealed. */
async function writerAndSister(): Promise<readonly [PaperCounter, PaperCounter]> {
  const facility = await newFacility(instance);
  const writer = await newCounter(instance, facility, chance.below(2 ** 31));
  const sister = await newCounter(instance, facility, chance.below(2 ** 31), writer);
  for (let at = 0; at < length; at += 1)
    writer.write('any.type', { at }, at % 3 === 0 ? 'aa.bb.cc.dd.ee' : null);
  return [writer, sister];
}

/** What must become of a batch of a journal of which `head` entries are stored. */
function expected(head: number, from: number, to: number) {
  if (to <= head) return { status: 200, json: { stored: 0, head: { seq: head } } };
  if (from === head) return { status: 200, json: { stored: to - from, head: { seq: to } } };
  return { status: 409, json: { refused: 'not-contiguous', head: head === 0 ? null : { seq: head } } };
}

async function judgeFeed(sister: PaperCounter, head: number): Promise<void> {
  const items = await sister.feedFromStart(instance.url);
  let next = 1;
  for (const item of items.filter(({ kind }) => kind === 'journal')) {
    const { statement } = feedBodies.journal.parse(item.body);
    expect(stretchFault(statement, item.entries ?? [], sha256)).toBeNull();
    for (const { entry } of item.entries ?? []) expect(entry.seq).toBe(next++);
  }
  expect(next).toBe(head + 1);
}

const stretch = fc.tuple(fc.nat(length - 1), fc.nat(length - 1), fc.boolean());

describe(`stretches pushed at random (seed ${seed})`, () => {
  it('end in one journal whose seals agree with its signatures', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(stretch, { minLength: 4, maxLength: 12 }), async (stretches) => {
        const [writer, sister] = await writerAndSister();
        let head = 0;
        for (const [a, b, follows] of stretches) {
          const from = follows ? Math.min(head, length - 1) : Math.min(a, b);
          const to = Math.max(from, Math.max(a, b)) + 1;
          const answer = await writer.push(instance.url, from, to);
          expect(answer).toMatchObject(expected(head, from, to));
          if (answer.status === 200) head = Math.max(head, to);
          writer.sealAnew(chance);
        }
        await judgeFeed(sister, head);
      }),
      { numRuns: 10 },
    );
  });
});
