/** Real counters of one facility, with a list, at work over RPC. */
import { join } from 'node:path';
import { localMigrations, type OwnTables } from '../../../src/main/compose/migrations.ts';
import { demoPin } from '../../../src/main/desk/demo.ts';
import { makeKeys } from '../../../src/main/ports/keys.ts';
import { realRandom } from '../../../src/main/ports/real.ts';
import { openDatabase } from '../../../src/main/store/database.ts';
import { keyStore } from '../../../src/main/upkeep/keys.ts';
import type { EpochMs } from '../../../src/shared/kernel/clock.ts';
import type { Role } from '../../../src/shared/kernel/roles.ts';
import type { BillLineView } from '../../../src/shared/rpc/contract.ts';
import {
  patiently,
  type RunningCounter,
  runCounter,
  type ShiftedClock,
  shiftedClock,
  signIn,
  succeeded,
  temporaryFolder,
  untilTopic,
} from '../running-counter.ts';

const settings = { ledgerKind: 'real' } as const;
const listSize = 40;

/** Invented patients who each owe two lines. */
function list(): string {
  const rows = Array.from({ length: listSize }, (_, at) => {
    const code = `BN26${String(at + 1).padStart(6, '0')}`;
    return ['Khám bệnh', 'Xét nghiệm'].map(
      (fee, index) => `${code},Nguyễn Văn Mẫu ${at + 1},${fee},${52_000 + 1_000 * index}`,
    );
  });
  return ['Mã BN,Họ và tên,Dịch vụ,Số tiền', ...rows.flat()].join('\n');
}

/** First run of a real ledger: people, an account nobody has, a list. */
async function setUp({ client }: RunningCounter, name: string): Promise<void> {
  const person = (called: string, role: Role) => ({ name: called, roles: [role], pin: demoPin });
  succeeded(
    await client.call('setup.create', {
      ...{ institution: 'hospital', facilityName: 'Bệnh viện Thử Nghiệm', address: 'Phường Mẫu' },
      ...{ budgetCode: '0000999', counterName: name, seriesPrefix: 'TN' },
      people: [person('Thu Ngân Mẫu', 'cashier'), person('Quản Trị Mẫu', 'administrator')],
      accounts: [
        {
          ...{ account: 'vien-phi', bin: '999999', bank: 'Ngân hàng Mẫu', number: '0000011112222' },
          ...{ holder: 'BV THU NGHIEM', serves: 'all', onBehalf: false, purposeLimit: 25 },
          ...{ serviceCode: 'QRIBFTTA', merchant: null },
        },
      ],
    }),
  );
  await signIn(client, 'administrator', demoPin);
  const content = Buffer.from(list());
  const begun = succeeded(
    await client.call('import.begin', { fileName: 'danh-sach.csv', bytes: content.length, source: 'Thử' }),
  );
  const file = { import: begun.import };
  succeeded(await client.call('import.part', { ...file, index: 0, content: content.toString('base64') }));
  succeeded(await client.call('import.preview', { ...file, mapping: null }));
  succeeded(await client.call('import.accept', file));
  succeeded(await client.call('staff.signOut', {}));
}

/** Facility and sealing key of a counter, as the recovery sheet would carry them to the next. */
export function facilityKeysOf(folder: string) {
  const local = openDatabase<OwnTables>({
    path: join(folder, 'local.db'),
    migrations: localMigrations,
    kind: 'local',
  });
  const store = keyStore(local);
  const [facility, sealing] = [store.current('facility'), store.current('sealing')];
  local.close();
  if (facility === undefined || sealing === undefined) throw new Error('no keys');
  return { facility, sealing };
}

export interface CounterOfFacility {
  readonly counter: RunningCounter;
  /** Takes cash for the next payer who owes something; gives the receipt's number. */
  payCash(mine?: (at: number) => boolean): Promise<string>;
  /** A line that is owed, each time another; of the payers whose place in the list is taken. */
  owing(mine?: (at: number) => boolean): Promise<{ payer: string; line: BillLineView }>;
}

/** Starts a counter with a cashier signed in and a shift open; a sister is given the keys of the first. */
export async function counterOfFacility(
  folder = temporaryFolder(),
  sisterOf?: ReturnType<typeof facilityKeysOf>,
  clock: ShiftedClock = shiftedClock(),
): Promise<CounterOfFacility> {
  if (sisterOf !== undefined) {
    const local = openDatabase<OwnTables>({
      path: join(folder, 'local.db'),
      migrations: localMigrations,
      kind: 'local',
    });
    const [own] = makeKeys(realRandom());
    keyStore(local).add([own, sisterOf.facility, sisterOf.sealing], Date.now() as EpochMs);
    local.close();
  }
  const counter = await runCounter(folder, settings, clock);
  const { client, ids } = counter;
  const gate = await untilTopic(client, 'gate', () => true);
  if (gate.state === 'setup') await setUp(counter, sisterOf === undefined ? 'Quầy 1' : 'Quầy 2');
  await signIn(client, 'cashier', demoPin);
  const opened = await client.call('shift.open', { float: 1_000_000, name: 'Ca sáng' });
  if (!opened.ok && opened.reason.code !== 'shift-already-open') throw new Error(opened.reason.code);
  const used = new Set<string>();
  const paidUp = new Set<string>();
  const owing = async (mine: (at: number) => boolean = () => true) => {
    const { rows } = await patiently(client, 'payer.find', { text: 'nguyen', limit: 50 });
    for (const [at, { payer }] of rows.entries()) {
      if (!mine(at) || paidUp.has(payer)) continue;
      const { lines } = await patiently(client, 'payer.open', { payer });
      const line = lines.find((one) => one.owed > 0 && !used.has(one.bill));
      if (line === undefined) {
        paidUp.add(payer);
        continue;
      }
      used.add(line.bill);
      return { payer, line };
    }
    throw new Error('nobody owes anything any more');
  };
  return {
    counter,
    owing,
    async payCash(mine) {
      const { payer, line } = await owing(mine);
      const tender = ids.next();
      const lines = [{ bill: line.bill, amount: line.owed }];
      const payerName = 'Đặng Thị Đào';
      succeeded(
        await client.call('collect.cashBegin', { collection: ids.next(), tender, payer, payerName, lines }),
      );
      const done = succeeded(await client.call('collect.cashReceive', { tender, given: 0 }));
      return done.receipts[0]?.number ?? '';
    },
  };
}

/** Signs in an administrator, runs, and signs the cashier in again. */
export async function asAdministrator<T>({ client }: RunningCounter, run: () => Promise<T>): Promise<T> {
  succeeded(await client.call('staff.signOut', {}));
  await signIn(client, 'administrator', demoPin);
  try {
    return await run();
  } finally {
    succeeded(await client.call('staff.signOut', {}));
    await signIn(client, 'cashier', demoPin);
  }
}
