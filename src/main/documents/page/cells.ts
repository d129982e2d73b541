/** Cells as text on a page. */
import { vietnamIso } from '../../../shared/kernel/clock.ts';
import { grouped } from '../figures.ts';
import type { Cell } from './blocks.ts';

/** What a page prints for a cell; an empty one is empty. A minus is the real sign, as wide as a digit. */
export function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell.normalize('NFC');
  if ('dong' in cell) return grouped(cell.dong);
  if ('count' in cell) return grouped(cell.count);
  if ('share' in cell) return shareText(cell.share);
  if ('day' in cell) return dayText(cell.day);
  const iso = vietnamIso(cell.at);
  return `${iso.slice(11, 16)} ${dayText(iso.slice(0, 10))}`;
}

/** `62,50%`, from hundredths of a per cent. */
export function shareText(share: number): string {
  const whole = grouped(Math.trunc(share / 100));
  return `${whole},${String(Math.abs(share) % 100).padStart(2, '0')}%`;
}

/** `19/11/2026`, from `2026-11-19`. */
export function dayText(day: string): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

/** `Ngày 19 tháng 11 năm 2026`: months 1 and 2 and days under ten with a leading 0, as official papers write them. */
export function longDay(day: string): string {
  const month = Number(day.slice(5, 7));
  return `Ngày ${day.slice(8, 10)} tháng ${month < 3 ? `0${month}` : month} năm ${day.slice(0, 4)}`;
}
