/** A facility as it stands on the morning of a test: a backend, two counters and an accountant's desk, all enrolled. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type { Role } from '../../../src/shared/kernel/roles.ts';
import { post } from '../backend/paper-counter.ts';
import { type BackendProcess, runningProcess } from '../backend/process.ts';
import type { recountShare } from '../backend/recount-share.ts';
import { type RunningCounter, runCounter, signIn, succeeded, untilTopic } from '../running-counter.ts';
import { type CuttableLine, cuttableLine } from './cuttable-line.ts';

export const pin = '413906';
export const names = {
  first: 'Đỗ Thị Thu Nguyệt',
  second: 'Phùng Thị Ngọc Ưởng',
  chief: 'Nguyễn Thị Diễm Quỳnh',
  administrator: 'Lý Quốc Ẩn',
} as const;
export const province = { login: 'ngoc.quyen', password: 'mot-mat-khau-dai-de-thu' } as const;
const account = { bin: '970415', number: '000012345678' } as const;
const apiKey = 'khoa-thu-chi-dung-trong-thu-nghiem';

/** Patients of the list that both counters have, with what each owes. */
export const patients = Array.from({ length: 6 }, (_, at) => ({
  code: `BN26${String(at + 1).padStart(6, '0')}`,
  name: `${['Đặng Thị Đào', 'Trần Văn Ước', 'Võ Thị Ánh', 'Huỳnh Ngọc Ẩm', 'Lê Thị Ổn', 'Bùi Văn Ý'][at]}`,
  owed: 52_000 + 13_000 * at,
}));

const list = [
  'Mã BN,Họ và tên,Dịch vụ,Số tiền',
  ...patients.map(({ code, name, owed }) => `${code},${name},Khám bệnh,${owed}`),
].join('\n');

export interface Facility {
  readonly backend: BackendProcess;
  readonly line: CuttableLine;
  readonly name: string;
  /** Data folders: the two counters, the desk. */
  readonly folders: readonly [first: string, second: string, desk: string];
  /** The bank tells the province that a code was paid. */
  paid(matchCode: string, amount: number): Promise<void>;
  /** The province puts something into the facility's feed. */
  publish(kind: string, body: object): Promise<void>;
  /** Entries of a machine's own journal, as they stand in its file. */
  journal(folder: string): Parameters<typeof recountShare>[0];
  close(): Promise<void>;
}

