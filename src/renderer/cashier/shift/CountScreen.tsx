import { IconEyeOff, IconListCheck } from '@tabler/icons-react';
import type { WorkplaceView } from '../../../shared/rpc/contract.ts';
import { useMethod } from '../../ui/client.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { dong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Steps } from '../../ui/Steps.tsx';
import { Say, type TextOf, useText } from '../../ui/text.tsx';
import { timeOf } from '../../ui/time.ts';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { Side } from '../frame/Side.tsx';
import { CountPart, CountTotal } from './CountPart.tsx';
import type { ShiftStep } from './ShiftPlace.tsx';
import { useCashCount, useCountKeys } from './useCashCount.ts';

/** The names of the four steps of closing. */
export function closeSteps(t: TextOf): readonly string[] {
  return [t('close.step.count'), t('close.step.compare'), t('close.step.z'), t('close.step.hand-in')];
}

interface CountScreenProps {
  readonly shift: NonNullable<WorkplaceView['shift']>;
  readonly purpose: 'close' | 'surprise';
  readonly go: (step: ShiftStep) => void;
}

/** The blind count: only what the hands hold, nothing from which the expected cash could be worked out. */
export function CountScreen({ shift, purpose, go }: CountScreenProps) {
  const t = useText();
  const { view } = useHouse();
  const count = useMethod('shift.count');
  const preview = useMethod('shift.preview');
  const drawer = useMethod('shift.openDrawer');
  const cash = useCashCount();
  const closing = purpose === 'close';
  const busy = count.busy || preview.busy;

  const finish = async (): Promise<void> => {
    const done = await count.run(cash.request(purpose));
    if (done === null) return;
    if (!closing) {
      go({ at: 'menu', said: t('close.surprise.done', { amount: dong(done.counted) }) });
      return;
    }
    const result = await preview.run({});
    if (result !== null) go({ at: 'result', preview: result });
  };
  useCountKeys(cash, () => void finish());
  const finishLabel = !closing
    ? 'close.finish.surprise'
    : cash.counted === 0
      ? 'close.finish.empty'
      : 'close.finish';
  return (
    <Frame
      blind
      keys={[
        { chord: 'Alt+K', label: t('shift.menu.drawer'), run: () => void drawer.run({ toCount: true }) },
        { chord: 'Alt+D', label: t('close.recount'), run: cash.restart },
        { chord: 'Alt+L', label: t('close.small'), run: cash.addSmall },
        { chord: 'Escape', label: t('close.later'), run: () => go({ at: 'menu', said: null }) },
      ]}
    >
      <div className="qt-close">
        <header className="qt-close-head">
          <h1>
            {closing ? t('close.title', { name: shift.name.toLocaleLowerCase('vi') }) : t('close.surprise')}
          </h1>
          {closing ? <Steps names={closeSteps(t)} at={0} /> : null}
          <p>{t('close.since', { time: timeOf(shift.openedAt), name: shift.cashierName })}</p>
        </header>
        <CountPart cash={cash}>
          <p className="qt-count-keys">
            <KeyCap chord="Enter" />
            <KeyCap chord="ArrowDown" />
            {t('close.down')}
            <KeyCap chord="ArrowUp" />
            {t('close.up')}
            {cash.small ? null : (
              <>
                <KeyCap chord="Alt+L" />
                {t('close.small')}
              </>
            )}
          </p>
        </CountPart>
        <Side
          head={<CountTotal cash={cash} />}
          end={
            <>
              <FailureNotice failure={count.failure ?? preview.failure ?? drawer.failure} />
              <p className="qt-advice">{t('close.advice')}</p>
            </>
          }
          action={{ label: t(finishLabel), off: !cash.atLast, busy, run: () => void finish() }}
        >
          <Notice icon={<IconEyeOff size={20} stroke={1.9} />}>
            <Say k="close.blind" />
          </Notice>
          {view.unfinished.length === 0 ? null : (
            <Notice icon={<IconListCheck size={20} stroke={1.9} />}>
              <Say k="close.unfinished" params={{ n: view.unfinished.length }} />
            </Notice>
          )}
        </Side>
      </div>
    </Frame>
  );
}
