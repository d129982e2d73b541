import { type ReactNode, useEffect, useState } from 'react';
import type { PayerRow } from '../../../shared/rpc/contract.ts';
import type { VoidChoices } from '../../../shared/rpc/corrections.ts';
import { useCounter } from '../../ui/client.tsx';
import { MoneyField } from '../../ui/MoneyField.tsx';
import { dong } from '../../ui/money.ts';
import { TextField } from '../../ui/TextField.tsx';
import { useText } from '../../ui/text.tsx';
import { methodText } from '../history/Detail.tsx';
import { useAnswer } from '../reports/useAnswer.ts';
import { Radios } from './Radios.tsx';
import { type leftOf, type NewLine, newLines, type ReplaceWhat } from './replaceState.ts';
import type { Fates } from './voidState.ts';

const mostFound = 8;

/** The lines that the new receipt may have, and the sums that a person puts on them. */
export function useNewLines(
  payer: string | null,
  choices: VoidChoices | null,
  what: ReplaceWhat,
): { readonly lines: readonly NewLine[]; readonly put: (bill: string, digits: string) => void } {
  const counter = useCounter();
  const [lines, setLines] = useState<readonly NewLine[]>([]);
  useEffect(() => {
    let mine = true;
    setLines([]);
    if (payer === null || choices === null) return;
    void counter.call('payer.open', { payer }).then((answer) => {
      if (mine && answer.ok) setLines(newLines(answer.value.lines, choices, what));
    });
    return () => {
      mine = false;
    };
  }, [counter, payer, choices, what]);
  return {
    lines,
    put: (bill, digits) =>
      setLines((before) => before.map((line) => (line.bill === bill ? { ...line, digits } : line))),
  };
}

/** Whose receipt it should have been: found like anybody, then chosen. */
export function PersonField(props: {
  readonly chosen: PayerRow | null;
  readonly choose: (person: PayerRow | null) => void;
  readonly children: ReactNode;
}) {
  const { chosen, choose } = props;
  const t = useText();
  const [text, setText] = useState('');
  const asked = text.trim().length < 2 ? null : { text: text.trim(), limit: mostFound };
  const { value } = useAnswer('payer.find', asked);
  const found = asked === null ? [] : (value?.rows ?? []);
  const label = (row: PayerRow): string =>
    [row.name, row.code, row.className, row.birthYear].filter((part) => part !== null).join(' · ');
  return (
    <div className="qt-fix-three qt-field">
      <TextField
        label={t('replace.find')}
        value={text}
        maxLength={100}
        autoComplete="off"
        change={(typed) => {
          setText(typed);
          choose(null);
        }}
      />
      <label className="qt-fix-select">
        {t('replace.person')}
        <select
          className="qt-select"
          value={chosen?.payer ?? ''}
          onChange={(event) => choose(found.find(({ payer }) => payer === event.currentTarget.value) ?? null)}
        >
          <option value="">{t(found.length === 0 ? 'replace.person.none' : 'replace.person.choose')}</option>
          {found.map((row) => (
            <option key={row.payer} value={row.payer}>
              {label(row)}
            </option>
          ))}
        </select>
      </label>
      {props.children}
    </div>
  );
}

/** The lines of the new receipt with their sums; an empty one is left out. */
export function NewLines(props: {
  readonly lines: readonly NewLine[];
  readonly put: (bill: string, digits: string) => void;
}) {
  const { lines, put } = props;
  const t = useText();
  if (lines.length === 0) return null;
  return (
    <ul className="qt-new-lines" aria-label={t('replace.lines')}>
      {lines.map(({ bill, name, room, digits }) => (
        <li key={bill}>
          <span>
            <b>{name}</b>
            <small>{t('replace.room', { amount: dong(room) })}</small>
          </span>
          <span className="qt-field">
            <MoneyField
              hideLabel
              label={name}
              digits={digits}
              onDigits={(typed) => put(bill, typed)}
              error={Number(digits || 0) > room ? t('replace.fault.room') : null}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What the new receipt does not take of each tender, and what becomes of it. */
export function LeftRows(props: {
  readonly choices: VoidChoices | null;
  readonly left: ReturnType<typeof leftOf>;
  readonly fates: Fates;
  readonly choose: (fates: Fates) => void;
}) {
  const { choices, left, fates, choose } = props;
  const t = useText();
  return left.map(({ tender, method, left: amount }) => {
    const known = choices?.tenders.find((one) => one.tender === tender)?.fates ?? [];
    const options = (['refund', 'balance'] as const).filter((fate) => known.includes(fate));
    const way = method === 'cash' || method === 'card' ? method : 'transfer';
    return (
      <li key={tender}>
        <span>
          <b>{dong(amount)}</b>
          <small>{methodText(t, method)}</small>
        </span>
        {options.length === 0 ? (
          <p>{t('void.fate.none')}</p>
        ) : (
          <Radios
            hideLabel
            label={`${dong(amount)}, ${methodText(t, method)}`}
            value={fates[tender] ?? null}
            options={options.map((one) => ({
              value: one,
              label: t(one === 'balance' ? 'void.fate.balance' : `void.fate.refund.${way}`),
            }))}
            choose={(fate) => choose({ ...fates, [tender]: fate })}
          />
        )}
      </li>
    );
  });
}
