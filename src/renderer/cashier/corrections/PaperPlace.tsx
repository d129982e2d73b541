import { TextInput } from '@mantine/core';
import { IconNotebook } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { keepFocus, PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { useCounter, useMethod } from '../../ui/client.tsx';
import { digitsOf } from '../../ui/digits.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { FormDialog } from './FormDialog.tsx';
import { type Book, PaperLeafDialog } from './PaperLeafDialog.tsx';

/** So many missing numbers are named; of more the count is told. */
const namedGaps = 12;

/** Paper books for outages: which numbers were entered, which are spoiled, which are missing. */
export function PaperPlace() {
  const t = useText();
  const counter = useCounter();
  const { go, view } = useHouse();
  const [books, setBooks] = useState<readonly Book[] | null>(null);
  const [at, setAt] = useState(0);
  const [asking, setAsking] = useState<'book' | 'spoiled' | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: something was written, a book may be longer
  useEffect(() => {
    void counter.call('paper.books', {}).then((answer) => {
      if (answer.ok) setBooks(answer.value.books);
    });
  }, [counter, view.now, asking]);
  const list = books ?? [];
  const index = Math.min(at, Math.max(0, list.length - 1));
  const book = list[index];
  const move = (by: number) => () => setAt(Math.max(0, Math.min(list.length - 1, index + by)));
  const newBook = (): void => setAsking('book');
  const spoil = book === undefined || view.shift === null ? undefined : () => setAsking('spoiled');
  useKeys(
    { Enter: newBook, ArrowDown: move(1), ArrowUp: move(-1) },
    { holdable: ['ArrowDown', 'ArrowUp'], screen: 'paper-books' },
  );
  const gaps = book?.missing ?? [];
  return (
    <Frame
      keys={[
        ...(spoil === undefined ? [] : [{ chord: 'Alt+H', label: t('book.spoiled'), run: spoil }]),
        { chord: 'Escape', label: t('bar.home'), run: () => go('workplace') },
      ]}
    >
      <section className="qt-history">
        <header>
          <h1>{t('book.title')}</h1>
        </header>
        <div className="qt-history-row qt-books-row qt-history-names" aria-hidden>
          <span>{t('book.book')}</span>
          <span>{t('book.first')}</span>
          <span>{t('book.last')}</span>
          <span>{t('book.entered')}</span>
          <span>{t('book.check')}</span>
        </div>
        <div
          className="qt-history-list qt-focusable"
          role="listbox"
          aria-label={t('book.title')}
          tabIndex={0}
        >
          {list.map((one, position) => (
            // biome-ignore lint/a11y/useFocusableInteractive: arrows choose
            // biome-ignore lint/a11y/useKeyWithClickEvents: arrows choose
            <div
              key={one.book}
              role="option"
              aria-selected={position === index}
              className="qt-history-row qt-books-row"
              onMouseDown={keepFocus}
              onClick={() => setAt(position)}
            >
              <b>{one.book}</b>
              <span>{one.firstNumber}</span>
              <span>{one.entered + one.spoiled === 0 ? '-' : one.lastEntered}</span>
              <span>{one.entered}</span>
              <span>
                {one.missing.length === 0 ? (
                  <em className="qt-tag" data-tone="green">
                    {t(one.spoiled === 0 ? 'book.whole' : 'book.whole.spoiled', { n: one.spoiled })}
                  </em>
                ) : (
                  <em className="qt-tag" data-tone="amber">
                    {t('book.gaps', { n: one.missing.length })}
                  </em>
                )}
              </span>
            </div>
          ))}
        </div>
        {books !== null && list.length === 0 ? (
          <div className="qt-history-none" role="status">
            <b>{t('book.none')}</b>
            <p>
              <Say k="book.none.hint" />
            </p>
          </div>
        ) : null}
      </section>
      <aside className="qt-side">
        <div className="qt-work">
          <Notice>
            <Say k="book.how" />
          </Notice>
          {gaps.length === 0 ? null : (
            <Notice tone="amber" role="alert">
              <Say
                k="book.gaps.which"
                params={{
                  book: book?.book ?? '',
                  numbers: gaps.slice(0, namedGaps).join(', ') + (gaps.length > namedGaps ? '…' : ''),
                }}
              />
            </Notice>
          )}
          <div className="qt-work-end">
            {spoil === undefined ? null : (
              <SecondaryAction label={t('book.spoiled')} chord="Alt+H" run={spoil} />
            )}
          </div>
        </div>
        <div className="qt-action">
          <PrimaryAction
            label={t('book.open')}
            chord="Enter"
            icon={<IconNotebook size={22} stroke={1.9} />}
            run={newBook}
          />
        </div>
      </aside>
      {asking === 'book' ? <NewBook close={() => setAsking(null)} /> : null}
      {asking === 'spoiled' && book !== undefined ? (
        <PaperLeafDialog
          taken={null}
          book={book.book}
          done={() => setAsking(null)}
          close={() => setAsking(null)}
        />
      ) : null}
    </Frame>
  );
}

const bookCode = /^[A-Z0-9/-]{1,20}$/;

/** Registers a book by what stands on its cover. */
function NewBook({ close }: { readonly close: () => void }) {
  const t = useText();
  const [code, setCode] = useState('');
  const [digits, setDigits] = useState('1');
  const open = useMethod('paper.openBook');
  const book = code.trim().toUpperCase();
  const missing = ((): string | null => {
    if (book === '') return t('book.missing.code');
    if (!bookCode.test(book)) return t('book.code.wrong');
    return digits === '' || Number(digits) === 0 ? t('book.missing.number') : null;
  })();
  const run = async (): Promise<void> => {
    const answer = await open.run({ book, firstNumber: Number(digits) });
    if (answer !== null) close();
  };
  return (
    <FormDialog
      {...{ title: t('book.open'), busy: open.busy, failure: open.failure, close }}
      note={<Say k="book.open.note" />}
      foot={missing ?? <Say k="book.open.outcome" params={{ book, number: digits }} />}
      back={t('approval.cancel')}
      act={t('book.open.act')}
      ready={missing === null}
      run={() => void run()}
    >
      <div className="qt-fix-pair qt-field">
        <TextInput
          label={t('book.code')}
          value={code}
          maxLength={20}
          data-autofocus=""
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <TextInput
          label={t('book.first-number')}
          value={digits}
          inputMode="numeric"
          maxLength={9}
          onChange={(event) => setDigits(digitsOf(event.currentTarget.value))}
        />
      </div>
    </FormDialog>
  );
}
