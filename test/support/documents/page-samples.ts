/** Invented page documents of a hospital and of a school, with everything that does not fit: one function a document. */
import { fileURLToPath } from 'node:url';
import { type FormName, formParts, loadForms, type SignerRole } from '../../../src/main/documents/forms.ts';
import { type GuidanceSlip, sealGuidanceSlip } from '../../../src/main/documents/guidance-slip-k80.ts';
import { type ReceiptDocument, sealReceipt } from '../../../src/main/documents/model.ts';
import type { PageDocument } from '../../../src/main/documents/pages.ts';
import { sealCashBook } from '../../../src/main/documents/papers/cash-book.ts';
import { sealCashCount } from '../../../src/main/documents/papers/cash-count.ts';
import { sealCollectionReport } from '../../../src/main/documents/papers/collection-report.ts';
import { sealDispute } from '../../../src/main/documents/papers/dispute.ts';
import { sealEinvoiceSet } from '../../../src/main/documents/papers/einvoice-set.ts';
import { sealBankDeposit, sealHandIn } from '../../../src/main/documents/papers/hand-in.ts';
import { sealOutageLog } from '../../../src/main/documents/papers/outage-log.ts';
import { sealRegister } from '../../../src/main/documents/papers/register.ts';
import { sealShareReport } from '../../../src/main/documents/papers/share-report.ts';
import { sealShiftReport } from '../../../src/main/documents/papers/shift-report.ts';
import { sealVoidReport } from '../../../src/main/documents/papers/void-report.ts';
import { sealVoucher } from '../../../src/main/documents/papers/voucher.ts';
import type { BusinessDate, EpochMs } from '../../../src/shared/kernel/clock.ts';
import { amountInWords } from '../../../src/shared/money/index.ts';
import { encodeReceiptCode } from '../../../src/shared/text/index.ts';

export type Institution = 'hospital' | 'school';
export const institutions = ['hospital', 'school'] as const;

/** 14:37 on 19/11/2026 in Vietnam. */
const at = Date.UTC(2026, 10, 19, 7, 37, 9) as EpochMs;
const today = '2026-11-19' as BusinessDate;
const minute = 60_000;
const id = '019a9b2e-0000-7000-8000-000000004182';

export const forms = loadForms(fileURLToPath(new URL('../../../resources/forms', import.meta.url)));

const names: Readonly<Partial<Record<SignerRole, string>>> = {
  'chief-accountant': 'Đặng Thị Ngọc Ngữ',
  preparer: 'Võ Thị Bích Ẩn',
  cashier: 'Lê Diễm Quỳnh',
  treasurer: 'Phạm Thị Hồng Ửng',
  head: 'Nguyễn Hữu Ổn',
  receiver: 'Võ Thị Bích Ẩn',
};

interface House {
  readonly facility: ReceiptDocument['facility'];
  readonly series: string;
  readonly payer: string;
  readonly served: { readonly label: string; readonly value: string };
  readonly code: { readonly label: string; readonly value: string };
  readonly reason: string;
  readonly unit: 'Khoa' | 'Lớp';
  readonly units: readonly string[];
  readonly groups: readonly string[];
  readonly people: readonly string[];
}

