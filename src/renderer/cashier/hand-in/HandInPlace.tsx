import { useState } from 'react';
import type { HandInRow } from '../../../shared/rpc/documents.ts';
import { dateOf } from '../../ui/time.ts';
import { useHouse } from '../frame/Frame.tsx';
import { dayAfter } from '../reports/days.ts';
import { useAnswer } from '../reports/useAnswer.ts';
import { BankFund } from './BankFund.tsx';
import { FundCount } from './FundCount.tsx';
import { HandInCount } from './HandInCount.tsx';
import { HandInList } from './HandInList.tsx';
import './hand-in.css';

/** Hand-ins of so many days back are shown besides those that still wait. */
const daysBack = 14;

type Step =
  | { readonly at: 'list'; readonly done: HandInDone | null; readonly said: string | null }
  | { readonly at: 'count'; readonly row: HandInRow }
  | { readonly at: 'fund-count' }
  | { readonly at: 'bank' };

/** A hand-in that was just received: what was counted, and that less handed in. */
export interface HandInDone {
  readonly row: HandInRow;
  readonly counted: number;
  readonly difference: number;
}

/** Nộp quỹ: what cashiers hand in, received by the treasurer; of the fund behind it, the count and what goes to the bank. */
export function HandInPlace() {
  const { view, now, person } = useHouse();
  const [step, go] = useState<Step>({ at: 'list', done: null, said: null });
  const today = dateOf(now).split('/').reverse().join('-');
  const period = { from: dayAfter(today, -daysBack), to: today };
  const treasurer = person.roles.includes('treasurer');
  const list = useAnswer('handIn.list', period, view.now);
  const fund = useAnswer('fund.papers', treasurer ? period : null, view.now);
  const back = (said: string | null): void => go({ at: 'list', done: null, said });
  switch (step.at) {
    case 'count':
      return (
        <HandInCount
          row={step.row}
          close={(received) =>
            go({ at: 'list', done: received === null ? null : { row: step.row, ...received }, said: null })
          }
        />
      );
    case 'fund-count':
      return <FundCount close={back} />;
    case 'bank':
      return <BankFund balance={fund.value?.balance ?? 0} close={back} />;
    case 'list':
      return (
        <HandInList
          rows={list.value?.handIns ?? []}
          loaded={list.value !== null}
          failure={list.failure ?? fund.failure}
          done={step.done}
          said={step.said}
          fund={fund.value}
          count={(row) => go({ at: 'count', row })}
          countFund={() => go({ at: 'fund-count' })}
          bank={() => go({ at: 'bank' })}
        />
      );
  }
}
