/**
 * Writes the sample lists for `npm start -- --demo hospital|school` to `resources/samples/`. Everybody in them is
 * invented. The same seed gives the same files, byte for byte: `npm run samples`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Chance, makeChance } from '../test/support/chance.ts';
import { makePerson, type Person } from './support/people.ts';
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
/** Further services of those treated for days, and of second visits. */
const laterServices: readonly Service[] = [
  { name: 'Nội soi dạ dày', group: 'Thăm dò chức năng', price: 187_690, insured: true },
  { name: 'Điện tim thường', group: 'Thăm dò chức năng', price: 39_900, insured: true },
  { name: 'Thuốc trong danh mục', group: 'Thuốc', price: 412_350, insured: true },
  { name: 'Vật tư y tế', group: 'Vật tư', price: 96_000, insured: true },
  { name: 'Giường nội khoa loại 2', group: 'Giường', price: 271_100, insured: true },
];
const departments = ['Khoa Khám bệnh', 'Khoa Nội', 'Khoa Ngoại', 'Khoa Nhi', 'Khoa Sản', 'Khoa Cấp cứu'];
const patients = 3_050;
/** The first ones come for an examination only; tests and manuals name some of them. */
const outpatients = 300;

const hospitalHeader = [
  'STT',
  'Mã BN',
  'Mã điều trị',
  'Họ và tên',
  'Năm sinh',
  'Giới tính',
  'Khoa/Phòng',
].concat(['Địa chỉ', 'Nội dung thu', 'Nhóm dịch vụ', 'Số tiền phải thu', 'Đã thu', 'Ghi chú']);

/** One to three further services of somebody who stays, each once. */
function laterOf(chance: Chance): readonly Service[] {
  const offered = [...services, ...laterServices];
  const first = chance.below(offered.length);
  return [0, 5, 8].slice(0, chance.pick([1, 1, 1, 2, 2])).flatMap((step) => {
    const service = offered[(first + step) % offered.length];
    return service === undefined ? [] : [service];
  });
}

