import { useEffect, useState } from 'react';
import type { MethodRequest } from '../../../shared/rpc/contract.ts';
import type { VoidChoices, voidReasons } from '../../../shared/rpc/corrections.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import { useCounter, useMethod } from '../../ui/client.tsx';
import { useText } from '../../ui/text.tsx';
import { useHouse } from '../frame/Frame.tsx';
import type { Opened } from '../history/useHistory.ts';
import { type Approving, approvers, useApprover } from './Approver.tsx';
import type { Voided } from './VoidParts.tsx';

export type VoidReason = (typeof voidReasons)[number];

/** Why a receipt is void, and whether its copy came back: said of a void and of a replacement alike. */
export interface Why {
  readonly reason: VoidReason | null;
  readonly text: string;
  readonly recalled: 'yes' | 'no' | null;
}

type Request = MethodRequest<'void.make'>;

/** Who gets money that is asked back. */
export interface TypedPayee {
  readonly name: string;
  readonly identity: string;
}

/** What a void and a replacement have in common: the choices, why, who approves, and the one act. */
export interface VoidAct {
  readonly choices: VoidChoices | null;
  readonly refused: Failure | null;
  readonly why: Why;
  readonly say: (part: Partial<Why>) => void;
  /** Null where nobody need show a paper for money back. */
  readonly payee: TypedPayee | null;
  readonly sayPayee: (payee: TypedPayee) => void;
  /** What of the payee is still to be said when so much is asked back, đồng. */
  readonly missingPayee: (asked: number) => string | null;
  readonly approving: Approving;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly done: Voided | null;
  /** What of the common part is still to be said, before or after the form's own; null when nothing is. */
  readonly missingWhy: string | null;
  readonly missingPin: string | null;
  /** Void, replacement and the move of every amount in one act. */
  readonly run: (part: Pick<Request, 'fates' | 'replacement'>, outcome: Voided['outcome']) => Promise<void>;
}

/** Asks for the choices of a receipt and holds what is said of it. */
export function useVoid({ receipt }: Opened): VoidAct {
  const t = useText();
  const counter = useCounter();
  const [choices, setChoices] = useState<VoidChoices | null>(null);
  const [refused, setRefused] = useState<Failure | null>(null);
  const [why, setWhy] = useState<Why>({ reason: null, text: '', recalled: null });
  const hospital = useHouse().gate.institution === 'hospital';
  const [typed, sayPayee] = useState<TypedPayee>({ name: receipt.payerName ?? '', identity: '' });
  const payee = hospital ? typed : null;
  const [done, setDone] = useState<Voided | null>(null);
  const approving = useApprover(approvers.money);
  const make = useMethod('void.make');
  useEffect(() => {
    void counter.call('void.choices', { receipt: receipt.receipt }).then((answer) => {
      if (!answer.ok) setRefused(answer.reason);
      else if (answer.value.refused !== null) setRefused({ code: answer.value.refused, moneyMoved: 'no' });
      else setChoices(answer.value);
    });
  }, [counter, receipt.receipt]);
  const { reason, text, recalled } = why;
  const missingWhy = ((): string | null => {
    if (choices === null) return t('void.loading');
    if (reason === null) return t('void.missing.reason');
    if (text.trim() === '') return t('void.missing.text');
    return recalled === null ? t('void.missing.copy') : null;
  })();
  const numberOf = async (id: string): Promise<string | null> => {
    const answer = await counter.call('history.open', { receipt: id });
    return answer.ok ? answer.value.receipt.number : null;
  };
  return {
    ...{ choices, refused, why, approving, done, missingWhy, busy: make.busy, failure: make.failure },
    ...{ payee, sayPayee },
    missingPayee(asked) {
      if (payee === null || asked === 0) return null;
      if (payee.name.trim() === '') return t('refund.missing.name');
      return payee.identity.trim() === '' ? t('refund.missing.identity') : null;
    },
    missingPin: approving.given === null ? t('void.missing.pin') : null,
    say: (part) => setWhy((before) => ({ ...before, ...part })),
    async run(part, outcome) {
      if (reason === null || approving.given === null) return;
      const answer = await make.run({
        ...{ receipt: receipt.receipt, reason, text: text.trim(), copyRecalled: recalled === 'yes' },
        ...{ ...part, approval: approving.given },
        ...(payee !== null && outcome.asked > 0
          ? { payee: { name: payee.name.trim(), identity: payee.identity.trim() } }
          : {}),
      });
      approving.type('');
      if (answer === null) return;
      const replacedBy = answer.replacedBy === null ? null : await numberOf(answer.replacedBy);
      setDone({ outcome, replacedBy });
    },
  };
}
