import type { MethodResponse } from '../../../shared/rpc/contract.ts';
import {
  type StatementAccountView,
  type StatementPreview,
  statementFate,
} from '../../../shared/rpc/statements.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { EmptyList } from '../../ui/ChoiceList.tsx';
import { type Fact, Facts } from '../../ui/Facts.tsx';
import { dong } from '../../ui/money.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { useAnswer } from '../reports/useAnswer.ts';

/** Whose account it is, and whether the balances prove that no row is missing. */
export function AccountNote({ account }: { readonly account: StatementAccountView }) {
  const t = useText();
  const { written, holder, chain, brokenRow, unreadRows } = account;
  if (account.account === null) return null;
  const row = brokenRow === null ? '' : ` ${t('statement.chain.row', { row: String(brokenRow) })}`;
  const bad = chain === 'broken' || unreadRows.length > 0;
  return (
    <Notice tone={bad ? 'red' : chain === 'absent' ? 'amber' : 'green'}>
      <b>
        {written ?? account.account} · {holder}
      </b>{' '}
      {t(`statement.chain.${chain}`)}
      {row}.{unreadRows.length > 0 ? ` ${t('statement.unread', { rows: unreadRows.join(', ') })}.` : ''}
      {bad ? <p>{t('statement.chain.next')}</p> : null}
    </Notice>
  );
}

/** How many lines do what, with their sums. */
export function FateSums({ accounts }: Pick<StatementPreview, 'accounts'>) {
  const t = useText();
  const rows = statementFate.options.flatMap((fate): Fact[] => {
    const sums = accounts.flatMap(({ fates }) => fates[fate] ?? []);
    const n = sums.reduce((total, { count }) => total + count, 0);
    const amount = sums.reduce((total, one) => total + one.amount, 0);
    return n === 0
      ? []
      : [[t('statement.sum', { fate: t(`statement.fate.${fate}`), n }), dong(amount), `fate-${fate}`]];
  });
  return rows.length === 0 ? null : <Facts className="qt-sections qt-statement-sums" rows={rows} />;
}

/** Which of our accounts a file is of that names none. */
export function WhichAccount({ look }: { readonly look: (account: string) => void }) {
  const t = useText();
  const accounts = useAnswer('accounts.list', {}, 0);
  const choices = (accounts.value?.accounts ?? []).slice(0, 9);
  useKeys(Object.fromEntries(choices.map(({ account }, index) => [`Alt+${index + 1}`, () => look(account)])));
  return (
    <div className="qt-statement-which">
      <h2>{t('statement.which')}</h2>
      {choices.map(({ account, bank, number, holder }, index) => (
        <SecondaryAction
          key={account}
          label={`${bank} ${number} · ${holder}`}
          chord={`Alt+${index + 1}`}
          run={() => look(account)}
        />
      ))}
    </div>
  );
}

/** A statement of somebody else's account. */
export function NotOurs({ accounts }: Pick<StatementPreview, 'accounts'>) {
  const t = useText();
  const numbers = accounts.map(({ written }) => written ?? '-').join(', ');
  return (
    <EmptyList title={t('statement.not-ours', { numbers })} hint={<Say k="statement.not-ours.hint" />} />
  );
}

/** What was recorded, and where a person goes on with it. */
export function StatementDone({ done }: { readonly done: MethodResponse<'statement.accept'> }) {
  const t = useText();
  const { matched, nobody, known, left } = done;
  const row = (key: 'matched' | 'nobody' | 'known' | 'left', sum: typeof matched): Fact => [
    t(`statement.done.${key}`, { n: sum.count }),
    sum.count === 0 ? null : dong(sum.amount),
  ];
  return (
    <div className="qt-statement-done">
      <h2>{t('statement.done.title')}</h2>
      <Facts
        className="qt-sums"
        rows={[row('matched', matched), row('nobody', nobody), row('known', known), row('left', left)]}
      />
      <ul>
        {matched.count === 0 ? null : <li>{t('statement.done.issue')}</li>}
        {nobody.count === 0 ? null : (
          <li>
            <Say k="statement.done.find" />
          </li>
        )}
        <li>{t('statement.done.again')}</li>
      </ul>
    </div>
  );
}
