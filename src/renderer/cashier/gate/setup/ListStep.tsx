import { IconFileImport, IconFlask, IconPlayerSkipForward } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { keepFocus, PrimaryAction, SecondaryAction } from '../../../ui/actions.tsx';
import { useMethod } from '../../../ui/client.tsx';
import { FailureNotice, Notice } from '../../../ui/Notice.tsx';
import { Say, useText } from '../../../ui/text.tsx';
import { useChoice } from '../../../ui/useChoice.ts';
import { useKeys } from '../../../ui/useKeys.ts';
import { useHouse } from '../../frame/Frame.tsx';
import { type LaterSteps, SetupFrame } from './SetupFrame.tsx';

const choices = [
  { key: 'file', Icon: IconFileImport },
  { key: 'sample', Icon: IconFlask },
  { key: 'later', Icon: IconPlayerSkipForward },
] as const;
type Choice = (typeof choices)[number]['key'];

interface ListStepProps {
  readonly later: LaterSteps;
  readonly back: () => void;
  readonly next: (to: 'work' | 'import') => void;
}

/** The first list: a file, the sample, or later. */
export function ListStep({ later, back, next }: ListStepProps) {
  const { gate } = useHouse();
  const t = useText();
  const sample = useMethod('setup.sample');
  const { at, item, choose, arrows } = useChoice(choices);
  const rows = useRef<(HTMLButtonElement | null)[]>([]);
  useEffect(() => rows.current[at]?.focus(), [at]);
  const take = (choice: Choice): void => {
    if (choice === 'later') next('work');
    else if (choice === 'file') next('import');
    else {
      void sample.run({}).then((done) => {
        if (done !== null) next('work');
      });
    }
  };
  const chosen = item?.key ?? 'later';
  const leave = (): void => {
    if (!sample.busy) back();
  };
  useKeys({ Enter: () => take(chosen), Escape: leave, ...arrows });
  return (
    <SetupFrame
      at={5}
      later={later}
      title={t('setup.title.list')}
      note={t('setup.note.list')}
      before={<FailureNotice failure={sample.failure} />}
      buttons={
        <>
          <SecondaryAction label={t('bar.back')} chord="Escape" off={sample.busy} run={leave} />
          <PrimaryAction
            label={t(sample.busy ? 'setup.list.taking' : `setup.list.${chosen}.go`)}
            chord="Enter"
            busy={sample.busy}
            run={() => take(chosen)}
          />
        </>
      }
      aside={
        <Notice tone={chosen === 'sample' ? 'amber' : 'plain'}>
          <Say k={`setup.list.${chosen}.why`} params={{ kind: gate.institution }} />
        </Notice>
      }
    >
      <div className="qt-menu">
        {choices.map(({ key, Icon }, index) => (
          <button
            key={key}
            type="button"
            data-primary=""
            data-selected={index === at ? '' : undefined}
            ref={(element) => {
              rows.current[index] = element;
            }}
            onFocus={() => choose(index)}
            onMouseDown={keepFocus}
            onClick={() => choose(index)}
          >
            <Icon size={24} stroke={1.9} />
            <span>
              <b>{t(`setup.list.${key}`)}</b>
              <small>{t(`setup.list.${key}.note`)}</small>
            </span>
          </button>
        ))}
      </div>
    </SetupFrame>
  );
}
