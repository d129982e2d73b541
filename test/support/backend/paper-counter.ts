/**
 * A counter as the backend sees one: keys, a journal of its own making, and the calls of docs/protocol/sync.md. Written
 * from the protocol, so that it shares no code with the counter's sync.
 */
import { createHash } from 'node:crypto';
import { makeKeys, signatureCheckOf, signerOf } from '../../../src/main/ports/keys.ts';
import {
  type ChainHead,
  canonical,
  chainStart,
  entryHash,
  type Json,
  type UnsealedEntry,
} from '../../../src/shared/journal/index.ts';
import type { EpochMs } from '../../../src/shared/kernel/clock.ts';
import { businessDateOf } from '../../../src/shared/kernel/clock.ts';
import { type Ids, makeIds } from '../../../src/shared/kernel/ids.ts';
import type { Random } from '../../../src/shared/kernel/random.ts';
import type { KeyPair } from '../../../src/shared/kernel/signer.ts';
import {
  type EnrolAnswer,
  enrolAnswer,
  type FeedItem,
  type FeedPage,
  feedPage,
  type HeadAnswer,
  headAnswer,
  isSigned,
  type PushBatch,
  type PushedEntry,
  parseEnrolmentCode,
  signStatement,
  statementOf,
  syncProtocol,
  type WireEntry,
} from '../../../src/shared/sync/index.ts';

export const sha256 = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** Keys every counter of one facility holds. */
export interface FacilityKeys {
  readonly facility: KeyPair;
  readonly sealing: KeyPair;
}

export interface Answer {
  readonly status: number;
  readonly json: { readonly refused?: string; readonly say?: string; readonly [key: string]: unknown };
}

export class PaperCounter {
  readonly id: string;
  readonly keys: FacilityKeys;
  readonly key: KeyPair;
  readonly ids: Ids;
  readonly journal: PushedEntry[] = [];
  epoch = 1;
  backendKey = '';
  token = '';

  constructor(random: Random, keys?: FacilityKeys) {
    const [counter, facility, sealing] = makeKeys(random);
    this.keys = keys ?? { facility, sealing };
    this.key = counter;
    this.ids = makeIds(
      { now: () => Date.now() as EpochMs, monotonicMs: () => 0, after: () => () => {} },
      random,
    );
    this.id = this.ids.next();
  }

  get head(): ChainHead | null {
    const last = this.journal.at(-1)?.entry;
    return last === undefined ? null : { epoch: last.epoch, seq: last.seq, hash: last.hash };
  }

  /** Writes an entry into its journal. */
  write(
    type: string,
    body: { readonly [key: string]: Json },
    sealed: string | null = null,
    at = Date.now() as EpochMs,
  ): WireEntry {
    const last = this.journal.at(-1)?.entry;
    const before = last?.epoch === this.epoch ? last : undefined;
    const plain: UnsealedEntry = {
      ...{ counter: this.id, epoch: this.epoch, seq: (before?.seq ?? 0) + 1, id: this.ids.next(), at },
      ...{ business_date: businessDateOf(at), shift: null, actor: 'counter', type, v: 1, body },
      ...{ private_digest: sealed === null ? null : sha256(sealed), prev_hash: before?.hash ?? chainStart },
    };
    const entry = { ...plain, body, hash: entryHash(plain, sha256) } as WireEntry;
    this.journal.push({ entry, sealed });
    return entry;
  }

  writeMany(count: number): void {
    for (let index = 0; index < count; index += 1)
      this.write('print.answered', { paperCame: index % 2 === 0 });
  }

  /** Seals every private part anew, as a counter does whenever it makes a batch: same entries, other seals. */
  sealAnew(random: Random): void {
    for (const [at, { entry, sealed }] of this.journal.entries()) {
      if (sealed === null) continue;
      this.journal[at] = {
        entry,
        sealed: `aa.bb.cc.dd.${Buffer.from(random.bytes(9)).toString('base64url')}`,
      };
    }
  }

