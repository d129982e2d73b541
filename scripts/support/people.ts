/** Invented people for samples, fixtures and benches. Names are put together by chance; nobody is meant. */
import type { Chance } from '../../test/support/chance.ts';

/** Family names with their rough share in the country, in percent. */
const families: readonly (readonly [string, number])[] = [
  ['Nguyễn', 38],
  ['Trần', 11],
  ['Lê', 10],
  ['Phạm', 7],
  ['Hoàng', 5],
  ['Vũ', 4],
  ['Phan', 4],
  ['Đặng', 3],
  ['Bùi', 3],
  ['Đỗ', 3],
  ['Hồ', 2],
  ['Ngô', 2],
  ['Dương', 2],
  ['Lý', 1],
  ['Tống', 1],
  ['Đinh', 1],
  ['Trương', 1],
  ['Lâm', 1],
  ['Ông', 1],
];
const middles = {
  female: ['Thị', 'Thị Thu', 'Ngọc', 'Thị Diễm', 'Khánh', 'Thuỳ', 'Mai', 'Thị Bích', 'Phương', 'Hoài'],
  male: ['Văn', 'Đức', 'Quốc', 'Minh', 'Hữu', 'Xuân', 'Gia', 'Công', 'Thanh', 'Tuấn'],
} as const;
const givens = {
  female: [
    'Đào',
    'Lan',
    'Hương',
    'Ánh',
    'Ngữ',
    'Thảo',
    'Vân',
    'Yến',
    'Trinh',
    'Quỳnh',
    'Châu',
    'Hoà',
    'Uyên',
    'Mỹ',
  ],
  male: [
    'Dũng',
    'Hùng',
    'Khoa',
    'Đạt',
    'Phúc',
    'Sơn',
    'Tài',
    'Ước',
    'Long',
    'Nghĩa',
    'Bình',
    'Quý',
    'Hải',
    'Ân',
  ],
} as const;
const places = ['thôn Hạ', 'thôn Thượng', 'ấp Giữa', 'tổ 4', 'tổ 11', 'khóm Đông', 'bản Cao', 'xóm Mới'];
const communes = ['xã Bình Ví Dụ', 'phường Mẫu Sơn', 'xã Tân Giả Định', 'thị trấn Đồng Thử'];

export interface Person {
  readonly name: string;
  readonly gender: 'Nam' | 'Nữ';
  /** `YYYY-MM-DD`. */
  readonly birthDate: string;
  readonly address: string;
}

/** A person born in one of the given years. */
export function makePerson(chance: Chance, fromYear: number, toYear: number): Person {
  const sex = chance.maybe(0.5) ? 'female' : 'male';
  const month = 1 + chance.below(12);
  const day = 1 + chance.below(28);
  const year = fromYear + chance.below(toYear - fromYear + 1);
  return {
    name: `${family(chance)} ${chance.pick(middles[sex])} ${chance.pick(givens[sex])}`,
    gender: sex === 'female' ? 'Nữ' : 'Nam',
    birthDate: `${year}-${two(month)}-${two(day)}`,
    address: `${chance.pick(places)}, ${chance.pick(communes)}`,
  };
}

function family(chance: Chance): string {
  let left = chance.below(families.reduce((sum, [, share]) => sum + share, 0));
  for (const [name, share] of families) {
    left -= share;
    if (left < 0) return name;
  }
  return 'Nguyễn';
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
