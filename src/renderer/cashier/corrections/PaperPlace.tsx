import { IconNotebook } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { SecondaryAction } from '../../ui/actions.tsx';
import { ChoiceList, ChoiceRow, ColumnNames, EmptyList } from '../../ui/ChoiceList.tsx';
import { useCounter, useMethod } from '../../ui/client.tsx';
import { digitsOf } from '../../ui/digits.ts';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { arrowKeys, useChoice } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { Side } from '../frame/Side.tsx';
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
  const [asking, setAsking] = useState<'book' | 'spoiled' | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: something was written, a book may be longer
  useEffect(() => {
    void counter.call('paper.books', {}).then((answer) => {
      if (answer.ok) setBooks(answer.value.books);
    });
  }, [counter, view.now, asking]);
  const list = books ?? [];
  const { at, item: book, choose, arrows } = useChoice(list);
  const newBook = (): void => setAsking('book');
  const spoil = book === undefined || view.shift === null ? undefined : () => setAsking('spoiled');
  useKeys({ Enter: newBook, ...arrows }, { holdable: arrowKeys, screen: 'paper-books' });
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
        <ColumnNames
          row="qt-books-row"
          names={[t('book.book'), t('book.first'), t('book.last'), t('book.entered'), t('book.check')]}
          amounts={0}
        />
        <ChoiceList label={t('book.title')} className="qt-history-list" tab>
          {list.map((one, index) => (
            <ChoiceRow
              key={one.book}
              selected={index === at}
              choose={() => choose(index)}
              className="qt-history-row qt-books-row"
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
            </ChoiceRow>
          ))}
        </ChoiceList>
        {books !== null && list.length === 0 ? (
          <EmptyList title={t('book.none')} hint={<Say k="book.none.hint" />} />
        ) : null}
      </section>
      <Side
        end={
          spoil === undefined ? null : <SecondaryAction label={t('book.spoiled')} chord="Alt+H" run={spoil} />
        }
        action={{ label: t('book.open'), icon: <IconNotebook size={22} stroke={1.9} />, run: newBook }}
      >
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
      </Side>
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
        <TextField label={t('book.code')} value={code} maxLength={20} data-autofocus="" change={setCode} />
        <TextField
          label={t('book.first-number')}
          value={digits}
          inputMode="numeric"
          maxLength={9}
          change={(text) => setDigits(digitsOf(text))}
        />
      </div>
    </FormDialog>
  );
}
