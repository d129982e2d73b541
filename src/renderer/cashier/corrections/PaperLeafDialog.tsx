import { useEffect, useState } from 'react';
import type { ChosenLine, MethodResponse } from '../../../shared/rpc/contract.ts';
import { useCounter, useMethod } from '../../ui/client.tsx';
import { digitsOf } from '../../ui/digits.ts';
import { windowIds } from '../../ui/ids.ts';
import { dong } from '../../ui/money.ts';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { dateOf, timeOf } from '../../ui/time.ts';
import type { Approval } from '../frame/ApprovalDialog.tsx';
import { useHouse } from '../frame/Frame.tsx';
import { approvers } from './Approver.tsx';
import { momentOf } from './moment.ts';
import { ReasonedForm, ReasonField, useReasoned } from './ReasonedForm.tsx';

export type Book = MethodResponse<'paper.books'>['books'][number];

interface PaperLeafProps {
  /** What was paid on the leaf; null: the leaf was spoiled. */
  readonly taken: {
    readonly payer: string;
    readonly payerName: string;
    readonly lines: readonly ChosenLine[];
    readonly total: number;
  } | null;
  /** The book that is looked at. */
  readonly book?: string;
  readonly done: () => void;
  readonly close: () => void;
}

/** Nhập bù: one leaf of a paper book under its own number and day, by a second person who is not its writer. */
export function PaperLeafDialog({ taken, book: first, done, close }: PaperLeafProps) {
  const t = useText();
  const counter = useCounter();
  const { gate, now } = useHouse();
  const [paper] = useState(() => windowIds.next());
  const [books, setBooks] = useState<readonly Book[] | null>(null);
  const [chosen, setChosen] = useState(first ?? null);
  const [digits, setDigits] = useState<string | null>(null);
  const [date, setDate] = useState(() => dateOf(now));
  const [time, setTime] = useState(() => timeOf(now));
  const [writer, setWriter] = useState('');
  const reasoned = useReasoned(approvers.paper);
  const enter = useMethod('paper.enter');
  useEffect(() => {
    void counter.call('paper.books', {}).then((answer) => {
      if (answer.ok) setBooks(answer.value.books);
    });
  }, [counter]);
  const book = books?.find((one) => one.book === chosen) ?? books?.at(-1);
  // The next leaf that has no fate yet: a gap first.
  const next =
    book === undefined ? '' : String(book.missing[0] ?? Math.max(book.lastEntered + 1, book.firstNumber));
  const number = digits ?? next;
  const at = momentOf(date, time);
  const missing = ((): string | null => {
    if (books === null) return t('void.loading');
    if (book === undefined) return t('book.missing.book');
    if (number === '' || number === '0') return t('book.missing.number');
    if (at === null) return t('book.missing.time');
    return writer.trim() === '' ? t('book.missing.writer') : null;
  })();
  const send = async (text: string, approval: Approval): Promise<boolean> => {
    if (book === undefined || at === null) return false;
    const name = writer.trim();
    const answer = await enter.run({
      ...{ paper, book: book.book, number: Number(number), writtenAt: at, writer: name, text, approval },
      writerPerson: gate.people.find((one) => one.name === name)?.person ?? null,
      taken:
        taken === null ? null : { payer: taken.payer, payerName: taken.payerName, lines: [...taken.lines] },
    });
    return answer !== null;
  };
  return (
    <ReasonedForm
      {...{ reasoned, missing, attempt: enter, send, done, close }}
      title={t(taken === null ? 'book.spoiled' : 'book.leaf')}
      {...(taken === null ? {} : { sum: dong(taken.total) })}
      note={
        taken === null ? (
          <Say k="book.spoiled.note" />
        ) : (
          <Say k="book.leaf.note" params={{ name: taken.payerName, n: taken.lines.length }} />
        )
      }
      outcome={
        <Say
          k={taken === null ? 'book.outcome.spoiled' : 'book.outcome'}
          params={{ number, book: book?.book ?? '', amount: dong(taken?.total ?? 0) }}
        />
      }
      act={t('book.act')}
    >
      {books !== null && books.length === 0 ? (
        <Notice tone="amber" role="alert">
          <Say k="book.no-book" />
        </Notice>
      ) : null}
      <div className="qt-fix-three qt-field">
        <label className="qt-fix-select">
          {t('book.book')}
          <select
            className="qt-select"
            data-autofocus=""
            value={book?.book ?? ''}
            onChange={(event) => {
              setChosen(event.currentTarget.value);
              setDigits(null);
            }}
          >
            {(books ?? []).map((one) => (
              <option key={one.book} value={one.book}>
                {one.book}
              </option>
            ))}
          </select>
        </label>
        <TextField
          label={t('book.number')}
          value={number}
          inputMode="numeric"
          maxLength={9}
          change={(text) => setDigits(digitsOf(text))}
        />
        <div className="qt-fix-pair">
          <TextField label={t('book.date')} value={date} maxLength={10} change={setDate} />
          <TextField label={t('book.time')} value={time} maxLength={5} change={setTime} />
        </div>
      </div>
      <div className="qt-fix-pair qt-field">
        <TextField label={t('book.writer')} value={writer} maxLength={200} change={setWriter} />
        <ReasonField label={t('book.text')} reasoned={reasoned} />
      </div>
    </ReasonedForm>
  );
}