const houses: Readonly<Record<Institution, House>> = {
  hospital: {
    facility: {
      name: 'Bệnh viện Đa khoa Sông Mây',
      address: 'Khóm 2, phường Sông Mây',
      budgetCode: '0000123',
    },
    series: 'VP26-Q2',
    payer: 'Trần Quốc Ưởng',
    served: { label: 'Nộp cho người bệnh', value: 'Công Tằng Tôn Nữ Thị Ngọc Ẩn Ngưỡng' },
    code: { label: 'Mã BN', value: '25001834' },
    reason: 'Viện phí ngoại trú',
    unit: 'Khoa',
    units: ['Khám bệnh', 'Nội tổng hợp', 'Ngoại – Chấn thương chỉnh hình', 'Hồi sức cấp cứu', 'Sản'],
    groups: ['Khám bệnh', 'Xét nghiệm', 'Chẩn đoán hình ảnh', 'Thuốc, vật tư', 'Giường bệnh'],
    people: ['Nguyễn Thị Diễm Ngữ', 'Đỗ Đức Đông', 'Trần Ước', 'Đặng Thị Đào', 'Lý Ỷ Lan', 'Huỳnh Hữu Nghĩa'],
  },
  school: {
    facility: {
      name: 'Trường Tiểu học và Trung học cơ sở Ẩn Sĩ Nguyễn Bỉnh Khiêm – cơ sở Hỏa Tiễn',
      address: 'Số 1234/56 đường Nguyễn Hữu Cảnh nối dài, khóm Ổ Rồng, phường Ngã Bảy, tỉnh Cửu Ngạn',
      budgetCode: '1234567',
    },
    series: 'HP26-Q1',
    payer: 'Công Tằng Tôn Nữ Thị Ngọc Ẩn Ngưỡng Mộ Ổn Thỏa',
    served: { label: 'Học sinh', value: 'Công Huyền Tôn Nữ Hoàng Ngọc Diễm Ngữ Ỷ Lan' },
    code: { label: 'Mã HS', value: 'HS-0012-6A10' },
    reason: 'Tiền bán trú, tiền ăn, nước uống tháng 11 năm học 2026–2027',
    unit: 'Lớp',
    units: ['6A1', '6A2', '6A10', '7A1', '8A3'],
    groups: ['Tiền ăn bán trú', 'Phục vụ bán trú', 'Nước uống', 'Học 2 buổi/ngày', 'Đồng phục'],
    people: ['Ngô Thị Ễnh', 'Đỗ Đức Đông', 'Trần Ước', 'Đặng Thị Đào', 'Lý Ỷ Lan', 'Huỳnh Hữu Nghĩa'],
  },
};

const words = (amount: number) => amountInWords(amount);
const line = (name: string, amount: number) => ({ name, quantity: 1, unitPrice: amount, amount });

function head(form: FormName, house: House) {
  const { title, form: kind, signers } = formParts(forms.formOn(form, 'public', today), names);
  return {
    v: 1,
    document: id,
    training: false,
    title,
    facility: house.facility,
    form: kind,
    issuedAt: at,
    signers,
  } as const;
}

const report = {
  period: 'Từ ngày 01/11/2026 đến ngày 30/11/2026',
  scope: 'Toàn đơn vị (2 quầy)',
  asOf: 'Quầy 1: 14:36 19/11/2026; Quầy 2: 14:37 19/11/2026',
};
const copiesOf = (form: FormName) => [...formParts(forms.formOn(form, 'public', today), names).copies];

function voucherOf(form: 'cash-in' | 'cash-out' | 'deposit', institution: Institution): PageDocument {
  const house = houses[institution];
  const flow = ({ 'cash-in': 'in', 'cash-out': 'out', deposit: 'deposit' } as const)[form];
  const total = form === 'cash-in' ? 9_876_543_210 : form === 'deposit' ? 5_000_000 : 1_250_000;
  const reason = {
    'cash-in': `Thu tiền nộp quỹ ca chiều ngày 19/11/2026 của quầy 2, ${house.reason.toLocaleLowerCase('vi')}`,
    deposit: 'Tạm ứng chi phí điều trị nội trú lần 2',
    'cash-out': 'Hoàn tiền thừa theo biên lai bị hủy',
  }[form];
  const facts = {
    'cash-in': [],
    deposit: [house.served, house.code, { label: house.unit, value: house.units[2] ?? '-' }],
    'cash-out': [house.served, { label: 'Theo biên lai', value: `${house.series}/004182 ngày 18/11/2026` }],
  }[form];
  return sealVoucher({
    ...head(form, house),
    document: id,
    kind: 'voucher',
    flow,
    series: `${flow === 'out' ? 'PC' : 'PT'}26-Q2`,
    number: '000214',
    payer: { name: house.payer, address: institution === 'hospital' ? 'Ấp Rạch Dừa, xã Sông Mây' : null },
    reason,
    lines: [line(reason, total)],
    total,
    words: words(total),
    book: '03',
    debit: form === 'cash-in' ? '1111' : null,
    credit: form === 'cash-in' ? '1121' : null,
    copies: copiesOf(form),
    facts,
    attached: form === 'cash-in' ? '01 bảng kê nộp tiền' : null,
    tenders: form === 'cash-out' ? [{ label: 'Trả bằng tiền mặt', amount: total }] : [],
    balances: form === 'deposit' ? [{ label: 'Cộng đã tạm ứng', amount: 8_000_000 }] : [],
  });
}

