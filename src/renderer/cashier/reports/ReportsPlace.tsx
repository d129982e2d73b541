import { useState } from 'react';
import type { MethodResponse } from '../../../shared/rpc/contract.ts';
import type { CrossedCut, PaperRequest } from '../../../shared/rpc/documents.ts';
import { periodKinds } from '../../../shared/rpc/reports.ts';
import { keepFocus } from '../../ui/actions.tsx';
import { useCounter, useMethod } from '../../ui/client.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { bytesOf, saveFile } from '../../ui/saveFile.ts';
import { Say, useText } from '../../ui/text.tsx';
import { dateOf, timeOf } from '../../ui/time.ts';
import { arrowKeys, useChoice } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { CollectedTab } from './CollectedTab.tsx';
import { dayAfter } from './days.ts';
import { FreezeEarly } from './FreezeEarly.tsx';
import { FrozenTab } from './FrozenTab.tsx';
import { MakingNotice } from './MakingNotice.tsx';
import { PapersTab, papersOf } from './PapersTab.tsx';
import { PeriodDays, type PeriodKind, PeriodSelect } from './PeriodHead.tsx';
import { ShareTab } from './ShareTab.tsx';
import { daysOfShift, ShiftsTab, shiftPapers } from './ShiftsTab.tsx';
import { useAnswer } from './useAnswer.ts';
import { type PaperFormat, useDocument } from './useDocument.ts';
import './reports.css';

export type FundPaper = MethodResponse<'fund.papers'>['papers'][number];

const ofCounter = ['share', 'collected', 'shifts', 'papers', 'frozen'] as const;
/** A desk has no shifts and no papers of its own; its figures are the facility's. */
const ofDesk = ['share', 'collected', 'frozen'] as const;
type Tab = (typeof ofCounter)[number];

/** Figures on the screen are at most so old. */
const readAgainMs = 10_000;

function isoDay(at: number): string {
  return dateOf(at).split('/').reverse().join('-');
}

