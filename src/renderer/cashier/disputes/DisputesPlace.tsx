import { IconScale } from '@tabler/icons-react';
import { useState } from 'react';
import type { DisputeView } from '../../../shared/rpc/disputes.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { ChoiceList, ChoiceRow, ColumnNames, EmptyList } from '../../ui/ChoiceList.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { dong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Total } from '../../ui/Total.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { ageOf, dateOf, timeOf } from '../../ui/time.ts';
import { arrowKeys, useChoice } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { Side } from '../frame/Side.tsx';
import { MakingNotice } from '../reports/MakingNotice.tsx';
import { useAnswer } from '../reports/useAnswer.ts';
import { useDocument } from '../reports/useDocument.ts';
import { dayText } from '../settings/day.ts';
import { DisputeDialog } from './DisputeDialog.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import { ReferenceDialog } from './ReferenceDialog.tsx';
import './disputes.css';

/** Those that are closed stay in the list for so long. */
const days = 92;

function Row(props: {
  readonly dispute: DisputeView;
  readonly selected: boolean;
  readonly choose: () => void;
}) {
  const { dispute, selected, choose } = props;
  const t = useText();
  const { now } = useHouse();
  return (
    <ChoiceRow {...{ selected, choose }} className="qt-history-row qt-dispute-row">
      <b>{dispute.number}</b>
      <span className="qt-cut">{dispute.complainant ?? ''}</span>
      <span>{t(`dispute.kind.${dispute.kind}`)}</span>
      <span className="qt-dispute-state" data-state={dispute.late ? 'late' : dispute.state}>
        {t(`dispute.state.${dispute.state}`)}
        <small>
          {dispute.late
            ? t('dispute.late', { day: dayText(dispute.deadline) })
            : `${ageOf(t, dispute.at, now)} · ${t('dispute.until', { day: dayText(dispute.deadline) })}`}
        </small>
      </span>
      <span className="qt-history-amount">{dong(dispute.amount)}</span>
    </ChoiceRow>
  );
}

