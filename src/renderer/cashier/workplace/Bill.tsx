import { IconLock } from '@tabler/icons-react';
import type { TextKey } from '../../../shared/i18n/translate.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { dong } from '../../ui/money.ts';
import { Say, useText } from '../../ui/text.tsx';
import { useHouse } from '../frame/Frame.tsx';
import { BillTable } from './BillTable.tsx';
import { choicesAsTyped } from './billState.ts';
import type { TakingCard } from './cardState.ts';
import { type ChargingCard, cardNow } from './chargeState.ts';
import { chargeable, leftAfter, receiptCount } from './figures.ts';
import type { AskingMobile } from './mobileState.ts';
import { PayerHead } from './PayerHead.tsx';
import { isDeposit } from './people.ts';
import type { PayingByCode } from './qrState.ts';
import type { Billing, TakingCash } from './state.ts';
import type { WorkplaceStore } from './useWorkplace.ts';

/** The middle while a bill is open: payer, lines, what is chosen and what stays owed. */
export function Bill({ state, store }: { readonly state: Billing; readonly store: WorkplaceStore }) {
  const t = useText();
  const { payer, held } = state;
  const { front } = useHouse().view;
  const choices = choicesAsTyped(state);
  const all = payer.lines.filter(chargeable).length;
  const chosen = choices.filter((choice) => choice.taken).length;
  const left = leftAfter(payer.lines, choices);
  const deposit = payer.lines.some(isDeposit);
  return (
    <div className="qt-middle-bill qt-fade">
      <PayerHead
        payer={payer}
        payerName={state.payerName}
        payerAddress={state.payerAddress}
        filling={state.filling}
        editable={held === null}
        begin={(field) => store.send({ is: 'filling', field })}
        fill={(field, text) => store.send({ is: 'filled', field, text })}
      />
      {held === null ? null : (
        <p className="qt-locked">
          <IconLock size={18} stroke={1.9} />
          <span>
            <Say
              k={(front?.received ?? 0) > 0 ? 'qr.locked.money' : deposit ? 'deposit.locked' : 'bill.resumed'}
              params={{ amount: dong(front?.received ?? 0) }}
            />
          </span>
        </p>
      )}
      <BillTable
        payer={payer}
        choices={choices}
        hand={{
          cursor: state.cursor,
          edit: state.edit,
          fixed: held !== null,
          toggle: (line) => store.send({ is: 'take', taken: 'toggle', line }),
          moveTo: (to) => store.send({ is: 'cursor', to }),
          type: (digits) => store.send({ is: 'edit', digits }),
        }}
      />
      <footer className="qt-foot">
        {all === 0 ? (
          <span>{t('bill.nothing-owed')}</span>
        ) : deposit ? null : (
          <>
            <span>
              <Say k="bill.chosen" params={{ chosen, all }} />
            </span>
            <span>
              <Say k="bill.after" params={{ amount: dong(left) }} />
            </span>
          </>
        )}
        {held === null && all > 0 ? (
          <span className="qt-foot-keys">
            <KeyCap chord="ArrowLeft" />
            {t('bill.keys.drop')}
            <KeyCap chord="ArrowRight" />
            {t('bill.keys.take')}
            <KeyCap chord="Ctrl+E" />
            {t('bill.keys.edit')}
          </span>
        ) : null}
      </footer>
    </div>
  );
}

/** The middle while money is being taken: the same lines, locked. */
export function LockedBill({
  state,
}: {
  readonly state: TakingCash | TakingCard | ChargingCard | AskingMobile | PayingByCode;
}) {
  const { payer, choices } = state;
  const { front } = useHouse().view;
  const held = (front?.received ?? 0) > 0;
  const ussd = state.at === 'qr' && state.qr.ussd !== null;
  const byCode = ussd ? 'mobile.locked' : 'qr.locked';
  const asked: TextKey = (() => {
    if (state.at === 'card') return 'card.locked';
    if (state.at === 'cash') return 'cash.locked';
    return state.at === 'charge' ? `card.locked.${cardNow(state.card, front).phase}` : byCode;
  })();
  const locked = held && state.at !== 'charge' ? 'qr.locked.money' : asked;
  const taken = new Set(choices.filter((choice) => choice.taken).map((choice) => choice.bill));
  const shown = { ...payer, lines: payer.lines.filter((line) => taken.has(line.bill)) };
  const left = leftAfter(payer.lines, choices);
  return (
    <div className="qt-middle-bill">
      <PayerHead
        payer={payer}
        payerName={state.payerName}
        payerAddress={state.payerAddress}
        filling={null}
        editable={false}
        begin={() => undefined}
        fill={() => undefined}
      />
      {state.at === 'mobile' ? null : (
        <p className="qt-locked">
          <IconLock size={18} stroke={1.9} />
          <span>
            <Say k={locked} params={{ amount: dong(front?.received ?? 0) }} />
          </span>
        </p>
      )}
      <BillTable payer={shown} choices={choices.filter((choice) => choice.taken)} hand={null} />
      <footer className="qt-foot">
        <span>
          <Say
            k={payer.lines.some(isDeposit) ? 'deposit.locked.foot' : 'cash.summary'}
            params={{ lines: taken.size, receipts: receiptCount(payer.lines, choices) }}
          />
        </span>
        <span className="qt-foot-end">
          <Say k="cash.after" params={{ amount: dong(left) }} />
        </span>
      </footer>
    </div>
  );
}
