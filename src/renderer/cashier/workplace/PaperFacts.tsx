import {
  IconCircleCheck,
  IconClock,
  IconFileTypePdf,
  IconHelpHexagon,
  IconPrinter,
  IconPrinterOff,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ReceiptView, WorkplaceView } from '../../../shared/rpc/contract.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { preciseTimeOf } from '../../ui/time.ts';
import { useHouse } from '../frame/Frame.tsx';
import { PaperCame, paperNote, paperTones } from '../frame/PaperCame.tsx';
import type { Printing } from './usePrinting.ts';

type Print = ReceiptView['print'];

const icon = { size: 22, stroke: 1.9 } as const;

const printIcons: Readonly<Record<Print, ReactNode>> = {
  printed: <IconCircleCheck {...icon} />,
  sent: <IconPrinter {...icon} />,
  sending: <IconPrinter {...icon} />,
  queued: <IconClock {...icon} />,
  failed: <IconPrinterOff {...icon} />,
  unknown: <IconHelpHexagon {...icon} />,
  came: <IconCircleCheck {...icon} />,
  file: <IconFileTypePdf {...icon} />,
  none: <IconPrinterOff {...icon} />,
};

function Fact(props: {
  readonly tone: string;
  readonly icon: ReactNode;
  readonly title: string;
  readonly note: string;
}) {
  return (
    <li data-tone={props.tone}>
      {props.icon}
      <b>{props.title}</b>
      <span>{props.note}</span>
    </li>
  );
}

/** Whether what is printed next says that it is a copy, as far as the screen can tell. */
function nextIsCopy(print: Print): boolean {
  return print === 'printed' || print === 'came' || print === 'file';
}

/** Whether the paper of a receipt still has to come out. */
export function unprinted(receipt: ReceiptView): boolean {
  return receipt.print === 'failed' || receipt.print === 'unknown';
}

/** What F10 makes of a receipt: its first paper while none came out, a reprint where one may have, else a copy. */
export function printWords({ print }: Pick<ReceiptView, 'print'>): 'done.print' | 'done.again' | 'done.copy' {
  if (nextIsCopy(print)) return 'done.copy';
  return print === 'failed' || print === 'none' ? 'done.print' : 'done.again';
}

/** Whether a receipt has no paper because the counter has no printer: no trouble, and a page is made instead. */
export function wantsPage(receipt: ReceiptView, view: WorkplaceView): boolean {
  return view.rail.printer.state === 'off' && (receipt.print === 'failed' || receipt.print === 'none');
}

/** Whether the cashier is asked if paper came: the printer could not prove it, and printing again depends on it. */
export function asksForPaper(receipt: ReceiptView, printing: Printing): boolean {
  if (receipt.printJob === null) return false;
  const wanted = receipt.print === 'sent' && printing.failure?.code === 'print-answer-first';
  return receipt.print === 'unknown' || wanted;
}

/** Saved, printed, sent: three separate facts of one receipt, and what can be done about its paper. */
export function PaperFacts({
  receipt,
  printing,
}: {
  readonly receipt: ReceiptView;
  readonly printing: Printing;
}) {
  const t = useText();
  const { view } = useHouse();
  const { network, printer } = view.rail;
  const offline = network.state === 'sent' ? 'waiting' : network.state;
  const page = wantsPage(receipt, view);
  const failed = receipt.print === 'failed' && !page;
  return (
    <section className="qt-facts" aria-label={t('done.facts')}>
      <h2>{t('done.facts')}</h2>
      <ul>
        <Fact
          tone="green"
          icon={<IconCircleCheck {...icon} />}
          title={t('done.saved')}
          note={t('done.saved.note', { time: preciseTimeOf(receipt.issuedAt) })}
        />
        <Fact
          tone={page ? 'amber' : paperTones[receipt.print]}
          icon={printIcons[receipt.print]}
          title={t(page ? 'done.print.none' : `done.print.${receipt.print}`)}
          note={page ? t('done.print.none.note') : paperNote(t, receipt, printer.name)}
        />
        {receipt.sentToBackend ? (
          <Fact
            tone="green"
            icon={<IconCircleCheck {...icon} />}
            title={t('done.sent')}
            note={t('done.sent.note')}
          />
        ) : (
          <Fact
            tone={network.state === 'not-enrolled' ? 'plain' : 'amber'}
            icon={<IconClock {...icon} />}
            title={t('done.unsent')}
            note={t(`done.unsent.note.${offline}`)}
          />
        )}
      </ul>
      {failed ? (
        <Notice tone="red" role="alert">
          <Say k="done.no-paper" params={{ number: receipt.number }} />
        </Notice>
      ) : null}
      {page ? (
        <Notice tone="amber" role="status">
          <Say k="done.no-printer" />
        </Notice>
      ) : null}
      {asksForPaper(receipt, printing) ? (
        <PaperCame answer={(came) => printing.answer(receipt, came)} />
      ) : null}
      <FailureNotice failure={printing.failure} />
      {page ? (
        <SecondaryAction
          label={t(printing.making.at === 'making' ? 'done.page.making' : 'done.page')}
          chord="Ctrl+P"
          busy={printing.busy}
          icon={<IconFileTypePdf size={20} stroke={1.9} />}
          run={() => printing.page(receipt)}
        />
      ) : printer.state === 'off' ? null : (
        <SecondaryAction
          label={t(printWords(receipt))}
          chord="F10"
          busy={printing.busy}
          icon={<IconPrinter size={20} stroke={1.9} />}
          run={() => printing.print(receipt)}
        />
      )}
      {printing.making.at === 'done' ? (
        <p role="status">{t('done.page.done', { file: printing.making.fileName })}</p>
      ) : null}
      {printing.asked === receipt.receipt ? <p role="status">{t('done.print-asked')}</p> : null}
    </section>
  );
}
