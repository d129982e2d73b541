import { counters } from '../../shared/province/answers.ts';
import { plainAmount } from '../ui/money.ts';
import { dateOf, timeOf } from '../ui/time.ts';
import { CounterChain, CounterHeard, CounterName, CounterWaiting } from './CounterCells.tsx';
import { ListPlace } from './ListPlace.tsx';
import { hrefOf } from './place.ts';
import { useRead } from './useRead.ts';

const columns = [
  ['province.col.facility'],
  ['province.col.counter'],
  ['province.col.heard-long'],
  ['province.col.time'],
  ['province.col.waiting', 'number'],
  ['province.col.entries', 'number'],
  ['province.col.head'],
  ['province.col.chain'],
] as const;

/** Every counter: last contact, what waits there, where its journal stands here. */
export function Counters({ now }: { readonly now: number }) {
  const { value, ...read } = useRead('/v1/counters', counters);
  return (
    <ListPlace
      title="province.counters.title"
      note="province.counters.note"
      none="province.counters.none"
      {...{ columns, read, rows: value?.counters ?? null }}
    >
      {(one) => (
        <tr key={one.counter}>
          <td className="pv-name">
            <a href={hrefOf({ is: 'facility', facility: one.facility })}>{one.facilityName}</a>
          </td>
          <CounterName one={one} name={one.name} />
          <CounterHeard one={one} now={now} />
          <td className="pv-quiet">
            {one.lastContactAt === null ? '–' : `${timeOf(one.lastContactAt)}, ${dateOf(one.lastContactAt)}`}
          </td>
          <CounterWaiting one={one} now={now} />
          <td className="pv-number">{one.seq === null ? '–' : plainAmount(one.seq)}</td>
          <CounterChain one={one} />
        </tr>
      )}
    </ListPlace>
  );
}
