import type { ReactNode } from 'react';
import type { TextKey } from '../../shared/i18n/translate.ts';
import { useText } from '../ui/text.tsx';
import { FailedNotice, Loading } from './Parts.tsx';
import type { Reading } from './useRead.ts';
import { useRowKeys } from './useRowKeys.ts';

interface ListPlaceProps<Row> {
  readonly title: TextKey;
  readonly note: TextKey;
  /** What stands where there is nothing. */
  readonly none: TextKey;
  /** Names of the columns, and whether figures stand in them. */
  readonly columns: readonly (readonly [TextKey, 'number'?])[];
  readonly read: Omit<Reading<unknown>, 'value'>;
  /** Null until they came. */
  readonly rows: readonly Row[] | null;
  /** Below the table. */
  readonly foot?: ReactNode;
  readonly children: (row: Row) => ReactNode;
}

/** A place that is one wide table; arrows go through its rows. */
export function ListPlace<Row>(props: ListPlaceProps<Row>) {
  const { title, note, none, columns, read, rows, foot, children } = props;
  const t = useText();
  const body = useRowKeys();
  return (
    <div className="pv-place">
      <div className="pv-title">
        <div>
          <h1>{t(title)}</h1>
          <p className="pv-quiet">{t(note)}</p>
        </div>
      </div>
      <FailedNotice failed={read.failed} retry={read.reload} />
      {rows === null ? (
        <Loading />
      ) : rows.length === 0 ? (
        <p className="pv-empty">{t(none)}</p>
      ) : (
        <div className="pv-scroll">
          <table className="pv-table" data-wide>
            <thead>
              <tr>
                {columns.map(([name, kind]) => (
                  <th key={name} className={kind === undefined ? undefined : 'pv-number'}>
                    {t(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody ref={body}>{rows.map(children)}</tbody>
          </table>
          {foot}
        </div>
      )}
    </div>
  );
}
