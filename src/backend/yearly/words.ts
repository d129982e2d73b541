/** Vietnamese words of the yearly workbook: a paper of the province, so in Vietnamese whatever the page speaks. */
import type { YearlyFigures } from '../../shared/province/figures.ts';

type Group = YearlyFigures['groups'][number]['group'];

export const groupWords: Readonly<Record<Group, string>> = {
  all: 'Tất cả đơn vị',
  school: 'Trường học, cơ sở giáo dục',
  'school-urban': 'Trong đó: trên địa bàn đô thị',
  hospital: 'Bệnh viện, cơ sở y tế',
  'hospital-urban': 'Trong đó: trên địa bàn đô thị',
  'hospital-province': 'Trong đó: tuyến tỉnh',
};

export const kindWords = { school: 'Trường học', hospital: 'Cơ sở y tế' } as const;

const methods: Readonly<Record<string, string>> = {
  cash: 'Tiền mặt',
  qr: 'Mã QR',
  website: 'Website',
  'mobile-money': 'Mobile Money',
  card: 'Thẻ (POS)',
  transfer: 'Chuyển khoản',
  'e-wallet': 'Ví điện tử',
};

const cuts: Readonly<Record<string, string>> = {
  own: 'Thu của đơn vị',
  'on-behalf': 'Thu hộ',
  mixed: 'Thu của đơn vị và thu hộ',
  deposit: 'Tạm ứng',
};

const tiers: Readonly<Record<string, string>> = {
  province: 'tuyến tỉnh',
  district: 'tuyến huyện',
  commune: 'tuyến xã',
  other: 'tuyến khác',
};

/** A word from a newer counter is shown as it is. */
export const methodWord = (method: string): string => methods[method] ?? method;
export const cutWord = (cut: string): string => cuts[cut] ?? cut;
export const tierWord = (tier: string | null): string => (tier === null ? '' : (tiers[tier] ?? tier));

/** What counts, as every report says it (design §7). */
export const ruleWords =
  'Một lượt là một lần trả tiền đã nhận được (tiền mặt đã thu, thẻ đã duyệt, chuyển khoản đã báo có); giá trị là số giữ lại. Tính theo ngày trả tiền. Lần trả bị hủy trong ngày không tính; hoàn trả về sau ghi riêng. Thu tạm ứng có tính, trừ tạm ứng không tính; thu hộ có tính và ghi riêng.';

const offsetMs = 7 * 60 * 60_000;

/** `15:20, 19/11/2026` in Vietnam. */
export function momentWords(at: number): string {
  const iso = new Date(at + offsetMs).toISOString();
  return `${iso.slice(11, 16)}, ${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
}

/** `11/2026` of `2026-11`. */
export function monthWords(month: string): string {
  return `${month.slice(5)}/${month.slice(0, 4)}`;
}
