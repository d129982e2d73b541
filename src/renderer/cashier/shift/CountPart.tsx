import { TextInput } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { groupMoneyBox } from '../../../shared/money/index.ts';
import { digitsOf } from '../../ui/digits.ts';
import { dong, wordsUnlessZero } from '../../ui/money.ts';
import { Total } from '../../ui/Total.tsx';
import { useText } from '../../ui/text.tsx';
import { worthOf } from './count.ts';
import type { CashCount } from './useCashCount.ts';

const mostNotesDigits = 6;
const mostTornDigits = 12;

/** Denominations and what was typed of each; Enter and arrows are the screen's. */
function CountTable({ rows, digits, at, move, type }: CashCount) {
  const t = useText();
  const fields = useRef<(HTMLInputElement | null)[]>([]);
  useEffect(() => {
    const field = fields.current[at];
    field?.focus();
    field?.select();
  }, [at]);
  return (
    <table className="qt-count">
      <thead>
        <tr>
          <th scope="col">{t('close.denomination')}</th>
          <th scope="col">{t('close.notes')}</th>
          <th scope="col">{t('close.worth')}</th>
          <th aria-hidden />
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => {
          const worth = worthOf(row, digits);
          const torn = row === 'torn';
          const name = torn ? t('close.torn') : dong(row);
          return (
            <tr key={row} data-cursor={index === at ? '' : undefined}>
              <th scope="row" data-torn={torn ? '' : undefined}>
                {name}
                {torn ? <small>{t('close.torn.unit')}</small> : null}
              </th>
              <td className="qt-field">
                <TextInput
                  ref={(element) => {
                    fields.current[index] = element;
                  }}
                  aria-label={torn ? name : t('close.notes.of', { denomination: name })}
                  value={groupMoneyBox(digits[String(row)] ?? '')}
                  inputMode="numeric"
                  autoComplete="off"
                  onFocus={() => move(index)}
                  onChange={(event) => {
                    const limit = torn ? mostTornDigits : mostNotesDigits;
                    type(row, digitsOf(event.currentTarget.value, limit));
                  }}
                />
              </td>
              <td>{worth === null ? '–' : dong(worth)}</td>
              <td />
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The middle of a counting screen: the table, and under it what the screen adds. */
export function CountPart({ cash, children }: { readonly cash: CashCount; readonly children?: ReactNode }) {
  return (
    <section className="qt-count-part">
      <CountTable {...cash} />
      {children}
    </section>
  );
}

/** What was counted so far, in how many rows, in words. */
export function CountTotal({ cash }: { readonly cash: CashCount }) {
  const t = useText();
  const { counted, filled, rows } = cash;
  return (
    <Total
      label={t('close.counted')}
      beside={t('close.filled', { filled, all: rows.length })}
      amount={counted}
      idle={filled === 0}
    >
      {wordsUnlessZero(counted)}
    </Total>
  );
}
