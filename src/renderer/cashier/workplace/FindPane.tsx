import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import type { PayerRow } from '../../../shared/rpc/contract.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { ChoiceList, ChoiceRow } from '../../ui/ChoiceList.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { dong } from '../../ui/money.ts';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useHouse } from '../frame/Frame.tsx';
import { ReceiptHint } from '../history/ReceiptHint.tsx';
import { prefixedCode } from './code.ts';
import type { Controller } from './controller.ts';
import { ListsNotice } from './ListsNotice.tsx';
import { peopleOn } from './people.ts';
import { Relatives } from './Relatives.tsx';
import { foundNobody } from './screenKeys.ts';
import type { Finding, Workplace } from './state.ts';

/** The name with the matched parts underlined. */
function MatchedName({ row }: { readonly row: PayerRow }) {
  const pieces: ReactNode[] = [];
  let from = 0;
  for (const [start, end] of row.matches) {
    if (start > from) pieces.push(row.name.slice(from, start));
    pieces.push(<u key={start}>{row.name.slice(start, end)}</u>);
    from = end;
  }
  pieces.push(row.name.slice(from));
  return <b>{pieces}</b>;
}

function ResultRow({
  row,
  id,
  selected,
  twoLines,
  open,
}: {
  readonly row: PayerRow;
  readonly id: string;
  readonly selected: boolean;
  /** People of one name are in the list: the whole address is shown. */
  readonly twoLines: boolean;
  readonly open: () => void;
}) {
  const t = useText();
  const { gate } = useHouse();
  const where = [prefixedCode(t(`bill.code.${gate.institution}`), row.code), row.address].filter(
    (part) => part !== null,
  );
  const className = gate.institution === 'school' && row.className !== null;
  return (
    // The find box names it by aria-activedescendant; Enter there opens it.
    <ChoiceRow id={id} selected={selected} choose={open} className="qt-result">
      <div>
        <MatchedName row={row} />
        <b className="qt-result-class">
          {className ? t('bill.class', { class: row.className ?? '' }) : row.className}
        </b>
      </div>
      <div>
        <span className={twoLines ? 'qt-two-lines' : 'qt-cut'}>{where.join(' · ')}</span>
        <span>{[row.gender, row.birthYear].filter((part) => part !== null).join(', ')}</span>
      </div>
    </ChoiceRow>
  );
}

function Results(props: {
  readonly state: Finding;
  readonly controller: Controller;
  readonly newPerson: () => void;
}) {
  const { state, controller, newPerson } = props;
  const t = useText();
  const { lists } = useHouse().view;
  const { rows } = state;
  const twins = new Set(rows.map(({ name }) => name)).size < rows.length;
  if (rows.length === 0) {
    // Nobody is missing while the lists are read again.
    if (state.answered !== state.asked || lists.state === 'reading')
      return <p className="qt-find-hint">{t('find.searching')}</p>;
    // A single letter is looked for nowhere: that is not the same as finding nobody.
    if (state.text.trim().length === 1) return <p className="qt-find-hint">{t('find.short')}</p>;
    return (
      <div className="qt-find-hint" role="status">
        <b>{t('find.none', { text: state.text.trim() })}</b>
        <p>{t('find.none.hint')}</p>
        {foundNobody(state) ? (
          <SecondaryAction label={t('new-person.open')} chord="Alt+L" run={newPerson} />
        ) : null}
      </div>
    );
  }
  return (
    <>
      <div className="qt-find-count">
        <span role="status">
          {t(state.atLeast ? 'find.count.more' : 'find.count', { count: state.count })}
        </span>
        <KeyCap chord="ArrowUp" />
        <KeyCap chord="ArrowDown" />
      </div>
      <div className="qt-results-room">
        <ChoiceList
          label={t('find.results')}
          className={twins ? 'qt-results qt-results-tall' : 'qt-results'}
          id="qt-results"
        >
          {rows.map((row, index) => (
            <ResultRow
              key={row.payer}
              row={row}
              id={`qt-result-${index}`}
              selected={index === state.selected}
              twoLines={twins}
              open={() => void controller.open(row.payer)}
            />
          ))}
        </ChoiceList>
      </div>
    </>
  );
}

function Hint({ state }: { readonly state: Workplace }) {
  const { gate } = useHouse();
  switch (state.at) {
    case 'bill': {
      const people = peopleOn(state.payer).length;
      if (people > 1 && state.held === null) return <Say k="siblings.bill-hint" params={{ n: people }} />;
      return (
        <Say
          k={state.held === null ? 'find.hint.serving' : 'find.hint.serving-cash'}
          params={{ name: state.payer.name }}
        />
      );
    }
    case 'cash':
    case 'card':
    case 'charge':
    case 'mobile':
    case 'qr':
      return <Say k="find.hint.serving-cash" params={{ name: state.payer.name }} />;
    case 'done':
      return <Say k="find.hint.done" />;
    case 'credit':
      return <Say k="credit.find" params={{ amount: dong(state.credit.amount) }} />;
    case 'find':
      if (state.adding !== null) {
        return <Say k="siblings.hint" params={{ name: state.adding.payerName }} />;
      }
      if (state.credit !== null) {
        return <Say k="credit.find" params={{ amount: dong(state.credit.amount) }} />;
      }
      return <Say k={`find.hint.${gate.institution}`} />;
  }
}

/** Whether results take the place of the hint. */
export function showsResults(state: Workplace): state is Finding {
  return state.at === 'find' && state.text.trim() !== '';
}

interface FindPaneProps {
  readonly state: Workplace;
  readonly controller: Controller;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly leaveBill: () => void;
  /** Asks who it is that no list knows. */
  readonly newPerson: () => void;
  readonly onFocus: () => void;
}

/** The find box, always at the same place; results while finding, else what to do. */
export function FindPane({ state, controller, input, leaveBill, newPerson, onFocus }: FindPaneProps) {
  const t = useText();
  const { gate, view } = useHouse();
  const results = showsResults(state);
  const reading = view.lists.state === 'reading';
  const wasReading = useRef(reading);
  useEffect(() => {
    // The lists are back: what was looked for meanwhile is looked for again.
    if (wasReading.current && !reading && state.at === 'find') void controller.type(state.text);
    wasReading.current = reading;
  });
  const open = state.at === 'find' || state.at === 'done';
  return (
    <section className="qt-find">
      <label className="qt-find-label" htmlFor="qt-find">
        {t('find.label')}
        <KeyCap chord="F2" />
      </label>
      <div className="qt-field qt-find-box">
        <TextField
          id="qt-find"
          ref={input}
          value={state.at === 'find' ? state.text : ''}
          change={(text) => void controller.type(text)}
          onFocus={onFocus}
          onMouseDown={open ? undefined : leaveBill}
          readOnly={!open}
          tabIndex={open ? 0 : -1}
          placeholder={t(`find.placeholder.${gate.institution}`)}
          leftSection={<IconSearch size={22} stroke={1.9} />}
          leftSectionWidth={44}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          role="searchbox"
          aria-autocomplete="list"
          aria-controls={results ? 'qt-results' : undefined}
          aria-activedescendant={results && state.rows.length > 0 ? `qt-result-${state.selected}` : undefined}
        />
      </div>
      <ListsNotice />
      {results ? <ReceiptHint text={state.text} /> : null}
      {results ? (
        <Results state={state} controller={controller} newPerson={newPerson} />
      ) : (
        <p className="qt-find-hint">
          <Hint state={state} />
        </p>
      )}
      {state.at === 'bill' ? (
        <Relatives state={state} add={() => void controller.more.addRelatives()} />
      ) : null}
    </section>
  );
}
