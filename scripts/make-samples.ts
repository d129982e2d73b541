/**
 * Writes the sample lists for `npm start -- --demo hospital|school` to `resources/samples/`. Everybody in them is
 * invented. The same seed gives the same files, byte for byte: `npm run samples`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Chance, makeChance } from '../test/support/chance.ts';
import { makePerson } from './support/people.ts';
import { makeXlsx, type XlsxCell } from './support/xlsx.ts';

const seed = 20261121;
const folder = join(resolve(dirname(fileURLToPath(import.meta.url)), '..'), 'resources', 'samples');

interface Service {
  readonly name: string;
  readonly group: string;
  readonly price: number;
  /** Insurance pays part of it. */
  readonly insured: boolean;
}

const examination: Service = { name: 'Khám bệnh', group: 'Khám bệnh', price: 38_700, insured: true };
const services: readonly Service[] = [
  { name: 'Tổng phân tích tế bào máu', group: 'Xét nghiệm', price: 46_200, insured: true },
  { name: 'Định lượng Glucose', group: 'Xét nghiệm', price: 21_500, insured: true },
  { name: 'Siêu âm ổ bụng', group: 'Chẩn đoán hình ảnh', price: 43_900, insured: true },
  { name: 'X-quang ngực thẳng', group: 'Chẩn đoán hình ảnh', price: 65_400, insured: true },
  { name: 'Chụp CT không cản quang', group: 'Chẩn đoán hình ảnh', price: 522_000, insured: true },
  { name: 'Thay băng vết thương', group: 'Thủ thuật', price: 57_600, insured: true },
  { name: 'Giường theo yêu cầu', group: 'Giường', price: 350_000, insured: false },
  { name: 'Cấp bản sao bệnh án', group: 'Khác', price: 30_000, insured: false },
];
const departments = ['Khoa Khám bệnh', 'Khoa Nội', 'Khoa Ngoại', 'Khoa Nhi', 'Khoa Sản', 'Khoa Cấp cứu'];

function hospitalCsv(chance: Chance): string {
  const lines: string[][] = [
    ['BỆNH VIỆN ĐA KHOA VÍ DỤ'],
    ['DANH SÁCH NGƯỜI BỆNH CÒN PHẢI NỘP NGÀY 21/11/2026'],
    [],
    [
      'STT',
      'Mã BN',
      'Mã điều trị',
      'Họ và tên',
      'Năm sinh',
      'Giới tính',
      'Khoa/Phòng',
      'Địa chỉ',
      'Nội dung thu',
    ].concat(['Nhóm dịch vụ', 'Số tiền phải thu', 'Đã thu', 'Ghi chú']),
  ];
  let row = 0;
  let total = 0;
  for (let number = 1; number <= 300; number += 1) {
    const person = makePerson(chance, 1938, 2025);
    const insurance = chance.pick([0, 80, 80, 80, 95]);
    const code = `BN26${String(number + 4100).padStart(6, '0')}`;
    const visit = `DT2611${String(number).padStart(5, '0')}`;
    const department = chance.pick(departments);
    const chosen = [examination, ...services.filter(() => chance.maybe(0.3))];
    for (const service of chosen) {
      row += 1;
      const percent = service.insured ? 100 - insurance : 100;
      const amount = Math.round((service.price * percent) / 100);
      total += amount;
      const note = percent === 100 ? '' : `BHYT trả ${insurance}%, cùng chi trả ${percent}%`;
      const { name, gender, birthDate, address } = person;
      const who = [String(row), code, visit, name, birthDate.slice(0, 4), gender, department, address];
      lines.push([...who, service.name, service.group, dotted(amount), '0', note]);
    }
  }
  lines.push(['', '', '', 'Tổng cộng', '', '', '', '', '', '', dotted(total)]);
  return `\ufeff${lines.map((cells) => cells.map(quoted).join(';')).join('\r\n')}\r\n`;
}

interface SchoolFee {
  readonly name: string;
  readonly group: string;
  readonly amount: number;
  readonly onBehalf: boolean;
  /** Share of pupils who have it. */
  readonly share: number;
}

const schoolFees: readonly SchoolFee[] = [
  { name: 'Học phí', group: 'Học phí', amount: 0, onBehalf: false, share: 1 },
  { name: 'Tiền ăn bán trú', group: 'Bán trú', amount: 704_000, onBehalf: false, share: 0.7 },
  { name: 'Chăm sóc bán trú', group: 'Bán trú', amount: 235_000, onBehalf: false, share: 0.7 },
  { name: 'Nước uống', group: 'Dịch vụ', amount: 16_000, onBehalf: false, share: 1 },
  { name: 'Học tiếng Anh tăng cường', group: 'Dịch vụ', amount: 180_000, onBehalf: false, share: 0.5 },
  { name: 'Bảo hiểm y tế học sinh', group: 'BHYT học sinh', amount: 631_800, onBehalf: true, share: 0.4 },
];
const classes = ['1A', '1B', '2A', '2B', '3A', '3B', '4A', '5A'];

function schoolXlsx(chance: Chance): Buffer {
  const rows: XlsxCell[][] = [
    ['TRƯỜNG TIỂU HỌC VÍ DỤ'],
    ['DANH SÁCH KHOẢN THU THÁNG 11/2026'],
    [],
    [
      'STT',
      'Mã học sinh',
      'Họ và tên học sinh',
      'Ngày sinh',
      'Giới tính',
      'Lớp',
      'Phụ huynh',
      'Tên khoản thu',
    ].concat(['Loại khoản thu', 'Kỳ thu', 'Số tiền phải thu (đồng)', 'Thu hộ', 'Ghi chú']),
  ];
  let row = 0;
  for (let number = 1; number <= 200; number += 1) {
    const className = classes[(number - 1) % classes.length] ?? '1A';
    const year = 2020 - Number(className[0]) + 1;
    const pupil = makePerson(chance, year, year);
    const parent = makePerson(chance, 1978, 1996);
    const code = `0${String(26_000_000 + number * 37)}`;
    for (const fee of schoolFees.filter(({ share }) => chance.maybe(share))) {
      row += 1;
      const note = fee.name === 'Học phí' ? 'Miễn học phí theo NQ 217/2025' : null;
      const who: XlsxCell[] = [
        row,
        code,
        pupil.name,
        { date: pupil.birthDate },
        pupil.gender,
        className,
        parent.name,
      ];
      rows.push([...who, fee.name, fee.group, '11/2026', fee.amount, fee.onBehalf ? 'x' : null, note]);
    }
  }
  return makeXlsx([{ name: 'Tháng 11', rows }]);
}

function dotted(amount: number): string {
  return String(amount).replace(/\B(?=(\d{3})+$)/g, '.');
}

function quoted(cell: string): string {
  return /[;"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'benh-vien.csv'), hospitalCsv(makeChance(seed)));
writeFileSync(join(folder, 'truong-hoc.xlsx'), schoolXlsx(makeChance(seed + 1)));
console.log(`samples written to ${folder}`);
