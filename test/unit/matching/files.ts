/** Statements as banks lay them out (facts/files §1.1–1.15); every name and number is invented. */
import type { StatementRow } from '../../../src/shared/matching/index.ts';

const blank: StatementRow = [];
const letterhead = (count: number): StatementRow[] => Array.from({ length: count }, () => ['NGÂN HÀNG MẪU']);

export const f1VcbSimple: StatementRow[] = [
  ...letterhead(3),
  ['Số tài khoản', '0000000001'],
  ['Số dư đầu kỳ', '1,000,000'],
  ['Ngày giao dịch', 'Số tham chiếu', 'Số tiền ghi nợ', 'Số tiền ghi có', 'Mô tả'],
  ['01/10/2026', '5078.12345', null, '350,000', 'MBVCB.9990001112.HP20260007'],
  ['02/10/2026', '5078.12346', '100,000', null, 'Phi'],
  [null, 'Tổng số', '100,000', '350,000', null],
  ['Số dư cuối kỳ', '1,250,000'],
];

export const f2CashUp: StatementRow[] = [
  ['SAO KÊ TÀI KHOẢN\nSTATEMENT OF ACCOUNT'],
  ['Số tài khoản/Account number', null, '0000000001'],
  ['Số dư đầu kỳ/ Opening balance', null, '1,000,000 VND'],
  [
    'STT\nNo.',
    'Ngày1/\nTNX Date/ Số CT/ Doc No',
    'Số tiền ghi nợ/\nDebit',
    'Số tiền ghi có/\nCredit',
    'Số dư/\nBalance',
    'Nội dung chi tiết/\nTransactions in detail',
  ],
  ['1', '15/06/2026                       5078.12345', null, '50,000', '1,050,000', 'Hoc phi'],
  ['2', '16/06/2026\n5078.12345', null, '70,000', '1,120,000', 'Hoc phi'],
  ['Tổng số', null, '0', '120,000', null, null],
  ['SAO KÊ TÀI KHOẢN\nSTATEMENT OF ACCOUNT'],
  ['Số tài khoản/Account number', null, '0000000002'],
  ['Số dư đầu kỳ/ Opening balance', null, '0 VND'],
  [
    'STT\nNo.',
    'Ngày1/\nTNX Date/ Số CT/ Doc No',
    'Số tiền ghi nợ/\nDebit',
    'Số tiền ghi có/\nCredit',
    'Số dư/\nBalance',
    'Nội dung chi tiết/\nTransactions in detail',
  ],
  ['1', '15/06/2026   5079.1', null, '9,000', '9,000', 'Vien phi'],
];

export const f3Html = `<html><body><table>
<tr><td colspan="5">SAO KÊ</td></tr><tr><td>Tài khoản:</td><td>0000000001</td></tr>
<tr><td>Số dư đầu kỳ</td><td>100,000</td><td>Số dư cuối kỳ</td><td>150,000</td></tr>
<tr><th>Ng&agrave;y giao dịch</th><th>Số tham chiếu</th><th>Số tiền ghi nợ</th><th>Số tiền ghi c&#243;</th><th>M&ocirc; tả</th></tr>
<tr><td>2026-10-05</td><td>R&amp;1</td><td></td><td>50,000</td><td>NGUYEN<br>VAN&nbsp;VI DU</td></tr>
</table></body></html>`
  .replace('Ng&agrave;y', 'Ngày')
  .replace('M&ocirc;', 'Mô');

export const f4Bidv: StatementRow[] = [
  ['BÁO CÁO CHI TIẾT SỐ DƯ TÀI KHOẢN'],
  ['Số tài khoản cũ/OLD', '11110000099999'],
  ['Số tài khoản', '1200000001'],
  ['Dư đầu', null, null, null, null, '5,000,000 VND'],
  ['STT', 'Ngày hiệu lực', 'Ghi nợ', 'Ghi có', 'Số dư', 'Mô tả'],
  [
    '083xxxx0-87Xs',
    '05/10/2026 08:01:02',
    '0',
    '200,000',
    '5,200,000',
    'TKThe :0000000001, tai Vietcombank. MBVCB.1.HP.CT tu 1 -CTLNHIDI000099999999999-1/1-CRE-002',
  ],
  ['083xxxx0-88Xs', '05/10/2026 09:01:02', '100,000', '0', '5,100,000', 'REM Tfr Ac: 0000000004'],
  ['Dư cuối', null, null, null, null, '5,100,000 VND'],
];

export const f5Vietin: StatementRow[] = [
  ...letterhead(18),
  ['LICH SỬ GIAO DỊCH - TRANSACTION HISTORY'],
  [
    'STT',
    'Ngày phát sinh/Transaction date',
    'Ngày hạch toán/Accounting date',
    'Mô tả giao dịch/Transaction description',
    'Nợ/ Debit',
    'Có  Credit',
    'Số dư TK/Account balance',
    'Số giao dịch/Transaction number',
  ],
  [1, '05/10/2026 10:00:00', '05/10/2026', 'Hoc phi 1', null, '10,000', '110,000', '900001'],
  [2, null, null, 'Tong cong ty Mau nop', null, '20,000', '130,000', '900002'],
  [3, '06/10/2026 10:00:00', '07/10/2026', 'Phi', '5,000', null, '125,000', '900003'],
];