function hospitalCsv(chance: Chance): string {
  const lines: string[][] = [
    ['BỆNH VIỆN ĐA KHOA SÔNG MÂY'],
    ['DANH SÁCH NGƯỜI BỆNH CÒN PHẢI NỘP NGÀY 21/11/2026'],
    [],
    hospitalHeader,
  ];
  let row = 0;
  let total = 0;
  for (let number = 1; number <= patients; number += 1) {
    const person = makePerson(chance, 1938, 2025);
    const insurance = chance.pick([0, 80, 80, 80, 95]);
    const code = `BN26${String(number + 4100).padStart(6, '0')}`;
    const stays = number > outpatients;
    for (let nth = 1; nth <= (stays && chance.maybe(0.1) ? 2 : 1); nth += 1) {
      const visit = `DT26${nth === 1 ? '11' : '10'}${String(number).padStart(5, '0')}`;
      const department = chance.pick(departments);
      const others = stays ? laterOf(chance) : services.filter(() => chance.maybe(0.3));
      for (const [line, service] of [examination, ...others].entries()) {
        row += 1;
        const percent = service.insured ? 100 - insurance : 100;
        const amount = Math.round((service.price * percent) / 100);
        total += amount;
        const shared = stays ? '' : `, cùng chi trả ${percent}%`;
        const note = percent === 100 ? '' : `BHYT trả ${insurance}%${shared}`;
        const { name, gender, birthDate, address } = person;
        // As many hospital programs print it: what is the same as in the row above is left out.
        const facts =
          stays && line > 0 ? ['', '', '', ''] : [birthDate.slice(0, 4), gender, department, address];
        const who = [String(row), code, visit, name, ...facts];
        lines.push([...who, service.name, service.group, dotted(amount), '0', note]);
      }
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
  /** Each month again, with these periods; otherwise once for the school year. */
  readonly monthly: boolean;
}

const months = ['09/2026', '10/2026', '11/2026'];
const schoolYear = '2026-2027';
const exemption = 'Miễn theo NQ 217/2025/QH15';

const schoolFees: readonly SchoolFee[] = [
  { name: 'Học phí', group: 'Học phí', amount: 0, onBehalf: false, share: 1, monthly: true },
  { name: 'Tiền ăn bán trú', group: 'Bán trú', amount: 704_000, onBehalf: false, share: 0.55, monthly: true },
  {
    name: 'Chăm sóc bán trú',
    group: 'Bán trú',
    amount: 235_000,
    onBehalf: false,
    share: 0.55,
    monthly: true,
  },
  { name: 'Nước uống', group: 'Dịch vụ', amount: 16_000, onBehalf: false, share: 1, monthly: true },
  {
    name: 'Tiếng Anh tăng cường',
    group: 'Dịch vụ',
    amount: 180_000,
    onBehalf: false,
    share: 0.4,
    monthly: true,
  },
  { name: 'Kỹ năng sống', group: 'Dịch vụ', amount: 90_000, onBehalf: false, share: 0.3, monthly: false },
  {
    name: 'Sổ liên lạc điện tử',
    group: 'Dịch vụ',
    amount: 70_000,
    onBehalf: false,
    share: 0.9,
    monthly: false,
  },
  { name: 'Đồng phục', group: 'Đồng phục', amount: 465_000, onBehalf: false, share: 0.25, monthly: false },
  {
    name: 'Bảo hiểm y tế học sinh',
    group: 'BHYT học sinh',
    amount: 631_800,
    onBehalf: true,
    share: 0.6,
    monthly: false,
  },
  {
    name: 'Bảo hiểm tai nạn',
    group: 'Bảo hiểm',
    amount: 150_000,
    onBehalf: true,
    share: 0.3,
    monthly: false,
  },
];

const pupils = 1_260;
const sections = 4;
const grades = 9;

const schoolHeader = [
  'STT',
  'Mã học sinh',
  'Họ và tên học sinh',
  'Ngày sinh',
  'Giới tính',
  'Lớp',
  'Phụ huynh',
  'Địa chỉ',
].concat(['Tên khoản thu', 'Loại khoản thu', 'Kỳ thu', 'Số tiền phải thu (đồng)', 'Thu hộ', 'Ghi chú']);

interface Pupil {
  readonly code: string;
  readonly person: Person;
  readonly className: string;
  readonly parent: string;
}

/** Every fifth pupil is the brother or sister of the one before: same family name, same parent, same address. */
function makePupil(chance: Chance, number: number, before: Pupil | null): Pupil {
  const room = (number * 7) % (grades * sections);
  const grade = 1 + Math.floor(room / sections);
  const year = 2021 - grade;
  const own = makePerson(chance, year, year);
  const parent = makePerson(chance, 1978, 1996).name;
  const code = `0${26_000_000 + number * 37}`;
  const className = `${grade}A${1 + (room % sections)}`;
  if (number % 5 !== 0 || before === null) {
    return { code, className, person: own, parent: withFamily(parent, own.name) };
  }
  return {
    code,
    className,
    person: { ...own, name: withFamily(own.name, before.person.name), address: before.person.address },
    parent: before.parent,
  };
}

/** The name with the family name of another. */
function withFamily(name: string, family: string): string {
  return [family.split(' ')[0], ...name.split(' ').slice(1)].join(' ');
}

function schoolXlsx(chance: Chance): Buffer {
  const rows: XlsxCell[][] = [
    ['TRƯỜNG TH & THCS SÔNG MÂY'],
    ['DANH SÁCH KHOẢN THU HỌC KỲ I, NĂM HỌC 2026-2027'],
    [],
    schoolHeader,
  ];
  let before: Pupil | null = null;
  for (let number = 1; number <= pupils; number += 1) {
    const pupil = makePupil(chance, number, before);
    before = pupil;
    const { name, birthDate, gender } = pupil.person;
    // Most have paid the months before.
    const owing = months.slice(chance.pick([0, 1, 2, 2, 2]));
    for (const fee of schoolFees.filter(({ share }) => chance.maybe(share))) {
      const note = fee.name === 'Học phí' ? exemption : null;
      for (const period of fee.monthly ? owing : [schoolYear]) {
        const who = [
          rows.length - 3,
          pupil.code,
          name,
          { date: birthDate },
          gender,
          pupil.className,
          pupil.parent,
          pupil.person.address,
        ];
        rows.push([...who, fee.name, fee.group, period, fee.amount, fee.onBehalf ? 'x' : null, note]);
      }
    }
  }
  return makeXlsx([{ name: 'Học kỳ I', rows }]);
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
