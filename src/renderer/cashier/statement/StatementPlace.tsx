import { type ReactNode, useState } from 'react';
import type { StatementColumnsSaid } from '../../../shared/journal/index.ts';
import type { StatementPreview } from '../../../shared/rpc/statements.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Total } from '../../ui/Total.tsx';
import { useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { Side } from '../frame/Side.tsx';
import { FileDrop } from '../import/FilePart.tsx';
import { FileSection, useFilePicker } from '../import/FilePlace.tsx';
import { ColumnsForm, columnsSuffice } from './ColumnsForm.tsx';
import { AccountNote, FateSums, NotOurs, StatementDone, WhichAccount } from './StatementFacts.tsx';
import { StatementLines } from './StatementLines.tsx';
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

/** A statement of the bank: choose, see what each line would do, record. */
export function StatementPlace() {
  const t = useText();
  const { go } = useHouse();
  const statement = useStatement();
  const { preview, rows, working, done, failure } = statement;
  const [columns, setColumns] = useState<StatementColumnsSaid>([]);
  const unsaid = rows !== null && !columnsSuffice(columns);
  const [also, setAlso] = useState<ReadonlySet<number>>(new Set());
  const sums = preview?.takeable ? toTake(preview, also) : { count: 0, amount: 0 };
  const ours = preview?.accounts.some(({ account }) => account !== null) === true;
  const nameless =
    preview?.accounts.some(({ written, account }) => written === null && account === null) === true;
  const blocked = preview !== null && (!preview.takeable || sums.count === 0);

  const take = (file: File | undefined): void => {
    setAlso(new Set());
    setColumns([]);
    if (file !== undefined) void statement.take(file);
  };
  const { choose, picker } = useFilePicker('.xlsx,.xls,.csv,.txt,.html', take);
  const turn = (row: number): void => {
    const next = new Set(also);
    if (!next.delete(row)) next.add(row);
    setAlso(next);
  };
  const confirm = (): void => {
    if (working !== null) return;
    if (done !== null) go('workplace');
    else if (rows !== null) {
      if (!unsaid) void statement.look(null, columns);
    } else if (preview === null) choose();
    else if (!blocked) void statement.accept([...also]);
  };
  const leave = (): void => {
    if (working === 'taking') return;
    if ((preview === null && rows === null && working === null) || done !== null) go('more');
    statement.drop();
  };
  const label = ((): string => {
    if (done !== null) return t('bar.home');
    if (working !== null) return t(`statement.${working}`);
    if (rows !== null) return t(unsaid ? 'statement.columns.missing' : 'statement.columns.read');
    if (preview === null) return t('statement.choose');
    if (nameless) return t('statement.which.first');
    if (!ours) return t('statement.not-ours.label');
    if (!preview.takeable) return t('statement.accept.blocked');
    return sums.count === 0 ? t('statement.accept.nothing') : t('statement.accept', { n: sums.count });
  })();
  useKeys({ Enter: confirm });
  const body = ((): ReactNode => {
    if (done !== null) return <StatementDone done={done} />;
    if (rows !== null) return <ColumnsForm rows={rows} columns={columns} change={setColumns} />;
    if (preview === null) {
      const note = t('statement.drop.note');
      return <FileDrop title={t('statement.drop')} note={note} choose={choose} drop={take} />;
    }
    if (nameless) return <WhichAccount look={(account) => void statement.look(account)} />;
    if (!ours) return <NotOurs accounts={preview.accounts} />;
    return <StatementLines preview={preview} also={also} turn={turn} />;
  })();
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
      {picker}
      <FileSection
        title={t('statement.title')}
        steps={[t('statement.step.file'), t('statement.step.look'), t('statement.step.take')]}
        looked={preview !== null || rows !== null}
        done={done !== null}
      >
        {body}
      </FileSection>
      <Side
        work="qt-field"
        head={
          <Total
            label={t(done === null ? 'statement.money-in' : 'statement.money-taken')}
            amount={sums.amount}
            idle={sums.count === 0}
          >
            <span className="qt-statement-file">{preview?.fileName ?? ''}</span>
          </Total>
        }
        action={{ label, off: done === null && (blocked || unsaid), busy: working !== null, run: confirm }}
        end={<FailureNotice failure={failure} />}
      >
        {preview === null || done !== null ? null : (
          <>
            {preview.accounts.map((account, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: accounts of one file do not move
              <AccountNote key={index} account={account} />
            ))}
            <FateSums accounts={preview.accounts} />
          </>
        )}
      </Side>
    </Frame>
  );
}
