import { counters } from '../../shared/province/answers.ts';
import { plainAmount } from '../ui/money.ts';
import { useText } from '../ui/text.tsx';
import { dateOf, timeOf } from '../ui/time.ts';
import { Chain, FailedNotice, Heard, Loading } from './Parts.tsx';
import { hrefOf } from './place.ts';
import { useRead } from './useRead.ts';
import { useRowKeys } from './useRowKeys.ts';

/** Every counter: last contact, what waits there, where its journal stands here. */
export function Counters({ now }: { readonly now: number }) {
  const t = useText();
  const { value, failed, reload } = useRead('/v1/counters', counters);
  const body = useRowKeys();
  return (
    <div className="pv-place">
      <div className="pv-title">
        <div>
          <h1>{t('province.counters.title')}</h1>
          <p className="pv-quiet">{t('province.counters.note')}</p>
        </div>
      </div>
      <FailedNotice failed={failed} retry={reload} />
      {value === null ? (
        <Loading />
      ) : value.counters.length === 0 ? (
        <p className="pv-empty">{t('province.counters.none')}</p>
      ) : (
        <div className="pv-scroll">
          <table className="pv-table" data-wide>
            <thead>
              <tr>
                <th>{t('province.col.facility')}</th>
                <th>{t('province.col.counter')}</th>
                <th>{t('province.col.heard-long')}</th>
                <th>{t('province.col.time')}</th>
                <th className="pv-number">{t('province.col.waiting')}</th>
                <th className="pv-number">{t('province.col.entries')}</th>
                <th>{t('province.col.head')}</th>
                <th>{t('province.col.chain')}</th>
              </tr>
            </thead>
            <tbody ref={body}>
              {value.counters.map((one) => (
                <tr key={one.counter}>
                  <td className="pv-name">
                    <a href={hrefOf({ is: 'facility', facility: one.facility })}>{one.facilityName}</a>
                  </td>
                  <td>
                    {one.name}
                    {one.kind === 'accountant-desk' ? <small>{t('province.desk')}</small> : null}
                    {one.state === 'revoked' ? <small>{t('province.revoked')}</small> : null}
                  </td>
                  <td>
                    <Heard at={one.lastContactAt} now={now} />
                  </td>
                  <td className="pv-quiet">
                    {one.lastContactAt === null
                      ? '–'
                      : `${timeOf(one.lastContactAt)}, ${dateOf(one.lastContactAt)}`}
                  </td>
                  <td className="pv-number">
                    {one.waiting === null ? t('province.waiting.unknown') : plainAmount(one.waiting)}
                  </td>
                  <td className="pv-number">{one.seq === null ? '–' : plainAmount(one.seq)}</td>
                  <td className="pv-quiet">
                    {one.hash === null ? '–' : `${one.hash.slice(0, 4)} ${one.hash.slice(4)}`}
                  </td>
                  <td>
                    <Chain whole={one.seq === null ? null : one.fault === null} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
