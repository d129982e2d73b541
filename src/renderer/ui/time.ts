import { useEffect, useState } from 'react';
import type { TextOf } from './text.tsx';

const vietnamOffsetMs = 7 * 60 * 60 * 1000;

/** The parts of an instant on a Vietnamese clock, two digits each. */
function parts(atMs: number): { iso: string; weekday: number } {
  const shifted = new Date(atMs + vietnamOffsetMs);
  return { iso: shifted.toISOString(), weekday: shifted.getUTCDay() };
}

/** `14:32`. */
export function timeOf(atMs: number): string {
  return parts(atMs).iso.slice(11, 16);
}

/** `14:32:07`. */
export function preciseTimeOf(atMs: number): string {
  return parts(atMs).iso.slice(11, 19);
}

/** `19/11/2026`. */
export function dateOf(atMs: number): string {
  const { iso } = parts(atMs);
  return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
}

/** `Th 5, 19/11` for the rail. */
export function shortDay(t: TextOf, atMs: number): string {
  const { iso, weekday } = parts(atMs);
  return `${t(`day.short.${weekday}` as 'day.short.0')}, ${iso.slice(8, 10)}/${iso.slice(5, 7)}`;
}

/** `Thứ Năm, 19/11/2026`. */
export function longDay(t: TextOf, atMs: number): string {
  return `${t(`day.${parts(atMs).weekday}` as 'day.0')}, ${dateOf(atMs)}`;
}

/** The calendar year in Vietnam. */
export function yearOf(atMs: number): number {
  return Number(parts(atMs).iso.slice(0, 4));
}

/** The hour of the day, 0–23, in Vietnam. */
export function hourOf(atMs: number): number {
  return Number(parts(atMs).iso.slice(11, 13));
}

const minuteMs = 60_000;

/** How long ago, in words that fit a row: `mới`, `4 phút`, `1 giờ 05`, `3 ngày`. */
export function ageOf(t: TextOf, sinceMs: number, nowMs: number): string {
  const minutes = Math.max(0, Math.floor((nowMs - sinceMs) / minuteMs));
  if (minutes < 1) return t('age.now');
  if (minutes < 60) return t('age.minutes', { n: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours >= 24) return t('age.days', { n: Math.floor(hours / 24) });
  const rest = minutes % 60;
  if (rest === 0) return t('age.hours.whole', { h: hours });
  return t('age.hours', { h: hours, m: String(rest).padStart(2, '0') });
}

/** As {@link ageOf}, but in seconds below a minute. */
export function preciseAgeOf(t: TextOf, sinceMs: number, nowMs: number): string {
  const seconds = Math.max(0, Math.floor((nowMs - sinceMs) / 1000));
  return seconds < 60 ? t('age.seconds', { n: seconds }) : ageOf(t, sinceMs, nowMs);
}

const tickMs = 1000;

/** The counter's time now: the last time it told plus what has passed here since, ticking once a second. */
export function useCounterTime(toldMs: number): number {
  const [base, setBase] = useState({ toldMs, heardMs: performance.now() });
  const [nowMs, setNowMs] = useState(performance.now());
  if (base.toldMs !== toldMs) setBase({ toldMs, heardMs: performance.now() });
  useEffect(() => {
    const timer = setInterval(() => setNowMs(performance.now()), tickMs);
    return () => clearInterval(timer);
  }, []);
  return base.toldMs + Math.max(0, nowMs - base.heardMs);
}

/** `14:52` until an instant by this machine's clock, stepping once a second; `0:00` when it is past. */
export function useTimeLeft(untilMs: number): string {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.ceil((untilMs - now) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