/** Sổ khiếu nại: who complains of what, until when there must be an answer, and how it ended. */
export function DisputesPlace() {
  const t = useText();
  const house = useHouse();
  const { go, person, view } = house;
  const [asking, setAsking] = useState<'new' | 'move' | 'tie' | null>(null);
  const list = useAnswer('dispute.list', { days }, `${view.now} ${asking}`);
  const disputes = list.value?.disputes ?? [];
  const { at, item, choose, arrows } = useChoice(disputes);
  const { making, make } = useDocument();
  const mayMove = person.roles.some((role) => role === 'accountant' || role === 'chief-accountant');
  const take = (): void => setAsking('new');
  const move = mayMove && item !== undefined && item.next.length > 0 ? () => setAsking('move') : undefined;
  const tie = item === undefined || item.state === 'closed' ? undefined : () => setAsking('tie');
  const pdf = item === undefined ? undefined : () => make({ is: 'dispute', dispute: item.dispute }, 'pdf');
  const receipt = item?.receipt ?? null;
  const history = receipt === null ? undefined : () => house.history(receipt.number.split('/').at(-1) ?? '');
  useKeys({ ...arrows, Enter: move ?? take, F3: take }, { holdable: arrowKeys, screen: 'disputes' });
  return (
    <Frame
      keys={[
        { chord: 'F3', label: t('dispute.new'), run: take },
        ...(tie === undefined ? [] : [{ chord: 'Ctrl+E', label: t('dispute.tie'), run: tie }]),
        ...(history === undefined ? [] : [{ chord: 'F11', label: t('reconcile.bar.receipt'), run: history }]),
        ...(pdf === undefined ? [] : [{ chord: 'Ctrl+P', label: t('dispute.pdf'), run: pdf }]),
        { chord: 'Escape', label: t('bar.home'), run: () => go('workplace') },
      ]}
    >
      <section className="qt-history">
        <header>
          <h1>{t('dispute.title')}</h1>
          <p>
            {t('dispute.count', {
              n: disputes.filter(({ state }) => state !== 'closed').length,
              late: disputes.filter(({ late }) => late).length,
            })}
          </p>
        </header>
        <ColumnNames
          row="qt-dispute-row"
          names={[
            t('dispute.number'),
            t('dispute.complainant'),
            t('dispute.kind'),
            t('dispute.state'),
            t('dispute.amount'),
          ]}
        />
        <ChoiceList label={t('dispute.title')} className="qt-history-list" tab>
          {disputes.map((one, index) => (
            <Row key={one.dispute} dispute={one} selected={index === at} choose={() => choose(index)} />
          ))}
        </ChoiceList>
        {list.value !== null && disputes.length === 0 ? (
          <EmptyList title={t('dispute.none')} hint={t('dispute.none.hint')} />
        ) : null}
        <FailureNotice failure={list.failure} />
      </section>
      <Side
        head={
          item === undefined ? null : (
            <Total
              label={t(`dispute.kind.${item.kind}`)}
              beside={item.number}
              amount={item.amount}
              id="dispute"
            >
              {item.complainant ?? ''}
            </Total>
          )
        }
        end={
          <>
            <Notice>
              <Say k="dispute.note" />
            </Notice>
            {pdf === undefined ? null : <SecondaryAction label={t('dispute.pdf')} chord="Ctrl+P" run={pdf} />}
          </>
        }
        action={
          move === undefined
            ? { label: t('dispute.new'), icon: <IconScale size={22} stroke={1.9} />, run: take }
            : { label: t('dispute.move'), icon: <IconScale size={22} stroke={1.9} />, run: move }
        }
      >
        {item === undefined ? null : <About dispute={item} />}
        <MakingNotice making={making} />
      </Side>
      {asking === 'new' ? (
        <DisputeDialog
          about={null}
          close={(opened) => {
            setAsking(null);
            if (opened !== null) choose(0);
          }}
        />
      ) : null}
      {asking === 'tie' && item !== undefined ? (
        <ReferenceDialog dispute={item} close={() => setAsking(null)} />
      ) : null}
      {asking === 'move' && item !== undefined ? (
        <MoveDialog dispute={item} close={() => setAsking(null)} />
      ) : null}
    </Frame>
  );
}

/** The whole of the chosen one: what was said, what it is tied to, what was done. */
function About({ dispute }: { readonly dispute: DisputeView }) {
  const t = useText();
  const { credit, receipt, steps } = dispute;
  const when = (at: number): string => `${timeOf(at)} ${dateOf(at)}`;
  return (
    <>
      <Facts
        className="qt-history-who"
        rows={[
          [t('dispute.text'), dispute.text ?? '-'],
          [t('dispute.contact'), dispute.contact],
          [
            t('dispute.receipt'),
            receipt === null
              ? null
              : `${receipt.number}, ${dong(receipt.total)}${receipt.void ? `, ${t('dispute.receipt.void')}` : ''}`,
          ],
          [t('dispute.reference.short'), dispute.bankReference],
          [
            t('dispute.credit'),
            credit === null
              ? dispute.bankReference === null
                ? null
                : t('dispute.credit.none')
              : `${dong(credit.amount)}, ${when(credit.paidAt)}, ${t(credit.matched ? 'dispute.credit.used' : 'dispute.credit.free')}`,
          ],
          [t('dispute.taken'), `${dispute.by}, ${when(dispute.at)}`],
        ]}
      />
      <ol className="qt-dispute-steps">
        {steps.map((step) => (
          <li key={step.at}>
            <b>{t(`dispute.state.${step.to}`)}</b> {step.text ?? ''}
            <small>{`${step.by}, ${when(step.at)}`}</small>
          </li>
        ))}
      </ol>
    </>
  );
}
