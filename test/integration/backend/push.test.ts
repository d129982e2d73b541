/** Journals going up to two instances on one real PostgreSQL. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from '../../../src/backend/database/migrate.ts';
import { signerOf } from '../../../src/main/ports/keys.ts';
import { signStatement } from '../../../src/shared/sync/index.ts';
import { type Instance, startInstance } from '../../support/backend/instances.ts';
import { PaperCounter, post } from '../../support/backend/paper-counter.ts';
import { startPostgres, type TestPostgres } from '../../support/backend/postgres.ts';
import { newCode, newCounter, newFacility } from '../../support/backend/province.ts';
import { makeChance } from '../../support/chance.ts';

let server: TestPostgres;
let one: Instance;
let two: Instance;
let facility: string;
let sister: PaperCounter;

beforeAll(async () => {
  server = await startPostgres();
  const url = await server.makeDatabase();
  // At once, so that both want to migrate.
  [one, two] = await Promise.all([startInstance({ url }), startInstance({ url })]);
  facility = await newFacility(one);
  sister = await newCounter(one, facility, 10);
});
afterAll(async () => {
  await Promise.all([one?.stop(), two?.stop()]);
  server?.stop();
});

describe('two instances on one database', () => {
  it('have one signing key, and one of them migrated', () => {
    expect(one.opened.backend.signer.publicKey).toBe(two.opened.backend.signer.publicKey);
    const taken = [...one.opened.migrated, ...two.opened.migrated];
    expect(taken).toEqual(migrations.map(({ number }) => number));
  });

  it('take a journal in turns and answer the same head', async () => {
    const counter = await newCounter(one, facility, 11, sister);
    counter.writeMany(700);
    expect((await counter.askHead(two.url)).head).toBeNull();
    const first = await counter.pushed(one.url, 0, 500);
    expect(first).toMatchObject({ stored: 500, head: { epoch: 1, seq: 500 } });
    const second = await counter.pushed(two.url, 500, 700);
    expect(second.head).toEqual(counter.head);
    expect((await counter.askHead(one.url)).head).toEqual(counter.head);
  });
});

describe('push', () => {
  it('takes what it has whole as nothing new, and refuses what it has in part', async () => {
    const counter = await newCounter(one, facility, 12, sister);
    counter.writeMany(30);
    await counter.pushed(one.url, 0, 20);
    expect(await counter.pushed(two.url, 0, 20)).toMatchObject({ stored: 0, head: { seq: 20 } });
    expect(await counter.pushed(one.url, 5, 15)).toMatchObject({ stored: 0, head: { seq: 20 } });
    expect(await counter.push(one.url, 10, 30)).toMatchObject({
      status: 409,
      json: { refused: 'not-contiguous', head: { seq: 20 }, at: { seq: 21 } },
    });
    expect((await counter.askHead(two.url)).head?.seq).toBe(20);
    expect(await counter.pushed(one.url, 20, 30)).toMatchObject({ stored: 10, head: { seq: 30 } });
  });

  it('takes the same batch once when both instances are sent it at the same time', async () => {
    const counter = await newCounter(one, facility, 13, sister);
    counter.writeMany(100);
    const answers = await Promise.all([one, two, one, two].map(({ url }) => counter.pushed(url, 0, 100)));
    expect(answers.map(({ stored }) => stored).sort((a, b) => a - b)).toEqual([0, 0, 0, 100]);
  });

  it('refuses a gap and says where it stands', async () => {
    const counter = await newCounter(one, facility, 14, sister);
    counter.writeMany(10);
    await counter.pushed(one.url, 0, 3);
    const answer = await counter.push(two.url, 5, 10);
    expect(answer).toMatchObject({ status: 409, json: { refused: 'not-contiguous', head: { seq: 3 } } });
    expect((await counter.askHead(one.url)).head?.seq).toBe(3);
  });

  it('waits for the batch before, if it is told that one is on its way', async () => {
    const counter = await newCounter(one, facility, 27, sister);
    counter.writeMany(9);
    const later = post(`${two.url}/v1/push?before=2`, counter.batch(6, 9));
    const next = post(`${one.url}/v1/push?before=1`, counter.batch(3, 6));
    await counter.askHead(one.url);
    await counter.pushed(two.url, 0, 3);
    expect(await Promise.all([next, later])).toMatchObject([
      { json: { stored: 3 } },
      { json: { stored: 3 } },
    ]);
    expect((await counter.askHead(one.url)).head).toEqual(counter.head);
  });

  it('refuses other content at a known place, and another history behind the head', async () => {
    const counter = await newCounter(one, facility, 15, sister);
    counter.writeMany(5);
    await counter.pushed(one.url, 0, 5);
    const forged = new PaperCounter(makeChance(150), counter.keys);
    Object.assign(forged, { id: counter.id, key: counter.key });
    forged.writeMany(8);
    expect(await forged.push(one.url, 0, 5)).toMatchObject({
      status: 409,
      json: { refused: 'other-content' },
    });
    expect(await forged.push(one.url, 5, 8)).toMatchObject({
      status: 409,
      json: { refused: 'other-content' },
    });
    expect((await counter.askHead(two.url)).head).toEqual(counter.head);
  });

  it('refuses an id that stands elsewhere already', async () => {
    const counter = await newCounter(one, facility, 16, sister);
    counter.writeMany(3);
    await counter.pushed(one.url, 0, 3);
    const known = counter.journal[1]?.entry.id ?? '';
    const { next } = counter.ids;
    Object.assign(counter.ids, { next: () => known });
    counter.writeMany(1);
    Object.assign(counter.ids, { next });
    expect(await counter.push(one.url, 3, 4)).toMatchObject({
      status: 409,
      json: { refused: 'other-content' },
    });
    expect((await counter.askHead(one.url)).head?.seq).toBe(3);
  });

  it('takes types it does not know, and leaves them as they are', async () => {
    const counter = await newCounter(one, facility, 17, sister);
    const body = { amount: 5, text: 'có dấu \u2028 "và" \\ ngoặc \u0000', list: [1, { b: null, a: true }] };
    counter.write('comet.seen', body);
    await counter.pushed(one.url, 0, 1);
    const row = await one.opened.backend.db
      .selectFrom('entry')
      .selectAll()
      .where('counter', '=', counter.id)
      .executeTakeFirstOrThrow();
    expect(JSON.parse(row.body)).toEqual(body);
  });

  it('goes on in a new epoch and refuses what the old one still has', async () => {
    const counter = await newCounter(one, facility, 18, sister);
    counter.writeMany(10);
    await counter.pushed(one.url, 0, 6);
    const lost = counter.journal.splice(4);
    counter.epoch = 2;
    counter.writeMany(3);
    expect((await counter.pushed(two.url, 4, 7)).head).toMatchObject({ epoch: 2, seq: 3 });
    counter.journal.splice(4, 0, ...lost);
    expect(await counter.push(one.url, 4, 6)).toMatchObject({ status: 200, json: { stored: 0 } });
    expect(await counter.push(one.url, 6, 10)).toMatchObject({
      status: 409,
      json: { refused: 'older-epoch' },
    });
  });

  it('forgets the sealed part of an erased entry, and keeps its digest', async () => {
    const counter = await newCounter(one, facility, 19, sister);
    const sealed = 'aa.bb.cc.dd.ee';
    const erased = counter.write('person.saved', { any: 1 }, sealed);
    counter.write('person.saved', { any: 2 }, 'ff.bb.cc.dd.ee');
    await counter.pushed(one.url, 0, 2);
    counter.write('erasure.made', { entries: [erased.id], ground: 'request' });
    await counter.pushed(one.url, 2, 3);
    const parts = await one.opened.backend.db
      .selectFrom('sealed_part')
      .select(['sealed', 'entry'])
      .where('counter', '=', counter.id)
      .execute();
    expect(parts.find(({ entry }) => entry === erased.id)?.sealed).toBeNull();
    expect(parts.filter(({ sealed: kept }) => kept !== null)).toHaveLength(1);
  });

  it('never changes an entry, not even by its own hand', async () => {
    const { db } = one.opened.backend;
    await expect(
      db
        .updateTable('entry')
        .set({ hash: 'x' } as never)
        .execute(),
    ).rejects.toThrow('never changed');
    await expect(db.deleteFrom('entry').execute()).rejects.toThrow('never changed');
  });
});

describe('enrolment', () => {
  it('takes a code once', async () => {
    const code = await newCode(one, facility);
    const first = new PaperCounter(makeChance(20), (await newCounter(one, await newFacility(one), 21)).keys);
    // The facility has other keys already: this counter has not read the recovery sheet.
    expect(await post(`${one.url}/v1/enrol`, first.enrolBody(code))).toMatchObject({
      json: { refused: 'facility-key-differs' },
    });
    const other = await newFacility(one);
    const good = await newCode(one, other);
    await first.enrol(one.url, good);
    const again = new PaperCounter(makeChance(22), first.keys);
    expect(await post(`${two.url}/v1/enrol`, again.enrolBody(good))).toMatchObject({
      json: { refused: 'code-used' },
    });
    expect(await post(`${one.url}/v1/enrol`, again.enrolBody('0000000000'))).toMatchObject({
      json: { refused: 'code-unknown' },
    });
  });

  it('believes no vouch but the facility’s', async () => {
    const place = await newFacility(one);
    const first = await newCounter(one, place, 23);
    const stranger = new PaperCounter(makeChance(24), first.keys);
    const body = stranger.enrolBody(await newCode(one, place)) as { vouch: object; signature: string };
    const vouch = signStatement(signerOf(stranger.key), 'vouch', body.vouch);
    const { signature: _, ...plain } = { ...body, vouch };
    const answer = await post(`${one.url}/v1/enrol`, signStatement(signerOf(stranger.key), 'enrol', plain));
    expect(answer).toMatchObject({ status: 400, json: { refused: 'vouch-wrong' } });
  });

  it('lets a known counter in again with a new key only by a code made for it', async () => {
    const place = await newFacility(one);
    const counter = await newCounter(one, place, 25);
    counter.writeMany(2);
    await counter.pushed(one.url, 0, 2);
    const renewed = new PaperCounter(makeChance(26), counter.keys);
    Object.assign(renewed, { id: counter.id });
    expect(await post(`${one.url}/v1/enrol`, renewed.enrolBody(await newCode(one, place)))).toMatchObject({
      json: { refused: 'counter-known' },
    });
    await renewed.enrol(one.url, await newCode(one, place, counter.id));
    expect((await renewed.askHead(one.url)).head).toEqual(counter.head);
    expect(await counter.push(one.url, 0, 2)).toMatchObject({ json: { refused: 'signature-wrong' } });
  });
});
