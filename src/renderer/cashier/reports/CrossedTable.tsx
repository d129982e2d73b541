import type { CrossedCut, CrossedView } from '../../../shared/rpc/documents.ts';
import { plainAmount } from '../../ui/money.ts';
import { useText } from '../../ui/text.tsx';
import { wayText } from './ways.ts';

/** One cut of báo cáo thu: receipts and money by way of paying; the last row is what every cut adds up to. */
export function CrossedTable(props: {
  readonly view: CrossedView;
  readonly cut: CrossedCut;
  readonly school: boolean;
}) {
  const { view, cut, school } = props;
  const t = useText();
  const rows = view.cuts.find((one) => one.cut === cut)?.rows ?? [];
  const head =
    cut === 'unit' ? (school ? 'reports.cut.class' : 'reports.cut.ward') : (`reports.cut.${cut}` as const);
  const cells = (row: CrossedView['total']) => (
    <>
      <td>{plainAmount(row.count)}</td>
      {view.methods.map(({ key }, index) => (
        <td key={key}>{row.amounts[index] === 0 ? '–' : plainAmount(row.amounts[index] ?? 0)}</td>
      ))}
      <td>
        <b>{plainAmount(row.total)}</b>
      </td>
    </>
  );
  return (
    <table className="qt-report" data-testid={`crossed-${cut}`}>
      <thead>
        <tr>
          <th scope="col">{t(head)}</th>
          <th scope="col">{t('reports.column.papers')}</th>
          {view.methods.map(({ key, label }) => (
            <th scope="col" key={key}>
              {wayText(t, key, label)}
            </th>
          ))}
          <th scope="col">{t('reports.total')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.label}</th>
            {cells(row)}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('reports.total')}</th>
          {cells(view.total)}
        </tr>
      </tfoot>
    </table>
  );
}