/** A receipt of so many lines. */
export function receiptOf(institution: Institution, lines: number): ReceiptDocument {
  const house = houses[institution];
  const [form, places] = [forms.formOn('fee-receipt', 'public', today), names];
  const parts = formParts(form, { ...places, payer: house.payer });
  const [first, ...rest] = Array.from({ length: lines }, (_, index) => {
    const name = `${house.groups[index % house.groups.length]}${index < 5 ? '' : ` – đợt ${index + 1}, Ễnh Ương Ậm Ừ theo yêu cầu`}`;
    return index === 1
      ? { name, quantity: 2, unitPrice: 23_400, amount: 46_800 }
      : line(name, lines > 10 && index === 0 ? 9_876_543_210 : 37_538 + 11_111 * index);
  });
  if (first === undefined) throw new Error('a receipt has lines');
  const total = [first, ...rest].reduce((sum, one) => sum + one.amount, 0);
  const used = total - (total % 1_000);
  const [one, two] = parts.signers;
  const code = encodeReceiptCode({ series: house.series, number: '004182' });
  return sealReceipt({
    kind: 'receipt',
    v: 1,
    document: id,
    training: false,
    title: parts.title,
    series: house.series,
    number: '004182',
    issuedAt: at,
    facility: house.facility,
    payer: { name: house.payer, address: institution === 'hospital' ? 'Ấp Rạch Dừa, xã Sông Mây' : null },
    reason: house.reason,
    lines: [first, ...rest],
    total,
    words: words(total),
    signers: [
      { title: one.title, name: one.name },
      { title: two.title, name: two.name },
    ],
    form: parts.form,
    lien: 2,
    beneficiary: { label: house.served.label, name: house.served.value },
    code: house.code,
    tenders: [],
    cash: {
      given: used + 500_000,
      rounding: used - total,
      change: 200_000,
      used,
      shared: { receipts: 2, toldOn: null },
    },
    cashierName: 'Lê Diễm Quỳnh',
    party: null,
    lookUp: code.ok ? code.value : null,
  });
}

function cashCount(institution: Institution): PageDocument {
  const house = houses[institution];
  const notes = [500, 200, 100, 50, 20, 10, 5, 2, 1].map((value, index) => ({
    value: value * 1_000,
    sheets: [17, 9, 4, 11, 3, 8, 0, 4, 1][index] ?? 0,
  }));
  const counted = notes.reduce((sum, one) => sum + one.value * one.sheets, 0) + 50_000;
  return sealCashCount({
    ...head('cash-count', house),
    kind: 'cash-count',
    number: '019/KKQ',
    place: 'quầy 2, két tiền mặt',
    occasion: 'chốt ca chiều',
    members: [
      { name: 'Đặng Thị Ngọc Ngữ', stands: 'kế toán' },
      { name: 'Phạm Thị Hồng Ửng', stands: 'thủ quỹ' },
      { name: 'Lê Diễm Quỳnh', stands: 'thu ngân' },
    ],
    // A hospital's drawer lacks 12.000 đ, a school's has 12.000 đ too much.
    book: counted + (institution === 'hospital' ? 12_000 : -12_000),
    notes,
    unfit: { sheets: 1, amount: 50_000 },
    counted,
    countedWords: words(counted),
    reason: 'thối nhầm một khách, đã ghi sổ',
    conclusion: null,
  });
}

