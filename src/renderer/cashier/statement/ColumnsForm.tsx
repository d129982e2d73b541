import { NativeSelect } from '@mantine/core';
import type { StatementColumnsSaid } from '../../../shared/journal/index.ts';
import { useText } from '../../ui/text.tsx';

type Role = StatementColumnsSaid[number]['role'];

const roles = ['date', 'credit', 'debit', 'amount', 'content', 'reference', 'other-name', 'balance'] as const;

/** Whether a file could be read by these columns: a day, and money that comes in. */
export function columnsSuffice(columns: StatementColumnsSaid): boolean {
  const has = (role: Role): boolean => columns.some((one) => one.role === role);
  return has('date') && (has('credit') || has('amount'));
}

/** What stands in a column, by preference in a row with many cells: that is a transaction, and no title. */
function sampleOf(rows: readonly (readonly string[])[], column: number): string {
  const filled = (row: readonly string[]): number => row.filter((cell) => cell !== '').length;
  const fullest = [...rows].sort((one, other) => filled(other) - filled(one));
  return fullest.find((row) => (row[column] ?? '') !== '')?.[column] ?? '';
}

interface ColumnsFormProps {
  readonly rows: readonly (readonly string[])[];
  readonly columns: StatementColumnsSaid;
  readonly change: (columns: StatementColumnsSaid) => void;
}

/** A file without a header: a person says once which column is what. */
export function ColumnsForm({ rows, columns, change }: ColumnsFormProps) {
  const t = useText();
  const width = Math.max(0, ...rows.map((row) => row.length));
  const numbers = Array.from({ length: width }, (_, column) => column);
  const choices = [
    { value: '', label: t('statement.columns.none') },
    ...numbers.map((column) => ({
      value: String(column),
      label: t('statement.columns.nth', { n: column + 1, sample: sampleOf(rows, column).slice(0, 24) }),
    })),
  ];
  return (
    <div className="qt-statement-columns">
      <h2>{t('statement.columns')}</h2>
      <p>{t('statement.columns.note')}</p>
      <div>
        {roles.map((role, index) => (
          <NativeSelect
            key={role}
            label={t(`statement.role.${role}`)}
            autoFocus={index === 0}
            value={String(columns.find((one) => one.role === role)?.column ?? '')}
            data={choices}
            onChange={(event) => {
              const { value } = event.currentTarget;
              const others = columns.filter((one) => one.role !== role);
              change(value === '' ? others : [...others, { role, column: Number(value) }]);
            }}
          />
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by the keys */}
      <div className="qt-statement-rows" tabIndex={0}>
        <table className="qt-import-table">
          <thead>
            <tr>
              {numbers.map((column) => (
                <th key={column} scope="col">
                  {column + 1}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of one file do not move
              <tr key={index}>
                {numbers.map((column) => (
                  <td key={column}>{row[column] ?? ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
