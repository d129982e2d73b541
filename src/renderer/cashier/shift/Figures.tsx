import { keyFor } from '../../../shared/i18n/translate.ts';
import type { ShiftFigures } from '../../../shared/rpc/contract.ts';
import { dong, percent, plainAmount, signedAmount } from '../../ui/money.ts';
import { Say, type TextOf, useText } from '../../ui/text.tsx';

/**
 * The sum that leads from the float to what the book expects, and what was counted, once it was. Zero lines are left out.
 */
export function CashSum(props: { readonly figures: ShiftFigures; readonly counted: number | null }) {
  const { figures, counted } = props;
  const t = useText();
  const cashCount = figures.byMethod.find((row) => row.method === 'cash')?.count ?? 0;
  const rows = [
    [t('result.float'), figures.openingFloat, true],
    [t('result.received.count', { n: cashCount }), figures.cashReceived, true],
    [t('result.returned'), -figures.cashReturned, false],
    [t('result.refunded'), -figures.cashRefunded, false],
    [t('result.pay-in'), figures.payIn, false],
    [t('result.pay-out'), -figures.payOut, false],
    [t('result.drops'), -figures.safeDrops, false],
  ] as const;
  return (
    <dl className="qt-cash-sum">
      {rows
        .filter(([, amount, always]) => always || amount !== 0)
        .map(([label, amount]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{plainAmount(amount)}</dd>
          </div>
        ))}
      <div data-sum="">
        <dt>{t('result.expected')}</dt>
        <dd data-testid="expected">{dong(figures.expectedCash)}</dd>
      </div>
      {counted === null ? null : (
        <div data-sum="">
          <dt>{t('result.counted')}</dt>
          <dd data-testid="counted">{dong(counted)}</dd>
        </div>
      )}
    </dl>
  );
}

const colours: Readonly<Record<string, string>> = {
  cash: 'var(--chart-cash)',
  qr: 'var(--chart-qr)',
  card: 'var(--chart-card)',
  'mobile-money': 'var(--chart-mobile)',
  website: 'var(--chart-website)',
};

function colourOf(method: string): string {
  return colours[method.replace(/-(keyed|accepted)$/, '')] ?? 'var(--chart-website)';
}

/** Numbers of the shift, one line for each series; the series is named only beside another one. */
function receiptRanges(t: TextOf, { receipts }: ShiftFigures): readonly string[] {
  if (receipts.length === 0) return [t('result.receipts.none')];
  return receipts.map(({ series, first, last, voided }) => {
    const range = { first, last, voided: String(voided) };
    return receipts.length === 1
      ? t('result.receipts', range)
      : t('result.receipts.of', { series, ...range });
  });
}

/** What the fee groups come to, with what leads from the receipts to the money: the same as all methods together. */
export function groupsTotal(
  figures: Pick<ShiftFigures, 'byGroup' | 'rounding' | 'apartFromReceipts'>,
): number {
  const { byGroup, rounding, apartFromReceipts } = figures;
  return byGroup.reduce((sum, row) => sum + row.amount, rounding + apartFromReceipts);
}

/** What came in by method: a bar to look at, a table to read. */
export function MethodTable({ figures }: { readonly figures: ShiftFigures }) {
  const t = useText();
  const rows = figures.byMethod;
  const sum = (part: typeof rows) => ({
    count: part.reduce((total, row) => total + row.count, 0),
    amount: part.reduce((total, row) => total + row.amount, 0),
  });
  const all = sum(rows);
  const cashless = sum(rows.filter((row) => row.method !== 'cash'));
  const share = percent(cashless.amount, all.amount);
  return (
    <section className="qt-methods-table">
      <header>
        <h2>{t('result.summary')}</h2>
        <span>
          {receiptRanges(t, figures).map((range) => (
            <span key={range}>{range}</span>
          ))}
        </span>
      </header>
      {all.amount <= 0 ? null : (
        <>
          <div className="qt-stack" aria-hidden>
            {rows
              .filter((row) => row.amount > 0)
              .map((row) => (
                <i key={row.method} style={{ flexGrow: row.amount, background: colourOf(row.method) }} />
              ))}
          </div>
          <p className="qt-stack-words">
            <span>
              {t('result.cash-share', { percent: percent(all.amount - cashless.amount, all.amount) })}
            </span>
            <span>
              <Say k="result.cashless-share" params={{ percent: share }} />
              {' · '}
              <Say k="result.cashless-count" params={{ percent: percent(cashless.count, all.count) }} />
            </span>
          </p>
        </>
      )}
      <table>
        <thead>
          <tr>
            <th scope="col">{t('result.method')}</th>
            <th scope="col">{t('result.count')}</th>
            <th scope="col">{t('result.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.method}>
              <th scope="row">
                <i aria-hidden style={{ background: colourOf(row.method) }} />
                {t(keyFor('method', row.method, 'method.other'))}
              </th>
              <td>{row.count}</td>
              <td>{plainAmount(row.amount)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('result.cashless')}</th>
            <td>{cashless.count}</td>
            <td>{plainAmount(cashless.amount)}</td>
          </tr>
          <tr>
            <th scope="row">{t('result.total')}</th>
            <td>{all.count}</td>
            <td data-testid="shift-total">{dong(all.amount)}</td>
          </tr>
        </tfoot>
      </table>
      {figures.byGroup.length === 0 ? null : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('result.by-group')}</th>
              <th scope="col">{t('result.lines')}</th>
              <th scope="col">{t('result.amount')}</th>
            </tr>
          </thead>
          <tbody>
            {figures.byGroup.map((row) => (
              <tr key={row.group}>
                <th scope="row">{row.group}</th>
                <td>{row.count}</td>
                <td>{plainAmount(row.amount)}</td>
              </tr>
            ))}
            {(
              [
                ['result.rounding', figures.rounding],
                ['result.apart', figures.apartFromReceipts],
              ] as const
            )
              .filter(([, amount]) => amount !== 0)
              .map(([key, amount]) => (
                <tr key={key} data-step="">
                  <th scope="row">{t(key)}</th>
                  <td />
                  <td>{signedAmount(amount)}</td>
                </tr>
              ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('result.total')}</th>
              <td />
              <td data-testid="groups-total">{dong(groupsTotal(figures))}</td>
            </tr>
          </tfoot>
        </table>
      )}
    </section>
  );
}
