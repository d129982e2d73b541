/**
 * Writes `test/fixtures/journal-vectors.json`: a short journal with salts, canonical texts and hashes, by which another
 * program can check its own canonical form and chain (docs/protocol/journal.md). The same program gives the same bytes:
 * `node scripts/journal-vectors.ts`.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  type Body,
  canonical,
  chainStart,
  type Entry,
  type EntryType,
  entryHash,
  entryTypes,
  type Json,
  type Private,
  privateDigest,
  type Sha256,
  saltBytes,
} from '../src/shared/journal/index.ts';
import type { BusinessDate, EpochMs } from '../src/shared/kernel/clock.ts';
import { makeChance } from '../test/support/chance.ts';
import { MemoryWorld, step } from '../test/support/memory-world.ts';

const sha256: Sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** One entry of the vectors: its columns, the text that is hashed, and its private part with the salt in hex. */
export interface VectorEntry {
  readonly entry: Entry;
  readonly canonical: string;
  readonly private: { readonly salt: string; readonly content: Json; readonly canonical: string } | null;
}

/** Values whose canonical text is easily got wrong. */
const values: readonly Json[] = [
  {},
  [],
  { b: 1, a: 2, A: 3, '': 4, '10': 5, '9': 6 },
  // By UTF-16 code units the emoji (D83D…) sorts before U+FB33, by code points after it.
  { '\ufb33': 'Hebrew dalet', '\u{1f600}': 'emoji', é: 'composed', 'e\u0301': 'combining' },
  { text: 'quote " reverse \\ slash / tab \t line \n bell \u0007 del \u007f separator \u2028 Đặng Thị Đào' },
  [0, -0, -1, 9007199254740991, -9007199254740991, true, false, null],
  { nested: [{ z: [], y: {} }, [[1]]], left_out: undefined },
];

