/**
 * `npm run ledger -- export`: the journal as a signed file, for a counter whose link never returns (design §6). The file
 * holds the batches as they would be pushed (docs/protocol/sync.md), so that taking it is pushing them.
 */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ChainHead } from '../../../shared/journal/index.ts';
import { ok, type Result, refuse } from '../../../shared/kernel/result.ts';
import type { Signer } from '../../../shared/kernel/signer.ts';
import { signStatement, syncLimits, syncProtocol } from '../../../shared/sync/index.ts';
import { localMigrations, moneyMigrations, type OwnTables } from '../../compose/migrations.ts';
import { storedEntries } from '../../ledger/stored.ts';
import { signerOf } from '../../ports/keys.ts';
import { realClock } from '../../ports/real.ts';
import { sealerOf } from '../../ports/sealing.ts';
import { type Database, tryOpenDatabase } from '../../store/database.ts';
import { type BatchParts, nextBatch } from '../../sync/batch.ts';
import type { SyncMoney } from '../../sync/schema.ts';
import { syncStore } from '../../sync/store.ts';
import { keyStore } from '../../upkeep/keys.ts';

const usage = `Cách dùng:
  npm run ledger -- export <thư mục dữ liệu> --to <tệp mới> [--after <kỳ>/<số> | --all]

Không ghi gì vào sổ. Mặc định gửi phần máy chủ tỉnh chưa xác nhận; --after: từ sau bút toán đó; --all: toàn bộ.`;

const calledWrongly = 2;

interface Arguments {
  readonly folder: string;
  readonly to: string;
  readonly from: 'acknowledged' | 'beginning' | { readonly epoch: number; readonly seq: number };
}

/** Runs the command line after the word `export`; the exit code as in `ledger.ts`. */
export async function runExportTool(args: readonly string[], print: (line: string) => void): Promise<number> {
  const read = readArguments(args);
  if (!read.ok) {
    print(read.reason);
    print(usage);
    return calledWrongly;
  }
  const { folder, to } = read.value;
  const money = open<SyncMoney>(folder, 'money');
  const local = open<OwnTables>(folder, 'local');
  try {
    if (money === null || local === null) {
      print(`Không mở được money.db hoặc local.db trong ${folder}.`);
      return 1;
    }
    const done = await write(money, local, read.value);
    print(done.ok ? `${done.value} Tệp: ${to}` : done.reason);
    return done.ok ? 0 : 1;
  } finally {
    money?.close();
    local?.close();
  }
}

function readArguments(args: readonly string[]): Result<Arguments, string> {
  try {
    const options = { to: { type: 'string' }, after: { type: 'string' }, all: { type: 'boolean' } } as const;
    const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options });
    const [folder, ...rest] = positionals;
    if (folder === undefined || rest.length > 0 || !existsSync(folder) || !statSync(folder).isDirectory()) {
      return refuse('Cần đúng một thư mục dữ liệu.');
    }
    if (values.to === undefined || existsSync(values.to)) return refuse('--to cần tên một tệp chưa có.');
    const place = /^(\d{1,9})\/(\d{1,15})$/.exec(values.after ?? '');
    if (values.after !== undefined && (place === null || values.all === true)) {
      return refuse('--after cần dạng kỳ/số, ví dụ 1/5200, và không đi cùng --all.');
    }
    const after = place === null ? null : { epoch: Number(place[1]), seq: Number(place[2]) };
    const from = after ?? (values.all === true ? 'beginning' : 'acknowledged');
    return ok({ folder, to: values.to, from });
  } catch (cause) {
    return refuse(cause instanceof Error ? cause.message : String(cause));
  }
}

function open<Tables>(folder: string, kind: 'money' | 'local'): Database<Tables> | null {
  const migrations = kind === 'money' ? moneyMigrations : localMigrations;
  const opened = tryOpenDatabase<Tables>({
    path: join(folder, `${kind}.db`),
    migrations,
    kind,
    readonly: true,
  });
  return opened.ok ? opened.value : null;
}

/** What was written, in words; or why nothing was. */
async function write(
  money: Database<SyncMoney>,
  local: Database<OwnTables>,
  { to, from }: Arguments,
): Promise<Result<string, string>> {
  const stored = storedEntries(money);
  const own = stored.own();
  const [counterKey, sealing] = (['counter', 'sealing'] as const).map((one) => keyStore(local).current(one));
  if (own === undefined || counterKey === undefined || sealing === undefined) {
    return refuse('Sổ này chưa mở, hoặc thiếu khóa của quầy.');
  }
  const signer = signerOf(counterKey);
  const parts = { stored, counter: own.counter, sealer: sealerOf([sealing]), signer };
  const after = startOf(parts, money, from);
  if (!after.ok) return after;
  const part = `${to}.part`;
  const file = openSync(part, 'w', 0o600);
  try {
    const done = await writeLines(parts, after.value, (text) => void writeSync(file, text));
    if (done.ok) renameSync(part, to);
    return done;
  } finally {
    closeSync(file);
    rmSync(part, { force: true });
  }
}

/** The entry after which the file begins; null for the beginning. */
function startOf(
  { stored, counter }: BatchParts,
  money: Database<SyncMoney>,
  from: Arguments['from'],
): Result<ChainHead | null, string> {
  if (from === 'beginning') return ok(null);
  if (from === 'acknowledged') return ok(syncStore(money).acknowledged());
  const { epoch, seq } = from;
  const row = stored.at(counter, epoch, seq);
  return row === undefined
    ? refuse(`Sổ không có bút toán ${epoch}/${seq}.`)
    : ok({ epoch, seq, hash: row.hash });
}

/** Header, batches and the signed end, each a line; counts in words. */
async function writeLines(
  parts: BatchParts & { readonly signer: Signer },
  after: ChainHead | null,
  out: (text: string) => void,
): Promise<Result<string, string>> {
  const { counter, signer } = parts;
  const digest = createHash('sha256');
  let bytes = 0;
  const line = (json: string): void => {
    const text = `${json}\n`;
    bytes += Buffer.byteLength(text);
    digest.update(text);
    out(text);
  };
  const at = realClock().now();
  const head = { what: 'quay-thu-journal', protocol: syncProtocol, counter, counterKey: signer.publicKey };
  line(JSON.stringify({ ...head, at }));
  let [place, batches, entries] = [after, 0, 0];
  for (;;) {
    const batch = await nextBatch(parts, place, syncLimits.batchEntries);
    if (batch === null) break;
    line(batch.text);
    place = batch.statement.to;
    batches += 1;
    entries += batch.statement.count;
    if (bytes > syncLimits.exportBytes || batches > syncLimits.exportLines - 2) {
      return refuse(`Quá lớn cho một tệp: hãy gửi phần đầu trước, rồi chạy lại với --after.`);
    }
  }
  if (entries === 0) return refuse('Không có bút toán nào chưa gửi. Dùng --all để lấy toàn bộ.');
  const end = { what: 'quay-thu-journal-end', counter, batches, to: place, digest: digest.digest('hex') };
  out(`${JSON.stringify(signStatement(signer, 'export-end', end))}\n`);
  return ok(`Đã ghi ${entries} bút toán trong ${batches} lô, đến ${place?.epoch}/${place?.seq}.`);
}
