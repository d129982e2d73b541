import { useRef, useState } from 'react';
import type {
  StatementAccountView,
  StatementLineView,
  StatementPreview,
} from '../../../shared/rpc/statements.ts';
import { Amount } from '../../ui/Amount.tsx';
import { PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { dong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Steps } from '../../ui/Steps.tsx';
import { useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { FileDrop } from '../import/FilePart.tsx';
import { useAnswer } from '../reports/useAnswer.ts';
import { useStatement } from './useStatement.ts';
import './statement.css';

/** Fates that record something. */
const taken = ['matched', 'nobody'] as const;

function toTake({ accounts, lines }: StatementPreview, also: ReadonlySet<number>) {
  const twice = lines.filter(({ row }) => also.has(row));
  const sums = accounts.flatMap(({ fates }) => taken.flatMap((fate) => fates[fate] ?? []));
  const all = [...sums, ...twice.map(({ amount }) => ({ count: 1, amount }))];
  return {
    count: all.reduce((total, { count }) => total + count, 0),
    amount: all.reduce((total, { amount }) => total + amount, 0),
  };
}

function AccountNote({ account }: { readonly account: StatementAccountView }) {
  const t = useText();
  const { written, holder, chain, brokenRow, unreadRows } = account;
  if (account.account === null) {
    return (
      <p>
        <b>{written ?? '-'}</b> {t('statement.account.not-ours')}
      </p>
    );
  }
  const row = brokenRow === null ? '' : ` ${t('statement.chain.row', { row: String(brokenRow) })}`;
  return (
    <Notice
      tone={chain === 'broken' || unreadRows.length > 0 ? 'red' : chain === 'absent' ? 'amber' : 'green'}
    >
      <b>
        {written ?? account.account} · {holder}
      </b>{' '}
      {t(`statement.chain.${chain}`)}
      {row}.{unreadRows.length > 0 ? ` ${t('statement.unread', { rows: unreadRows.join(', ') })}.` : ''}
    </Notice>
  );
}

function Line(props: {
  readonly line: StatementLineView;
  readonly twice: boolean;
  readonly turn: () => void;
}) {
  const { line, twice, turn } = props;
  const t = useText();
  const how = line.how === null || line.fate !== 'matched' ? '' : ` · ${t(`statement.how.${line.how}`)}`;
  return (
    <tr data-fate={line.fate}>
      <td>{line.row}</td>
      <td>{line.date.split('-').reverse().join('/')}</td>
      <td>
        <span className="qt-cut">{line.content}</span>
        {line.otherName === null ? null : <small>{line.otherName}</small>}
      </td>
      <td>
        {t(`statement.fate.${line.fate}`)}
        {how}
        {line.fate === 'probably-same' ? (
          <label>
            <input type="checkbox" checked={twice} onChange={turn} /> {t('statement.twice')}
          </label>
        ) : null}
      </td>
      <td data-sum="">{dong(line.amount)}</td>
    </tr>
  );
}

function Lines(props: {
  readonly preview: StatementPreview;
  readonly also: ReadonlySet<number>;
  readonly turn: (row: number) => void;
}) {
  const { preview, also, turn } = props;
  const t = useText();
  const { lines } = preview;
  return (
    <div className="qt-statement-lines">
      <table className="qt-import-table">
        <thead>
          <tr>
            <th scope="col">{t('statement.row')}</th>
            <th scope="col">{t('statement.date')}</th>
            <th scope="col">{t('statement.content')}</th>
            <th scope="col">{t('statement.fate')}</th>
            <th scope="col" data-sum="">
              {t('statement.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={line.row} line={line} twice={also.has(line.row)} turn={() => turn(line.row)} />
          ))}
        </tbody>
      </table>
      {lines.length >= 300 ? <p>{t('statement.more', { n: lines.length })}</p> : null}
    </div>
  );
}

/** Which of our accounts a file is of that names none. */
function WhichAccount({ look }: { readonly look: (account: string) => void }) {
  const t = useText();
  const accounts = useAnswer('accounts.list', {}, 0);
  const choices = (accounts.value?.accounts ?? []).slice(0, 9);
  useKeys(Object.fromEntries(choices.map(({ account }, index) => [`Alt+${index + 1}`, () => look(account)])));
  return (
    <Notice tone="amber">
      <p>{t('statement.which')}</p>
      {choices.map(({ account, bank, number }, index) => (
        <SecondaryAction
          key={account}
          label={`${bank} ${number}`}
          chord={`Alt+${index + 1}`}
          run={() => look(account)}
        />
      ))}
    </Notice>
  );
}

/** A statement of the bank: choose, see what each line would do, record. */
export function StatementPlace() {
  const t = useText();
  const { go } = useHouse();
  const statement = useStatement();
  const { preview, working, done, failure } = statement;
  const [also, setAlso] = useState<ReadonlySet<number>>(new Set());
  const picker = useRef<HTMLInputElement>(null);
  const sums = preview === null ? { count: 0, amount: 0 } : toTake(preview, also);
  const nameless = preview?.accounts.some(({ written, account }) => written === null && account === null);
  const blocked = preview !== null && (!preview.takeable || sums.count === 0);

  const choose = (): void => picker.current?.click();
  const take = (file: File | undefined): void => {
    setAlso(new Set());
    if (file !== undefined) void statement.take(file);
  };
  const turn = (row: number): void => {
    const next = new Set(also);
    if (!next.delete(row)) next.add(row);
    setAlso(next);
  };
  const confirm = (): void => {
    if (working !== null) return;
    if (done !== null) go('workplace');
    else if (preview === null) choose();
    else if (!blocked) void statement.accept([...also]);
  };
  const leave = (): void => {
    if (working === 'taking') return;
    if ((preview === null && working === null) || done !== null) go('more');
    statement.drop();
  };
  const label = ((): string => {
    if (done !== null) return t('bar.home');
    if (working !== null) return t(`statement.${working}`);
    if (preview === null) return t('statement.choose');
    if (!preview.takeable) return t('statement.accept.blocked');
    return sums.count === 0 ? t('statement.accept.nothing') : t('statement.accept', { n: sums.count });
  })();
  useKeys({ Enter: confirm });
  return (
    <Frame
      keys={[
        {
          chord: 'Alt+L',
          label: t(preview === null ? 'statement.choose' : 'statement.choose.other'),
          run: choose,
        },
        { chord: 'Escape', label: t('bar.back'), run: leave },
      ]}
    >
      <input
        ref={picker}
        type="file"
        hidden
        accept=".xlsx,.xls,.csv,.txt,.html"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          take(file);
        }}
      />
      <section className="qt-wide qt-import qt-field">
        <header>
          <h1>{t('statement.title')}</h1>
          <Steps
            at={done !== null ? 2 : preview === null ? 0 : 1}
            names={[t('statement.step.file'), t('statement.step.look'), t('statement.step.take')]}
          />
        </header>
        {preview === null || done !== null ? (
          <FileDrop title={t('statement.drop')} note={t('statement.drop.note')} choose={choose} drop={take} />
        ) : (
          <Lines preview={preview} also={also} turn={turn} />
        )}
      </section>
      <aside className="qt-side">
        <section className="qt-total">
          <div>
            <span>{t('statement.money-in')}</span>
            <span className="qt-cut">{preview?.fileName ?? ''}</span>
          </div>
          <Amount amount={sums.amount} size="total" id="total" />
        </section>
        <div className="qt-work qt-field">
          {preview?.accounts.map((account, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: accounts of one file do not move
            <AccountNote key={index} account={account} />
          ))}
          <div className="qt-work-end">
            {nameless ? <WhichAccount look={(account) => void statement.look(account)} /> : null}
            {done === null ? null : (
              <Notice tone="green" role="status">
                <b>{t('statement.done', { matched: done.matched.count, nobody: done.nobody.count })}</b>{' '}
                {t('statement.done.note', { known: done.known.count, left: done.left.count })}
              </Notice>
            )}
            <FailureNotice failure={failure} />
          </div>
        </div>
        <div className="qt-action">
          <PrimaryAction
            label={label}
            chord="Enter"
            off={done === null && blocked}
            busy={working !== null}
            run={confirm}
          />
        </div>
      </aside>
    </Frame>
  );
}