const sparse = (values: readonly StatementRow[number][]): StatementRow => {
  const at = [1, 7, 16, 24, 32, 45, 53, 59];
  const row: StatementRow[number][] = Array(60).fill(null);
  for (const [index, value] of values.entries()) row[at[index] ?? 0] = value;
  return row;
};
export const f6TcbRetail: StatementRow[] = [
  ...letterhead(33),
  sparse([
    'Ngày giao dịch\nTransaction Date',
    'Đối tác\nRemitter',
    'NH Đối tác\nRemitter Bank',
    'Diễn giải\nDetails',
    'Số bút toán\nTransaction No',
    'Nợ TKTT\nDebit',
    'Có TKTT\nCredit',
    'Số dư\nBalance',
  ]),
  sparse([null, null, null, 'Số dư đầu kỳ', null, null, null, '1,000']),
  sparse([
    '05/10/2026',
    'NGUYEN VAN VI DU',
    'VCB',
    'Hoc phi',
    'FT26278000000001\\C59',
    null,
    '9,000',
    '10,000',
  ]),
];

export const f7TcbBusiness: StatementRow[] = [
  ...letterhead(20),
  [
    'Ngày KH thực hiện/Requesting date',
    'Ngày giao dịch/Transaction date',
    'Số bút toán/Reference number',
    "Ngân hàng đối tác/Remitter's bank",
    "Tài khoản đích/Remitter's account number",
    "Tên tài khoản đối ứng/Remitter's account name",
    'Diễn giải/Description',
    'Nợ/Debit',
    'Có/Credit',
    'Phí/Lãi/Fee/Interest',
    'Thuế/Transaction VAT',
    'Số dư/Running balance',
  ],
  [
    '05/10/2026',
    '06/10/2026',
    'FT1',
    null,
    null,
    null,
    'Chuyen di',
    '-100,000',
    null,
    '-1,000',
    '-100',
    '898,900',
  ],
  [
    '06/10/2026',
    '06/10/2026',
    'FT2',
    'VCB',
    '0000000001',
    'NGUYEN VAN VI DU',
    'Hoc phi',
    null,
    '1,100',
    null,
    null,
    '900,000',
  ],
];

const mbHeader: StatementRow = [
  'Ngày giao dịch\nTransaction Date',
  'Ngày hạch toán\nAccounting Date',
  'Số bút toán\nTransaction No',
  'Phát sinh nợ\nDebit',
  'Phát sinh có\nCredit',
  'Số dư lũy kế\nAccumulated balance',
  'Nội dung\nDetails',
  'Đơn vị thụ hưởng/Đơn vị chuyển\nBeneficiary/Applicant',
  'Tài khoản\nAccount',
  'Ngân hàng đối tác\nRemitter Bank',
];
export const f8Mb: StatementRow[] = [
  ...letterhead(15),
  ['Tài khoản/Account No: 0000000009'],
  ['Số dư đầu kỳ/ Opening Balance: 1,000,000 VND'],
  blank,
  mbHeader,
  [
    '05/10/2026 14:08:08',
    '05/10/2026',
    'FT26278000000001',
    null,
    '350,000',
    '1,350,000',
    'NGUYEN VAN VI DU HP2026 0007K- Ma GD ACSP/ aa000001',
    'NGUYEN VAN VI DU',
    null,
    'VCB',
  ],
  [
    '16/10/2026 01:21:02',
    '15/10/2026',
    '0000000009-20261015',
    null,
    '139',
    '1,350,139',
    'Tra lai tien gui, so TK: 0000000009-20261015',
    null,
    null,
    null,
  ],
  [null, null, 'Tổng phát sinh trong kỳ / Total', '0', '350,139', null, null, null, null, null],
  ['Số dư cuối kỳ / Closing Balance: 1,350,139 VND (Bằng chữ: …)'],
];

const csvHeader: StatementRow[] = [
  [
    'Ngày giao dịch',
    'Ngày hạch toán',
    'Số bút toán',
    'Phát sinh nợ',
    'Phát sinh có',
    'Số dư lũy kế',
    'Nội dung',
    'Đơn vị thụ hưởng/ Đơn vị chuyển',
    'Tài khoản',
    'Ngân hàng đối tác',
  ],
  [
    'Transaction date',
    'Accounting Date',
    'Transaction No',
    'Debit',
    'Credit',
    'Accumulated balance',
    'Details',
    'Beneficiary/Applicant',
    'Account',
    'Remitter Bank',
  ],
];
export const f9MbCsv: StatementRow[] = [
  ...letterhead(16),
  ['Số dư đầu kỳ/ Opening Balance: 1,000,000 VND'],
  ...csvHeader,
  [
    '05/10/2026 14:08:08',
    '05/10/2026',
    'FT26278000000001',
    '37',
    '350,000',
    '1,350,000',
    'HP2026 0007K',
    'NGUYEN VAN VI DU',
    '0000000005',
    'VCB',
  ],
  [
    '10/10/2026 09:45:51',
    '10/10/2026',
    'FT26283000000002',
    '200,000',
    '37',
    '1,150,000',
    'Hoan tien',
    'TRAN THI MAU',
    '0000000006',
    'MB',
  ],
  [
    '16/10/2026 01:21:02',
    '15/10/2026',
    '0000000009-20261015',
    '37',
    '139',
    '1,150,139',
    'Tra lai tien gui',
    '37',
    '37',
    '37',
  ],
];
export const f10MbCsvTrue37: StatementRow[] = [
  ['Số dư đầu kỳ/ Opening Balance: 0 VND'],
  ...csvHeader,
  [
    '05/10/2026 14:08:08',
    '05/10/2026',
    'FT26278000000001',
    null,
    '37',
    '37',
    'Lai',
    'NGUYEN VAN VI DU',
    null,
    'VCB',
  ],
];

