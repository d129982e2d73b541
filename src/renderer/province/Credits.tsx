import { unmatched } from '../../shared/province/answers.ts';
import { dong } from '../ui/money.ts';
import { useText } from '../ui/text.tsx';
import { ageOf, dateOf, timeOf } from '../ui/time.ts';
import { ListPlace } from './ListPlace.tsx';
import { hrefOf } from './place.ts';
import { useRead } from './useRead.ts';

const providers: Readonly<Record<string, string>> = {
  vietqr: 'VietQR.vn',
  sepay: 'SePay',
  casso: 'Casso',
  payos: 'payOS',
};

const columns = [
  ['province.col.facility'],
  ['province.col.age'],
  ['province.col.paid'],
  ['province.col.sum', 'number'],
  ['province.col.account'],
  ['province.col.reference'],
  ['province.col.from'],
] as const;

/** Credits nobody has matched, the oldest first. */
export function Credits({ now }: { readonly now: number }) {
  const t = useText();
  const { value, ...read } = useRead('/v1/unmatched-credits', unmatched);
  return (
    <ListPlace
      title="province.credits.title"
      note="province.credits.note"
      none="province.credits.none"
      {...{ columns, read, rows: value?.credits ?? null }}
    >
      {(one) => (
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
      )}
    </ListPlace>
  );
}
