import { useEffect, useState } from 'react';
import { keyFor } from '../../../shared/i18n/translate.ts';
import type { TerminalCardView } from '../../../shared/rpc/card.ts';
import { useCounter } from '../../ui/client.tsx';
import { dong } from '../../ui/money.ts';
import { Say, useText } from '../../ui/text.tsx';
import { FormDialog } from '../corrections/FormDialog.tsx';
import { VoidDialog } from '../corrections/VoidDialog.tsx';
import { useHouse } from '../frame/Frame.tsx';
import type { ActDialogProps, HistoryAct } from '../history/acts.ts';
import type { Opened } from '../history/useHistory.ts';

/** Our reference of the charge of a connected terminal that pays, or paid, this receipt: a card, or a wallet on it. */
function chargeOf({ money }: Opened): string | undefined {
  const charged = money.find(
    ({ method, state, reference }) =>
      (method === 'card' || method === 'e-wallet') && state === 'approved' && reference !== null,
  );
  return charged?.reference ?? undefined;
}

/** Alt+V on a receipt paid by a connected card: to the terminal's place, or what must be done before. */
function ToTerminal({ opened, close }: ActDialogProps) {
  const t = useText();
  const counter = useCounter();
  const { terminalCard } = useHouse();
  const reference = chargeOf(opened) ?? '';
  const [found, setFound] = useState<TerminalCardView | 'settled' | null>(null);
  const [voiding, setVoiding] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once; the way there is another with every tick
  useEffect(() => {
    void counter.call('terminal.view', {}).then((answer) => {
      const cards = answer.ok ? answer.value.terminals.flatMap((terminal) => terminal.cards) : [];
      const card = cards.find((one) => one.card.reference === reference);
      if (card !== undefined && card.noVoid !== 'money-stands-against-document') terminalCard(reference);
      else setFound(card ?? 'settled');
    });
  }, [counter, reference]);
  if (voiding) return <VoidDialog opened={opened} close={close} />;
  if (found === null) return null;
  const standing = found !== 'settled' && opened.receipt.state === 'issued';
  const why = found === 'settled' ? 'card-batch-settled' : (found.noVoid ?? 'tender-finished');
  return (
    <FormDialog
      title={t('terminal.void.bar')}
      sum={found === 'settled' ? '' : dong(found.card.amount)}
      foot={t('terminal.void.nothing-yet')}
      back={t('void.keep')}
      act={standing ? t('void.act') : null}
      ready
      question
      busy={false}
      failure={null}
      run={() => setVoiding(true)}
      close={close}
    >
      <p>
        {standing ? (
          <Say k="terminal.void.receipt-first" />
        ) : (
          t(keyFor('terminal.no-void', why, 'terminal.no-void.tender-finished'))
        )}
      </p>
    </FormDialog>
  );
}

/** What can be done on the terminal about a receipt that a connected card paid. */
export const terminalActs: readonly HistoryAct[] = [
  {
    chord: 'Alt+V',
    label: 'terminal.void.bar',
    fits: (opened, { person }) =>
      chargeOf(opened) !== undefined &&
      person.roles.some((role) => role === 'cashier' || role === 'treasurer'),
    Dialog: ToTerminal,
  },
];
