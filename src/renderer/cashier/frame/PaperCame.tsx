import type { PaperState } from '../../../shared/rpc/contract.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';

/** How bad the state of a paper is. */
export const paperTones = {
  printed: 'green',
  sent: 'blue',
  sending: 'blue',
  queued: 'blue',
  failed: 'red',
  unknown: 'amber',
  came: 'green',
  none: 'plain',
} as const satisfies Record<PaperState, string>;

/** What is said under the state of a paper. A counter without a printer says so, instead of a name that is not there. */
export function paperNote(t: ReturnType<typeof useText>, state: PaperState, printer: string): string {
  const nowhere = printer === '' && state === 'failed';
  return t(`done.print.${nowhere ? 'none' : state}.note`, { printer });
}

/** The two answers to "Giấy có ra không?"; whoever shows them binds their keys, Alt+C and Alt+U. */
export function PaperAnswers({ answer }: { readonly answer: (paperCame: boolean) => void }) {
  const t = useText();
  return (
    <div className="qt-answers">
      <SecondaryAction label={t('done.ask.yes')} chord="Alt+C" run={() => answer(true)} />
      <SecondaryAction label={t('done.ask.no')} chord="Alt+U" run={() => answer(false)} />
    </div>
  );
}

/** Asks whether paper came: the printer could not prove it, and printing again depends on it. */
export function PaperCame({ answer }: { readonly answer: (paperCame: boolean) => void }) {
  return (
    <Notice tone="amber" role="alert">
      <Say k="done.ask" />
      <PaperAnswers answer={answer} />
    </Notice>
  );
}