function register(institution: Institution): PageDocument {
  const house = houses[institution];
  const rows = Array.from({ length: 40 }, (_, index) => {
    const sum = index === 3 ? 9_876_543_210 : 37_538 + 11_111 * index;
    const voided = index === 7;
    return {
      series: house.series,
      number: String(4_143 + index).padStart(6, '0'),
      at: (at - (40 - index) * 6 * minute) as EpochMs,
      payer: house.people[index % house.people.length] ?? '-',
      reason: house.reason,
      cash: index % 2 === 0 ? sum : 0,
      cashless: index % 2 === 0 ? 0 : sum,
      fate: voided
        ? 'HỦY: sai người nộp; Lê Diễm Quỳnh, duyệt Đặng Thị Ngọc Ngữ'
        : index === 12
          ? 'Bản sao lần 1'
          : '',
      voided,
    };
  });
  const total = rows.reduce((sum, row) => sum + (row.voided ? 0 : row.cash + row.cashless), 0);
  return sealRegister({
    ...head('receipt-register', house),
    ...report,
    kind: 'receipt-register',
    period: 'Ca chiều ngày 19/11/2026',
    scope: 'Quầy 2',
    rows,
    ranges: [
      { series: house.series, first: '004143', last: '004182', issued: 40, voided: 1, gaps: 'không' },
      {
        series: house.series.replace('26', 'H26'),
        first: '000311',
        last: '000314',
        issued: 4,
        voided: 0,
        gaps: 'không',
      },
    ],
    total,
    words: words(total),
  });
}

function handIn(institution: Institution): PageDocument {
  const house = houses[institution];
  const rows = Array.from({ length: 20 }, (_, index) => ({
    series: house.series,
    number: String(4_143 + index).padStart(6, '0'),
    day: today,
    payer: house.people[index % house.people.length] ?? '-',
    cash: 250_000 + 10_000 * index,
    note: index === 4 ? `thay ${house.series}/004120` : '',
  }));
  const movements = [
    { label: 'Hoàn tiền mặt cho khách', amount: -150_000 },
    { label: 'Thiếu quỹ khi kiểm đếm', amount: -12_000 },
    { label: 'Tiền đầu ca trừ tiền để lại đầu ca sau', amount: 0 },
  ];
  const total = rows.reduce((sum, row) => sum + row.cash, 0) - 162_000;
  return sealHandIn({
    ...head('hand-in', house),
    kind: 'hand-in',
    number: 'BK26-Q2/000087',
    period: 'Ca chiều ngày 19/11/2026 · Quầy 2 · Z 214',
    from: 'Lê Diễm Quỳnh',
    to: 'Phạm Thị Hồng Ửng',
    rows,
    movements,
    drops: [
      { label: 'Nộp trong ca lúc 10:15', amount: 3_000_000 },
      { label: 'Nộp khi chốt ca', amount: total - 3_000_000 },
    ],
    total,
    words: words(total),
    notes: [
      { value: 500_000, sheets: Math.floor(total / 500_000) },
      { value: 1_000, sheets: (total % 500_000) / 1_000 },
    ],
  });
}

function bankDeposit(institution: Institution): PageDocument {
  const house = houses[institution];
  const total = 1_250_000_000;
  return sealBankDeposit({
    ...head('bank-deposit', house),
    kind: 'bank-deposit',
    series: 'NT26',
    number: '000031',
    depositor: { name: 'Phạm Thị Hồng Ửng', address: house.facility.address },
    bank: 'Ngân hàng Mẫu – Chi nhánh Sông Mây',
    account: '0000 1234 5678',
    holder: house.facility.name.toLocaleUpperCase('vi'),
    reason: 'Nộp tiền mặt thu ngày 19/11/2026',
    notes: [
      { value: 500_000, sheets: 2_400 },
      { value: 100_000, sheets: 500 },
    ],
    total,
    words: words(total),
    copies: copiesOf('bank-deposit'),
  });
}

