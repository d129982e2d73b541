import {
  IconCircleCheck,
  IconClock,
  IconCreditCard,
  IconDeviceMobile,
  IconHelp,
  IconQrcode,
  IconUnlink,
  IconWorld,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { keyFor, type TextKey } from '../../shared/i18n/translate.ts';
import type { Share } from '../../shared/money/index.ts';
import { plainAmount } from '../ui/money.ts';
import { Notice } from '../ui/Notice.tsx';
import { ShareBar } from '../ui/ShareBar.tsx';
import { useText } from '../ui/text.tsx';
import { preciseAgeOf } from '../ui/time.ts';
import type { Failed } from './api.ts';
import { type Band, isSilent, leastMethods, percentOf, shown } from './figures.ts';

export const icon = { size: 18, stroke: 1.9 } as const;

/** Why there are no figures, and how to get them. */
export function FailedNotice({
  failed,
  retry,
}: {
  readonly failed: Failed | null;
  readonly retry?: () => void;
}) {
  const t = useText();
  if (failed === null) return null;
  return (
    <Notice tone="amber" role="alert">
      {t(keyFor('province.failed', failed, 'province.failed.other'))}{' '}
      {retry === undefined ? null : (
        <button type="button" className="pv-link" onClick={retry}>
          {t('province.retry')}
        </button>
      )}
    </Notice>
  );
}

/** A part that scrolls by itself; the keyboard can get into it. */
export function Pane({
  label,
  className,
  children,
}: {
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section className={className} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}

export function Loading() {
  const t = useText();
  return (
    <p className="pv-quiet" role="status">
      {t('province.loading')}
    </p>
  );
}

/** A share in figures and as a bar against its band. */
export function ShareCells({ share, band }: { readonly share: Share; readonly band: Band | null }) {
  const pairs = [
    ['count', percentOf(share.cashlessCount, share.count), share.count] as const,
    ['amount', percentOf(share.cashlessAmount, share.amount), share.amount] as const,
  ];
  return (
    <>
      {pairs.map(([key, value, whole]) => [
        <td key={key} className="pv-number pv-strong" data-testid={`share-${key}`}>
          {whole === 0 ? '–' : shown(value)}
        </td>,
        <td key={`${key}-bar`} className="pv-bar">
          <ShareBar value={value} low={band?.low ?? null} high={band?.high ?? null} />
        </td>,
      ])}
    </>
  );
}

/** Methods in use of the four, as squares and as a number. */
export function Methods({ count }: { readonly count: number }) {
  const t = useText();
  return (
    <span className="pv-methods" data-few={count < leastMethods || undefined}>
      {[1, 2, 3, 4].map((one) => (
        <i key={one} data-on={one <= count || undefined} aria-hidden />
      ))}
      {t('province.methods-of', { n: count })}
    </span>
  );
}

export function Heard({ at, now }: { readonly at: number | null; readonly now: number }) {
  const t = useText();
  const silent = isSilent(at, now);
  return (
    <span className="pv-state" data-tone={silent ? 'amber' : 'green'}>
      {silent ? <IconClock {...icon} /> : <IconCircleCheck {...icon} />}
      {at === null ? t('province.heard.never') : preciseAgeOf(t, at, now)}
    </span>
  );
}

/** Entries a counter has not sent, and how old the oldest of them is. */
export function Waiting({
  waiting,
  since,
  now,
}: {
  readonly waiting: number | null;
  readonly since: number | null;
  readonly now: number;
}) {
  const t = useText();
  if (waiting === null) return t('province.waiting.unknown');
  return (
    <>
      {plainAmount(waiting)}
      {since === null ? null : (
        <small>{t('province.waiting.oldest', { age: preciseAgeOf(t, since, now) })}</small>
      )}
    </>
  );
}

export function Chain({ whole }: { readonly whole: boolean | null }) {
  const t = useText();
  if (whole === null) return <span className="pv-quiet">{t('province.chain.none')}</span>;
  return (
    <span className="pv-state" data-tone={whole ? 'green' : 'red'}>
      {whole ? <IconCircleCheck {...icon} /> : <IconUnlink {...icon} />}
      {t(whole ? 'province.chain.whole' : 'province.chain.broken')}
    </span>
  );
}

const methodIcons: Readonly<Record<string, ReactNode>> = {
  qr: <IconQrcode {...icon} />,
  card: <IconCreditCard {...icon} />,
  'mobile-money': <IconDeviceMobile {...icon} />,
  website: <IconWorld {...icon} />,
};

export function MethodIcon({ method }: { readonly method: string }) {
  return methodIcons[method] ?? <IconHelp {...icon} />;
}

/** A choice among few, with its label. */
export function Choice({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: TextKey;
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
  readonly onChange: (value: string) => void;
}) {
  const t = useText();
  return (
    <select
      className="pv-select"
      aria-label={t(label)}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {options.map(([key, words]) => (
        <option key={key} value={key}>
          {words}
        </option>
      ))}
    </select>
  );
}

/** Tier and urban or not, as far as the facility has told. */
export function useStanding(): (of: {
  kind: 'hospital' | 'school';
  tier: string | null;
  urban: boolean | null;
}) => string {
  const t = useText();
  return ({ kind, tier, urban }) =>
    [
      t(`province.kind-word.${kind}`),
      ...(tier === null || kind === 'school'
        ? []
        : [t(keyFor('province.tier', tier, 'province.tier.other'))]),
      ...(urban === null ? [] : [t(urban ? 'province.urban' : 'province.rural')]),
    ].join(', ');
}
