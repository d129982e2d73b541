/** What a demonstration starts with: an invented facility, invented people, a sample list. Training ledgers only. */
import type { ListedPrice, MobileOperator, ReceivingAccount } from '../../shared/journal/index.ts';
import { invariant } from '../../shared/kernel/assert.ts';
import { otherFeeGroup } from '../catalogue/read.ts';
import type { SettingChange } from '../facility/rules.ts';
import type { DeskContext } from './context.ts';
import type { ListImports } from './import-list.ts';
import { type SetUpParts, type SetUpRequest, setUp } from './set-up.ts';
import { takeSample } from './take-sample.ts';

/** PIN of everybody in a demonstration; the sign-in screen says it. */
export const demoPin = '258036';

/** Since before any demonstration, so that a page of the past has them too. */
const sampleSince = '2024-01-01';

interface Demo {
  readonly setUp: SetUpRequest;
  /** Listed fees that can be added to a bill. */
  readonly prices: readonly ListedPrice[];
}

function people(
  names: readonly [cashier: string, second: string, treasurer: string, chief: string, admin: string],
) {
  const [cashier, second, treasurer, chief, admin] = names;
  return [
    { name: cashier, roles: ['cashier'] as const, pin: demoPin },
    { name: second, roles: ['cashier'] as const, pin: demoPin },
    { name: treasurer, roles: ['treasurer'] as const, pin: demoPin },
    { name: chief, roles: ['chief-accountant'] as const, pin: demoPin },
    { name: admin, roles: ['administrator'] as const, pin: demoPin },
  ];
}

/** An account that cannot be paid by mistake: no bank has this number, so a real app finds none. */
function sampleAccount(
  account: Pick<ReceivingAccount, 'account' | 'number' | 'holder'> & { onBehalf?: boolean },
): ReceivingAccount {
  return {
    bin: '999999',
    bank: 'Ngân hàng Mẫu',
    serves: 'all',
    onBehalf: false,
    purposeLimit: 25,
    serviceCode: 'QRIBFTTA',
    merchant: null,
    ...account,
  };
}

/** A listed fee that can be added to a bill. */
function samplePrice(
  price: string,
  name: string,
  amount: number,
  more: { readonly onBehalf?: boolean } = {},
): ListedPrice {
  return { price, name, group: otherFeeGroup, amount, onBehalf: false, from: sampleSince, ...more };
}

/** Numbers that no operator gives out. */
const sampleOperators: readonly MobileOperator[] = [
  { operator: 'mau-1', name: 'Mobile Money Mẫu 1', dial: '*000#', payTo: '000012' },
  { operator: 'mau-2', name: 'Mobile Money Mẫu 2', dial: '*001#', payTo: 'SONGMAY' },
];

/** The band of the province's plan (R11), and three of the four methods in use (R3). */
const sampleSettings: readonly SettingChange[] = [
  { key: 'targets', value: { list: [{ from: sampleSince, low: 50, high: 60 }] } },
  { key: 'method.qr', value: { on: true, since: sampleSince } },
  { key: 'method.card', value: { on: true, since: sampleSince } },
  { key: 'method.mobile-money', value: { on: true, since: sampleSince } },
  { key: 'mobile-money', value: { operators: [...sampleOperators] } },
];

const demos: Readonly<Record<'hospital' | 'school', Demo>> = {
  hospital: {
    setUp: {
      institution: 'hospital',
      facilityName: 'Bệnh viện Đa khoa Sông Mây',
      address: 'Khóm 2, phường Sông Mây',
      budgetCode: '0000123',
      counterName: 'Quầy 2',
      seriesPrefix: 'VP',
      accounts: [
        sampleAccount({ account: 'vien-phi', number: '0000012345678', holder: 'BV DA KHOA SONG MAY' }),
      ],
      people: people([
        'Nguyễn Thị Diễm Quỳnh',
        'Lý Quốc Ưởng',
        'Phạm Thị Mỹ Ẩn',
        'Võ Thị Thu Nguyệt',
        'Trần Quốc Khởi',
      ]),
    },
    prices: [
      samplePrice('sao-luc', 'Sao lục hồ sơ bệnh án', 30_000),
      samplePrice('the-nuoi-benh', 'Thẻ nuôi bệnh', 10_000),
      samplePrice('nuoc-uong', 'Nước uống bình', 18_000),
    ],
  },
  school: {
    setUp: {
      institution: 'school',
      facilityName: 'Trường TH & THCS Sông Mây',
      address: 'Khóm 3, phường Sông Mây',
      budgetCode: '0000456',
      counterName: 'Quầy 1',
      seriesPrefix: 'HP',
      accounts: [
        sampleAccount({ account: 'hoc-phi', number: '0000023456789', holder: 'TRUONG TH THCS SONG MAY' }),
        sampleAccount({
          ...{ account: 'thu-ho', number: '0000034567890', holder: 'TRUONG TH THCS SONG MAY' },
          onBehalf: true,
        }),
      ],
      people: people([
        'Đỗ Thị Thu Nguyệt',
        'Hồ Mỹ Diện',
        'Phan Ngọc Ước',
        'Huỳnh Thị Cẩm Tuyền',
        'Lê Hoàng Khởi',
      ]),
    },
    prices: [
      samplePrice('phu-hieu', 'Phù hiệu', 12_000),
      samplePrice('so-lien-lac', 'Sổ liên lạc', 15_000),
      samplePrice('bao-hiem-tai-nan', 'Bảo hiểm tai nạn học sinh', 100_000, { onBehalf: true }),
    ],
  },
};

export interface DemoParts {
  readonly context: DeskContext;
  readonly imports: ListImports;
  readonly setUp: SetUpParts;
  readonly demo: 'hospital' | 'school';
  /** Folder of the sample lists. */
  readonly folder: string;
}

/** Sets a new training ledger up with sample data: nothing is asked. */
export async function loadDemo({ context, imports, setUp: parts, demo, folder }: DemoParts): Promise<void> {
  const { setUp: request, prices } = demos[demo];
  invariant(parts.kind === 'training', 'sample data goes into a training ledger only');
  const made = await setUp(context, parts, request);
  invariant(made.ok, 'the sample facility is set up');
  const set = context.ledger.act(() => {
    const { ledger } = context;
    for (const body of sampleSettings) ledger.append({ type: 'settings.set', body });
    ledger.append({ type: 'settings.set', body: { key: 'prices', value: { list: [...prices] } } });
  });
  invariant(set.ok, 'sample settings are set');
  const sample = await takeSample(context, imports, folder);
  invariant(sample.ok, 'the sample list is taken');
}