/** Sets everything up by the same calls that the windows make. */
export async function startFacility(): Promise<Facility> {
  const root = mkdtempSync(join(tmpdir(), 'quay-thu-facility-'));
  const folders = [join(root, 'first'), join(root, 'second'), join(root, 'desk')] as const;
  const name = 'BVĐK tỉnh Sông Mây';
  const [backend, first] = await Promise.all([
    runningProcess({ DATA: join(root, 'backend'), PROVINCE_NAME: 'Tỉnh Sông Mây' }),
    setUpFirst(folders[0], name),
  ]);
  const line = await cuttableLine(backend.url);
  const ask = await operatorOf(backend);
  const { facility } = await ask('/v1/facilities', { name, kind: 'hospital' });
  await ask('/v1/people', {
    ...province,
    name: 'Phạm Ngọc Quyển',
    role: 'province',
    area: null,
    facility: null,
  });
  const { source } = await ask(`/v1/facilities/${facility}/bank-sources`, {
    ...{ provider: 'sepay', secret: { apiKey }, accounts: [account] },
  });
  const codes = await Promise.all(
    folders.map(() => ask(`/v1/facilities/${facility}/enrolment-codes`, { counter: null })),
  );
  const enrolment = (at: number) => ({ url: line.url, code: String(codes[at]?.code) });
  await Promise.all([
    enrol(first.counter, enrolment(0)).then(() => first.counter.stop()),
    setUpNext(folders[1], name, first.sheet, enrolment(1), 'counter'),
    setUpNext(folders[2], name, first.sheet, enrolment(2), 'accountant-desk'),
  ]);
  let told = 0;
  return {
    ...{ backend, line, name, folders },
    async paid(matchCode, amount) {
      told += 1;
      const transactionDate = new Date(Date.now() + 7 * 3_600_000)
        .toISOString()
        .slice(0, 19)
        .replace('T', ' ');
      const answer = await post(
        `${backend.url}/bank/sepay/${source}`,
        {
          ...{ id: 92_000 + told, gateway: 'VietinBank', transactionDate, accountNumber: account.number },
          ...{
            subAccount: null,
            transferType: 'in',
            transferAmount: amount,
            accumulated: 19_077_000,
            code: null,
          },
          ...{ content: `CT DEN ${matchCode} chuyen tien`, description: '' },
          referenceCode: `FT2632600000${told}`,
        },
        '',
        { authorization: `Apikey ${apiKey}` },
      );
      if (answer.status !== 200) throw new Error(`the bank was answered ${answer.status}`);
    },
    async publish(kind, body) {
      await ask(`/v1/facilities/${facility}/feed`, { kind, body });
    },
    journal: ownJournal,
    async close() {
      await line.close();
      await backend.stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

async function operatorOf({ url, operator }: BackendProcess) {
  const signedIn = await post(`${url}/v1/people/sign-in`, operator);
  const token = String(signedIn.json.token);
  return async (path: string, body: object) => {
    const answer = await post(`${url}${path}`, body, token);
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.json)}`);
    return answer.json as Record<string, string>;
  };
}

function person(name: string, ...roles: Role[]) {
  return { name, roles, pin };
}

async function create(
  { client }: RunningCounter,
  called: string,
  facilityName: string,
  cashier: string | null,
) {
  const others = [person(names.chief, 'chief-accountant'), person(names.administrator, 'administrator')];
  succeeded(
    await client.call('setup.create', {
      ...{ institution: 'hospital', facilityName, address: 'Khóm 3, phường Sông Mây', budgetCode: '0000456' },
      ...{
        counterName: called,
        seriesPrefix: 'VP',
        machine: cashier === null ? 'accountant-desk' : 'counter',
      },
      // A small facility lets whoever collects keep the fund too.
      people: cashier === null ? others : [person(cashier, 'cashier', 'treasurer'), ...others],
      accounts: [
        {
          ...{ account: 'vien-phi', ...account, bank: 'VietinBank', holder: 'BVDK TINH SONG MAY' },
          ...{ serves: 'all', onBehalf: false, purposeLimit: 25, serviceCode: 'QRIBFTTA', merchant: null },
        },
      ],
    }),
  );
  await signIn(client, 'administrator', pin);
}

async function takeList({ client }: RunningCounter): Promise<void> {
  const content = Buffer.from(list);
  const begun = succeeded(
    await client.call('import.begin', { fileName: 'thu.csv', bytes: content.length, source: 'Viện phí' }),
  );
  const file = { import: begun.import };
  succeeded(await client.call('import.part', { ...file, index: 0, content: content.toString('base64') }));
  succeeded(await client.call('import.preview', { ...file, mapping: null }));
  succeeded(await client.call('import.accept', file));
}

async function enrol({ client }: RunningCounter, code: { url: string; code: string }): Promise<void> {
  succeeded(await client.call('sync.ask', code));
  succeeded(await client.call('sync.keep', {}));
  succeeded(await client.call('staff.signOut', {}));
}

/** The first counter, an administrator signed in, and what its recovery sheet says. */
async function setUpFirst(folder: string, facilityName: string) {
  const counter = await runCounter(folder, { ledgerKind: 'real' });
  const { client } = counter;
  await create(counter, 'Quầy 1', facilityName, names.first);
  await takeList(counter);
  const { people } = await untilTopic(client, 'gate', () => true);
  const chief = people.find(({ name }) => name === names.chief)?.person ?? '';
  const sheet = succeeded(await client.call('keys.sheet', { approval: { person: chief, pin } }));
  return { counter, sheet: sheet.code };
}

/** Another machine of the facility: it reads the sheet before anything else. */
async function setUpNext(
  folder: string,
  facilityName: string,
  sheet: string,
  code: { url: string; code: string },
  machine: 'counter' | 'accountant-desk',
): Promise<void> {
  const counter = await runCounter(folder, { ledgerKind: 'real' });
  succeeded(await counter.client.call('keys.read', { text: sheet }));
  const desk = machine === 'accountant-desk';
  await create(counter, desk ? 'Bàn kế toán' : 'Quầy 2', facilityName, desk ? null : names.second);
  if (!desk) await takeList(counter);
  await enrol(counter, code);
  await counter.stop();
}

function ownJournal(folder: string): Parameters<typeof recountShare>[0] {
  const money = new BetterSqlite3(join(folder, 'money.db'), { readonly: true, fileMustExist: true });
  try {
    return money
      .prepare<[], { at: number; business_date: string; type: string; body: string }>(
        `SELECT at, business_date, type, body FROM journal WHERE counter = (SELECT counter FROM own)
         ORDER BY epoch, seq`,
      )
      .all()
      .map((row) => ({ ...row, body: JSON.parse(row.body) as unknown }));
  } finally {
    money.close();
  }
}
