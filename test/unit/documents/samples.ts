/** Invented documents for tests of paper. */
import {
  type ReceiptDocument,
  sealReceipt,
  sealZSlip,
  type ZSlipDocument,
} from '../../../src/main/documents/model.ts';
import type { EpochMs } from '../../../src/shared/kernel/clock.ts';

/** 14:37 on 19/11/2026 in Vietnam. */
export const sampleAt = Date.UTC(2026, 10, 19, 7, 37, 9) as EpochMs;

const line = (name: string, amount: number) => ({ name, quantity: 1, unitPrice: amount, amount });

export const hospitalReceipt: ReceiptDocument = sealReceipt({
  kind: 'receipt',
  v: 1,
  document: '019a9b2e-0000-7000-8000-000000004182',
  training: false,
  title: 'BIÊN LAI THU TIỀN',
  series: 'VP26-Q2',
  number: '004182',
  issuedAt: sampleAt,
  facility: { name: 'Bệnh viện Đa khoa Sông Mây', address: 'Khóm 2, phường Sông Mây', budgetCode: '0000123' },
  payer: { name: 'Trần Quốc Ưởng', address: 'Ấp Rạch Dừa, xã Sông Mây' },
  reason: 'Viện phí ngoại trú',
  lines: [
    line('Khám nội, chọn bác sĩ', 150_000),
    { name: 'Xét nghiệm máu', quantity: 2, unitPrice: 23_400, amount: 46_800 },
    line('Siêu âm bụng', 11_780),
    line('Thuốc BHYT, cùng chi trả', 37_538),
    line('CT ngực (một phần)', 1_000_000),
    line('Giường theo yêu cầu', 240_000),
  ],
  total: 1_486_118,
  words: 'Một triệu bốn trăm tám mươi sáu nghìn một trăm mười tám đồng.',
  signers: [
    { title: 'Người nộp', name: 'Trần Quốc Ưởng' },
    { title: 'Người thu', name: 'Lê Diễm Quỳnh' },
  ],
  form: { code: 'C45-BB', issuedUnder: '' },
  lien: 2,
  beneficiary: { label: 'Nộp cho', name: 'Nguyễn Thị Diễm Ngữ' },
  code: { label: 'Mã BN', value: '25001834' },
  tenders: [],
  cash: { given: 2_000_000, rounding: -118, change: 514_000, used: 1_486_000, shared: null },
  cashierName: 'Lê Diễm Quỳnh',
  party: null,
  lookUp: 'BL.VP26-Q2.004182.XX',
});

/** Forty lines, royal names, ten digits: everything that does not fit. */
export const hardReceipt: ReceiptDocument = sealReceipt({
  ...hospitalReceipt,
  number: '99999999',
  facility: {
    name: 'Trường Tiểu học và Trung học cơ sở Ẩn Sĩ Nguyễn Bỉnh Khiêm – cơ sở Hỏa Tiễn',
    address: 'Số 1234/56 đường Nguyễn Hữu Cảnh nối dài, khóm Ổ Rồng, phường Ngã Bảy, tỉnh Cửu Ngạn',
    budgetCode: '1234567',
  },
  payer: { name: 'Công Tằng Tôn Nữ Thị Ngọc Ẩn Ngưỡng Mộ Ổn Thỏa', address: null },
  beneficiary: { label: 'Nộp cho', name: 'Công Huyền Tôn Nữ Thị Hoàng Ngọc Diễm Ngữ Ỷ Lan' },
  reason: 'Thu tiền bán trú, tiền ăn, nước uống và bảo hiểm y tế học sinh học kỳ I năm học 2026–2027',
  lines: [
    {
      name: 'Phẫu thuật nội soi Ổ bụng có sử dụng vật tư y tế tiêu hao nhập khẩu theo yêu cầu của người bệnh',
      quantity: 1,
      unitPrice: 9_876_543_210,
      amount: 9_876_543_210,
    },
    ...Array.from({ length: 38 }, (_, index) =>
      line(`Khoản thu số ${index + 1} – Ễnh Ương Ậm Ừ`, 11_111 * (index + 1)),
    ),
    line('Khôngcókhoảngtrắngnàotrongtêndàithậtlàdàiquámứccholạicònthêmnữa', 1_000),
  ],
  total: 9_876_543_210 + 11_111 * 741 + 1_000,
  words: 'Chín tỷ tám trăm tám mươi bốn triệu bảy trăm bảy mươi bảy nghìn bốn trăm sáu mươi mốt đồng.',
  tenders: [{ label: 'Chuyển khoản VietQR', amount: 9_884_777_461 }],
  cash: null,
  signers: [
    { title: 'Người nộp', name: 'Công Tằng Tôn Nữ Thị Ngọc Ẩn Ngưỡng Mộ Ổn Thỏa' },
    { title: 'Người thu', name: 'Đặng Thị Ngọc Ngữ' },
    { title: 'Kế toán trưởng', name: null },
  ],
});

export const sampleZ: ZSlipDocument = sealZSlip({
  kind: 'z-slip',
  v: 1,
  document: '019a9b2e-0000-7000-8000-0000000000f0',
  training: false,
  facility: hospitalReceipt.facility,
  counterName: 'Quầy 2 · Viện phí',
  zNumber: 214,
  shiftName: 'Ca chiều',
  openedAt: (sampleAt - 5 * 3_600_000) as EpochMs,
  closedAt: (sampleAt + 3 * 3_600_000) as EpochMs,
  cashierName: 'Lê Diễm Quỳnh',
  receipts: [
    { series: 'VP26-Q2', first: '004120', last: '004182', issued: 62, voided: 1, total: 48_211_500 },
    { series: 'TH26-Q2', first: '000311', last: '000314', issued: 4, voided: 0, total: 2_530_000 },
  ],
  rounding: 0,
  apartFromReceipts: 0,
  byMethod: [
    { label: 'Tiền mặt', count: 31, amount: 18_741_500 },
    { label: 'VietQR', count: 29, amount: 29_000_000 },
    { label: 'Thẻ', count: 6, amount: 3_000_000 },
  ],
  cash: {
    openingFloat: 2_000_000,
    received: 18_741_500,
    returned: 0,
    refunded: 150_000,
    payIn: 0,
    payOut: 50_000,
    safeDrops: 10_000_000,
    expected: 10_541_500,
    counted: 10_529_500,
    nextFloat: 2_000_000,
    handedIn: 8_529_500,
    handedInWords: 'Tám triệu năm trăm hai mươi chín nghìn năm trăm đồng.',
  },
  reason: 'Thối nhầm một khách, đã ghi sổ',
  carriedOver: [{ label: 'Đã nhận tiền, chưa xuất biên lai', count: 1, amount: 1_250_000 }],
  signers: [
    { title: 'Thu ngân', name: 'Lê Diễm Quỳnh' },
    { title: 'Thủ quỹ', name: null },
  ],
});
