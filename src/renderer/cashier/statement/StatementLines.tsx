import type { StatementLineView, StatementPreview } from '../../../shared/rpc/statements.ts';
import { dong } from '../../ui/money.ts';
import { useText } from '../../ui/text.tsx';

/** Of more lines only the first are shown. */
const mostLines = 300;

function Line(props: {
  readonly line: StatementLineView;
  readonly broken: boolean;
  readonly twice: boolean;
  readonly turn: () => void;
}) {
  const { line, broken, twice, turn } = props;
  const t = useText();
  const how = line.how === null || line.fate !== 'matched' ? null : t(`statement.how.${line.how}`);
  return (
    <tr data-fate={line.fate} data-broken={broken ? '' : undefined}>
      <td>{line.row}</td>
      <td>{line.date.split('-').reverse().join('/')}</td>
      <td>
        <span>{line.content}</span>
        {line.otherName === null ? null : <small>{line.otherName}</small>}
      </td>
      <td>
        <b>{t(`statement.fate.${line.fate}`)}</b>
        {how === null ? null : <small>{how}</small>}
        {line.fate === 'probably-same' ? (
          <label>
            <input type="checkbox" checked={twice} onChange={turn} /> {t('statement.twice')}
          </label>
        ) : null}
      </td>
      <td data-sum="">
        {line.fate === 'debit' ? '−' : ''}
        {dong(line.amount)}
      </td>
    </tr>
  );
}

/** What each line of a statement would do, first those that need a person's eye. */
export function StatementLines(props: {
  readonly preview: StatementPreview;
  readonly also: ReadonlySet<number>;
  readonly turn: (row: number) => void;
}) {
  const { preview, also, turn } = props;
  const t = useText();
  const { accounts, lines } = preview;
  const broken = new Set(accounts.flatMap(({ brokenRow }) => brokenRow ?? []));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled by the keys
    <div className="qt-statement-lines" tabIndex={0}>
      <table className="qt-import-table">
        <thead>
          <tr>
            <th scope="col">{t('statement.row')}</th>
            <th scope="col">{t('statement.date')}</th>
            <th scope="col">{t('statement.content')}</th>
            <th scope="col">{t('statement.fate')}</th>
            <th scope="col" data-sum="">
              {t('statement.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line
              key={line.row}
              line={line}
              broken={broken.has(line.row)}
              twice={also.has(line.row)}
              turn={() => turn(line.row)}
            />
          ))}
        </tbody>
      </table>
      {lines.length >= mostLines ? <p>{t('statement.more', { n: lines.length })}</p> : null}
    </div>
  );
}
