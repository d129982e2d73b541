import type { VoucherView } from '../../../shared/rpc/corrections.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { useMethod } from '../../ui/client.tsx';
import { dong } from '../../ui/money.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { timeOf } from '../../ui/time.ts';
import { useHouse } from '../frame/Frame.tsx';
import { PaperCame, paperNote, paperTones } from '../frame/PaperCame.tsx';
import { MakingNotice } from '../reports/MakingNotice.tsx';
import { useAnswer } from '../reports/useAnswer.ts';
import { useDocument } from '../reports/useDocument.ts';
import { FormDialog } from './FormDialog.tsx';

/** A phiếu thu tạm ứng, phiếu chi or Z whose paper did not come out: what is known of it, and the way out. */
export function VoucherPaperDialog({
  document,
  close,
}: {
  readonly document: string;
  readonly close: () => void;
}) {
  const { view } = useHouse();
  const { value, failure } = useAnswer('voucher.paper', { document }, view.now);
  return value === null ? null : <PaperDialog voucher={value} failure={failure} close={close} />;
}

function PaperDialog(props: {
  readonly voucher: VoucherView;
  readonly failure: Parameters<typeof FormDialog>[0]['failure'];
  readonly close: () => void;
}) {
  const { voucher, close } = props;
  const t = useText();
  const { view } = useHouse();
  const print = useMethod('voucher.print');
  const answer = useMethod('print.answer');
  const { making, make } = useDocument();
  const { document, kind, printJob } = voucher;
  const wanted = voucher.print === 'sent' && print.failure?.code === 'print-answer-first';
  const asks = printJob !== null && (voucher.print === 'unknown' || wanted);
  const done = ['printed', 'came', 'file'].includes(voucher.print);
  const say = (paperCame: boolean) => () => {
    if (!asks || printJob === null) return;
    print.clear();
    void answer.run({ job: printJob, paperCame });
  };
  const printer = view.rail.printer.name;
  return (
    <FormDialog
      title={t(`voucher.title.${kind}`)}
      {...(voucher.amount === null ? {} : { sum: dong(voucher.amount) })}
      note={`${voucher.series} ${voucher.number} · ${timeOf(voucher.at)} · ${voucher.name ?? ''}`}
      foot={<Say k={`voucher.saved.${kind}`} />}
      back={t('detail.close')}
      act={done ? null : t('done.again')}
      ready={!asks}
      busy={print.busy || answer.busy}
      failure={answer.failure ?? (asks ? null : print.failure) ?? props.failure}
      run={() => void print.run({ document })}
      close={close}
      question
      keys={{
        F10: () => void print.run({ document }),
        ...(kind === 'z' ? {} : { 'Ctrl+P': () => make({ is: 'receipt', document }, 'pdf') }),
        'Alt+C': say(true),
        'Alt+U': say(false),
      }}
    >
      <Notice tone={paperTones[voucher.print]} role={done ? 'status' : 'alert'}>
        <b>{t(`done.print.${voucher.print}`)}</b> {paperNote(t, voucher, printer)}
      </Notice>
      {kind === 'z' || asks ? null : (
        <SecondaryAction
          label={t('history.bar.pdf')}
          chord="Ctrl+P"
          run={() => make({ is: 'receipt', document }, 'pdf')}
        />
      )}
      <MakingNotice making={making} />
      {asks ? <PaperCame answer={(came) => say(came)()} /> : null}
    </FormDialog>
  );
}
