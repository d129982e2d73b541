import type { ReceiptView } from '../../../shared/rpc/contract.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { useHouse } from '../frame/Frame.tsx';
import { asksForPaper, PaperFacts, wantsPage } from './PaperFacts.tsx';
import { ReceiptPaper } from './ReceiptPaper.tsx';
import type { Printing } from './usePrinting.ts';

/** A receipt of the unfinished list: its picture and what can be done about its paper. */
export function ReceiptDialog(props: {
  readonly receipt: ReceiptView;
  readonly printing: Printing;
  readonly close: () => void;
}) {
  const t = useText();
  const { receipt, printing, close } = props;
  const { view } = useHouse();
  const paper = wantsPage(receipt, view)
    ? { 'Ctrl+P': () => printing.page(receipt) }
    : { F10: () => printing.print(receipt) };
  const answer = (came: boolean) => () => {
    if (asksForPaper(receipt, printing)) printing.answer(receipt, came);
  };
  useKeys({ Escape: close, ...paper, 'Alt+C': answer(true), 'Alt+U': answer(false) }, { modal: true });
  // What is not known is not said to be missing.
  const title = t(receipt.print === 'unknown' ? 'done.print.unknown' : 'unfinished.not-printed');
  return (
    <Dialog title={title} size="760" close={close}>
      <div className="qt-done" data-dialog="">
        <div className="qt-done-paper">
          <ReceiptPaper receipt={receipt} />
        </div>
        <div>
          <PaperFacts receipt={receipt} printing={printing} />
          <div className="qt-dialog-end">
            <SecondaryAction label={t('detail.close')} chord="Escape" autoFocus run={close} />
          </div>
        </div>
      </div>
    </Dialog>
  );
}
