import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ChosenLine, MethodResponse } from '../../../shared/rpc/contract.ts';
import { useCounter, useMethod } from '../../ui/client.tsx';
import { digitsOf } from '../../ui/digits.ts';
import { windowIds } from '../../ui/ids.ts';
import { dong } from '../../ui/money.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { dateOf, timeOf } from '../../ui/time.ts';
import { useHouse } from '../frame/Frame.tsx';
import { ApproverFields, approvers, useApprover } from './Approver.tsx';
import { FormDialog } from './FormDialog.tsx';
import { momentOf } from './moment.ts';

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
  const [text, setText] = useState('');
  const approving = useApprover(approvers.paper);
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
    if (writer.trim() === '') return t('book.missing.writer');
    if (text.trim() === '') return t('void.missing.text');
    return approving.given === null ? t('void.missing.pin') : null;
  })();
  const run = async (): Promise<void> => {
    if (approving.given === null || book === undefined || at === null) return;
    const name = writer.trim();
    const answer = await enter.run({
      ...{ paper, book: book.book, number: Number(number), writtenAt: at, writer: name, text: text.trim() },
      writerPerson: gate.people.find((one) => one.name === name)?.person ?? null,
      taken:
        taken === null ? null : { payer: taken.payer, payerName: taken.payerName, lines: [...taken.lines] },
      approval: approving.given,
    });
    approving.type('');
    if (answer !== null) done();
  };
  return (
    <FormDialog
      {...{ title: t(taken === null ? 'book.spoiled' : 'book.leaf'), busy: enter.busy, close }}
      failure={enter.failure}
      {...(taken === null ? {} : { sum: dong(taken.total) })}
      note={
        taken === null ? (
          <Say k="book.spoiled.note" />
        ) : (
          <Say k="book.leaf.note" params={{ name: taken.payerName, n: taken.lines.length }} />
        )
      }
      foot={
        missing ?? (
          <Say
            k={taken === null ? 'book.outcome.spoiled' : 'book.outcome'}
            params={{ number, book: book?.book ?? '', amount: dong(taken?.total ?? 0) }}
          />
        )
      }
      back={t('approval.cancel')}
      act={t('book.act')}
      ready={missing === null}
      run={() => void run()}
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
        <TextInput
          label={t('book.number')}
          value={number}
          inputMode="numeric"
          maxLength={9}
          onChange={(event) => setDigits(digitsOf(event.currentTarget.value))}
        />
        <div className="qt-fix-pair">
          <TextInput
            label={t('book.date')}
            value={date}
            maxLength={10}
            onChange={(event) => setDate(event.currentTarget.value)}
          />
          <TextInput
            label={t('book.time')}
            value={time}
            maxLength={5}
            onChange={(event) => setTime(event.currentTarget.value)}
          />
        </div>
      </div>
      <div className="qt-fix-pair qt-field">
        <TextInput
          label={t('book.writer')}
          value={writer}
          maxLength={200}
          onChange={(event) => setWriter(event.currentTarget.value)}
        />
        <TextInput
          label={t('book.text')}
          value={text}
          maxLength={200}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <ApproverFields approving={approving} />
    </FormDialog>
  );
}