function cashBook(institution: Institution): PageDocument {
  const house = houses[institution];
  const opening = 2_000_000;
  const entries = Array.from({ length: 40 }, (_, index) => {
    const out = index % 8 === 7;
    const day = `2026-11-${String(2 + Math.floor(index / 5)).padStart(2, '0')}` as BusinessDate;
    return {
      day,
      voucherDay: day,
      receiptNumber: out ? '' : `PT26-Q2/${String(index + 1).padStart(6, '0')}`,
      paymentNumber: out ? `PC26-Q2/${String(index + 1).padStart(6, '0')}` : '',
      text: out
        ? 'Nộp tiền vào tài khoản tại Ngân hàng Mẫu'
        : `Thu tiền mặt ca ${index % 2 === 0 ? 'sáng' : 'chiều'}, ${house.reason.toLocaleLowerCase('vi')}`,
      in: out ? 0 : index === 2 ? 9_876_543_210 : 1_234_567 + index * 1_000,
      out: out ? 6_000_000 : 0,
      note: '',
    };
  });
  const closing = entries.reduce((sum, one) => sum + one.in - one.out, opening);
  return sealCashBook({
    ...head('cash-book', house),
    ...report,
    kind: 'cash-book',
    opening,
    entries,
    closing,
    closingWords: words(closing),
  });
}

const methods = ['Tiền mặt', 'Mã QR', 'Website', 'Mobile Money', 'Thẻ', 'Chuyển khoản', 'Ví điện tử'];

function collection(institution: Institution): PageDocument {
  const house = houses[institution];
  const total = methods.map((_, index) => (index === 1 ? 9_876_543_210 : 1_000_000 * (index + 1) + 500));
  /** Splits the total so that every cut gives it again. */
  const cut = (label: string, labels: readonly string[], countsAdd: boolean) => ({
    label,
    countsAdd,
    rows: labels.map((name, row) => {
      const amounts = total.map((sum) => {
        const part = Math.floor(sum / labels.length);
        return row === 0 ? sum - part * (labels.length - 1) : part;
      });
      return {
        label: name,
        count: row === 0 ? 1_240 - 200 * (labels.length - 1) : 200,
        amounts,
        total: amounts.reduce((a, b) => a + b, 0),
      };
    }),
  });
  const sum = total.reduce((a, b) => a + b, 0);
  return sealCollectionReport({
    ...head('collection-report', house),
    ...report,
    kind: 'collection-report',
    methods,
    cuts: [
      cut('Thu ngân', ['Lê Diễm Quỳnh', 'Công Huyền Tôn Nữ Hoàng Ngọc Diễm'], true),
      cut('Ca', ['Ca sáng', 'Ca chiều', 'Ca đêm'], true),
      cut('Loại thu', house.groups, true),
      cut(house.unit, house.units, true),
    ],
    total: { count: 1_240, amounts: total, total: sum },
    totalWords: words(sum),
    rule: 'Theo ngày lập biên lai; không gồm tạm ứng và thu hộ; biên lai hủy trong kỳ đã trừ.',
  });
}

function voids(institution: Institution): PageDocument {
  const house = houses[institution];
  const rows = Array.from({ length: 6 }, (_, index) => ({
    series: house.series,
    number: String(4_001 + 13 * index).padStart(6, '0'),
    issuedAt: (at - (index + 3) * 600 * minute) as EpochMs,
    voidedAt: (at - index * 500 * minute) as EpochMs,
    total: index === 0 ? 1_234_567_890 : 150_000 * (index + 1),
    reason:
      ['Sai tên người nộp', 'Thu trùng một dịch vụ, người nộp phát hiện ngay tại quầy', 'Sai số tiền'][
        index % 3
      ] ?? '-',
    voidedBy: 'Lê Diễm Quỳnh',
    approvedBy: 'Đặng Thị Ngọc Ngữ',
    paper: ['Đã in, thu hồi liên 2', 'Chưa in', 'Đã in, không thu hồi được liên 2'][index % 3] ?? '-',
    money:
      [`Cấp lại ${house.series}/004183`, 'Trả lại tiền mặt', 'Giữ làm số dư của người nộp'][index % 3] ?? '-',
  }));
  const total = rows.reduce((sum, row) => sum + row.total, 0);
  return sealVoidReport({
    ...head('void-report', house),
    ...report,
    kind: 'void-report',
    rows,
    otherWay: [
      {
        voucher: 'PC26-Q2/000031',
        paidAt: (at - 400 * minute) as EpochMs,
        of: `Biên lai ${house.series}/004020`,
        payee: house.payer,
        came: 'Mã QR',
        went: 'Tiền mặt',
        amount: 9_876_543_210,
        reason: 'Người nộp không còn tài khoản đã chuyển',
        paidBy: 'Lê Diễm Quỳnh',
        approvedBy: 'Đặng Thị Ngọc Ngữ',
      },
      {
        voucher: 'PC26-Q2/000032',
        paidAt: (at - 90 * minute) as EpochMs,
        of: 'Tạm ứng',
        payee: 'Công Huyền Tôn Nữ Hoàng Ngọc Diễm',
        came: 'Thẻ',
        went: 'Chuyển khoản',
        amount: 450_000,
        reason: 'Thẻ đã hết hạn',
        paidBy: 'Võ Thị Bích Ẩn',
        approvedBy: 'Đặng Thị Ngọc Ngữ',
      },
    ],
    byPerson: [
      { name: 'Lê Diễm Quỳnh', issued: 1_240, voided: 6, total },
      { name: 'Võ Thị Bích Ẩn', issued: 980, voided: 0, total: 0 },
    ],
  });
}

