import { IconArrowUpRight, IconCircleCheck } from '@tabler/icons-react';
import { percent } from '../../ui/money.ts';
import { ShareBar } from '../../ui/ShareBar.tsx';
import { Say, type TextOf, useText } from '../../ui/text.tsx';
import { useHouse } from '../frame/Frame.tsx';

interface ShareProps {
  readonly part: number;
  readonly whole: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly label: string;
  readonly note: string;
  /** How many more cashless payments reach the band; only known for counts. */
  readonly missing: number | null;
}

function verdict(t: TextOf, props: ShareProps) {
  const { low, high, part, whole, missing } = props;
  if (low === null || high === null || whole === 0) return null;
  const value = (part / whole) * 100;
  if (value < low) {
    const points = (low - value).toFixed(1).replace('.', ',');
    const words =
      missing === null ? t('share.below', { points, low }) : t('share.more-needed', { n: missing, low });
    return (
      <p className="qt-share-verdict" data-tone="amber">
        <IconArrowUpRight size={18} stroke={1.9} />
        {words}
      </p>
    );
  }
  return (
    <p className="qt-share-verdict" data-tone="green">
      <IconCircleCheck size={18} stroke={1.9} />
      {t(value > high ? 'share.above' : 'share.inside')}
    </p>
  );
}

function Share(props: ShareProps) {
  const t = useText();
  const share = percent(props.part, props.whole);
  return (
    <div className="qt-share-block">
      <div>
        <b>{props.label}</b>
        <span>{props.note}</span>
        <strong>{`${share} %`}</strong>
      </div>
      <ShareBar value={(props.part / Math.max(1, props.whole)) * 100} low={props.low} high={props.high} />
      {verdict(t, props)}
    </div>
  );
}

/** Cashless payments that are missing to reach the lower target: (c + n) / (all + n) ≥ low. */
export function missingCount(cashless: number, count: number, low: number): number {
  return Math.max(0, Math.ceil((low * count - 100 * cashless) / (100 - low)));
}

function ShareToday() {
  const t = useText();
  const { share } = useHouse().view.rail;
  const { targetLow: low, targetHigh: high } = share;
  if (share.count === 0) return <p className="qt-idle-none">{t('share.none')}</p>;
  const missing = low === null ? null : missingCount(share.cashlessCount, share.count, low);
  return (
    <>
      <Share
        part={share.cashlessCount}
        whole={share.count}
        low={low}
        high={high}
        label={t('share.by-count')}
        note={t('share.by-count.note', { cashless: share.cashlessCount, count: share.count })}
        missing={missing}
      />
      {share.cashlessAmount === null ? (
        <p className="qt-idle-none">{t('share.hidden')}</p>
      ) : (
        <Share
          part={share.cashlessAmount}
          whole={share.amount}
          low={low}
          high={high}
          label={t('share.by-amount')}
          note={t('share.by-amount.note', { count: share.count })}
          missing={null}
        />
      )}
    </>
  );
}

/** Nobody is open: what may be typed, and the day's share. */
export function Idle() {
  const t = useText();
  const { gate, view } = useHouse();
  const { targetLow: low, targetHigh: high } = view.rail.share;
  const examples = [
    ['idle.example.name', 'idle.example.name.note'],
    [`idle.example.code.${gate.institution}`, `idle.example.code.${gate.institution}.note`],
    ...(gate.institution === 'school' ? ([['idle.example.class', 'idle.example.class.note']] as const) : []),
    ['idle.example.receipt', 'idle.example.receipt.note'],
  ] as const;
  return (
    <div className="qt-idle qt-fade">
      <h1>
        {view.shift === null
          ? t('idle.no-shift')
          : view.shift.someoneElses
            ? t('idle.someone-elses', { name: view.shift.cashierName })
            : t('idle.title')}
      </h1>
      <p>
        {view.shift === null ? (
          t('idle.no-shift.note')
        ) : view.shift.someoneElses ? (
          <Say k="idle.someone-elses.note" />
        ) : (
          t('idle.note')
        )}
      </p>
      <h2 className="qt-idle-examples">{t('idle.examples')}</h2>
      <dl>
        {examples.map(([example, note]) => (
          <div key={example}>
            <dt>
              <i>{t(example)}</i>
            </dt>
            <dd>{t(note)}</dd>
          </div>
        ))}
      </dl>
      <section className="qt-idle-share">
        <div className="qt-idle-share-head">
          <h2>{t('share.title')}</h2>
          {low === null || high === null ? null : (
            <span>
              <i aria-hidden />
              {t('share.target', { low, high })}
            </span>
          )}
        </div>
        <ShareToday />
      </section>
    </div>
  );
}