const cashier = '01910000-0000-7000-8000-0000000000a1';
const id = (n: number) => `01910000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const key = (letter: string) => letter.repeat(43);

class Writer {
  readonly entries: VectorEntry[] = [];
  readonly #world = new MemoryWorld();
  readonly #chance = makeChance(20261005);
  #at = Date.UTC(2026, 9, 5, 16, 59, 50);

  /** Appends one legal entry. The second of midnight in Vietnam falls within the chain. */
  put<T extends EntryType>(type: T, body: Body<T>, content?: Private<T>, epoch = 1): void {
    this.#at += 2000;
    const what = { type, body, actor: type === 'ledger.opened' ? 'counter' : cashier, at: this.#at, epoch };
    const moved = step(this.#world, content === undefined ? what : { ...what, content });
    const before = this.entries.at(-1)?.entry;
    const same = before?.epoch === epoch;
    const salt = content === undefined ? null : this.#chance.bytes(saltBytes);
    const columns = {
      counter: moved.counter,
      epoch,
      seq: same ? before.seq + 1 : 1,
      id: id(0x100 + this.entries.length),
      at: moved.at as EpochMs,
      business_date: moved.business_date as BusinessDate,
      shift: moved.shift,
      actor: moved.actor,
      type,
      v: entryTypes[type].v,
      body: moved.body as Json,
      private_digest: salt === null ? null : privateDigest(salt, moved.content as Json, sha256),
      prev_hash: same ? before.hash : chainStart,
    };
    this.entries.push({
      entry: { ...columns, hash: entryHash(columns, sha256) },
      canonical: canonical(columns as unknown as Json),
      private:
        salt === null
          ? null
          : {
              salt: Buffer.from(salt).toString('hex'),
              content: moved.content as Json,
              canonical: canonical(moved.content as Json),
            },
    });
  }

  idOf(type: EntryType): string {
    const found = this.entries.find(({ entry }) => entry.type === type);
    if (found === undefined) throw new Error(`no ${type} yet`);
    return found.entry.id;
  }
}

const facility = {
  institution: 'school',
  name: 'Trường Tiểu học Ví Dụ',
  address: 'Số 1, đường Thử',
  budgetCode: '',
} as const;

function begin(writer: Writer): void {
  const keys = { counterKey: key('A'), facilityKey: key('B'), sealingKey: key('C') };
  writer.put('ledger.opened', { kind: 'training', ...keys });
  writer.put(
    'person.saved',
    { person: cashier, roles: ['cashier', 'treasurer'], active: true, pinSet: true },
    { name: 'Nguyễn Thị Mẫu' },
  );
  writer.put('settings.set', { key: 'facility', value: facility });
  const series = { series: 'BL/2026', purpose: 'receipt', year: 2026, firstNumber: 1 } as const;
  writer.put('series.opened', { ...series, width: 6, confirmedBy: 'person' });
  writer.put('session.signed-in', { person: cashier });
  const shift = { shift: id(1), cashier, name: 'Ca tối', float: 500_000, floatLeft: null };
  writer.put('shift.opened', { ...shift, businessDate: '2026-10-05' });
}

function takeCash(writer: Writer): void {
  const [collection, line, tender, receipt, allocation] = [id(2), id(3), id(4), id(5), id(6)];
  const amount = 123_400;
  writer.put(
    'collection.opened',
    {
      ...{ collection, payer: 'HS0001', purpose: 'bills' },
      lines: [
        {
          line,
          bill: 'HD1',
          group: 'hoc-phi',
          amount,
          onBehalf: false,
          beneficiary: 'HS0001',
          account: null,
        },
      ],
    },
    {
      ...{ payerName: 'Đặng Thị Đào', payerAddress: null },
      lines: [
        {
          name: 'Học phí "tháng 10"\n',
          period: '10/2026',
          beneficiaryName: 'Trần Thử 😀',
          beneficiaryCode: '0012',
        },
      ],
    },
  );
  writer.put('cash.intended', { tender, collection, amount, due: 123_000, rounding: -400 });
  const move = { tender, method: 'cash', from: 'intended', moved: 123_000, claim: 0 } as const;
  writer.put('cash.received', { ...move, given: 200_000, change: 77_000 });
  const sources = [
    { source: 'tender', id: tender, amount: 123_000 },
    { source: 'rounding', id: tender, amount: 400 },
  ] as const;
  writer.put('allocation.frozen', {
    ...{ allocation, collection },
    rows: sources.map((source) => ({ line, receipt, ...source })),
  });
  writer.put(
    'receipt.issued',
    {
      ...{ receipt, collection, allocation, series: 'BL/2026', number: 1, onBehalf: false, total: amount },
      lines: [{ line, bill: 'HD1', group: 'hoc-phi', amount }],
      words: 'Một trăm hai mươi ba nghìn bốn trăm đồng',
      sources: [...sources],
      ...{
        rounding: -400,
        roundingTender: tender,
        paidAt: Date.UTC(2026, 9, 5, 17),
        issueDate: '2026-10-06',
      },
      facility,
      form: { title: 'BIÊN LAI THU TIỀN', code: '', issuedUnder: '' },
      replaces: null,
    },
    {
      ...{
        payerName: 'Đặng Thị Đào',
        payerAddress: null,
        beneficiaryName: 'Trần Thử 😀',
        beneficiaryCode: '0012',
      },
      ...{ reason: 'Thu học phí', lineNames: ['Học phí "tháng 10"\n'], cashierName: 'Nguyễn Thị Mẫu' },
    },
  );
}

function end(writer: Writer): void {
  writer.put(
    'erasure.made',
    { entries: [writer.idOf('collection.opened')], ground: 'request' },
    { text: 'Theo đơn của phụ huynh' },
  );
  const last = writer.entries.at(-1)?.entry;
  if (last === undefined) throw new Error('nothing written');
  const head = { epoch: last.epoch, seq: last.seq, hash: last.hash };
  writer.put(
    'epoch.opened',
    {
      ...{ cause: 'replaced-machine', continues: head, highestKnown: head, recoveredBy: null },
      series: [{ series: 'BL/2026', closedAt: 1, mayMiss: false }],
    },
    undefined,
    2,
  );
}

/** The whole file, as it is committed. */
export function journalVectors() {
  const writer = new Writer();
  begin(writer);
  takeCash(writer);
  end(writer);
  return {
    note: 'Written by scripts/journal-vectors.ts; defined by docs/protocol/journal.md. Everybody in it is invented.',
    chainStart,
    canonical: values.map((value) => ({ value, text: canonical(value) })),
    entries: writer.entries,
  };
}

if (import.meta.main) {
  const file = resolve(import.meta.dirname, '../test/fixtures/journal-vectors.json');
  writeFileSync(file, `${JSON.stringify(journalVectors(), null, 2)}\n`);
  console.log(`written: ${file}`);
}
