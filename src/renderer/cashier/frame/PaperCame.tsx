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
  file: 'blue',
  none: 'plain',
} as const satisfies Record<PaperState, string>;

/** A paper of which something is shown: how it stands, and which printer has it. */
interface ShownPaper {
  readonly print: PaperState;
  readonly printer: string | null;
}

/**
 * What is said under the state of a paper: the printer that has it, by its name, and plainly so where that is not the
 * usual one. A counter without a printer says so, instead of a name that is not there.
 * @param usual the printer that new papers go to
 */
export function paperNote(t: ReturnType<typeof useText>, paper: ShownPaper, usual: string): string {
  const { print, printer } = paper;
  if (print === 'file' || print === 'none') return t(`done.print.${print}.note`);
  if (printer === null) return t('done.print.none.note');
  return printer === usual || usual === ''
    ? t(`done.print.${print}.note`, { printer })
    : t(`done.print.${print}.elsewhere`, { printer, usual });
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
