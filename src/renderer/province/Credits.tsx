import { unmatched } from '../../shared/province/answers.ts';
import { dong } from '../ui/money.ts';
import { useText } from '../ui/text.tsx';
import { ageOf, dateOf, timeOf } from '../ui/time.ts';
import { FailedNotice, Loading } from './Parts.tsx';
import { hrefOf } from './place.ts';
import { useRead } from './useRead.ts';
import { useRowKeys } from './useRowKeys.ts';

const providers: Readonly<Record<string, string>> = {
  vietqr: 'VietQR.vn',
  sepay: 'SePay',
  casso: 'Casso',
  payos: 'payOS',
};

/** Credits nobody has matched, the oldest first. */
export function Credits({ now }: { readonly now: number }) {
  const t = useText();
  const { value, failed, reload } = useRead('/v1/unmatched-credits', unmatched);
  const body = useRowKeys();
  return (
    <div className="pv-place">
      <div className="pv-title">
        <div>
          <h1>{t('province.credits.title')}</h1>
          <p className="pv-quiet">{t('province.credits.note')}</p>
        </div>
      </div>
      <FailedNotice failed={failed} retry={reload} />
      {value === null ? (
        <Loading />
      ) : value.credits.length === 0 ? (
        <p className="pv-empty">{t('province.credits.none')}</p>
      ) : (
        <div className="pv-scroll">
          <table className="pv-table" data-wide>
            <thead>
              <tr>
                <th>{t('province.col.facility')}</th>
                <th>{t('province.col.age')}</th>
                <th>{t('province.col.paid')}</th>
                <th className="pv-number">{t('province.col.sum')}</th>
                <th>{t('province.col.account')}</th>
                <th>{t('province.col.reference')}</th>
                <th>{t('province.col.from')}</th>
              </tr>
            </thead>
            <tbody ref={body}>
              {value.credits.map((one) => (
                <tr key={one.credit}>
                  <td className="pv-name">
                    <a href={hrefOf({ is: 'facility', facility: one.facility })}>{one.facilityName}</a>
                  </td>
                  <td>{ageOf(t, one.paidAt, now)}</td>
                  <td>
                    {timeOf(one.paidAt)}, {dateOf(one.paidAt)}
                  </td>
                  <td className="pv-number pv-strong">{dong(one.amount)}</td>
                  <td>{one.account}</td>
                  <td>{one.reference}</td>
                  <td>{providers[one.provider] ?? t('province.from.statement')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
