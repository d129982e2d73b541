import { IconPrinter } from '@tabler/icons-react';
import type { ReceiptView } from '../../../shared/rpc/contract.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { dong } from '../../ui/money.ts';
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
  return (
    <section className="qt-last" aria-label={t('last.title')}>
      <div>
        <b>{t('last.title')}</b>
        <span>{timeOf(receipt.issuedAt)}</span>
      </div>
      <div>
        <span className="qt-cut">{receipt.payerName ?? ''}</span>
        <b>{dong(receipt.total)}</b>
      </div>
      {receipt.given > 0 ? (
        <div>
          <span>
            {receipt.change > 0 ? t('last.given', { given: dong(receipt.given) }) : t('last.exact')}
          </span>
          <b>{receipt.change > 0 ? dong(receipt.change) : ''}</b>
        </div>
      ) : null}
      <div>
        <span>{t('last.receipt')}</span>
        <b>{receipt.number}</b>
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
