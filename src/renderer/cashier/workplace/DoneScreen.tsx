import { IconCheck } from '@tabler/icons-react';
import { keyFor } from '../../../shared/i18n/translate.ts';
import { amountInWords } from '../../../shared/money/index.ts';
import type { ReceiptView } from '../../../shared/rpc/contract.ts';
import { Amount } from '../../ui/Amount.tsx';
import { PrimaryAction } from '../../ui/actions.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { dong, signedDong } from '../../ui/money.ts';
import { Say, useText } from '../../ui/text.tsx';
import { PaperFacts, unprinted } from './PaperFacts.tsx';
import { ReceiptPaper } from './ReceiptPaper.tsx';
import type { Done } from './state.ts';
import type { Printing } from './usePrinting.ts';

/** The middle after a payment: the paper's picture and the three facts. */
export function DoneMiddle({
  state,
  receipt,
  printing,
}: {
  readonly state: Done;
  readonly receipt: ReceiptView;
  readonly printing: Printing;
}) {
  const t = useText();
  const all = state.collected.receipts.length;
  return (
    <div className="qt-done qt-fade">
      <div className="qt-done-paper">
        <ReceiptPaper receipt={receipt} />
      </div>
      <div>
        {all === 1 ? null : (
          <p className="qt-done-which">
            <span>{t('done.which', { n: state.shown + 1, all })}</span>
            <KeyCap chord="ArrowUp" />
            <KeyCap chord="ArrowDown" />
            <span>{t('done.which.keys')}</span>
          </p>
        )}
        <PaperFacts receipt={receipt} printing={printing} />
      </div>
    </div>
  );
}

/** What other ways than cash paid of these receipts. */
function cashlessOf(receipts: readonly ReceiptView[]): readonly (readonly [string, number])[] {
  const sums = new Map<string, number>();
  for (const { method, amount } of receipts.flatMap((receipt) => receipt.tenders)) {
    if (method !== 'cash') sums.set(method, (sums.get(method) ?? 0) + amount);
  }
  return [...sums];
}

/** The right side after a payment: done, and the change that stays until the next person is opened. */
export function DoneSide({
  state,
  receipt,
  next,
}: {
  readonly state: Done;
  readonly receipt: ReceiptView;
  readonly next: () => void;
}) {
  const t = useText();
  const { collected } = state;
  const rounding = collected.receipts.reduce((sum, one) => sum + one.rounding, 0);
  const taken = collected.receipts.reduce((sum, one) => sum + one.total, rounding);
  const cashless = cashlessOf(collected.receipts);
  return (
    <>
      <section className="qt-done-head" role="status">
        <i aria-hidden>
          <IconCheck size={28} stroke={2.2} />
        </i>
        <div>
          <b>{t('done.title')}</b>
          <span>{t('done.series', { series: receipt.series })}</span>
        </div>
        <div>
          <span>{t('done.number')}</span>
          <strong data-testid="receipt-number">{receipt.number}</strong>
        </div>
      </section>
      <div className="qt-work">
        <dl className="qt-sums">
          <div>
            <dt>{t('done.total')}</dt>
            <dd>{dong(taken)}</dd>
          </div>
          {rounding === 0 ? null : (
            <div data-small="">
              <dt>{t('done.rounded')}</dt>
              <dd>
                {t('done.rounded.sum', { total: dong(taken - rounding), rounding: signedDong(rounding) })}
              </dd>
            </div>
          )}
          {cashless.map(([method, amount]) => (
            <div key={method}>
              <dt>{t(keyFor('method', method, 'method.transfer'))}</dt>
              <dd>{dong(amount)}</dd>
            </div>
          ))}
          {collected.given === 0 ? null : (
            <div>
              <dt>{t('done.given')}</dt>
              <dd>{dong(collected.given)}</dd>
            </div>
          )}
        </dl>
        {collected.given === 0 ? null : (
          <section className="qt-change">
            <div>
              <b>{t('done.change')}</b>
            </div>
            <Amount amount={collected.change} size="change" id="change" />
            <p>{collected.change === 0 ? t('done.change.none') : amountInWords(collected.change)}</p>
          </section>
        )}
        <div className="qt-work-end">
          <p className="qt-advice">
            <Say
              k={
                unprinted(receipt)
                  ? 'done.advice.unprinted'
                  : collected.given === 0
                    ? 'qr.done.advice'
                    : 'done.advice'
              }
            />
          </p>
        </div>
      </div>
      <div className="qt-action">
        <PrimaryAction label={t('done.next')} chord="Enter" run={next} />
      </div>
    </>
  );
}
