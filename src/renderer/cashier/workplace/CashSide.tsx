import { useEffect, useRef } from 'react';
import { amountInWords, changeNotes } from '../../../shared/money/index.ts';
import { Amount } from '../../ui/Amount.tsx';
import { keepFocus, PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { ariaChord } from '../../ui/KeyCap.tsx';
import { MoneyField } from '../../ui/MoneyField.tsx';
import { dong, plainAmount, signedDong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Total } from '../../ui/Total.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useHouse } from '../frame/Frame.tsx';
import { methodChord } from './Methods.tsx';
import { isDeposit } from './people.ts';
import { changeOf, doubtfulChange, type TakingCash } from './state.ts';

/** Quick notes and their keys. */
export const quickNotes = [
  { chord: 'Ctrl+5', amount: 500_000, face: '500.000' },
  { chord: 'Ctrl+2', amount: 200_000, face: '200.000' },
  { chord: 'Ctrl+1', amount: 100_000, face: '100.000' },
  { chord: 'Ctrl+0', amount: 50_000, face: '50.000' },
] as const;

function HandOver({ change }: { readonly change: number }) {
  const t = useText();
  const { notes, remainder } = changeNotes(change);
  return (
    <ul className="qt-notes">
      {notes.map((note) => (
        <li key={note.denomination}>
          <Say
            k="cash.notes"
            params={{ count: `<b>${note.count}</b>`, denomination: plainAmount(note.denomination) }}
          />
        </li>
      ))}
      {remainder === 0 ? null : <li>{t('cash.notes.rest', { amount: dong(remainder) })}</li>}
    </ul>
  );
}

function Change({ state }: { readonly state: TakingCash }) {
  const t = useText();
  const change = changeOf(state);
  const short = change < 0;
  return (
    <section className="qt-change" data-short={short ? '' : undefined} aria-live="polite">
      <div>
        <b>{t(short ? 'cash.short' : 'cash.change')}</b>
        <span>{short ? t('cash.short.note') : change === 0 ? '' : t('cash.change.count')}</span>
      </div>
      <Amount amount={Math.abs(change)} size="change" id="change" />
      {state.doubted ? null : (
        <>
          <p>{change === 0 ? t('cash.change.none') : amountInWords(Math.abs(change))}</p>
          {change > 0 ? <HandOver change={change} /> : null}
        </>
      )}
    </section>
  );
}

/** What can be done with notes that are not enough: the rest by code or by card. */
function Split({ state, split }: { readonly state: TakingCash; readonly split: CashSideProps['split'] }) {
  const t = useText();
  const { methods } = useHouse().view;
  const given = Number(state.given);
  if (given === 0 || changeOf(state) >= 0) return null;
  const ready = (method: 'qr' | 'card') => methods.some((one) => one.method === method && one.ready);
  return (
    <div className="qt-split">
      {(['qr', 'card'] as const).map((method) =>
        ready(method) ? (
          <SecondaryAction
            key={method}
            label={t(`split.${method}`)}
            chord={methodChord(method)}
            busy={state.busy === 'receiving'}
            run={() => split(method)}
          />
        ) : null,
      )}
    </div>
  );
}

interface CashSideProps {
  readonly state: TakingCash;
  readonly give: (digits: string) => void;
  readonly scanned: () => void;
  readonly addNote: (amount: number) => void;
  readonly receive: () => void;
  /** Takes the notes that lie there and asks for the rest another way. */
  readonly split: (rest: 'qr' | 'card') => void;
}

/** The right side while cash is taken. The eye runs down: due, given, change. */
export function CashSide({ state, give, scanned, addNote, receive, split }: CashSideProps) {
  const t = useText();
  const field = useRef<HTMLInputElement>(null);
  const { due } = state;
  const change = changeOf(state);
  const busy = state.busy !== null;
  useEffect(() => {
    if (!busy) field.current?.focus();
  }, [busy]);
  const label =
    state.busy === 'receiving'
      ? t('cash.receiving')
      : change < 0
        ? t('cash.receive.short', { amount: dong(-change) })
        : t(state.payer.lines.some(isDeposit) ? 'deposit.receive' : 'cash.receive');
  return (
    <>
      <Total label={t('cash.due')} amount={due.due} id="due">
        {due.rounding === 0 ? (
          amountInWords(due.due)
        ) : (
          <Say k="cash.rounding" params={{ total: dong(due.total), rounding: signedDong(due.rounding) }} />
        )}
      </Total>
      <div className="qt-work">
        <MoneyField
          label={t('cash.given')}
          size="large"
          digits={state.given}
          onDigits={give}
          onScanned={scanned}
          inputRef={field}
          placeholder={t('cash.exact.empty')}
          autoFocus
        />
        <div className="qt-quick">
          {quickNotes.map((note) => (
            <button
              key={note.chord}
              type="button"
              tabIndex={-1}
              aria-label={t('cash.add-note', { amount: dong(note.amount) })}
              aria-keyshortcuts={ariaChord(note.chord)}
              onMouseDown={keepFocus}
              onClick={() => addNote(note.amount)}
            >
              <b>{note.face}</b>
              <small>{note.chord}</small>
            </button>
          ))}
          <button type="button" tabIndex={-1} onMouseDown={keepFocus} onClick={() => give('')}>
            <b>{t('cash.exact')}</b>
            <small>{t('cash.exact.note')}</small>
          </button>
          {state.given === '' ? <p>{t('cash.adds-up')}</p> : null}
        </div>
        <div className="qt-work-end">
          {state.scanned ? (
            <Notice tone="amber" role="alert">
              {t('cash.scan')}
            </Notice>
          ) : null}
          {state.doubted ? (
            <Notice tone="amber" role="alert">
              <Say
                k="cash.doubt"
                params={{ given: dong(Number(state.given)), note: plainAmount(doubtfulChange) }}
              />
            </Notice>
          ) : null}
          <FailureNotice failure={state.failure} />
          <Split state={state} split={split} />
          <Change state={state} />
        </div>
      </div>
      <div className="qt-action">
        <PrimaryAction label={label} chord="Enter" off={change < 0} busy={busy} run={receive} />
      </div>
    </>
  );
}
