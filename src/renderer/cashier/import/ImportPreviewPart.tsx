import { NativeSelect } from '@mantine/core';
import { keyFor, type TextKey } from '../../../shared/i18n/translate.ts';
import type { ImportMapping, ImportPreview } from '../../../shared/rpc/contract.ts';
import { Say, useText } from '../../ui/text.tsx';

type Column = keyof ImportMapping['columns'];

const columns: readonly Column[] = [
  'code',
  'name',
  'className',
  'birthDate',
  'gender',
  'address',
  'payerName',
  'visit',
  'identity',
  'billCode',
  'fee',
  'feeGroup',
  'period',
  'amount',
  'paid',
  'note',
  'onBehalf',
];

/** Errors shown at most; the rest is a number. */
const errorsShown = 40;

interface PartProps {
  readonly preview: ImportPreview;
  readonly change: (mapping: ImportMapping) => void;
}

function ColumnChoice({ preview, change }: PartProps) {
  const t = useText();
  const { mapping, headers } = preview;
  const choices = [
    { value: '', label: t('import.columns.none') },
    ...headers.map((header, index) => ({
      value: String(index),
      label: header.trim() === '' ? t('import.columns.number', { n: index + 1 }) : header,
    })),
  ];
  return (
    <section className="qt-import-columns">
      <h2>{t('import.columns')}</h2>
      <div>
        {preview.sheets.length < 2 ? null : (
          <NativeSelect
            label={t('import.sheet')}
            value={mapping.sheet ?? ''}
            data={[...preview.sheets]}
            onChange={(event) => change({ ...mapping, sheet: event.currentTarget.value })}
          />
        )}
        {columns.map((column) => (
          <NativeSelect
            key={column}
            label={t(`import.column.${column}`)}
            value={String(mapping.columns[column] ?? '')}
            data={choices}
            onChange={(event) => {
              const { value } = event.currentTarget;
              const index = value === '' ? null : Number(value);
              change({ ...mapping, columns: { ...mapping.columns, [column]: index } });
            }}
          />
        ))}
      </div>
    </section>
  );
}

function Errors({ preview }: { readonly preview: ImportPreview }) {
  const t = useText();
  if (preview.errors.length === 0) return null;
  const columnName = (column: string | null): string =>
    column === null ? '' : t(keyFor('import.column', column, 'import.columns'));
  return (
    <section className="qt-import-errors">
      <h2>{t('import.errors')}</h2>
      <ul>
        {preview.errors.slice(0, errorsShown).map((error) => (
          <li key={`${error.row} ${error.column} ${error.code}`}>
            <b>
              {error.row === 0 ? t('import.whole-list') : t('import.error.row', { row: String(error.row) })}
            </b>
            <span>{columnName(error.column)}</span>
            <span className="qt-wrong">
              {t(keyFor('row', error.code, 'row.other'), { code: error.code })}
            </span>
            <span className="qt-cut">{error.value}</span>
          </li>
        ))}
      </ul>
      {preview.errors.length > errorsShown || preview.invalid > preview.errors.length ? (
        <p>{t('import.errors.more', { n: Math.min(errorsShown, preview.errors.length) })}</p>
      ) : null}
    </section>
  );
}

/** What a header means, for the head of the sample. */
function meaningOf(mapping: ImportMapping, index: number): TextKey | null {
  const column = columns.find((one) => mapping.columns[one] === index);
  return column === undefined ? null : `import.column.${column}`;
}

function Sample({ preview }: { readonly preview: ImportPreview }) {
  const t = useText();
  return (
    <section className="qt-import-sample">
      <h2 id="qt-import-sample">
        {t('import.sample')}
        <small>
          <Say k="import.sample.keys" />
        </small>
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <section className="qt-import-rows" aria-labelledby="qt-import-sample" tabIndex={0}>
        <table>
          <thead>
            <tr>
              {preview.headers.map((header, index) => {
                const meaning = meaningOf(preview.mapping, index);
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns of a file are known by their place
                  <th key={index} scope="col">
                    {header}
                    <small>{meaning === null ? '' : t(meaning)}</small>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {preview.sample.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file are known by their place
              <tr key={index}>
                {row.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns of a file are known by their place
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

/** What the file would bring: which column is what, errors by row, a few rows as read. */
export function ImportPreviewPart(props: PartProps) {
  return (
    <div className="qt-import-body">
      <ColumnChoice {...props} />
      <Errors preview={props.preview} />
      <Sample preview={props.preview} />
    </div>
  );
}
