import { keyFor } from '../../../shared/i18n/translate.ts';
import type { SyncView } from '../../../shared/rpc/sync.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Say, type TextOf, useText } from '../../ui/text.tsx';
import { ageOf, dateOf, preciseAgeOf, timeOf } from '../../ui/time.ts';
import { useHouse } from '../frame/Frame.tsx';

/** More than this the clocks may not differ (design §7). */
const clockToleranceMs = 60_000;
const minuteMs = 60_000;

function lengthOf(t: TextOf, ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  if (Math.abs(ms) < 2 * minuteMs) return t('sync.seconds', { n: seconds });
  return t('sync.minutes', { n: Math.round(seconds / 60) });
}

function stamp(at: number): string {
  return `${timeOf(at)} ${dateOf(at)}`;
}

function clockWords(t: TextOf, aheadMs: number): string {
  if (Math.abs(aheadMs) <= clockToleranceMs) return t('sync.clock.same');
  return t(aheadMs > 0 ? 'sync.clock.ahead' : 'sync.clock.behind', { age: lengthOf(t, aheadMs) });
}

type Sister = SyncView['sisters'][number];

function sisterWords(t: TextOf, { state, stalled, untilMs }: Sister): string {
  const data = untilMs === null ? t('sync.sister.nothing') : t('sync.sister.until', { time: stamp(untilMs) });
  const more = [
    ...(state === 'revoked' ? [t('sync.sister.revoked')] : []),
    ...(stalled ? [t('sync.sister.stalled')] : []),
  ];
  return [data, ...more].join(' · ');
}

/** Where the counter is enrolled, what waits, and what is known of its sisters. */
export function SyncState({ view }: { readonly view: SyncView }) {
  const t = useText();
  const { now } = useHouse();
  const { enrolled, waiting, sinceMs, heardAt, cases, sisters } = view;
  const rows = [
    ['sync.where', enrolled?.facilityName ?? '–'],
    ['sync.server', enrolled?.url ?? '–'],
    [
      'sync.heard',
      heardAt === null ? t('sync.heard.never') : t('sync.heard.ago', { age: preciseAgeOf(t, heardAt, now) }),
    ],
    [
      'sync.waits',
      waiting === 0
        ? t('sync.waits.none')
        : t('sync.waits.since', { waiting, age: sinceMs === null ? '–' : ageOf(t, sinceMs, now) }),
    ],
    ['sync.clock', clockWords(t, view.clockAheadMs)],
  ] as const;
  return (
    <>
      <p className="qt-sync-state" data-state={view.state}>
        {t(`sync.state.${view.state}`, { waiting })}
      </p>
      <div className="qt-settings-list">
        {rows.map(([label, value]) => (
          <div key={label}>
            <span>{t(label)}</span>
            <b>{value}</b>
          </div>
        ))}
      </div>
      <h3>{t('sync.sisters')}</h3>
      {sisters.length === 0 ? <p>{t('sync.sisters.none')}</p> : null}
      <div className={sisters.length === 0 ? undefined : 'qt-settings-list'}>
        {sisters.map((sister) => (
          <div key={sister.counter}>
            <b>{sister.name}</b>
            <span>{sisterWords(t, sister)}</span>
          </div>
        ))}
      </div>
      {cases.length === 0 ? null : (
        <>
          <h3>{t('sync.cases')}</h3>
          <div className="qt-settings-list">
            {cases.map((one) => (
              <div key={one.id}>
                <b>
                  {t('sync.case', {
                    kind: t(keyFor('sync.case.kind', one.kind, 'sync.case.kind.other')),
                    reason: t(keyFor('sync.case.reason', one.reason, 'sync.case.reason.other'), {
                      code: one.reason,
                    }),
                  })}
                </b>
                <span>{one.about === null ? stamp(one.at) : `${one.about} · ${stamp(one.at)}`}</span>
              </div>
            ))}
          </div>
        </>
      )}
    </>
  );
}

/** What somebody should know or do: what has stopped, a clock that is wrong, a backend that went back. */
export function SyncNotices({ view }: { readonly view: SyncView }) {
  const t = useText();
  const { stops, clockAheadMs, backendWentBack, state } = view;
  return (
    <>
      {stops.length === 0 ? null : <h3 className="qt-settings-aside">{t('sync.stops')}</h3>}
      {stops.map((stop) => (
        <Notice key={stop.what} tone="red" role="alert">
          <b>
            {t(`sync.stop.${stop.what}`)} · {t('sync.stop.since', { time: stamp(stop.at) })}
          </b>
          <p>{stop.say}</p>
          <p>{t('sync.stop.then')}</p>
        </Notice>
      ))}
      {Math.abs(clockAheadMs) > clockToleranceMs ? (
        <Notice tone="amber" role="alert">
          <Say k="sync.clock.warning" params={{ age: lengthOf(t, clockAheadMs) }} />
        </Notice>
      ) : null}
      {backendWentBack ? (
        <Notice tone="blue">
          <Say k="sync.went-back" />
        </Notice>
      ) : null}
      {state === 'offline' ? <Notice tone="amber">{t('rail.network.stays')}</Notice> : null}
    </>
  );
}
