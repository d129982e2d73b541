import { keyFor } from '../../../shared/i18n/translate.ts';
import type { ReceiptView } from '../../../shared/rpc/contract.ts';
import { dong, plainAmount } from '../../ui/money.ts';
import { Say, useText } from '../../ui/text.tsx';
import { dateOf, timeOf } from '../../ui/time.ts';
import { useHouse } from '../frame/Frame.tsx';

function Row({
  label,
  value,
  strong,
}: {
  readonly label: string;
  readonly value: string;
  readonly strong?: boolean;
}) {
  return (
    <div>
      <span>{label}</span>
      {strong ? <b>{value}</b> : <span>{value}</span>}
    </div>
  );
}

/** A picture of the paper, so that cashier and payer compare the same thing. */
export function ReceiptPaper({ receipt }: { readonly receipt: ReceiptView }) {
  const t = useText();
  const { gate, view } = useHouse();
  const { address, budgetCode } = view.paperHead;
  const erased = t('paper.private');
  // As on the paper: of a payment for several receipts each says its own cash, given and change are told once.
  const shared = receipt.cashUsed > 0 && receipt.cashUsed < receipt.given - receipt.change;
  const cash = shared ? receipt.cashUsed : receipt.given;
  return (
    <section className="qt-paper" aria-label={t('paper.label')}>
      <header>
        <b>{gate.facilityName.toLocaleUpperCase('vi')}</b>
        <span>{address}</span>
        {budgetCode === '' ? null : <span>{t('setup.preview.budget-code', { code: budgetCode })}</span>}
        <strong>{t('paper.title')}</strong>
        <span>
          <Say k="paper.series" params={{ series: receipt.series, number: receipt.number }} />
        </span>
        <span>{t('paper.at', { time: timeOf(receipt.issuedAt), date: dateOf(receipt.issuedAt) })}</span>
        {gate.ledgerKind === 'training' ? <b>{t('paper.training')}</b> : null}
        {receipt.state === 'void' ? <b className="qt-wrong">{t('paper.void')}</b> : null}
      </header>
      <div className="qt-paper-part">
        <Row label={t('paper.payer')} value={receipt.payerName ?? erased} strong />
        {receipt.beneficiaryName === null ? null : (
          <Row label={t(`paper.beneficiary.${gate.institution}`)} value={receipt.beneficiaryName} strong />
        )}
        {receipt.code === null ? null : (
          <Row label={t(`paper.code.${gate.institution}`)} value={receipt.code} />
        )}
      </div>
      <div className="qt-paper-part qt-paper-lines">
        {receipt.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an issued receipt never change
          <Row key={index} label={line.name ?? line.group} value={plainAmount(line.amount)} strong />
        ))}
      </div>
      <div className="qt-paper-part">
        <div className="qt-paper-total">
          <b>{t('paper.total')}</b>
          <b>{dong(receipt.total)}</b>
        </div>
        <p>{receipt.words}</p>
      </div>
      <div className="qt-paper-part">
        {receipt.tenders.map((tender) => (
          <Row
            key={tender.method}
            label={
              tender.method === 'cash' && !shared
                ? t('paper.cash')
                : t(keyFor('method', tender.method, 'method.other'))
            }
            value={plainAmount(tender.method === 'cash' ? cash : tender.amount)}
          />
        ))}
        {receipt.rounding === 0 ? null : (
          <Row label={t('paper.rounding')} value={plainAmount(receipt.rounding)} />
        )}
        {receipt.given === 0 || shared ? null : (
          <Row label={t('paper.change')} value={plainAmount(receipt.change)} />
        )}
        {shared ? <p>{t('paper.cash.shared')}</p> : null}
      </div>
      <div className="qt-paper-sign">
        <span>{t('paper.sign.payer')}</span>
        <span>
          {t('paper.sign.cashier')}
          <b>{receipt.cashierName}</b>
        </span>
      </div>
    </section>
  );
}