function einvoice(institution: Institution): PageDocument {
  const house = houses[institution];
  const receipts = Array.from({ length: 12 }, (_, index) => {
    const lines = [
      line(house.groups[0] ?? '-', 150_000),
      line(house.groups[index % 5] ?? '-', 37_538 + index),
    ];
    return {
      series: house.series,
      number: String(4_143 + index).padStart(6, '0'),
      at: (at - (40 - index) * 6 * minute) as EpochMs,
      buyer: index === 0 ? house.payer : (house.people[index % house.people.length] ?? '-'),
      address: index === 0 ? 'Ấp Rạch Dừa, xã Sông Mây' : '',
      taxCode: '',
      code: house.code.value,
      payment: index % 2 === 0 ? ('TM' as const) : ('CK' as const),
      lines,
      total: 187_538 + index,
    };
  });
  const total = receipts.reduce((sum, one) => sum + one.total, 0);
  return sealEinvoiceSet({
    ...head('einvoice-set', house),
    kind: 'einvoice-set',
    day: today,
    scope: 'Toàn đơn vị (2 quầy)',
    asOf: report.asOf,
    vat: 'KCT',
    single: receipts.slice(0, 2),
    summed: receipts.slice(2),
    excluded: [
      { series: house.series, number: '004201', total: 250_000, reason: 'Đã hủy trong ngày' },
      {
        series: house.series,
        number: '004202',
        total: 90_000,
        reason: 'Đã lập hóa đơn riêng số 00000071 lúc 09:12',
      },
    ],
    total,
    words: words(total),
  });
}

function shift(institution: Institution, kind: 'X' | 'Z'): PageDocument {
  const house = houses[institution];
  const closed = kind === 'Z';
  return sealShiftReport({
    ...head('shift-report', house),
    title: closed ? 'BÁO CÁO CHỐT CA (Z)' : 'BÁO CÁO GIỮA CA (X)',
    kind: 'shift-report',
    zNumber: closed ? 214 : null,
    counterName: 'Quầy 2 · Viện phí',
    shiftName: 'Ca chiều',
    cashierName: 'Lê Diễm Quỳnh',
    openedAt: (at - 5 * 60 * minute) as EpochMs,
    closedAt: closed ? ((at + 180 * minute) as EpochMs) : null,
    ranges: [
      { series: house.series, first: '004120', last: '004182', issued: 62, voided: 1, total: 48_211_618 },
      {
        series: house.series.replace('26', 'H26'),
        first: '000311',
        last: '000314',
        issued: 4,
        voided: 0,
        total: 2_530_000,
      },
    ],
    rounding: -118,
    apartFromReceipts: 0,
    byMethod: [
      { label: 'Tiền mặt', count: 31, amount: 18_741_500 },
      { label: 'Mã QR', count: 29, amount: 29_000_000 },
      { label: 'Thẻ', count: 6, amount: 3_000_000 },
    ],
    byGroup: [
      ...house.groups.map((label, index) => ({
        label,
        count: 12,
        amount: index === 0 ? 10_741_618 : 9_500_000,
      })),
      { label: 'Thu hộ', count: 4, amount: 2_000_000 },
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
      counted: closed ? 10_529_500 : null,
      nextFloat: closed ? 2_000_000 : 0,
      handedIn: closed ? 8_529_500 : 0,
    },
    handedInWords: closed ? words(8_529_500) : null,
    reason: closed ? 'thối nhầm một khách, đã ghi sổ' : null,
    earlier: closed
      ? [{ label: `${house.series}/004002 hủy, trả lại tiền mặt`, count: 1, amount: 150_000 }]
      : [],
    carriedOver: [{ label: 'Đã nhận tiền, chưa xuất biên lai', count: 1, amount: 1_250_000 }],
  });
}

