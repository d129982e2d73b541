import { amountInWords } from '../../../shared/money/index.ts';
import type { ZView } from '../../../shared/rpc/contract.ts';
import { Facts } from '../../ui/Facts.tsx';
import { dong } from '../../ui/money.ts';
import { Steps } from '../../ui/Steps.tsx';
import { Total } from '../../ui/Total.tsx';
import { useText } from '../../ui/text.tsx';
import { timeOf } from '../../ui/time.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { Side } from '../frame/Side.tsx';
import { closeSteps } from './CountScreen.tsx';
import { verdictOf } from './count.ts';
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
          <Facts
            className="qt-cash-sum"
            rows={[
              [t(`result.${verdict}`), dong(Math.abs(z.difference))],
              [t('z.reason'), z.reason],
              [t('z.next-float'), dong(z.nextFloat)],
            ]}
          />
        </section>
        <MethodTable figures={z.figures} />
        <Side
          head={
            <Total label={t('z.handed-in')} amount={z.handedIn} id="handed-in">
              {amountInWords(z.handedIn)}
            </Total>
          }
          end={<p className="qt-advice">{t('z.next')}</p>}
          action={{ label: t('z.done'), run: home }}
        >
          {paper === null ? null : <ZPaperFacts paper={paper} />}
        </Side>
      </div>
    </Frame>
  );
}
