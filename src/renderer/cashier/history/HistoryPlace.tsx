import { TextInput } from '@mantine/core';
import { IconPrinter, IconSearch } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { historyPeriods, historyScopes } from '../../../shared/rpc/history.ts';
import { PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { ChoiceList, ColumnNames, EmptyList } from '../../ui/ChoiceList.tsx';
import { useMethod } from '../../ui/client.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say, type TextOf, useText } from '../../ui/text.tsx';
import { dateOf, timeOf } from '../../ui/time.ts';
import { arrowKeys, useChoice } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { PaperCame } from '../frame/PaperCame.tsx';
import { MakingNotice } from '../reports/MakingNotice.tsx';
import { useDocument } from '../reports/useDocument.ts';
import { actsFor, type HistoryAct } from './acts.ts';
import { Detail, DetailHead, methodText } from './Detail.tsx';
import { ReceiptRow } from './HistoryRow.tsx';
import { type Asked, type Opened, useHistory, useOpened } from './useHistory.ts';
import './history.css';

const ways = ['cash', 'qr', 'card', 'mobile-money', 'website', 'transfer', 'e-wallet'] as const;

/** What Enter prints, in words. */
function printLabel(t: TextOf, opened: Opened | null): string {
  const next = opened?.nextPaper ?? null;
  if (opened === null) return t('history.print.none');
  if (opened.sister !== null) return t('history.print.sister');
  if (next === null) return t('history.print.wait');
  return t(`history.print.${next.mark}`, { copy: next.copy });
}

/** The paper that nobody can say of whether it came; asked before another is printed. */
function doubtful(opened: Opened | null): string | null {
  const paper = opened?.papers.findLast((one) => one.state === 'unknown' && one.paperCame === null);
  return paper?.job ?? null;
}

/** F11: every receipt ever issued; find one, see all of it, print it again. */
export function HistoryPlace({ text: startText }: { readonly text: string }) {
  const t = useText();
  const house = useHouse();
  const { gate, go, view, now } = house;
  // Without a line to the province there are no sisters.
  const sisters = view.rail.network.state !== 'not-enrolled';
  const [asked, setAsked] = useState<Asked>({
    text: startText,
    period: startText === '' ? 'today' : 'all',
    method: null,
    // The accountant's desk has no receipts of its own.
    scope: gate.machine === 'accountant-desk' ? 'facility' : 'counter',
  });
  const [inBox, setInBox] = useState(true);
  const input = useRef<HTMLInputElement>(null);
  const { found, more } = useHistory(asked, view.now);
  const {
    item: row,
    choose,
    step,
    arrows,
  } = useChoice(found.rows, {
    moved: (to) => {
      if (to >= found.rows.length - 8) more();
    },
  });
  const opened = useOpened(row ?? null, view.now);
  const print = useMethod('receipt.print');
  const { making, make } = useDocument();
  const answer = useMethod('print.answer');
  /** The act under way and its receipt, which stays the one that was shown when it began. */
  const [acting, setActing] = useState<{ act: HistoryAct; opened: Opened } | null>(null);
  const today = dateOf(now);

  const ask = (part: Partial<Asked>): void => {
    setAsked({ ...asked, ...part });
    choose(0);
    print.clear();
  };
  const doubt = doubtful(opened);
  const printable = opened?.nextPaper != null;
  const again = (): void => {
    if (row !== undefined && printable) void print.run({ receipt: row.receipt });
  };
  const pdf =
    row === undefined || !printable ? undefined : () => make({ is: 'receipt', document: row.receipt }, 'pdf');
  const say = (paperCame: boolean) => (): void => {
    if (doubt !== null) void answer.run({ job: doubt, paperCame });
  };
  // While somebody types, Enter only ends the typing: a scanner's Enter must not print.
  const typing = inBox && asked.text.trim() !== '';
  const enter = (): void => {
    if (typing) setInBox(false);
    else again();
  };
  const next = <T,>(list: readonly T[], current: T): T =>
    list[(list.indexOf(current) + 1) % list.length] ?? current;
  const period = (): void => ask({ period: next(historyPeriods, asked.period) });
  const way = (): void =>
    ask({ method: next([null, ...ways], asked.method as (typeof ways)[number] | null) });
  const scope = (): void => ask({ scope: next(historyScopes, asked.scope ?? 'counter') });
  // A sister's receipt is shown as hers: whatever becomes of it is written there.
  const acts = opened === null || opened.sister !== null ? [] : actsFor(opened, house);
  const started = (act: HistoryAct): (() => void) | undefined =>
    opened === null ? undefined : () => setActing({ act, opened });
  const find = (): void => {
    setInBox(true);
    input.current?.focus();
    input.current?.select();
  };
  useKeys(
    {
      Enter: enter,
      ...arrows,
      ...Object.fromEntries(acts.map((act) => [act.chord, started(act)])),
      PageDown: step(10),
      PageUp: step(-10),
      'Alt+C': doubt === null ? undefined : say(true),
      'Alt+U': doubt === null ? undefined : say(false),
    },
    { holdable: [...arrowKeys, 'PageDown', 'PageUp'], screen: 'history' },
  );
  const count = found.next === null ? 'history.count' : 'history.count.more';
  return (
    <Frame
      keys={[
        { chord: 'F2', label: t('bar.find'), run: find },
        ...(printable ? [{ chord: 'F10', label: t('history.bar.print'), run: again }] : []),
        ...(pdf === undefined ? [] : [{ chord: 'Ctrl+P', label: t('history.bar.pdf'), run: pdf }]),
        { chord: 'Alt+ArrowRight', label: t('history.bar.period'), run: period },
        { chord: 'Alt+ArrowDown', label: t('history.bar.way'), run: way },
        ...(sisters ? [{ chord: 'Alt+ArrowLeft', label: t('history.bar.scope'), run: scope }] : []),
        { chord: 'Escape', label: t('bar.home'), run: () => go('workplace') },
      ]}
    >
      <section className="qt-history">
        <header>
          <h1>{t('history.title')}</h1>
          <div className="qt-field">
            <TextInput
              ref={input}
              aria-label={t('history.find')}
              placeholder={t('history.find.placeholder')}
              value={asked.text}
              maxLength={100}
              autoFocus
              autoComplete="off"
              spellCheck={false}
              leftSection={<IconSearch size={20} stroke={1.9} />}
              leftSectionWidth={40}
              onFocus={() => setInBox(true)}
              onChange={(event) => {
                setInBox(true);
                ask({ text: event.currentTarget.value });
              }}
            />
          </div>
          <select
            className="qt-select"
            aria-label={t('history.period')}
            value={asked.period}
            onChange={(event) => ask({ period: event.currentTarget.value as Asked['period'] })}
          >
            {historyPeriods.map((one) => (
              <option key={one} value={one}>
                {t(`history.period.${one}`)}
              </option>
            ))}
          </select>
          <select
            className="qt-select"
            aria-label={t('history.way')}
            value={asked.method ?? ''}
            onChange={(event) => ask({ method: event.currentTarget.value || null })}
          >
            <option value="">{t('history.way.all')}</option>
            {ways.map((method) => (
              <option key={method} value={method}>
                {methodText(t, method)}
              </option>
            ))}
          </select>
          {sisters ? (
            <select
              className="qt-select"
              aria-label={t('history.scope')}
              value={asked.scope ?? 'counter'}
              onChange={(event) =>
                ask({ scope: event.currentTarget.value as (typeof historyScopes)[number] })
              }
            >
              {historyScopes.map((one) => (
                <option key={one} value={one}>
                  {t(`history.scope.${one}`)}
                </option>
              ))}
            </select>
          ) : null}
          <p role="status">{t(count, { n: found.rows.length })}</p>
        </header>
        <ColumnNames
          names={[
            t('history.column.number'),
            t('history.column.time'),
            t('history.column.payer'),
            t('history.column.way'),
            t('history.column.amount'),
          ]}
        />
        <ChoiceList label={t('history.title')} className="qt-history-list" tab>
          {found.rows.map((one, index) => (
            <ReceiptRow
              key={one.receipt}
              row={one}
              selected={one.receipt === row?.receipt}
              today={today}
              several={new Set(found.rows.map(({ series }) => series)).size > 1}
              choose={() => choose(index)}
            />
          ))}
        </ChoiceList>
        {found.rows.length === 0 && found.asked !== null ? (
          <EmptyList
            title={t(asked.text.trim() === '' ? `history.none.${asked.period}` : 'history.none.text', {
              text: asked.text.trim(),
            })}
            hint={<Say k={asked.period === 'all' ? 'history.none.all.hint' : 'history.none.hint'} />}
          />
        ) : null}
        {found.complete ? null : <Notice tone="amber">{t('history.filling')}</Notice>}
        <FailureNotice failure={found.failure} />
      </section>
      <aside className="qt-side">
        {opened === null ? (
          <div className="qt-work">
            <p className="qt-quiet">{t('history.pick')}</p>
          </div>
        ) : (
          <>
            <DetailHead opened={opened} />
            <section
              className="qt-work qt-history-detail qt-focusable"
              aria-label={t('history.detail')}
              // biome-ignore lint/a11y/noNoninteractiveTabindex: long content is scrolled by the keys
              tabIndex={0}
            >
              {opened.sister === null ? null : (
                <Notice>
                  <Say
                    k="history.sister"
                    params={{
                      name: opened.sister.name,
                      time:
                        opened.sister.untilMs === null
                          ? '–'
                          : `${timeOf(opened.sister.untilMs)} ${dateOf(opened.sister.untilMs)}`,
                    }}
                  />
                </Notice>
              )}
              <Detail opened={opened} />
            </section>
          </>
        )}
        {doubt === null && print.failure === null && acts.length === 0 && making.at === 'idle' ? null : (
          <div className="qt-history-acts">
            <MakingNotice making={making} />
            {doubt === null ? null : <PaperCame answer={(came) => say(came)()} />}
            <FailureNotice failure={print.failure ?? answer.failure} />
            {opened === null || acts.length === 0 ? null : (
              <div className="qt-history-buttons">
                {acts.map((act) => (
                  <SecondaryAction
                    key={act.chord}
                    label={t(act.label)}
                    chord={act.chord}
                    run={() => setActing({ act, opened })}
                  />
                ))}
              </div>
            )}
          </div>
        )}
        <div className="qt-action">
          <PrimaryAction
            label={printLabel(t, opened)}
            chord={typing ? 'F10' : 'Enter'}
            icon={<IconPrinter size={22} stroke={1.9} />}
            off={!printable}
            busy={print.busy}
            run={again}
          />
        </div>
      </aside>
      {acting === null ? null : <acting.act.Dialog opened={acting.opened} close={() => setActing(null)} />}
    </Frame>
  );
}
