import { useRef, useState } from 'react';
import { useMethod } from '../../ui/client.tsx';
import { dong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { Frame } from '../frame/Frame.tsx';
import { Side } from '../frame/Side.tsx';
import { CountPart, CountTotal } from '../shift/CountPart.tsx';
import { useCashCount, useCountKeys } from '../shift/useCashCount.ts';

/** Kiểm kê quỹ: the treasurer counts the fund blind; the book is told afterwards, in words Thừa or Thiếu. */
export function FundCount({ close }: { readonly close: (said: string | null) => void }) {
  const t = useText();
  const count = useMethod('fund.count');
  const cash = useCashCount();
  const [reason, setReason] = useState('');
  const reasonField = useRef<HTMLInputElement>(null);
  const finish = async (): Promise<void> => {
    const { lines, torn } = cash.request('surprise');
    const done = await count.run({ lines, torn, reason: reason.trim() === '' ? null : reason.trim() });
    if (done === null) {
      reasonField.current?.focus();
      return;
    }
    const { difference, book } = done;
    const k = difference === 0 ? 'fund.count.even' : difference < 0 ? 'fund.count.short' : 'fund.count.over';
    close(t(k, { counted: dong(cash.counted), book: dong(book), amount: dong(Math.abs(difference)) }));
  };
  useCountKeys(
    cash,
    () => void finish(),
    () => document.activeElement === reasonField.current,
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
        <CountPart cash={cash} />
        <Side
          head={<CountTotal cash={cash} />}
          end={<FailureNotice failure={count.failure} />}
          action={{
            label: t('fund.count.finish'),
            chord: cash.atLast ? 'Enter' : 'F9',
            busy: count.busy,
            run: () => void finish(),
          }}
        >
          <Notice>
            <Say k="fund.count.note" />
          </Notice>
          <div className="qt-field">
            <TextField
              ref={reasonField}
              label={t('fund.count.reason')}
              value={reason}
              maxLength={200}
              change={setReason}
            />
          </div>
        </Side>
      </div>
    </Frame>
  );
}
