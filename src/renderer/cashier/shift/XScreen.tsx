import type { WorkplaceView } from '../../../shared/rpc/contract.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Total } from '../../ui/Total.tsx';
import { useText } from '../../ui/text.tsx';
import { timeOf } from '../../ui/time.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { Side } from '../frame/Side.tsx';
import { MakingNotice } from '../reports/MakingNotice.tsx';
import { useAnswer } from '../reports/useAnswer.ts';
import { type PaperFormat, useDocument } from '../reports/useDocument.ts';
import { CashSum, MethodTable } from './Figures.tsx';

/** Figures on the screen are at most so old. */
const readAgainMs = 10_000;

/** The X report of somebody else's shift: as the Z will be, read at any time, written nowhere. */
export function XScreen(props: {
  readonly shift: NonNullable<WorkplaceView['shift']>;
  readonly back: () => void;
}) {
  const { shift, back } = props;
  const t = useText();
  const { view } = useHouse();
  const x = useAnswer('shift.x', {}, Math.floor(view.now / readAgainMs));
  const { making, make } = useDocument();
  const out = (format: PaperFormat) => (): void => make({ is: 'x' }, format);
  useKeys({ Enter: back });
  const figures = x.value;
  return (
    <Frame
      keys={[
        { chord: 'Ctrl+P', label: t('reports.bar.pdf'), run: out('pdf') },
        { chord: 'Ctrl+E', label: t('reports.bar.xlsx'), run: out('xlsx') },
        { chord: 'Escape', label: t('bar.back'), run: back },
      ]}
    >
      <div className="qt-close">
        <header className="qt-close-head">
          <h1>{t('x.title', { name: shift.name.toLocaleLowerCase('vi') })}</h1>
          <p>{t('close.since', { time: timeOf(shift.openedAt), name: shift.cashierName })}</p>
        </header>
        <section className="qt-result-left">
          {figures === null ? null : <CashSum figures={figures} counted={null} />}
        </section>
        {figures === null ? <section className="qt-methods-table" /> : <MethodTable figures={figures} />}
        <Side
          head={
            figures === null ? null : (
              <Total label={t('result.expected')} amount={figures.expectedCash} id="x-expected">
                {t('x.at', { time: timeOf(view.now) })}
              </Total>
            )
          }
          end={
            <>
              <FailureNotice failure={x.failure} />
              <MakingNotice making={making} />
              <p className="qt-advice">{t('x.note')}</p>
            </>
          }
          action={{ label: t('x.done'), run: back }}
        >
          <SecondaryAction label={t('papers.x')} chord="Ctrl+P" run={out('pdf')} />
        </Side>
      </div>
    </Frame>
  );
}
