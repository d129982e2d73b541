import { TextInput } from '@mantine/core';
import { IconEyeOff, IconListCheck } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { amountInWords, groupMoneyBox } from '../../../shared/money/index.ts';
import type { WorkplaceView } from '../../../shared/rpc/contract.ts';
import { Amount } from '../../ui/Amount.tsx';
import { PrimaryAction } from '../../ui/actions.tsx';
import { useMethod } from '../../ui/client.tsx';
import { digitsOf } from '../../ui/digits.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { dong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Steps } from '../../ui/Steps.tsx';
import { Say, type TextOf, useText } from '../../ui/text.tsx';
import { timeOf } from '../../ui/time.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { type CountDigits, type CountRow, countedTotal, countRequest, countRows, worthOf } from './count.ts';
import type { ShiftStep } from './ShiftPlace.tsx';

const mostNotesDigits = 6;
const mostTornDigits = 12;

/** The names of the four steps of closing. */
export function closeSteps(t: TextOf): readonly string[] {
  return [t('close.step.count'), t('close.step.compare'), t('close.step.z'), t('close.step.hand-in')];
}

interface CountTableProps {
  readonly rows: readonly CountRow[];
  readonly digits: CountDigits;
  readonly at: number;
  readonly move: (to: number) => void;
  readonly type: (row: CountRow, digits: string) => void;
}

/** Denominations and what was typed of each; Enter and arrows are the screen's. */
export function CountTable({ rows, digits, at, move, type }: CountTableProps) {
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

interface CountScreenProps {
  readonly shift: NonNullable<WorkplaceView['shift']>;
  readonly purpose: 'close' | 'surprise';
  readonly go: (step: ShiftStep) => void;
}

/** The blind count: only what the hands hold, nothing from which the expected cash could be worked out. */
export function CountScreen({ shift, purpose, go }: CountScreenProps) {
  const t = useText();
  const { view } = useHouse();
  const count = useMethod('shift.count');
  const preview = useMethod('shift.preview');
  const [digits, setDigits] = useState<CountDigits>({});
  const [small, setSmall] = useState(false);
  const [at, setAt] = useState(0);
  const rows = countRows(small);
  const last = rows.length - 1;
  const counted = countedTotal(rows, digits);
  const filled = rows.filter((row) => worthOf(row, digits) !== null).length;
  const closing = purpose === 'close';
  const busy = count.busy || preview.busy;

  const finish = async (): Promise<void> => {
    const done = await count.run(countRequest(rows, digits, purpose));
    if (done === null) return;
    if (!closing) {
      go({ at: 'menu', said: t('close.surprise.done', { amount: dong(done.counted) }) });
      return;
    }
    const result = await preview.run({});
    if (result !== null) go({ at: 'result', preview: result });
  };
  const enter = (): void => {
    if (at < last) setAt(at + 1);
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
  const restart = (): void => {
    setDigits({});
    setAt(0);
  };
  const finishLabel = !closing
    ? 'close.finish.surprise'
    : counted === 0
      ? 'close.finish.empty'
      : 'close.finish';
  return (
    <Frame
      blind
      keys={[
        { chord: 'Alt+D', label: t('close.recount'), run: restart },
        { chord: 'Alt+L', label: t('close.small'), run: () => setSmall(true) },
        { chord: 'Escape', label: t('close.later'), run: () => go({ at: 'menu', said: null }) },
      ]}
    >
      <div className="qt-close">
        <header className="qt-close-head">
          <h1>
            {closing ? t('close.title', { name: shift.name.toLocaleLowerCase('vi') }) : t('close.surprise')}
          </h1>
          {closing ? <Steps names={closeSteps(t)} at={0} /> : null}
          <p>{t('close.since', { time: timeOf(shift.openedAt), name: shift.cashierName })}</p>
        </header>
        <section className="qt-count-part">
          <CountTable
            rows={rows}
            digits={digits}
            at={at}
            move={setAt}
            type={(row, typed) => setDigits((before) => ({ ...before, [String(row)]: typed }))}
          />
          <p className="qt-count-keys">
            <KeyCap chord="Enter" />
            <KeyCap chord="ArrowDown" />
            {t('close.down')}
            <KeyCap chord="ArrowUp" />
            {t('close.up')}
            {small ? null : (
              <>
                <KeyCap chord="Alt+L" />
                {t('close.small')}
              </>
            )}
          </p>
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
            <Notice icon={<IconEyeOff size={20} stroke={1.9} />}>
              <Say k="close.blind" />
            </Notice>
            {view.unfinished.length === 0 ? null : (
              <Notice icon={<IconListCheck size={20} stroke={1.9} />}>
                <Say k="close.unfinished" params={{ n: view.unfinished.length }} />
              </Notice>
            )}
            <div className="qt-work-end">
              <FailureNotice failure={count.failure ?? preview.failure} />
              <p className="qt-advice">{t('close.advice')}</p>
            </div>
          </div>
          <div className="qt-action">
            <PrimaryAction
              label={t(finishLabel)}
              chord="Enter"
              off={at < last}
              busy={busy}
              run={() => void finish()}
            />
          </div>
        </aside>
      </div>
    </Frame>
  );
}
