import { useState } from 'react';
import { keyFor } from '../../../shared/i18n/translate.ts';
import type { Role } from '../../../shared/kernel/roles.ts';
import type { CaseView } from '../../../shared/rpc/facility.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { ChoiceList, ChoiceRow, ColumnNames, EmptyList } from '../../ui/ChoiceList.tsx';
import { useMethod } from '../../ui/client.tsx';
import { dong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say, type TextOf, useText } from '../../ui/text.tsx';
import { ageOf } from '../../ui/time.ts';
import { arrowKeys, useChoice } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { ApprovalDialog } from '../frame/ApprovalDialog.tsx';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { Side } from '../frame/Side.tsx';
import { useAnswer } from '../reports/useAnswer.ts';
import { CaseDetail } from './CaseDetail.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';
import './facility.css';

const judges: readonly Role[] = ['accountant', 'chief-accountant', 'administrator'];
const agrees: readonly Role[] = ['chief-accountant'];
/** The list on the screen is at most so old. */
const readAgainMs = 3_000;

/** What kind of case it is, in words. */
function kindWords(t: TextOf, { kind }: CaseView): string {
  return t(keyFor('sync.case.kind', kind, 'sync.case.kind.other'));
}

function reasonWords(t: TextOf, { reason }: CaseView): string {
  return t(keyFor('sync.case.reason', reason, 'sync.case.reason.other'), { code: reason });
}

function Row(props: { readonly one: CaseView; readonly selected: boolean; readonly choose: () => void }) {
  const { one, selected, choose } = props;
  const t = useText();
  const { now } = useHouse();
  const setting = one.proposal;
  return (
    <ChoiceRow selected={selected} choose={choose} className="qt-history-row qt-case-row">
      <span>
        <b>{kindWords(t, one)}</b>
        <small>{reasonWords(t, one)}</small>
      </span>
      <span className="qt-case-about">
        {setting === null ? (one.about ?? '') : t(keyFor('settings.key', setting.key, 'settings.key.other'))}
      </span>
      <span>{ageOf(t, one.at, now)}</span>
      <span className="qt-history-amount">{one.amount === null ? '' : dong(one.amount)}</span>
    </ChoiceRow>
  );
}

/** What waits for a person: bills that two counters took, changes at the neighbour's, proposals of the province. */
export function CasesPlace() {
  const t = useText();
  const { go, person, now, view } = useHouse();
  const [acts, setActs] = useState(0);
  const [asking, setAsking] = useState<'accept' | 'refuse' | 'settle' | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const settle = useMethod('case.settle');
  const accept = useMethod('proposal.accept');
  const refuse = useMethod('proposal.refuse');
  const news = `${view.rail.cases} ${acts} ${Math.floor(now / readAgainMs)}`;
  const { value, failure } = useAnswer('case.list', {}, news);
  const list = value?.cases ?? [];
  const { at, item: one, choose, arrows } = useChoice(list, { moved: () => setSaid(null) });
  const has = (roles: readonly Role[]): boolean => person.roles.some((role) => roles.includes(role));
  const proposal = one?.kind === 'proposal';
  const understood = proposal && one.proposal !== null;
  const may = proposal ? has(['administrator']) : has(judges);
  const mayRefuse = proposal && has(['administrator', 'chief-accountant']);
  const open = (what: NonNullable<typeof asking>): void => {
    setSaid(null);
    for (const method of [settle, accept, refuse]) method.clear();
    setAsking(what);
  };
  const enter = (): void => {
    if (one === undefined || !may) return;
    if (understood) open('accept');
    else if (!proposal) open('settle');
  };
  const refusing = mayRefuse ? () => open('refuse') : undefined;
  const done = (answer: unknown, words: string): void => {
    if (answer === null) return;
    setAsking(null);
    setActs(acts + 1);
    setSaid(words);
  };
  useKeys({ Enter: enter, ...arrows }, { holdable: arrowKeys, screen: 'cases' });
  const label = ((): string => {
    if (one === undefined) return t('case.none');
    if (!may) return t(proposal ? 'case.only-administrator' : 'case.not-you');
    if (!proposal) return t('case.settle');
    return t(understood ? 'case.accept' : 'case.cannot-accept');
  })();
  return (
    <Frame
      keys={[
        ...(refusing === undefined ? [] : [{ chord: 'Alt+X', label: t('case.refuse'), run: refusing }]),
        { chord: 'Escape', label: t('bar.home'), run: () => go('workplace') },
      ]}
    >
      <section className="qt-history">
        <header>
          <h1>{t('case.title')}</h1>
          <p role="status">{t('case.count', { n: list.length })}</p>
        </header>
        <ColumnNames
          row="qt-case-row"
          names={[
            t('case.column.kind'),
            t('case.column.about'),
            t('case.column.age'),
            t('history.column.amount'),
          ]}
        />
        <ChoiceList label={t('case.title')} className="qt-history-list" tab>
          {list.map((row, index) => (
            <Row key={row.case} one={row} selected={index === at} choose={() => choose(index)} />
          ))}
        </ChoiceList>
        {value !== null && list.length === 0 ? (
          <EmptyList title={t('case.empty')} hint={<Say k="case.empty.hint" />} />
        ) : null}
        <FailureNotice failure={failure} />
      </section>
      <Side
        end={
          <>
            {refusing === undefined ? null : (
              <SecondaryAction label={t('case.refuse')} chord="Alt+X" run={refusing} />
            )}
            {understood ? (
              <Notice>
                <Say k="case.two-people" />
              </Notice>
            ) : null}
          </>
        }
        action={{ label, off: !may || (proposal && !understood), run: enter }}
      >
        {said === null ? null : (
          <Notice tone="green" role="status">
            {said}
          </Notice>
        )}
        {one === undefined ? null : <CaseDetail one={one} />}
      </Side>
      {one !== undefined && asking === 'accept' ? (
        <ApprovalDialog
          only={agrees}
          title={t('case.accept.title')}
          busy={accept.busy}
          failure={accept.failure}
          approve={(approval) =>
            void accept.run({ case: one.case, approval }).then((answer) => done(answer, t('case.accepted')))
          }
          close={() => setAsking(null)}
        />
      ) : null}
      {one !== undefined && (asking === 'settle' || asking === 'refuse') ? (
        <ReasonDialog
          what={asking}
          busy={settle.busy || refuse.busy}
          failure={settle.failure ?? refuse.failure}
          run={(text) =>
            void (asking === 'settle' ? settle : refuse)
              .run({ case: one.case, text })
              .then((answer) => done(answer, t(asking === 'settle' ? 'case.settled' : 'case.refused')))
          }
          close={() => setAsking(null)}
        />
      ) : null}
    </Frame>
  );
}