/** Reports: a period, five ways to look at it, and everything of it as PDF and XLSX. */
export function ReportsPlace() {
  const t = useText();
  const { gate, go, view, now, person } = useHouse();
  const counter = useCounter();
  const tabs: readonly Tab[] = gate.machine === 'counter' ? ofCounter : ofDesk;
  const [tab, setTab] = useState<Tab>('share');
  const [kind, setKind] = useState<PeriodKind>('month');
  const [day, setDay] = useState(() => isoDay(now));
  const [cut, setCut] = useState<CrossedCut>('cashier');
  const [frozenTimes, setFrozenTimes] = useState(0);
  const freeze = useMethod('report.freeze');
  const [asking, setAsking] = useState(false);
  const { making, make, said } = useDocument();

  // Figures of a year take a moment: they are read again now and then, not with every change of the rail.
  const news = Math.floor(view.now / readAgainMs);
  const period = useAnswer('report.period', { kind, day });
  const days = period.value;
  const share = useAnswer('report.cashless', days, news);
  const crossed = useAnswer('report.crossed', days === null ? null : { ...days, shift: null }, news);
  const shifts = useAnswer('report.shifts', tab === 'shifts' ? days : null, news);
  const fund = useAnswer('fund.papers', tab === 'papers' ? days : null, news);
  const frozen = useAnswer('report.frozen', tab === 'frozen' ? {} : null, `${news} ${frozenTimes}`);

  const items = days === null ? [] : papersOf(t, days, fund.value?.papers ?? [], isoDay(now));
  const rows = frozen.value?.reports.toReversed() ?? [];
  const list = shifts.value?.shifts ?? [];
  const lists = { share: [], collected: [], shifts: list, papers: items, frozen: rows };
  const { at: chosen, choose, arrows } = useChoice<unknown>(lists[tab]);
  const shift = list[chosen];
  const may = person.roles.includes('chief-accountant');

  const turn = (to: Tab) => (): void => {
    setTab(to);
    choose(0);
    said({ at: 'idle' });
  };
  const step = (by: 1 | -1) => (): void => {
    if (days === null) return;
    setDay(by === 1 ? dayAfter(days.to, 1) : dayAfter(days.from, -1));
    choose(0);
  };
  /** What the two keys make: the paper of what is on the screen. */
  const shown = ((): PaperRequest | null => {
    if (days === null) return null;
    switch (tab) {
      case 'share':
        return { is: 'share', ...days };
      case 'collected':
        return { is: 'collection', ...days, shift: null };
      case 'shifts':
        return shift === undefined
          ? null
          : { is: 'collection', ...daysOfShift(shift, now), shift: shift.shift };
      case 'papers':
        return items[chosen]?.paper ?? null;
      case 'frozen': {
        const report = rows[chosen]?.report;
        return report === undefined ? null : { is: 'frozen', report };
      }
    }
  })();
  const out = (format: PaperFormat) => (): void => {
    if (shown !== null) make(shown, format);
  };
  const freezeNow = async (early = false): Promise<void> => {
    if (days === null || !may) return;
    if (!early && days.to >= isoDay(now)) {
      setAsking(true);
      return;
    }
    setAsking(false);
    const before = rows.find(
      (row) => row.from === days.from && row.to === days.to && row.supplements === null,
    );
    const done = await freeze.run({ ...days, supplements: before?.report ?? null, early });
    if (done === null) return;
    choose(0);
    setFrozenTimes(frozenTimes + 1);
  };
  const stored = async (): Promise<void> => {
    const row = rows[chosen];
    if (row === undefined) return;
    const answer = await counter.call('report.frozenBytes', { report: row.report });
    if (!answer.ok) {
      said({ at: 'failed', failure: answer.reason });
      return;
    }
    const fileName = `So lieu da chot ${row.from} ${row.to}.json`;
    saveFile([bytesOf(answer.value.content)], fileName);
    said({ at: 'done', fileName });
  };
  const zPaper = (index: number) => (): void => {
    const one = shiftPapers[index];
    if (shift?.z != null && one !== undefined) make({ is: one.is, z: shift.z }, 'pdf');
  };

  useKeys(
    {
      ...arrows,
      ArrowLeft: step(-1),
      ArrowRight: step(1),
      Enter: tab === 'papers' ? out('pdf') : undefined,
      ...(tab === 'frozen' ? { F9: () => void freezeNow(), 'Alt+D': () => void stored() } : {}),
      ...(tab === 'shifts'
        ? {
            'Alt+1': zPaper(0),
            'Alt+2': zPaper(1),
            'Alt+3': zPaper(2),
            'Alt+5': () => {
              if (shift?.closedAt === null) make({ is: 'x' }, 'pdf');
            },
            'Alt+4': () => {
              if (shift !== undefined) {
                make({ is: 'register', ...daysOfShift(shift, now), shift: shift.shift }, 'pdf');
              }
            },
          }
        : {}),
    },
    { holdable: [...arrowKeys, 'ArrowLeft', 'ArrowRight'], screen: 'reports' },
  );
  const nextOf = <T,>(all: readonly T[], current: T): T =>
    all[(all.indexOf(current) + 1) % all.length] ?? current;
  const failure = share.failure ?? crossed.failure ?? shifts.failure ?? fund.failure ?? frozen.failure;
  return (
    <Frame
      keys={[
        { chord: 'Alt+ArrowRight', label: t('reports.bar.tab'), run: turn(nextOf(tabs, tab)) },
        {
          chord: 'Alt+ArrowDown',
          label: t('reports.bar.kind'),
          run: () => setKind(nextOf(periodKinds, kind)),
        },
        { chord: 'ArrowLeft', label: t('reports.bar.before'), run: step(-1) },
        { chord: 'ArrowRight', label: t('reports.bar.after'), run: step(1) },
        { chord: 'Ctrl+P', label: t('reports.bar.pdf'), run: out('pdf') },
        { chord: 'Ctrl+E', label: t('reports.bar.xlsx'), run: out('xlsx') },
        { chord: 'Escape', label: t('bar.home'), run: () => go('workplace') },
      ]}
    >
      <div className="qt-reports">
        <header>
          <h1>{t('reports.title')}</h1>
          <div className="qt-tabs" role="tablist" aria-label={t('reports.title')}>
            {tabs.map((one) => (
              <button
                key={one}
                type="button"
                role="tab"
                aria-selected={one === tab}
                tabIndex={-1}
                onMouseDown={keepFocus}
                onClick={turn(one)}
              >
                {t(`reports.tab.${one}`)}
              </button>
            ))}
          </div>
          <PeriodSelect kind={kind} change={setKind} />
          <PeriodDays days={days} />
        </header>
        <FailureNotice failure={failure ?? freeze.failure} />
        <div className="qt-report-body" aria-busy={!share.fresh}>
          {share.value === null || crossed.value === null ? (
            failure === null ? (
              <p className="qt-report-none" role="status">
                {t('reports.loading')}
              </p>
            ) : null
          ) : (
            <>
              {tab === 'share' ? <ShareTab share={share.value} crossed={crossed.value} /> : null}
              {tab === 'collected' ? (
                <CollectedTab
                  view={crossed.value}
                  school={gate.institution === 'school'}
                  cut={cut}
                  choose={setCut}
                />
              ) : null}
              {tab === 'shifts' && shifts.value !== null ? (
                <ShiftsTab shifts={list} at={chosen} choose={choose} make={(paper) => make(paper, 'pdf')} />
              ) : null}
              {tab === 'papers' ? <PapersTab items={items} at={chosen} choose={choose} /> : null}
              {tab === 'frozen' && frozen.value !== null ? (
                <FrozenTab
                  rows={rows}
                  at={chosen}
                  choose={choose}
                  share={share.value}
                  may={may}
                  freeze={() => void freezeNow()}
                  stored={() => void stored()}
                />
              ) : null}
            </>
          )}
        </div>
        {asking && days !== null ? (
          <FreezeEarly {...days} freeze={() => void freezeNow(true)} close={() => setAsking(false)} />
        ) : null}
        <div className="qt-report-making">
          <MakingNotice making={making} />
        </div>
        <footer>
          {share.value === null ? null : (
            <>
              <span>
                <Say
                  k="reports.until"
                  params={{
                    when: `${timeOf(share.value.dataUntil)} ${dateOf(share.value.dataUntil)}`,
                    counter: share.value.counterName,
                  }}
                />
              </span>
              <span>
                {t(tab === 'collected' || tab === 'shifts' ? 'reports.rule.issue' : 'reports.rule', {
                  rule: share.value.rule,
                })}
              </span>
            </>
          )}
        </footer>
      </div>
    </Frame>
  );
}