function share(institution: Institution): PageDocument {
  const house = houses[institution];
  const rows = Array.from({ length: 11 }, (_, index) => ({
    label: `Tháng ${index + 1}`,
    count: 12_000 + index * 100,
    cashlessCount: 7_000 + index * 150,
    value: 9_876_543_210 + index * 1_000_000,
    cashlessValue: 5_432_109_876 + index * 3_000_000,
  }));
  const total = (key: 'count' | 'cashlessCount' | 'value' | 'cashlessValue') =>
    rows.reduce((sum, row) => sum + row[key], 0);
  return sealShareReport({
    ...head('share-report', house),
    ...report,
    kind: 'share-report',
    period: 'Năm 2026 (01/01/2026–30/11/2026, ước cả năm)',
    asOf: '30/11/2026, cả 2 quầy',
    attributes: [
      { label: 'Tuyến', value: institution === 'hospital' ? 'tỉnh' : 'huyện' },
      { label: 'Địa bàn', value: 'đô thị' },
    ],
    rows,
    total: {
      count: total('count'),
      cashlessCount: total('cashlessCount'),
      value: total('value'),
      cashlessValue: total('cashlessValue'),
    },
    estimate: {
      label: 'Ước cả năm',
      count: 150_000,
      cashlessCount: 93_000,
      value: 118_000_000_000,
      cashlessValue: 66_000_000_000,
    },
    supplements: [
      { label: 'Quầy 3, tháng 10', count: 12, cashlessCount: 7, value: 3_210_000, cashlessValue: 2_000_000 },
    ],
    byMethod: [
      {
        label: 'Tiền mặt',
        count: total('count') - total('cashlessCount'),
        value: total('value') - total('cashlessValue'),
      },
      {
        label: 'Mã QR',
        count: total('cashlessCount') - 9_000,
        value: total('cashlessValue') - 3_000_000_000,
      },
      { label: 'Thẻ', count: 9_000, value: 3_000_000_000 },
    ],
    target: { low: 5_000, high: 6_000, source: 'Kế hoạch của tỉnh, giai đoạn 2025' },
    readiness: [
      { label: 'Mã QR', value: 'từ 01/03/2023' },
      { label: 'Thẻ', value: 'từ 15/08/2024' },
      { label: 'Mobile Money', value: 'từ 01/09/2026' },
      { label: 'Website', value: 'chưa' },
    ],
    indicators: [
      { label: 'Lượt được hướng dẫn', value: '1.204' },
      { label: 'Khiếu nại đã giải quyết', value: '7/8, trung bình 2 ngày' },
    ],
    rule: 'quy tắc 1: mỗi lần thanh toán thành công tính một giao dịch, giá trị là số giữ lại; tính theo ngày trả tiền.',
  });
}

function dispute(institution: Institution): PageDocument {
  const house = houses[institution];
  return sealDispute({
    ...head('dispute', house),
    kind: 'dispute',
    number: 'KN26-000012',
    complainant: { name: house.payer, contact: '0900 000 000' },
    matter: 'Đã chuyển khoản nhưng chưa được ghi nhận',
    amount: 1_486_118,
    amountWords: words(1_486_118),
    facts: [
      house.served,
      { label: 'Mã giao dịch ngân hàng', value: 'FT00000000000001' },
      { label: 'Thời điểm chuyển', value: '14:21 ngày 19/11/2026' },
    ],
    description:
      'Chuyển khoản theo mã QR tại quầy 2, điện thoại báo thành công, quầy báo chưa nhận được tiền.',
    evidence: '01 ảnh chụp màn hình xác nhận chuyển khoản',
    deadline: '2026-11-26',
    desk: 'Phòng Tài chính – Kế toán, điện thoại 0290 000 0000, giờ hành chính',
    copies: copiesOf('dispute'),
  });
}

