/** Bills paid in part by a card on a terminal that is not connected, brought about by the calls that windows make. */
import { demoPin } from '../../../src/main/desk/demo.ts';
import { patiently, runCounter, signIn, succeeded } from '../running-counter.ts';
import { takeList } from '../send-list.ts';

/** What the slips say besides their codes. */
const paper = { lastFour: '4242', terminal: '20045678', batch: '000017' } as const;

interface PartByCard {
  readonly demo: 'hospital' | 'school';
  /** What each slip brought, in đồng. */
  readonly slips: readonly number[];
  /** A list that is taken first. */
  readonly list?: string;
  /** What finds the payer. */
  readonly text: string;
}

/** Opens a shift in the folder of a demonstration and types slips for a part of a bill; the counter is stopped again. */
export async function payPartByCard(
  folder: string,
  { demo, slips, list, text }: PartByCard,
): Promise<{ readonly name: string; readonly total: number }> {
  const { client, ids, stop } = await runCounter(folder, { demo });
  try {
    await signIn(client, 'cashier', demoPin);
    succeeded(await client.call('shift.open', { float: 2_000_000, name: 'Ca sáng' }));
    if (list !== undefined) await takeList(client, 'Nặng', Buffer.from(list));
    const least = slips.reduce((sum, amount) => sum + amount, 0);
    const { rows } = await patiently(client, 'payer.find', { text, limit: 50 });
    const row = rows.find(({ owed }) => owed > least);
    if (row === undefined) throw new Error('nobody owes so much');
    const { name, lines } = await patiently(client, 'payer.open', { payer: row.payer });
    const owed = lines.filter((line) => line.owed > 0);
    const chosen = owed.map((line) => ({ bill: line.bill, amount: line.owed }));
    const collection = ids.next();
    for (const [index, amount] of slips.entries()) {
      const tender = ids.next();
      const asked = { collection, tender, payer: row.payer, payerName: name, amount };
      await patiently(client, 'collect.manualBegin', { ...asked, lines: index === 0 ? chosen : null });
      await patiently(client, 'collect.manualKey', { tender, ...paper, approvalCode: `${845_301 + index}` });
    }
    return { name, total: owed.reduce((sum, line) => sum + line.owed, 0) };
  } finally {
    await stop();
  }
}

const pin = '413906';
const cashier = 'Đỗ Thị Thu Nguyệt';
const pupil = { code: 'HS26000001', name: 'Huỳnh Ngọc Ẩm' } as const;
const tuition = 300_000;
const insurance = 200_000;

/**
 * A school of its own without a connected terminal, and one pupil whose tuition and thu hộ go to different accounts: a code
 * asks for the first alone, so that the rest can be paid by card meanwhile.
 */
export async function keyedSchool(folder: string) {
  const { client, stop } = await runCounter(folder, { ledgerKind: 'real' });
  const account = { bin: '970415', bank: 'VietinBank', holder: 'TRUONG TH SONG MAY', serves: 'all' as const };
  const code = { purposeLimit: 25, serviceCode: 'QRIBFTTA', merchant: null } as const;
  try {
    succeeded(
      await client.call('setup.create', {
        ...{ institution: 'school', facilityName: 'Trường TH Sông Mây', address: 'Khóm 3, phường Sông Mây' },
        ...{ budgetCode: '0000456', counterName: 'Quầy 1', seriesPrefix: 'HP' },
        people: [
          { name: cashier, roles: ['cashier'], pin },
          { name: 'Lê Hoàng Khởi', roles: ['administrator'], pin },
        ],
        accounts: [
          { ...account, ...code, account: 'hoc-phi', number: '000012345678', onBehalf: false },
          { ...account, ...code, account: 'thu-ho', number: '000023456789', onBehalf: true },
        ],
      }),
    );
    await signIn(client, 'administrator', pin);
    const rows = [
      'Mã HS,Họ và tên,Lớp,Nội dung thu,Số tiền,Thu hộ',
      `${pupil.code},${pupil.name},1A,Học phí,${tuition},`,
      `${pupil.code},${pupil.name},1A,Bảo hiểm y tế,${insurance},x`,
    ];
    await takeList(client, 'Học phí', Buffer.from(rows.join('\n')));
  } finally {
    await stop();
  }
  return { pupil, cashier, pin, tuition, insurance };
}
