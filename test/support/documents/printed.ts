/** Phiếu thu tạm ứng and phiếu chi as the desk makes them from a ledger, read back from the bytes for the printer. */

import { approveRefund, payRefund, requestRefund } from '../../../src/main/desk/refund.ts';
import { beginCash, receiveCashTender } from '../../../src/main/desk/take-cash.ts';
import { beginDeposit } from '../../../src/main/desk/take-deposit.ts';
import { depositPaper, refundPaper, voucherOf } from '../../../src/main/desk/voucher-paper.ts';
import { rasterBands } from '../../../src/main/devices/printer/escpos-codec.ts';
import type { Bitmap } from '../../../src/main/documents/bitmap.ts';
import type { ReceiptDocument } from '../../../src/main/documents/model.ts';
import { DeskCounter, done } from '../desk-counter.ts';

const longName = 'Công Tằng Tôn Nữ Thị Ngọc Ẩn Ngưỡng Mộ Ổn Thỏa';
const servedName = 'Nguyễn Thị Diễm Ngữ Ỷ Lan (con bà Đặng Thị Ngọc Ngữ, bé hai)';

/** What a printer would draw from these GS v 0 commands: nothing but the bytes is known here. */
export function drawnBy(bands: readonly Uint8Array[]): Bitmap {
  const rows: Uint8Array[] = [];
  let widthDots = 0;
  for (const band of bands) {
    const [gs, v, zero] = band;
    if (gs !== 0x1d || v !== 0x76 || zero !== 0x30) throw new Error('not GS v 0');
    widthDots = ((band[4] ?? 0) + 256 * (band[5] ?? 0)) * 8;
    rows.push(band.subarray(8));
  }
  const bits = Buffer.concat(rows);
  return { widthDots, rows: bits.length / (widthDots / 8), bits: new Uint8Array(bits) };
}

/** The bytes of a picture, and what comes of them. */
export function throughBytes(bitmap: Bitmap): Bitmap {
  return drawnBy(rasterBands(bitmap, 24));
}

/** Both papers of an institution, with names that do not fit on a line. */
export async function vouchers(
  institution: 'hospital' | 'school',
): Promise<Readonly<Record<'deposit' | 'refund', ReceiptDocument>>> {
  const desk = await DeskCounter.open(institution, '2026-11-19T14:37');
  const hospital = institution === 'hospital';
  try {
    await desk.openShift('cashier');
    const { context } = desk;
    const { payer } = desk.payer([12_345_000], {
      name: servedName,
      className: hospital ? 'Khoa Ngoại tổng hợp' : 'Mẫu giáo lớn 5A2',
    });
    const ids = { collection: desk.id(), tender: desk.id() };
    const amount = 9_876_543_000;
    const who = { payer, payerName: longName };
    done(beginDeposit(context, { collection: ids.collection, ...who, visit: null, amount }));
    done(beginCash(context, { ...ids, ...who, lines: [{ bill: '-', amount }] }));
    done(receiveCashTender(context, { tender: ids.tender, given: 9_876_600_000 }));
    const deposit = context.reads.depositsOfPayer(payer).at(-1)?.id ?? '';
    const receipt = desk.receipt(1_286_000);
    const [source] = (
      JSON.parse(context.reads.receipt(receipt)?.frozen ?? '{}') as { sources: { id: string }[] }
    ).sources;
    const refund = desk.id();
    done(
      requestRefund(context, {
        ...{ refund, source: 'tender', id: source?.id ?? '', receipt, amount: 1_086_000, way: 'cash' },
        ...{ payeeName: longName, payeeIdentity: '095083000417' },
        text: hospital
          ? 'Hoàn tiền chụp CT ngực không thực hiện theo chỉ định lại của bác sĩ điều trị khoa Ngoại Ổ bụng'
          : 'Hoàn tiền ăn bán trú tháng 11 đã đóng thừa do em chuyển trường ngược tuyến giữa học kỳ',
      }),
    );
    done(await approveRefund(context, { refund, approval: desk.by('chief'), lostSlip: false }));
    const paid = done(payRefund(context, { refund, reference: null }));
    const voucher = voucherOf(context.reads, paid);
    if (voucher === null) throw new Error('no voucher');
    const number = { series: voucher.series, number: Number(voucher.number) };
    return {
      deposit: depositPaper(context, deposit, desk.person.cashier),
      refund: refundPaper(context, paid, number, desk.person.cashier),
    };
  } finally {
    desk.remove();
  }
}