/** The slip that says how to pay, of an institution. */
export function guidanceOf(institution: Institution): GuidanceSlip {
  const house = houses[institution];
  return sealGuidanceSlip({
    kind: 'guidance-slip',
    v: 1,
    training: false,
    facility: house.facility,
    methods: [
      {
        name: 'Mã QR',
        steps: [
          'Mở ứng dụng ngân hàng, chọn quét mã QR.',
          'Quét mã trên màn hình của quầy; kiểm tra tên người nhận và số tiền.',
          'Xác nhận, chờ màn hình của quầy báo “Đã nhận đủ”.',
        ],
      },
      {
        name: 'Thẻ',
        steps: ['Báo thu ngân trả bằng thẻ.', 'Chạm hoặc cắm thẻ khi máy báo.', 'Nhận lại thẻ và biên lai.'],
      },
    ],
    account: { holder: house.facility.name.toLocaleUpperCase('vi'), bank: 'Ngân hàng Mẫu' },
    warnings: [
      'Chỉ quét mã trên màn hình của quầy, không quét mã dán hay mã người lạ gửi.',
      'Không cho ai mượn điện thoại, không đọc mã OTP cho bất kỳ ai.',
    ],
    help: 'Bàn hướng dẫn thanh toán, 0290 000 0000, giờ hành chính',
  });
}

function outages(institution: Institution): PageDocument {
  const house = houses[institution];
  const rows = [
    {
      what: 'Mất điện',
      from: (at - 3_000 * minute) as EpochMs,
      to: (at - 2_920 * minute) as EpochMs,
      lasted: '1 giờ 20 phút',
      why: 'Điện lực cắt theo lịch khu vực phường Ngã Bảy, máy phát của đơn vị hỏng ắc quy khởi động',
      notedBy: 'Công Tằng Tôn Nữ Thị Ngọc Ẩn',
      leaves: 'Quyển PT-2026/03: số 12–18, hỏng 1; Quyển PT-2026/04: số 1',
      count: 8,
      amount: 9_876_543_210,
    },
    {
      what: 'Ngân hàng không báo về',
      from: (at - 400 * minute) as EpochMs,
      to: (at - 385 * minute) as EpochMs,
      lasted: '15 phút',
      why: '-',
      notedBy: 'Máy tự ghi',
      leaves: 'không dùng',
      ...{ count: 0, amount: 0 },
    },
    {
      what: 'Mất mạng',
      from: (at - 20 * minute) as EpochMs,
      to: null,
      lasted: '20 phút',
      why: 'Đứt cáp quang',
      notedBy: 'Lê Diễm Quỳnh',
      leaves: 'không dùng',
      ...{ count: 0, amount: 0 },
    },
  ];
  return sealOutageLog({ ...head('outage-log', house), ...report, kind: 'outage-log', rows });
}

/** Every page document of an institution by its name. */
export function pageSamples(
  institution: Institution,
): Readonly<Record<string, PageDocument | ReceiptDocument>> {
  return {
    'phieu-thu': voucherOf('cash-in', institution),
    'phieu-chi': voucherOf('cash-out', institution),
    'phieu-thu-tam-ung': voucherOf('deposit', institution),
    'bien-lai': receiptOf(institution, 4),
    'bien-lai-40-dong': receiptOf(institution, 40),
    'kiem-ke-quy': cashCount(institution),
    'bang-ke-chung-tu-thu': register(institution),
    'bang-ke-nop-tien': handIn(institution),
    'giay-nop-tien': bankDeposit(institution),
    'so-quy': cashBook(institution),
    'bao-cao-thu': collection(institution),
    'bao-cao-huy': voids(institution),
    'hoa-don-ngay': einvoice(institution),
    'bao-cao-x': shift(institution, 'X'),
    'bao-cao-z': shift(institution, 'Z'),
    'bao-cao-ty-le': share(institution),
    'khieu-nai': dispute(institution),
    'nhat-ky-su-co': outages(institution),
  };
}
