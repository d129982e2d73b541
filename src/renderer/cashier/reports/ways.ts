import type { TextKey } from '../../../shared/i18n/translate.ts';
import type { TextOf } from '../../ui/text.tsx';

const known = [
  'cash',
  'qr',
  'card',
  'mobile-money',
  'transfer',
  'website',
  'e-wallet',
  'deposit',
  'balance',
  'rounding',
] as const;

/** Name of a way of paying in the language of the window; what it does not know is said as the counter says it. */
export function wayText(t: TextOf, key: string, label: string): string {
  return (known as readonly string[]).includes(key) ? t(`reports.way.${key}` as TextKey) : label;
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
