import { IconCash, IconPencil, IconReceipt } from '@tabler/icons-react';
import { amountInWords, cashRoundingUnits, roundCash } from '../../../shared/money/index.ts';
import { PrimaryAction } from '../../ui/actions.tsx';
import { dong, wordsUnlessZero } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Total } from '../../ui/Total.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useHouse } from '../frame/Frame.tsx';
import { choicesAsTyped, editsTooMuch, heldMoney, sumAskedFor } from './billState.ts';
import { receiptCount, totalOf } from './figures.ts';
import { type Method, Methods, methodReason } from './Methods.tsx';
import { unwrittenOf } from './moreKeys.ts';
import { isDeposit } from './people.ts';
import { type Slipping, Slips, speaksOfSlips } from './Slips.tsx';
import type { Billing, PayerField } from './state.ts';

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

/** Money in hand that came without our code, against what is chosen. */
function InHand({ state, total }: { readonly state: Billing; readonly total: number }) {
  const { credit } = state;
  if (credit === null) return null;
  const over = credit.amount - total;
  return (
    <Notice tone="blue">
      <Say k="credit.in-hand" params={{ amount: dong(credit.amount) }} />
      {over === 0 ? null : (
        <p>
          <Say
            k={over > 0 ? 'credit.in-hand.over' : 'credit.in-hand.short'}
            params={{ amount: dong(Math.abs(over)) }}
          />
        </p>
      )}
    </Notice>
  );
}

/** Why cash asks for another sum than the bill: the facility's own rule. Nothing where it makes no difference. */
function Rounding({ total }: { readonly total: number }) {
  const { cashRounding } = useHouse().view;
  const unit = cashRoundingUnits.find((known) => known === cashRounding);
  if (unit === undefined) return null;
  if (roundCash(total, unit).rounding === 0) return null;
  return (
    <p className="qt-advice qt-rounding">
      <Say k="bill.rounding" params={{ unit: dong(unit) }} />
    </p>
  );
}

interface BillSideProps {
  readonly state: Billing;
  /** A method whose key was pressed although it is off. */
  readonly refused: Method | null;
  readonly sureToUndo: boolean;
  readonly slipping: Slipping;
  readonly choose: (method: Method) => void;
  readonly begin: () => void;
  /** Leads to what the facility asks of the payer. */
  readonly write: (field: PayerField) => void;
  /** Gives the money in hand to the chosen lines. */
  readonly assign: () => void;
  /** Issues the receipts of the collection that is held and covered. */
  readonly issue: () => void;
}

/** The right side of a bill: the total, the ways to pay, the one action. */
export function BillSide(props: BillSideProps) {
  const { state, refused, sureToUndo, slipping, choose, begin, write, assign, issue } = props;
  const t = useText();
  const { view } = useHouse();
  const choices = choicesAsTyped(state);
  const held = heldMoney(state, view.front);
  const received = held?.received ?? 0;
  const funded = held?.funded === true;
  const total = sumAskedFor(state, view.front);
  const covered = held?.covered === true;
  const lines = choices.filter((choice) => choice.taken).length;
  const receipts = receiptCount(state.payer.lines, choices);
  const deposit = state.payer.lines.some(isDeposit);
  const tooMuch = editsTooMuch(state);
  const besides = speaksOfSlips(slipping);
  const cash = view.methods.find((method) => method.method === 'cash');
  const ready = cash?.ready === true;
  const unwritten = unwrittenOf(state, view);
  const nameless = unwritten === 'payerName';
  const off = !ready || lines === 0 || unwritten !== null || tooMuch;
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
      <Total
        label={t(covered ? 'qr.received' : received > 0 ? 'held.left' : 'bill.now')}
        beside={
          lines === 0
            ? undefined
            : deposit
              ? t('deposit.locked.foot')
              : t('bill.receipts', { lines, receipts })
        }
        amount={covered ? received : total}
      >
        {covered
          ? amountInWords(received)
          : received > 0
            ? t(funded ? 'held.funded' : 'held.received', { amount: dong(received) })
            : wordsUnlessZero(total)}
      </Total>
      <div className="qt-work">
        <Methods total={total} choose={choose} />
        <div className="qt-work-end">
          <Slips {...slipping} dropping={sureToUndo} />
          {ready && !covered && !besides ? <Rounding total={total} /> : null}
          {besides ? null : <Sections state={state} />}
          <InHand state={state} total={total} />
          {covered && !(besides && sureToUndo) ? (
            <Notice tone="green" role="status">
              <Say k="held.covered" params={{ amount: dong(received) }} />
            </Notice>
          ) : null}
          {refused === null ? null : (
            <Notice tone="amber" role="alert">
              <Say
                k="bill.method-off"
                params={{ method: t(`method.${refused.method}`), reason: methodReason(t, refused) }}
              />
            </Notice>
          )}
          {unwritten !== null ? (
            <Notice tone="amber" role="alert">
              {t(nameless ? 'bill.payer.missing' : 'bill.address.missing')}
            </Notice>
          ) : null}
          {sureToUndo && slipping.slips.length === 0 ? (
            <Notice tone="amber" role="alert">
              {received > 0 ? (
                <Say k="bill.undo.sure.back" params={{ amount: dong(received) }} />
              ) : (
                <Say k="bill.undo.sure" />
              )}
            </Notice>
          ) : null}
          <FailureNotice failure={state.failure} />
        </div>
      </div>
      <div className="qt-action">
        {covered ? (
          <PrimaryAction
            label={t('qr.issue')}
            chord="Enter"
            busy={state.busy !== null}
            icon={<IconReceipt size={22} stroke={1.9} />}
            run={issue}
          />
        ) : unwritten !== null && state.filling === null ? (
          <PrimaryAction
            label={t(nameless ? 'bill.payer.write' : 'bill.address.write')}
            chord="Enter"
            icon={<IconPencil size={22} stroke={1.9} />}
            run={() => write(unwritten)}
          />
        ) : state.credit !== null ? (
          <PrimaryAction
            label={t('credit.use')}
            chord="Enter"
            off={lines === 0 || unwritten !== null || tooMuch}
            busy={state.busy !== null}
            icon={<IconReceipt size={22} stroke={1.9} />}
            run={assign}
          />
        ) : (
          <PrimaryAction
            label={label}
            chord={state.edit === null && state.filling === null ? 'Enter' : 'F4'}
            off={off}
            busy={state.busy !== null}
            icon={<IconCash size={22} stroke={1.9} />}
            run={begin}
          />
        )}
      </div>
    </>
  );
}
