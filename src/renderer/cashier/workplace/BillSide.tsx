import { IconCash } from '@tabler/icons-react';
import { amountInWords } from '../../../shared/money/index.ts';
import { Amount } from '../../ui/Amount.tsx';
import { PrimaryAction } from '../../ui/actions.tsx';
import { dong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useHouse } from '../frame/Frame.tsx';
import { receiptCount, totalOf } from './figures.ts';
import { type Method, Methods, methodReason } from './Methods.tsx';
import { type Billing, choicesAsTyped, editsTooMuch } from './state.ts';

/** How many receipts come out and of what kind, once thu hộ is among the chosen lines. */
function Sections({ state }: { readonly state: Billing }) {
  const { lines } = state.payer;
  const typed = choicesAsTyped(state);
  const part = (onBehalf: boolean) => {
    const choices = typed.filter((_, index) => lines[index]?.onBehalf === onBehalf);
    return { amount: totalOf(choices), n: receiptCount(lines, choices) };
  };
  const own = part(false);
  const onBehalf = part(true);
  const t = useText();
  if (onBehalf.n === 0) return null;
  return (
    <dl className="qt-sections">
      {own.n === 0 ? null : (
        <div>
          <dt>{t('bill.receipts.own', { n: own.n })}</dt>
          <dd>{dong(own.amount)}</dd>
        </div>
      )}
      <div>
        <dt>{t('bill.receipts.on-behalf', { n: onBehalf.n })}</dt>
        <dd>{dong(onBehalf.amount)}</dd>
      </div>
    </dl>
  );
}

interface BillSideProps {
  readonly state: Billing;
  /** A method whose key was pressed although it is off. */
  readonly refused: Method | null;
  readonly sureToUndo: boolean;
  readonly choose: (method: Method) => void;
  readonly begin: () => void;
}

/** The right side of a bill: the total, the ways to pay, the one action. */
export function BillSide({ state, refused, sureToUndo, choose, begin }: BillSideProps) {
  const t = useText();
  const { view } = useHouse();
  const choices = choicesAsTyped(state);
  const total = totalOf(choices);
  const lines = choices.filter((choice) => choice.taken).length;
  const receipts = receiptCount(state.payer.lines, choices);
  const tooMuch = editsTooMuch(state);
  const cash = view.methods.find((method) => method.method === 'cash');
  const ready = cash?.ready === true;
  const nameless = state.payerName.trim() === '';
  const off = !ready || lines === 0 || nameless || tooMuch;
  const reason = cash === undefined ? t('method.off.other') : methodReason(t, cash);
  const label = !ready
    ? t('bill.collect.none', { reason })
    : lines === 0
      ? t('bill.nothing-chosen')
      : tooMuch
        ? t('bill.too-much', { amount: dong(state.payer.lines[state.cursor]?.owed ?? 0) })
        : t('bill.collect.cash');
  return (
    <>
      <section className="qt-total">
        <div>
          <span>{t('bill.now')}</span>
          {lines === 0 ? null : <span>{t('bill.receipts', { lines, receipts })}</span>}
        </div>
        <Amount amount={total} size="total" id="total" />
        <p>{total === 0 ? '' : amountInWords(total)}</p>
      </section>
      <div className="qt-work">
        <Methods total={total} choose={choose} />
        <div className="qt-work-end">
          <Sections state={state} />
          {refused === null ? null : (
            <Notice tone="amber" role="alert">
              <Say
                k="bill.method-off"
                params={{ method: t(`method.${refused.method}`), reason: methodReason(t, refused) }}
              />
            </Notice>
          )}
          {nameless ? (
            <Notice tone="amber" role="alert">
              {t('bill.payer.missing')}
            </Notice>
          ) : null}
          {sureToUndo ? (
            <Notice tone="amber" role="alert">
              <Say k="bill.undo.sure" />
            </Notice>
          ) : null}
          <FailureNotice failure={state.failure} />
        </div>
      </div>
      <div className="qt-action">
        <PrimaryAction
          label={label}
          chord={state.edit === null && !state.editingName ? 'Enter' : 'F4'}
          off={off}
          busy={state.busy !== null}
          icon={<IconCash size={22} stroke={1.9} />}
          run={begin}
        />
      </div>
    </>
  );
}