  /** The batch of the journal from one index to another, signed. */
  batch(from: number, to: number): PushBatch {
    const [first, ...rest] = this.journal.slice(from, to);
    if (first === undefined) throw new Error('no entries');
    const before = from === 0 ? undefined : this.journal[from - 1]?.entry;
    const after = before === undefined || before.epoch !== first.entry.epoch ? null : before;
    const statement = statementOf(after, [first, ...rest], sha256);
    const { signature } = signStatement(signerOf(this.key), 'batch', statement);
    return { statement, signature, entries: [first, ...rest] };
  }

  enrolBody(code: string, kind: 'counter' | 'accountant-desk' = 'counter', name = 'Quầy 1'): object {
    const secret = parseEnrolmentCode(code)?.secret ?? code;
    const facility = signerOf(this.keys.facility);
    const vouch = signStatement(facility, 'vouch', {
      ...{ counter: this.id, counterKey: this.key.publicKey, facilityKey: facility.publicKey },
    });
    return signStatement(signerOf(this.key), 'enrol', {
      ...{ protocol: syncProtocol, secret, counter: this.id, kind, name, counterKey: this.key.publicKey },
      ...{ facilityKey: facility.publicKey, sealingKey: this.keys.sealing.publicKey },
      ...{ sealingKid: this.keys.sealing.kid, vouch },
    });
  }

  async enrol(url: string, code: string, name?: string): Promise<EnrolAnswer> {
    const answer = await post(`${url}/v1/enrol`, this.enrolBody(code, 'counter', name));
    if (answer.status !== 200) throw new Error(`not enrolled: ${canonical(answer.json as Json)}`);
    const enrolled = enrolAnswer.parse(answer.json);
    if (!isSigned(signatureCheckOf(enrolled.backendKey), 'enrolled', enrolled)) throw new Error('not signed');
    this.backendKey = enrolled.backendKey;
    return enrolled;
  }

  async push(url: string, from: number, to: number): Promise<Answer> {
    return await post(`${url}/v1/push`, this.batch(from, to));
  }

  /** Pushes and expects the head to be the batch's end. */
  async pushed(url: string, from: number, to: number): Promise<HeadAnswer> {
    const answer = await this.push(url, from, to);
    if (answer.status !== 200) throw new Error(`not taken: ${JSON.stringify(answer.json)}`);
    return this.checkHead(answer.json);
  }

  checkHead(json: unknown): HeadAnswer {
    const head = headAnswer.parse(json);
    if (!isSigned(signatureCheckOf(this.backendKey), 'head-answer', head)) throw new Error('head not signed');
    return head;
  }

  async askHead(url: string): Promise<HeadAnswer> {
    const question = { protocol: syncProtocol, counter: this.id, request: this.ids.next() };
    const answer = await post(`${url}/v1/head`, signStatement(signerOf(this.key), 'head-request', question));
    return this.checkHead(answer.json);
  }

  /** Everything the feed has for it, from the beginning. */
  async feedFromStart(url: string): Promise<readonly FeedItem[]> {
    const items: FeedItem[] = [];
    for (let query = ''; ; ) {
      const page = await this.feed(url, query);
      items.push(...page.items);
      if (!page.more) return items;
      query = `?after=${page.last}&feedEpoch=${page.feedEpoch}`;
    }
  }

  async openSession(url: string): Promise<Answer> {
    const { json } = await get(`${url}/v1/challenge`);
    const request = { protocol: syncProtocol, counter: this.id, challenge: String(json.challenge) };
    const answer = await post(`${url}/v1/session`, signStatement(signerOf(this.key), 'session', request));
    this.token = String(answer.json.token ?? '');
    return answer;
  }

  async feed(url: string, query = ''): Promise<FeedPage> {
    if (this.token === '') await this.openSession(url);
    const answer = await get(`${url}/v1/feed${query}`, this.token);
    if (answer.status !== 200) throw new Error(`no feed: ${JSON.stringify(answer.json)}`);
    return feedPage.parse(answer.json);
  }
}

export async function post(
  url: string,
  body: unknown,
  token = '',
  headers: Record<string, string> = {},
): Promise<Answer> {
  const text = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  const bearer = token === '' ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...bearer, ...headers },
    body: text as BodyInit,
  });
  return { status: response.status, json: (await response.json()) as Answer['json'] };
}

export async function get(url: string, token = ''): Promise<Answer> {
  const response = await fetch(url, token === '' ? {} : { headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, json: (await response.json()) as Answer['json'] };
}
