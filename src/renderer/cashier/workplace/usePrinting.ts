import { useState } from 'react';
import type { ReceiptView } from '../../../shared/rpc/contract.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import { useMethod } from '../../ui/client.tsx';
import { type Making, useDocument } from '../reports/useDocument.ts';

export interface Printing {
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** The receipt whose paper was asked for last. */
  readonly asked: string | null;
  /** Where the A5 page stands that a counter without a printer gives. */
  readonly making: Making;
  print(receipt: ReceiptView): void;
  page(receipt: ReceiptView): void;
  /** "Giấy có ra không?" */
  answer(receipt: ReceiptView, paperCame: boolean): void;
}

/** Printing again and answering for paper; the counter decides whether it is the original or a marked copy. */
export function usePrinting(): Printing {
  const printMethod = useMethod('receipt.print');
  const answerMethod = useMethod('print.answer');
  const { making, make } = useDocument();
  const [asked, setAsked] = useState<string | null>(null);
  return {
    busy: printMethod.busy || answerMethod.busy || making.at === 'making',
    failure: printMethod.failure ?? answerMethod.failure ?? (making.at === 'failed' ? making.failure : null),
    asked,
    making,
    print(receipt) {
      void printMethod.run({ receipt: receipt.receipt }).then((done) => {
        if (done !== null) setAsked(receipt.receipt);
      });
    },
    page(receipt) {
      make({ is: 'receipt', document: receipt.receipt }, 'pdf');
    },
    answer(receipt, paperCame) {
      if (receipt.printJob !== null) void answerMethod.run({ job: receipt.printJob, paperCame });
    },
  };
}
