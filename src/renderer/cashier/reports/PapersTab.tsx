import type { PaperRequest } from '../../../shared/rpc/documents.ts';
import { ChoiceList, ChoiceRow } from '../../ui/ChoiceList.tsx';
import { dong } from '../../ui/money.ts';
import { type TextOf, useText } from '../../ui/text.tsx';
import { dateOf, timeOf } from '../../ui/time.ts';
import { longDayText } from './days.ts';
import { InvoicePart } from './InvoicePart.tsx';
import type { FundPaper } from './ReportsPlace.tsx';

export interface PaperItem {
  readonly key: string;
  readonly title: string;
  readonly note: string;
  readonly paper: PaperRequest;
}

/** Papers of a period: lists, then whatever the fund has a paper of. */
export function papersOf(
  t: TextOf,
  period: { readonly from: string; readonly to: string },
  fund: readonly FundPaper[],
  today: string,
): PaperItem[] {
  // The set is of one day: the last of the period that has come.
  const setDay = period.to < today ? period.to : today;
  const item = (is: 'register' | 'voids' | 'cash-book' | 'invoices', paper: PaperRequest): PaperItem => ({
    ...{
      key: is,
      paper,
      title: t(`papers.${is}`),
      note: t(`papers.${is}.note`, { day: longDayText(setDay) }),
    },
  });
  const ofFund = fund.map(({ id, kind, at, amount, reference }): PaperItem => {
    const banked = kind === 'banked';
    const when = `${timeOf(at)} ${dateOf(at)}`;
    return {
      key: id,
      title: t(banked ? 'papers.bank-deposit' : 'papers.fund-count'),
      note: banked
        ? t('papers.bank-deposit.note', { when, amount: dong(-amount), reference: reference ?? '' })
        : t(
            amount < 0
              ? 'papers.fund-count.short'
              : amount > 0
                ? 'papers.fund-count.over'
                : 'papers.fund-count.even',
            {
              when,
              amount: dong(Math.abs(amount)),
            },
          ),
      paper: banked ? { is: 'bank-deposit', banking: id } : { is: 'fund-count', count: id },
    };
  });
  return [
    item('register', { is: 'register', ...period, shift: null }),
    item('voids', { is: 'voids', ...period }),
    item('cash-book', { is: 'cash-book', ...period }),
    item('invoices', { is: 'invoices', day: setDay }),
    ...ofFund,
  ];
}

/** The list of papers; arrows choose, the keys at the foot make the chosen one. */
export function PapersTab(props: {
  readonly items: readonly PaperItem[];
  readonly at: number;
  readonly choose: (index: number) => void;
}) {
  const { items, at, choose } = props;
  const t = useText();
  const chosen = items[at]?.paper;
  return (
    <div className="qt-papers">
      <ChoiceList label={t('reports.tab.papers')} className="qt-paper-list" tab>
        {items.map((item, index) => (
          <ChoiceRow key={item.key} selected={index === at} choose={() => choose(index)}>
            <b>{item.title}</b>
            <small>{item.note}</small>
          </ChoiceRow>
        ))}
      </ChoiceList>
      {chosen?.is === 'invoices' ? <InvoicePart key={chosen.day} day={chosen.day} /> : null}
    </div>
  );
}
