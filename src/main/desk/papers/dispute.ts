/** Giấy xác nhận tiếp nhận khiếu nại, from the register. */
import type { EpochMs } from '../../../shared/kernel/clock.ts';
import { ok } from '../../../shared/kernel/result.ts';
import type { DisputeView } from '../../../shared/rpc/disputes.ts';
import { dong, moment } from '../../documents/figures.ts';
import { type Dispute, sealDispute } from '../../documents/papers/dispute.ts';
import { fail, type Outcome } from '../context.ts';
import { disputeView } from '../dispute.ts';
import { type PaperParts, paperHead, saidOr, sumWords } from './head.ts';

const matters: Readonly<Record<DisputeView['kind'], string>> = {
  'paid-not-received': 'Đã trả tiền nhưng chưa được ghi nhận',
  'paid-twice': 'Bị trừ tiền hai lần',
  'wrong-amount': 'Sai số tiền',
  'wrong-person': 'Trả nhầm cho người khác',
  other: 'Việc khác',
};

/** The paper that a payer who complained takes along, dated as it was taken down. */
export function disputePage(parts: PaperParts, id: string): Outcome<Dispute> {
  const { context } = parts;
  const row = context.reads.dispute(id);
  if (row === undefined) return fail('dispute-not-found');
  const view = disputeView(context, row);
  const complainant = saidOr(view.complainant);
  const { head, copies } = paperHead(
    parts,
    'dispute',
    id,
    { complainant, receiver: view.by },
    row.at as EpochMs,
  );
  const support = context.reads.setting('support');
  const desk = [support?.office, support?.phone === '' ? undefined : support?.phone].filter(
    (one) => one !== undefined && one !== '',
  );
  const facts = [
    ...(view.receipt === null
      ? []
      : [{ label: 'Biên lai', value: `${view.receipt.number}, ${dong(view.receipt.total)}` }]),
    ...(view.bankReference === null ? [] : [{ label: 'Mã giao dịch ngân hàng', value: view.bankReference }]),
    ...(view.credit === null
      ? []
      : [
          {
            label: 'Báo có đã thấy',
            value: `${dong(view.credit.amount)}, ${moment(view.credit.paidAt as EpochMs)}`,
          },
        ]),
  ];
  return ok(
    sealDispute({
      kind: 'dispute',
      ...head,
      number: view.number,
      complainant: { name: complainant, contact: view.contact },
      matter: matters[view.kind],
      amount: view.amount,
      amountWords: sumWords(context, view.amount),
      facts,
      description: saidOr(view.text),
      evidence: facts.length === 0 ? 'Không có' : 'Theo các mã ghi trên',
      deadline: view.deadline,
      desk: desk.length === 0 ? 'Phòng Tài chính – Kế toán của đơn vị' : desk.join(', '),
      copies,
    }),
  );
}
