import { useState } from 'react';
import type { BillLineView, PayerView } from '../../../shared/rpc/contract.ts';
import { PrimaryAction } from '../../ui/actions.tsx';
import { useCounter, useMethod } from '../../ui/client.tsx';
import { windowIds } from '../../ui/ids.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { MoneyField } from '../../ui/MoneyField.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { arrowKeys, useChoice } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { ReduceDialog } from '../corrections/ReduceDialog.tsx';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { AddressField, missingPayerField } from '../workplace/PayerFields.tsx';
import { type Settled, SettledFacts, SettleLines, SettleSums } from './SettleParts.tsx';
import { StayHead } from './StayHead.tsx';
import type { Stay } from './StayPlace.tsx';
import { figuresOf, type Marks, nextPart, noMarks, type SettleFigures, stayLines } from './settleState.ts';

interface SettleStayProps {
  readonly payer: PayerView;
  readonly stay: Stay;
  readonly changed: () => void;
  /** Thu thêm: the rest stands in front, the workplace asks for it. */
  readonly rest: () => void;
  readonly refunds: () => void;
  readonly home: () => void;
  readonly back: () => void;
}

/** Thanh toán ra viện: what the stay cost, who bears it, less the deposits; thu thêm or hoàn ứng. */
export function SettleStay(props: SettleStayProps) {
  const { payer, stay, changed, rest, refunds, home, back } = props;
  const t = useText();
  const { view } = useHouse();
  const counter = useCounter();
  const [settlement] = useState(() => windowIds.next());
  const [insurance, setInsurance] = useState('');
  const [marks, setMarks] = useState<Marks>(noMarks);
  const [name, setName] = useState(payer.payerName ?? payer.name);
  const [address, setAddress] = useState(payer.address ?? '');
  const [identity, setIdentity] = useState('');
  const [reducing, setReducing] = useState<BillLineView | null>(null);
  const [done, setDone] = useState<Settled | null>(null);
  /** The sum that was settled: once it is, nothing of it is owed any more. */
  const [settled, setSettled] = useState<SettleFigures | null>(null);
  const settle = useMethod('stay.settle');
  const lines = stayLines(payer, stay);
  const { at, item: line, choose, arrows } = useChoice(lines);
  const borne = Number(insurance === '' ? 0 : insurance);
  const figures = figuresOf(lines, stay, marks, borne);
  const nothing = figures.payable === 0 && stay.deposits.length === 0;
  const said = { payerName: name.trim(), payerAddress: address.trim() };
  const unwritten = missingPayerField(view.payerFields, said);
  const off = nothing || unwritten !== null;

  const mark = (next: (bill: string) => Marks) => () => {
    if (line !== undefined) setMarks(next(line.bill));
  };
  const drop = mark((bill) => ({ ...marks, left: new Set([...marks.left, bill]) }));
  const take = mark((bill) => ({ ...marks, left: new Set([...marks.left].filter((one) => one !== bill)) }));
  const turn = mark((bill) => ({
    ...marks,
    part: { ...marks.part, [bill]: nextPart(marks.part[bill] ?? 'own') },
  }));
  const run = async (): Promise<void> => {
    if (off) return;
    const asked = figures.back > 0 && identity.trim() !== '';
    const answer = await settle.run({
      ...{ settlement, payer: payer.payer, visit: payer.visit, ...said, insurance: borne },
      lines: lines
        .filter(({ bill }) => !marks.left.has(bill))
        .map(({ bill, owed }) => ({ bill, amount: owed, part: marks.part[bill] ?? 'own' })),
      refundTo: asked ? { name: name.trim(), identity: identity.trim() } : null,
    });
    if (answer === null) return;
    if (answer.due > 0) {
      rest();
      return;
    }
    // Covered already: asking again only tells which receipt it was.
    const { collection } = answer;
    const issued = collection === null ? null : await counter.call('collect.issue', { collection });
    const receipt = issued?.ok === true ? (issued.value.receipts[0]?.number ?? null) : null;
    setSettled(figures);
    setDone({ receipt, back: answer.back, asked });
  };
  const next = done?.asked === true ? refunds : home;
  useKeys(
    done === null
      ? {
          Enter: () => void run(),
          ...arrows,
          'Alt+ArrowLeft': drop,
          'Alt+ArrowRight': take,
          'Alt+P': turn,
          'Alt+G': line === undefined ? undefined : () => setReducing(line),
        }
      : { Enter: next },
    { holdable: arrowKeys, screen: done === null ? 'settle' : 'settled' },
  );
  const label = ((): string => {
    if (done !== null) return t(done.asked ? 'settle.refunds' : 'done.next');
    if (nothing) return t('settle.nothing');
    return t(figures.due > 0 ? 'settle.act.more' : 'settle.act');
  })();
  return (
    <Frame
      keys={[
        {
          chord: 'Escape',
          label: t(done === null ? 'bar.back' : 'bar.home'),
          run: done === null ? back : home,
        },
      ]}
    >
      <section className="qt-history qt-stay">
        <StayHead title={t('stay.settle')} payer={payer} />
        {done === null ? (
          <>
            <div className="qt-settle-head qt-field">
              <MoneyField
                label={t('settle.insurance')}
                digits={insurance}
                onDigits={setInsurance}
                autoFocus
              />
              <TextField
                label={t(figures.back > 0 ? 'settle.payee' : 'deposit.payer')}
                value={name}
                maxLength={200}
                change={setName}
              />
              <AddressField address={address} write={setAddress} />
              {figures.back > 0 ? (
                <TextField
                  label={t('settle.identity')}
                  value={identity}
                  maxLength={40}
                  change={setIdentity}
                />
              ) : null}
            </div>
            <SettleLines lines={lines} stay={stay} marks={marks} at={at} choose={choose} />
            <footer className="qt-foot">
              <span>{t('settle.lines', { n: lines.length - marks.left.size, all: lines.length })}</span>
              <span className="qt-foot-keys">
                <KeyCap chord="Alt+ArrowLeft" />
                <KeyCap chord="Alt+ArrowRight" />
                {t('bill.keys.take')}
                <KeyCap chord="Alt+P" />
                {t('settle.keys.part')}
                <KeyCap chord="Alt+G" />
                {t('other.reduce')}
              </span>
            </footer>
          </>
        ) : (
          <SettledFacts done={done} />
        )}
      </section>
      <aside className="qt-side">
        <SettleSums figures={settled ?? figures} insurance={borne} />
        <div className="qt-work-end qt-settle-said">
          {done === null && figures.back > 0 && identity.trim() === '' ? (
            <Notice tone="amber">
              <Say k="settle.no-identity" />
            </Notice>
          ) : null}
          <FailureNotice failure={settle.failure} />
        </div>
        <div className="qt-action">
          <PrimaryAction
            label={label}
            chord="Enter"
            off={done === null && off}
            busy={settle.busy}
            run={done === null ? () => void run() : next}
          />
        </div>
      </aside>
      {reducing === null ? null : (
        <ReduceDialog
          line={reducing}
          done={() => {
            setReducing(null);
            changed();
          }}
          close={() => setReducing(null)}
        />
      )}
    </Frame>
  );
}
