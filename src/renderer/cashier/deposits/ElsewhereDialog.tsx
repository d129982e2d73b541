import { useState } from 'react';
import type { ElsewhereView } from '../../../shared/rpc/elsewhere.ts';
import { printedNumber } from '../../../shared/text/index.ts';
import { ChoiceList, ChoiceRow } from '../../ui/ChoiceList.tsx';
import { useMethod } from '../../ui/client.tsx';
import { digitsOf } from '../../ui/digits.ts';
import { MoneyField } from '../../ui/MoneyField.tsx';
import { dong } from '../../ui/money.ts';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { dateOf, timeOf } from '../../ui/time.ts';
import { useChoice } from '../../ui/useChoice.ts';
import { ApproverFields, approvers, useApprover } from '../corrections/Approver.tsx';
import { FormDialog } from '../corrections/FormDialog.tsx';
import { useHouse } from '../frame/Frame.tsx';
import { useAnswer } from '../reports/useAnswer.ts';

interface ElsewhereProps {
  readonly payer: string;
  readonly name: string;
  readonly visit: string | null;
  readonly done: () => void;
  readonly close: () => void;
}

/** One deposit or balance at another counter: whose counter, which slip, and whether its figures are here to the end. */
function Fund({ fund, selected, choose }: { fund: ElsewhereView; selected: boolean; choose: () => void }) {
  const t = useText();
  const { homeName, slip, left, current, unproven, untilMs } = fund;
  const state = unproven
    ? t('deposit.state.unproven')
    : current
      ? t('elsewhere.current')
      : t('elsewhere.until', { time: untilMs === null ? '' : `${timeOf(untilMs)} ${dateOf(untilMs)}` });
  return (
    <ChoiceRow selected={selected} choose={choose} className="qt-elsewhere-row">
      <span>
        <b>{slip === null ? t('elsewhere.balance') : `${slip.series} · ${printedNumber(slip)}`}</b>
        <small>{`${homeName} · ${state}`}</small>
      </span>
      <b>{dong(left)}</b>
    </ChoiceRow>
  );
}

/** Deposits and balances that other counters hold for this payer; one is brought here, and no money moves by that. */
export function ElsewhereDialog({ payer, name, visit, done, close }: ElsewhereProps) {
  const t = useText();
  const { gate, now, view } = useHouse();
  const hospital = gate.institution === 'hospital';
  // Whether a sister's figures are here to the end changes by itself.
  const { value } = useAnswer('fund.elsewhere', { payer }, `${view.rail.cases} ${Math.floor(now / 3_000)}`);
  const funds = value?.funds ?? [];
  const approving = useApprover(approvers.fee);
  const bring = useMethod('fund.bring');
  const [series, setSeries] = useState('');
  const [number, setNumber] = useState('');
  const [digits, setDigits] = useState('');
  const {
    at,
    item: fund,
    choose,
    arrows,
  } = useChoice([...funds, ...(hospital ? [null] : [])], {
    moved: () => bring.clear(),
  });
  const typed = fund === null;
  const asks = typed || (fund?.current === false && fund.source === 'deposit');
  const amount = Number(digits === '' ? 0 : digits);
  const missing = ((): string | null => {
    if (fund === undefined) return t('elsewhere.none');
    if (fund?.unproven) return t('elsewhere.unproven');
    if (fund?.source === 'balance' && !fund.current) return t('elsewhere.balance-needs-journal');
    if (typed && series.trim() === '') return t('elsewhere.missing.series');
    if (typed && Number(number === '' ? 0 : number) === 0) return t('elsewhere.missing.number');
    if (typed && amount === 0) return t('refund.missing.amount');
    return asks && approving.given === null ? t('void.missing.pin') : null;
  })();
  const run = async (): Promise<void> => {
    const slip = typed ? { series: series.trim().toUpperCase(), number: Number(number), amount } : null;
    const approval = asks ? approving.given : null;
    const answer = await bring.run({ payer, visit, fund: fund?.fund ?? null, slip, approval });
    approving.type('');
    if (answer !== null) done();
  };
  return (
    <FormDialog
      {...{ title: t('elsewhere.title'), busy: bring.busy, failure: bring.failure, close }}
      sum={fund === undefined || fund === null ? '' : dong(fund.left)}
      note={<Say k="elsewhere.note" params={{ name }} />}
      foot={missing ?? <Say k={asks ? 'elsewhere.outcome.slip' : 'elsewhere.outcome'} />}
      back={t('approval.cancel')}
      act={t('elsewhere.act')}
      ready={missing === null}
      run={() => void run()}
      keys={arrows}
      question={!asks}
    >
      <ChoiceList label={t('elsewhere.title')} className="qt-elsewhere">
        {funds.map((one, index) => (
          <Fund key={one.fund} fund={one} selected={index === at} choose={() => choose(index)} />
        ))}
        {hospital ? (
          <ChoiceRow selected={typed} choose={() => choose(funds.length)} className="qt-elsewhere-row">
            <span>
              <b>{t('elsewhere.slip')}</b>
              <small>{t('elsewhere.slip.note')}</small>
            </span>
          </ChoiceRow>
        ) : null}
      </ChoiceList>
      {typed ? (
        <div className="qt-fix-three qt-field">
          <TextField
            label={t('elsewhere.series')}
            value={series}
            maxLength={40}
            autoFocus
            change={setSeries}
          />
          <TextField
            label={t('elsewhere.number')}
            value={number}
            inputMode="numeric"
            maxLength={9}
            change={(text) => setNumber(digitsOf(text))}
          />
          <MoneyField label={t('elsewhere.amount')} digits={digits} onDigits={setDigits} />
        </div>
      ) : null}
      {asks ? <ApproverFields approving={approving} autoFocus={!typed} /> : null}
    </FormDialog>
  );
}
