import { amountInWords } from '../../../shared/money/index.ts';
import type { ZView } from '../../../shared/rpc/contract.ts';
import { Amount } from '../../ui/Amount.tsx';
import { PrimaryAction } from '../../ui/actions.tsx';
import { dong } from '../../ui/money.ts';
import { Steps } from '../../ui/Steps.tsx';
import { useText } from '../../ui/text.tsx';
import { timeOf } from '../../ui/time.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { verdictOf } from './CloseResult.tsx';
import { closeSteps } from './CountScreen.tsx';
import { CashSum, MethodTable } from './Figures.tsx';
import { useZPaper, ZPaperFacts } from './zPaper.tsx';

/** The Z is made: its number, what stays and what is handed in. */
export function ZScreen({ z }: { readonly z: ZView }) {
  const t = useText();
  const { go, view } = useHouse();
  const paper = useZPaper(view.lastZ?.z === z.z ? view.lastZ : null);
  const home = (): void => go('workplace');
  const verdict = verdictOf(z.difference);
  useKeys({ Enter: home, 'Alt+C': () => paper?.answer(true), 'Alt+U': () => paper?.answer(false) });
  const again = paper === null ? [] : [{ chord: 'F10', label: t('bar.reprint'), run: paper.print }];
  return (
    <Frame keys={[...again, { chord: 'Escape', label: t('bar.home'), run: home }]}>
      <div className="qt-close">
        <header className="qt-close-head">
          <h1 data-testid="z-title">{t('z.title', { number: String(z.zNumber).padStart(4, '0') })}</h1>
          <Steps names={closeSteps(t)} at={3} />
          <p>{t('z.period', { from: timeOf(z.openedAt), to: timeOf(z.closedAt), name: z.cashierName })}</p>
        </header>
        <section className="qt-result-left">
          <CashSum figures={z.figures} counted={z.counted} />
          <dl className="qt-cash-sum">
            <div>
              <dt>{t(`result.${verdict}`)}</dt>
              <dd>{dong(Math.abs(z.difference))}</dd>
            </div>
            {z.reason === null ? null : (
              <div>
                <dt>{t('z.reason')}</dt>
                <dd>{z.reason}</dd>
              </div>
            )}
            <div>
              <dt>{t('z.next-float')}</dt>
              <dd>{dong(z.nextFloat)}</dd>
            </div>
          </dl>
        </section>
        <MethodTable figures={z.figures} />
        <aside className="qt-side">
          <section className="qt-total">
            <div>
              <span>{t('z.handed-in')}</span>
            </div>
            <Amount amount={z.handedIn} size="total" id="handed-in" />
            <p>{amountInWords(z.handedIn)}</p>
          </section>
          <div className="qt-work">
            {paper === null ? null : <ZPaperFacts paper={paper} />}
            <div className="qt-work-end">
              <p className="qt-advice">{t('z.next')}</p>
            </div>
          </div>
          <div className="qt-action">
            <PrimaryAction label={t('z.done')} chord="Enter" run={home} />
          </div>
        </aside>
      </div>
    </Frame>
  );
}
