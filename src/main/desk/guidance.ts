/** Somebody was shown how to pay without cash: counted for the yearly report, and a slip to take along (R7–R8, R17, R20). */
import { ok } from '../../shared/kernel/result.ts';
import { type GuidanceSlip, sealGuidanceSlip } from '../documents/guidance-slip-k80.ts';
import { receivingAccounts } from '../facility/accounts.ts';
import { type CashlessMethod, cashlessMethods, methodOff } from '../facility/methods.ts';
import { facilitySettings } from '../facility/settings.ts';
import { act, type DeskContext, fail, type Outcome } from './context.ts';
import type { DeviceRack } from './set-devices.ts';

type Steps = GuidanceSlip['methods'][number];

/** In the words of the customer display: short, for who does it the first time. */
const steps: Readonly<Record<CashlessMethod, Steps>> = {
  qr: {
    name: 'Mã QR',
    steps: [
      'Mở ứng dụng ngân hàng, chọn quét mã QR.',
      'Quét mã trên màn hình của quầy; kiểm tra tên người nhận và số tiền.',
      'Xác nhận, chờ màn hình của quầy báo “Đã nhận đủ”.',
    ],
  },
  card: {
    name: 'Thẻ',
    steps: ['Báo thu ngân trả bằng thẻ.', 'Chạm hoặc cắm thẻ khi máy báo.', 'Nhận lại thẻ và biên lai.'],
  },
  'mobile-money': {
    name: 'Mobile Money',
    steps: [
      'Báo thu ngân nhà mạng đang dùng.',
      'Quét mã hoặc gọi số thu ngân chỉ; kiểm tra tên người nhận và số tiền.',
      'Xác nhận, chờ màn hình của quầy báo “Đã nhận đủ”.',
    ],
  },
  website: {
    name: 'Website',
    steps: [
      'Vào website của đơn vị, chọn thanh toán.',
      'Tìm theo mã trên phiếu; kiểm tra tên và số tiền.',
      'Trả xong, giữ mã giao dịch để đối chiếu.',
    ],
  },
};

const warnings = [
  'Chỉ quét mã trên màn hình của quầy, không quét mã dán hay mã người lạ gửi.',
  'Không cho ai mượn điện thoại, không đọc mã OTP cho bất kỳ ai.',
];

/** The slip as things stand today: the methods in use, the facility's account, whom to ask. */
function slipOf({ reads }: DeskContext, today: string): GuidanceSlip {
  const { name, address, budgetCode } = facilitySettings(reads).facility;
  const [first, ...rest] = cashlessMethods
    .filter((method) => methodOff(reads, method, today) === null)
    .map((method) => steps[method]);
  const account = receivingAccounts(reads).find(({ onBehalf }) => !onBehalf);
  const support = reads.setting('support');
  const help = [support?.office, support?.phone].filter((one) => one !== undefined && one !== '').join(', ');
  return sealGuidanceSlip({
    kind: 'guidance-slip',
    v: 1,
    training: reads.counterRow()?.kind === 'training',
    facility: { name, address, budgetCode },
    methods: [first ?? steps.qr, ...rest],
    account: account === undefined ? null : { holder: account.holder, bank: account.bank },
    warnings,
    help: help === '' ? 'Hỏi tại quầy thu' : help,
  });
}

/**
 * Counts one person who was shown how, and prints the slip on the printer of the counter if that is asked. It is no
 * document about money: a slip that does not come out is asked for again, and the count stands.
 */
export async function giveGuidance(
  context: DeskContext,
  rack: Pick<DeviceRack, 'draw' | 'printer'>,
  printerName: string | null,
  request: { readonly guidance: string; readonly print: boolean; readonly today: string },
): Promise<Outcome<{ printed: boolean }>> {
  const { ledger, reads } = context;
  const { guidance, print, today } = request;
  if (reads.guidance(guidance) === undefined) {
    const done = act(context, (actor) => {
      ledger.append({ type: 'guidance.given', actor, body: { guidance } });
    });
    if (!done.ok) return done;
  }
  if (!print) return ok({ printed: false });
  const printer = printerName === null ? undefined : rack.printer(printerName);
  if (printer === undefined) return fail('guidance-not-printed');
  try {
    const outcome = await printer.print(await rack.draw(slipOf(context, today), printer.widthDots));
    const came = outcome.kind === 'printed' || outcome.kind === 'sent';
    return came ? ok({ printed: true }) : fail('guidance-not-printed');
  } catch {
    return fail('guidance-not-printed');
  }
}
