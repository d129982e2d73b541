import { NativeSelect } from '@mantine/core';
import {
  type FeeColumn,
  type ImportMapping,
  type ImportPreview,
  importRoles,
} from '../../../shared/rpc/import.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.tsx';
import { SamplePart } from './LinesPart.tsx';

/** Rows of the file shown below the choices: enough to see whether a column is what it is said to be. */
const rowsBeside = 3;

interface ColumnsProps {
  readonly preview: ImportPreview;
  /** As chosen on the screen, perhaps not yet read with. */
  readonly mapping: ImportMapping;
  readonly change: (mapping: ImportMapping) => void;
}

/** Which column is what: one choice for each thing a list can hold, and the fee columns of a wide list. */
export function ColumnsPart(props: ColumnsProps) {
  const t = useText();
  const { preview, mapping, change } = props;
  const { headers } = preview;
  const wide = mapping.fees.length > 0;
  const roles = importRoles.filter(
    (role) => !wide || !['fee', 'amount', 'feeGroup', 'onBehalf'].includes(role),
  );
  const choices = [
    { value: '', label: t('import.columns.none') },
    ...headers.map((header, index) => ({
      value: String(index),
      label: header.trim() === '' ? t('import.columns.number', { n: index + 1 }) : header,
    })),
  ];
  return (
    <section className="qt-import-columns">
      {preview.remembered ? <Notice tone="blue">{t('import.remembered')}</Notice> : null}
      <div>
        {preview.sheets.length < 2 ? null : (
          <NativeSelect
            label={t('import.sheet')}
            value={mapping.sheet ?? ''}
            data={[...preview.sheets]}
            onChange={(event) => change({ ...mapping, sheet: event.currentTarget.value })}
          />
        )}
        {roles.map((role) => (
          <NativeSelect
            key={role}
            label={t(`import.column.${role}`)}
            value={String(mapping.columns[role] ?? '')}
            data={choices}
            onChange={(event) => {
              const { value } = event.currentTarget;
              const index = value === '' ? null : Number(value);
              change({ ...mapping, columns: { ...mapping.columns, [role]: index } });
            }}
          />
        ))}
      </div>
      <Fixed {...props} />
      {wide ? <Fees {...props} /> : <SamplePart preview={preview} most={rowsBeside} />}
    </section>
  );
}

/** What the title above the table says for every row. */
function Fixed({ mapping }: ColumnsProps) {
  const t = useText();
  const { className, period } = mapping.fixed;
  const told = [
    mapping.columns.className === null && className !== null
      ? `${t('import.fixed.className')}: ${className}`
      : '',
    mapping.columns.period === null && period !== null ? `${t('import.fixed.period')}: ${period}` : '',
  ].filter((text) => text !== '');
  return told.length === 0 ? null : <p className="qt-import-fixed">{told.join(' · ')}</p>;
}

/** The fee columns: taken or not, under which name. A fee the source has not had before says so. */
function Fees({ preview, mapping, change }: ColumnsProps) {
  const t = useText();
  const put = (fee: FeeColumn): void => {
    change({ ...mapping, fees: mapping.fees.map((each) => (each.column === fee.column ? fee : each)) });
  };
  return (
    <section className="qt-import-fees">
      <h2>{t('import.fees')}</h2>
      <p>{t('import.fees.note')}</p>
      <table className="qt-import-table">
        <thead>
          <tr>
            <th scope="col">{t('import.fees.take')}</th>
            <th scope="col">{t('import.fees.name')}</th>
            <th scope="col">{t('import.fees.period')}</th>
            <th scope="col">{t('import.fees.on-behalf')}</th>
          </tr>
        </thead>
        <tbody>
          {mapping.fees.map((fee) => {
            const header = preview.headers[fee.column] ?? '';
            return (
              <tr key={fee.column}>
                <td>
                  <label>
                    <input
                      type="checkbox"
                      checked={fee.take}
                      onChange={(event) => put({ ...fee, take: event.currentTarget.checked })}
                    />
                    <span className="qt-cut">{header}</span>
                  </label>
                </td>
                <td>
                  <input
                    aria-label={`${t('import.fees.name')}: ${header}`}
                    value={fee.fee}
                    disabled={!fee.take}
                    maxLength={200}
                    onChange={(event) => put({ ...fee, fee: event.currentTarget.value })}
                  />
                  {preview.newFees.includes(fee.fee) ? <small>{t('import.fees.new')}</small> : null}
                </td>
                <td>{fee.period ?? mapping.fixed.period ?? ''}</td>
                <td>
                  <input
                    type="checkbox"
                    aria-label={`${t('import.fees.on-behalf')}: ${header}`}
                    checked={fee.onBehalf}
                    disabled={!fee.take}
                    onChange={(event) => put({ ...fee, onBehalf: event.currentTarget.checked })}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
