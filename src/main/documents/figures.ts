import { type EpochMs, vietnamIso } from '../../shared/kernel/clock.ts';

/** `1.486.118`; a minus is the real minus sign, as wide as a digit. */
export function grouped(amount: number): string {
  const digits = String(Math.abs(amount)).replace(/\B(?=(?:\d{3})+$)/g, '.');
  return amount < 0 ? `−${digits}` : digits;
}

/** `1.486.118 đ`, not to be broken. */
export function dong(amount: number): string {
  return `${grouped(amount)}\u00a0đ`;
}

/** `14:37 ngày 19/11/2026` at +07:00. */
export function moment(at: EpochMs): string {
  const iso = vietnamIso(at);
  return `${iso.slice(11, 16)} ngày ${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
}
