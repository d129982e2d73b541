import type { MethodResponse } from '../../../shared/rpc/contract.ts';
import type { PaperRequest } from '../../../shared/rpc/documents.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { ChoiceList, ChoiceRow } from '../../ui/ChoiceList.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { dong, plainAmount } from '../../ui/money.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.tsx';
import { dateOf, timeOf } from '../../ui/time.ts';
import { CashSum } from '../shift/Figures.tsx';
import { CrossedTable } from './CrossedTable.tsx';
import { CurveChart } from './charts/CurveChart.tsx';
import { useAnswer } from './useAnswer.ts';

export type ShiftRow = MethodResponse<'report.shifts'>['shifts'][number];

interface ShiftsTabProps {
  readonly shifts: readonly ShiftRow[];
  readonly at: number;
  readonly choose: (index: number) => void;
  readonly make: (paper: PaperRequest) => void;
}

/** First and last calendar day of a shift that is over, or of one that goes on until now. */
export function daysOfShift(shift: ShiftRow, nowMs: number): { readonly from: string; readonly to: string } {
  const iso = (at: number) => dateOf(at).split('/').reverse().join('-');
  return { from: iso(shift.openedAt), to: iso(shift.closedAt ?? nowMs) };
}

/** Papers of one closed shift with their keys. */
export const shiftPapers = [
  { is: 'z', chord: 'Alt+1' },
  { is: 'cash-count', chord: 'Alt+2' },
  { is: 'hand-in', chord: 'Alt+3' },
] as const;

function Shift(props: { readonly shift: ShiftRow; readonly selected: boolean; readonly choose: () => void }) {
  const { shift, selected, choose } = props;
  const t = useText();
  const { difference } = shift;
  const tone = difference === null || difference === 0 ? undefined : difference < 0 ? 'red' : 'amber';
  return (
    <ChoiceRow selected={selected} choose={choose} className="qt-shift-row">
      <b>{`${shift.name} ${dateOf(shift.openedAt).slice(0, 5)}`}</b>
      <span>{shift.zNumber === null ? t('reports.shift.open') : `Z ${shift.zNumber}`}</span>
      <small>{`${timeOf(shift.openedAt)}${shift.closedAt === null ? '' : `–${timeOf(shift.closedAt)}`} · ${shift.cashierName}`}</small>
      {difference === null ? null : (
        <small data-tone={tone}>
          {difference === 0
            ? t('reports.shift.even')
            : t(difference < 0 ? 'reports.shift.short' : 'reports.shift.over', {
                amount: plainAmount(Math.abs(difference)),
              })}
        </small>
      )}
    </ChoiceRow>
  );
}

/** The shifts of the period; of the chosen one its drawer, its money by way of paying, and its papers. */
export function ShiftsTab({ shifts, at, choose, make }: ShiftsTabProps) {
  const t = useText();
  const shift = shifts[at];
  const closed = shift?.closedAt != null;
  const days = shift === undefined ? null : daysOfShift(shift, shift.openedAt + 86_400_000);
  const crossed = useAnswer(
    'report.crossed',
    shift === undefined || days === null ? null : { ...days, shift: shift.shift },
  );
  const curve = useAnswer('report.curve', shift !== undefined && closed ? { shift: shift.shift } : null);
  // Only one shift is open, so that the X is of the one on the screen.
  const x = useAnswer('shift.x', shift !== undefined && !closed ? {} : null);
  if (shift === undefined) return <p className="qt-report-none">{t('reports.shift.none')}</p>;
  const z = shift.z;
  return (
    <div className="qt-shifts">
      <ChoiceList label={t('reports.tab.shifts')} className="qt-shift-list" tab>
        {shifts.map((one, index) => (
          <Shift key={one.shift} shift={one} selected={index === at} choose={() => choose(index)} />
        ))}
      </ChoiceList>
      <div className="qt-shift-middle">
        <h2>
          {t('reports.curve.title')} <small>{t('reports.curve.unit')}</small>
        </h2>
        {!closed ? <p className="qt-quiet">{t('reports.curve.open')}</p> : null}
        {x.value === null || closed || !x.fresh ? null : <CashSum figures={x.value} counted={null} />}
        {curve.value === null || !closed || !curve.fresh ? null : (
          <>
            <CurveChart curve={curve.value} />
            <Facts
              className="qt-shift-facts"
              rows={[
                [t('reports.shift.expected'), dong(curve.value.expected), 'shift-expected'],
                [t('reports.shift.counted'), dong(curve.value.counted)],
                [t('reports.shift.handed-in'), dong(shift.handedIn ?? 0)],
              ]}
            />
          </>
        )}
        <FailureNotice failure={curve.failure ?? x.failure ?? crossed.failure} />
        {crossed.value === null ? null : <CrossedTable view={crossed.value} cut="group" school={false} />}
      </div>
      <aside className="qt-shift-acts">
        <h2>{t('reports.shift.papers')}</h2>
        {closed ? null : (
          <SecondaryAction label={t('papers.x')} chord="Alt+5" run={() => make({ is: 'x' })} />
        )}
        {shiftPapers.map(({ is, chord }) => (
          <SecondaryAction
            key={is}
            label={t(`papers.${is}`)}
            chord={chord}
            off={z === null}
            run={() => {
              if (z !== null) make({ is, z });
            }}
          />
        ))}
        <SecondaryAction
          label={t('papers.register')}
          chord="Alt+4"
          run={() => {
            if (days !== null) make({ is: 'register', ...days, shift: shift.shift });
          }}
        />
        <p className="qt-quiet">{t('reports.shift.papers.note')}</p>
      </aside>
    </div>
  );
}
