import { reportWays } from '../../../shared/rpc/reports.ts';
import type { TextOf } from '../../ui/text.tsx';

/** Name of a way of paying in the language of the window; what it does not know is said as the counter says it. */
export function wayText(t: TextOf, key: string, label: string): string {
  const known = reportWays.find((way) => way === key);
  return known === undefined ? label : t(`reports.way.${known}`);
}

const classes: Readonly<Record<string, string>> = {
  cash: 'cash',
  qr: 'qr',
  card: 'card',
  'mobile-money': 'mobile',
  'e-wallet': 'mobile',
  website: 'website',
  transfer: 'website',
};

/** Which of the chart colours a way has; money from funds has its own. */
export function wayClass(key: string): string {
  return classes[key] ?? 'fund';
}
