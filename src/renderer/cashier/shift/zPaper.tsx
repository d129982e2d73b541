import { IconPrinter } from '@tabler/icons-react';
import type { PaperState, WorkplaceView } from '../../../shared/rpc/contract.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { useMethod } from '../../ui/client.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useHouse } from '../frame/Frame.tsx';
import { PaperAnswers, paperNote, paperTones } from '../frame/PaperCame.tsx';

type LastZ = NonNullable<WorkplaceView['lastZ']>;

/** The paper of a Z: how it stands, printing it again, the answer to "Giấy có ra không?". */
export interface ZPaper {
  readonly state: PaperState;
  /** The printer that has it or was to have it; null where none was asked. */
  readonly printer: string | null;
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** Whether the cashier is asked if paper came. */
  readonly asks: boolean;
  print(): void;
  answer(paperCame: boolean): void;
}

/** The paper of the newest Z; `null` before the first one. */
export function useZPaper(lastZ: LastZ | null): ZPaper | null {
  const print = useMethod('z.print');
  const answer = useMethod('print.answer');
  if (lastZ === null) return null;
  const { z, printJob } = lastZ;
  const wanted = lastZ.print === 'sent' && print.failure?.code === 'print-answer-first';
  const asks = printJob !== null && (lastZ.print === 'unknown' || wanted);
  return {
    state: lastZ.print,
    printer: lastZ.printer,
    busy: print.busy || answer.busy,
    failure: answer.failure ?? (asks ? null : print.failure),
    asks,
    print: () => void print.run({ z }),
    answer: (paperCame) => {
      if (!asks || printJob === null) return;
      print.clear();
      void answer.run({ job: printJob, paperCame });
    },
  };
}

/** How the paper of the Z stands, and what can be done about it. */
export function ZPaperFacts({ paper }: { readonly paper: ZPaper }) {
  const t = useText();
  const usual = useHouse().view.rail.printer.name;
  const elsewhere = paper.printer !== null && usual !== '' && paper.printer !== usual;
  const troubled = paper.state === 'failed' || paper.state === 'unknown';
  return (
    <>
      <Notice tone={paperTones[paper.state]} role={troubled ? 'alert' : 'status'}>
        <Say k={`z.paper.${paper.state}`} />
        {elsewhere ? <p>{paperNote(t, { print: paper.state, printer: paper.printer }, usual)}</p> : null}
        {paper.asks ? <PaperAnswers answer={paper.answer} /> : null}
      </Notice>
      <FailureNotice failure={paper.failure} />
      <SecondaryAction
        label={t(paper.state === 'printed' ? 'done.copy' : 'done.again')}
        chord="F10"
        busy={paper.busy}
        icon={<IconPrinter size={20} stroke={1.9} />}
        run={paper.print}
      />
    </>
  );
}
