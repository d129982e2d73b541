import { IconPrinter } from '@tabler/icons-react';
import type { ReceiptView } from '../../../shared/rpc/contract.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { dong, signedDong } from '../../ui/money.ts';
import { useText } from '../../ui/text.tsx';
import { timeOf } from '../../ui/time.ts';

/** The payment before, at the right of the idle screen: people come back to ask about their change. */
export function LastReceipt({
  receipt,
  busy,
  print,
}: {
  readonly receipt: ReceiptView;
  readonly busy: boolean;
  readonly print: () => void;
}) {
  const t = useText();
  const { number, total, given, change, rounding, cashUsed } = receipt;
  // Given less change, so that the three amounts add up; the receipt's own total stands beside its number.
  const taken = given > 0 ? given - change : total;
  const receiptLabel =
    taken === total
      ? t('last.receipt')
      : rounding === 0
        ? t('last.receipt.of', { number })
        : t('last.receipt.rounded', { number, rounding: signedDong(rounding) });
  return (
    <section className="qt-last" aria-label={t('last.title')}>
      <div>
        <b>{t('last.title')}</b>
        <span>{timeOf(receipt.issuedAt)}</span>
      </div>
      <div>
        <span className="qt-cut">{receipt.payerName ?? ''}</span>
        <b>{dong(taken)}</b>
      </div>
      {given > 0 ? (
        <div>
          <span>
            {change > 0
              ? t(cashUsed < taken ? 'last.given.several' : 'last.given', { given: dong(given) })
              : t('last.exact')}
          </span>
          <b>{change > 0 ? dong(change) : ''}</b>
        </div>
      ) : null}
      <div>
        <span>{receiptLabel}</span>
        <b>{taken === total ? number : dong(total)}</b>
      </div>
      <SecondaryAction
        label={t('last.reprint')}
        chord="F10"
        busy={busy}
        icon={<IconPrinter size={20} stroke={1.9} />}
        run={print}
      />
    </section>
  );
}