export const f11Acb: StatementRow[] = [
  ['BẢNG SAO KÊ GIAO DỊCH'],
  ['Số tài khoản: 0000000003 (VND)'],
  [null, null, null, 'Số dư đầu', null, null, 'Số dư cuối'],
  [null, null, null, '1.000.000', null, null, '1.090.000'],
  [
    'Ngày hiệu lực',
    'Ngày giao dịch',
    'Số GD',
    'Nội dung giao dịch',
    'Số tiền rút ra',
    'Số tiền gửi vào',
    'Số dư',
    'Tên đối tác',
    'TK đối tác',
  ],
  [
    '05/10/2026',
    '05/10/2026',
    '17',
    'Hoc phi',
    null,
    '100.000',
    '1.100.000',
    'NGUYEN VAN VI DU',
    '0000000004',
  ],
  ['05/10/2026', '06/10/2026', '18', 'Phi', '10.000', null, '1.090.000', null, null],
];

const sacombankRow = (
  reference: string,
  day: string,
  text: string,
  debit: string | null,
  credit: string | null,
) => {
  const row: StatementRow[number][] = Array(20).fill(null);
  [row[2], row[4], row[12], row[16], row[19]] = [reference, day, text, debit, credit];
  return row;
};
export const f12Sacombank: StatementRow[] = [
  sacombankRow('S1', '05/10/2026', 'Hoc phi', null, '12,000'),
  sacombankRow('S2', '06/10/2026', 'Phi', '2,000', null),
];

export const f13Tpbank: StatementRow[] = [
  ...letterhead(8),
  [
    'Ngày thực hiện',
    'Ngày hiệu lực',
    'Mô tả giao dịch',
    'Ghi nợ',
    'Ghi có',
    'Số dư',
    'Tài khoản đối ứng',
    'Tên tài khoản',
    'Mã giao dịch',
  ],
  [
    '05-10-2026 14:02',
    '05-10-2026',
    'Hoc phi',
    '',
    '5,000',
    '5,000',
    '0000000001',
    'NGUYEN VAN VI DU',
    'TP1',
  ],
];

export const f14Merged: StatementRow[] = [
  ['Ngày giao dịch', 'Diễn giải', 'Phát sinh', null, 'Số CT'],
  [null, null, 'Nợ', 'Có', null],
  ['07/10/2026', 'moi nhat', null, '3.000', 'C3'],
  ['06/10/2026', 'giua', '2.000', null, 'C2'],
  ['05/10/2026', 'cu nhat', null, '1.000', 'C1'],
];

export const f15Signed: StatementRow[] = [
  ['Date', 'Description', 'Amount', 'Running balance', 'Reference'],
  ['05/10/2026', 'In', '+3,000.00', '13,000.00', 'E1'],
  ['05/10/2026', 'Out', '(1,000)', '12,000', 'E2'],
];

export const f16Twice: StatementRow[] = [
  ['Ngày', 'Số tham chiếu', 'Ghi nợ', 'Ghi có', 'Nội dung'],
  ['05/10/2026', '90000001', null, '5,000', 'a'],
  ['05/10/2026', '90000001', null, '5,000', 'a'],
  ['05/10/2026', null, null, '5,000', 'khong so'],
  ['05/10/2026', null, null, '5,000', 'khong so'],
];

export const f18Footers: StatementRow[] = [
  ['Ngày', 'Số tham chiếu', 'Ghi nợ', 'Ghi có', 'Số dư', 'Nội dung'],
  ['05/10/2026', 'A1', null, '5,000', '5,000', 'Tong cong ty Mau'],
  ['Website: www.nganhangmau.example', '1/1706', null, null, null, 'Thời gian in: 05/10/2026'],
  ['Ngày', 'Số tham chiếu', 'Ghi nợ', 'Ghi có', 'Số dư', 'Nội dung'],
  ['06/10/2026', 'A2', null, '6,000', '11,000', 'b'],
  ['Tổng phát sinh/Total', null, '0', '11,000', null, null],
  ['31/02/2026', 'A3', null, '6,000', '17,000', 'ngay khong co'],
  ['07/10/2026', 'A4', '1', '6,000', '17,000', 'hai ben'],
  ['07/10/2026', 'A5', null, '5,5', '17,000', 'le'],
];
