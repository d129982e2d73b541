import { amountInWords } from '../../../shared/money/index.ts';
import type { BalanceView, RefundView } from '../../../shared/rpc/corrections.ts';
import { Facts } from '../../ui/Facts.tsx';
import { dong } from '../../ui/money.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Total } from '../../ui/Total.tsx';
import { Say, type TextOf, useText } from '../../ui/text.tsx';
import { dateOf, timeOf } from '../../ui/time.ts';

/** A row of the list. */
export type Row =
  | { readonly is: 'refund'; readonly key: string; readonly refund: RefundView }
  | { readonly is: 'balance'; readonly key: string; readonly balance: BalanceView };

/** What the right side is about. */
interface Now {
  readonly refund: RefundView | null;
  readonly balance: BalanceView | null;
  readonly paid: RefundView | null;
  readonly needsReference: boolean;
}

/** The one act of the row, in words; off it says what it waits for. */
export function primaryOf(t: TextOf, { refund, balance, paid, needsReference }: Now): string {
  if (paid !== null) return t('refund.paid.next');
  if (balance !== null) return t('refund.ask.balance');
  if (refund === null) return t('refunds.pick');
  if (refund.state === 'requested') return t('refund.approve');
  if (needsReference) return t('refund.missing.reference');
  return t(refund.way === 'cash' ? 'refund.pay.cash' : 'refund.pay.other');
}

/** The cells of one row. */
export function RowCells({ row }: { readonly row: Row }) {
  const t = useText();
  if (row.is === 'balance') {
    const { balance } = row;
    return (
      <>
        <b>{t('refunds.balance')}</b>
        <span>{balance.payerName ?? t('paper.private')}</span>
        <span>
          <em className="qt-tag" data-tone="green">
            {t('refunds.state.balance')}
          </em>
        </span>
        <span className="qt-history-amount">{dong(balance.left)}</span>
      </>
    );
  }
  const { refund } = row;
  return (
    <>
      <b>{t(`refunds.source.${refund.receipt === null ? refund.source : 'receipt'}`)}</b>
      <span>{refund.payeeName ?? t('paper.private')}</span>
      <span>
        <em className="qt-tag" data-tone={refund.state === 'approved' ? 'blue' : 'amber'}>
          {t(`refunds.state.${refund.state}`)}
        </em>
      </span>
      <span className="qt-history-amount">{dong(refund.amount)}</span>
    </>
  );
}

/** The right side of a refund that is not paid: how much, for whom, why, and what the next step needs. */
export function RefundDetail({
  refund,
  lostSlip,
}: {
  readonly refund: RefundView;
  readonly lostSlip: boolean;
}) {
  const t = useText();
  return (
    <>
      <Total label={t('refund.owed')} beside={t(`refunds.state.${refund.state}`)} amount={refund.amount}>
        {amountInWords(refund.amount)}
      </Total>
      <div className="qt-work">
        <Facts
          className="qt-history-who"
          rows={[
            [t('refund.payee'), refund.payeeName],
            [t('refund.way'), t(`refund.way.${refund.way}`)],
            [t('refund.of-receipt'), refund.receiptNumber],
            [t('refund.why'), refund.text],
            [t('refund.asked'), `${refund.askedBy}, ${timeOf(refund.askedAt)} ${dateOf(refund.askedAt)}`],
          ]}
        />
        {refund.otherWay ? (
          <Notice tone="amber">
            <Say k="refund.other-way" />
          </Notice>
        ) : null}
        {lostSlip ? (
          <Notice tone="amber" role="alert">
            <Say k="refund.lost.note" />
          </Notice>
        ) : null}
        {refund.state === 'approved' ? (
          <Notice>
            <Say k={refund.way === 'cash' ? 'refund.pay.cash.note' : 'refund.pay.other.note'} />
          </Notice>
        ) : null}
      </div>
    </>
  );
}

/** The right side of a credit balance. */
export function BalanceDetail({ balance }: { readonly balance: BalanceView }) {
  const t = useText();
  return (
    <>
      <Total label={t('refunds.balance')} beside={dateOf(balance.at)} amount={balance.left}>
        {amountInWords(balance.left)}
      </Total>
      <div className="qt-work">
        <Facts
          className="qt-history-who"
          rows={[
            [t('refunds.balance.of'), balance.payerName],
            [t('refund.way'), t(`refund.way.${balance.way}`)],
            [t('refunds.balance.first'), dong(balance.amount)],
          ]}
        />
        <Notice>
          <Say k="refunds.balance.use" />
        </Notice>
      </div>
    </>
  );
}

/** The right side after a refund was paid: whom to give it to, and its voucher. */
export function Paid({ refund }: { readonly refund: RefundView }) {
  const t = useText();
  return (
    <>
      <Total
        label={t('refund.paid')}
        beside={refund.voucher === null ? '' : t('refund.voucher', { number: refund.voucher })}
        amount={refund.amount}
      >
        {amountInWords(refund.amount)}
      </Total>
      <div className="qt-work">
        <Notice tone="green" role="status">
          <Say
            k={refund.way === 'cash' ? 'refund.paid.cash' : 'refund.paid.other'}
            params={{ amount: dong(refund.amount), name: refund.payeeName ?? '-' }}
          />
        </Notice>
      </div>
    </>
  );
}
