import { TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { amountInWords } from '../../../shared/money/index.ts';
import { Amount } from '../../ui/Amount.tsx';
import { PrimaryAction } from '../../ui/actions.tsx';
import { useMethod } from '../../ui/client.tsx';
import { dong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame } from '../frame/Frame.tsx';
import { CountTable } from '../shift/CountScreen.tsx';
import { type CountDigits, countedTotal, countRequest, countRows, worthOf } from '../shift/count.ts';

/** Kiểm kê quỹ: the treasurer counts the fund blind; the book is told afterwards, in words Thừa or Thiếu. */
export function FundCount({ close }: { readonly close: (said: string | null) => void }) {
  const t = useText();
  const count = useMethod('fund.count');
  const [digits, setDigits] = useState<CountDigits>({});
  const [at, setAt] = useState(0);
  const [reason, setReason] = useState('');
  const reasonField = useRef<HTMLInputElement>(null);
  const rows = countRows(false);
  const last = rows.length - 1;
  const counted = countedTotal(rows, digits);
  const filled = rows.filter((one) => worthOf(one, digits) !== null).length;
  const finish = async (): Promise<void> => {
    const { lines, torn } = countRequest(rows, digits, 'surprise');
    const done = await count.run({ lines, torn, reason: reason.trim() === '' ? null : reason.trim() });
    if (done === null) {
      reasonField.current?.focus();
      return;
    }
    const { difference, book } = done;
    const k = difference === 0 ? 'fund.count.even' : difference < 0 ? 'fund.count.short' : 'fund.count.over';
    close(t(k, { counted: dong(counted), book: dong(book), amount: dong(Math.abs(difference)) }));
  };
  const enter = (): void => {
    const inReason = document.activeElement === reasonField.current;
    if (at < last && !inReason) setAt(at + 1);
    else void finish();
  };
  useKeys(
    {
      Enter: enter,
      ArrowDown: () => setAt(Math.min(last, at + 1)),
      ArrowUp: () => setAt(Math.max(0, at - 1)),
    },
    { holdable: ['ArrowDown', 'ArrowUp'] },
  );
  return (
    <Frame
      blind
      keys={[
        { chord: 'F9', label: t('fund.count.finish'), run: () => void finish() },
        { chord: 'Escape', label: t('hand-in.back'), run: () => close(null) },
      ]}
    >
      <div className="qt-close">
        <header className="qt-close-head">
          <h1>{t('fund.count')}</h1>
        </header>
        <section className="qt-count-part">
          <CountTable
            rows={rows}
            digits={digits}
            at={at}
            move={setAt}
            type={(one, typed) => setDigits((before) => ({ ...before, [String(one)]: typed }))}
          />
        </section>
        <aside className="qt-side">
          <section className="qt-total">
            <div>
              <span>{t('close.counted')}</span>
              <span>{t('close.filled', { filled, all: rows.length })}</span>
            </div>
            <Amount amount={counted} size="total" id="total" />
            <p>{counted === 0 ? '' : amountInWords(counted)}</p>
          </section>
          <div className="qt-work">
            <Notice>
              <Say k="fund.count.note" />
            </Notice>
            <div className="qt-field">
              <TextInput
                ref={reasonField}
                label={t('fund.count.reason')}
                value={reason}
                maxLength={200}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
            </div>
            <div className="qt-work-end">
              <FailureNotice failure={count.failure} />
            </div>
          </div>
          <div className="qt-action">
            <PrimaryAction
              label={t('fund.count.finish')}
              chord={at < last ? 'F9' : 'Enter'}
              busy={count.busy}
              run={() => void finish()}
            />
          </div>
        </aside>
      </div>
    </Frame>
  );
}
