import {
  IconBuildingHospital,
  IconDiscount,
  IconDiscountOff,
  IconNotebook,
  IconQrcode,
  IconReceiptRefund,
  IconToolsKitchen2,
  IconWallet,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { BalanceView } from '../../../shared/rpc/corrections.ts';
import { useCounter, useMethod } from '../../ui/client.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { windowIds } from '../../ui/ids.ts';
import { dong } from '../../ui/money.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { useHouse } from '../frame/Frame.tsx';
import { Menu, type MenuItem } from '../frame/Menu.tsx';
import type { Controller } from '../workplace/controller.ts';
import { chosenLines, totalOf } from '../workplace/figures.ts';
import { isAdded } from '../workplace/people.ts';
import type { Billing } from '../workplace/state.ts';
import type { WorkplaceStore } from '../workplace/useWorkplace.ts';
import { MealDaysDialog } from './MealDaysDialog.tsx';
import { PaperLeafDialog } from './PaperLeafDialog.tsx';
import { ReduceDialog } from './ReduceDialog.tsx';
import { RestoreDialog } from './RestoreDialog.tsx';
import { type Offers, useOffers } from './useOffers.ts';

const icon = { size: 24, stroke: 1.9 } as const;

/** Esc of the menu; a layer below it, so that the menu's own keys win. */
function Leave({ close }: { readonly close: () => void }) {
  useKeys({ Escape: close }, { modal: true });
  return null;
}

/** Balances in turn until the sum is covered. */
function fundsFor(balances: readonly BalanceView[], total: number) {
  let open = total;
  return balances.flatMap(({ balance, left }) => {
    const amount = Math.min(left, open);
    open -= amount;
    return amount === 0 ? [] : [{ source: 'balance' as const, id: balance, amount }];
  });
}

const noOffers: Offers = { balances: [], carried: 0, reductions: [], wallet: null };

interface OtherActsProps {
  readonly state: Billing;
  readonly store: WorkplaceStore;
  readonly controller: Pick<Controller, 'beginCard'>;
  readonly close: () => void;
}

/** Alt+M on a bill: what can be done for this payer besides taking money for the chosen lines. */
export function OtherActs({ state, store, controller, close }: OtherActsProps) {
  const t = useText();
  const counter = useCounter();
  const { gate, go, refundsOf, view } = useHouse();
  const { payer } = state;
  const [open, setOpen] = useState<'menu' | 'reduce' | 'restore' | 'meal' | 'paper'>('menu');
  const fund = useMethod('collect.fundBill');
  const apply = useMethod('fee.applyMealDays');
  const [collection] = useState(() => windowIds.next());
  const school = gate.institution === 'school';
  const offers = useOffers(payer.payer, school);
  const { balances, carried, reductions, wallet } = offers ?? noOffers;

  /** The bill as it is after an act. */
  const again = async (): Promise<void> => {
    const answer = await counter.call('payer.open', { payer: payer.payer });
    store.send({ is: 'to-find' });
    if (answer.ok) store.send({ is: 'opened', payer: answer.value });
    close();
  };
  const line = payer.lines[state.cursor];
  const lines = chosenLines(state.choices);
  const total = totalOf(state.choices);
  const kept = balances.reduce((sum, one) => sum + one.left, 0);
  const spend = async (): Promise<void> => {
    const funds = fundsFor(balances, total);
    const said = { payerName: state.payerName.trim(), payerAddress: state.payerAddress.trim() };
    const request = { collection, payer: payer.payer, ...said, lines, funds };
    const answer = await fund.run(request);
    if (answer === null) return;
    close();
    if (answer.left > 0) {
      store.send({ is: 'to-find', settled: '' });
      return;
    }
    const issued = await counter.call('collect.issue', { collection });
    store.send(
      issued.ok ? { is: 'issued', collected: issued.value } : { is: 'failed', failure: issued.reason },
    );
  };
  const takeOff = async (): Promise<void> => {
    if (line !== undefined && (await apply.run({ bill: line.bill })) !== null) await again();
  };

  if (open === 'reduce' && line !== undefined) {
    return <ReduceDialog line={line} done={() => void again()} close={close} />;
  }
  if (open === 'restore') {
    return <RestoreDialog {...{ lines: payer.lines, reductions, close }} done={() => void again()} />;
  }
  if (open === 'meal') {
    return (
      <MealDaysDialog
        {...{ payer: payer.payer, name: payer.name, left: carried, close }}
        done={() => void again()}
      />
    );
  }
  if (open === 'paper') {
    return (
      <PaperLeafDialog
        taken={{ payer: payer.payer, payerName: state.payerName.trim(), lines, total }}
        done={() => void again()}
        close={close}
      />
    );
  }
  const owed = line !== undefined && line.owed > 0 && !isAdded(line);
  const items: MenuItem[] = [
    ...(school
      ? []
      : [
          {
            key: 'stay',
            icon: <IconBuildingHospital {...icon} />,
            title: t('other.stay'),
            note: t('other.stay.note'),
            run: () => go('stay'),
          },
        ]),
    ...(kept > 0 && total > 0 && view.shift !== null
      ? [
          {
            key: 'balance',
            icon: <IconWallet {...icon} />,
            title: t('other.balance', { amount: dong(Math.min(kept, total)) }),
            note: t(kept >= total ? 'other.balance.whole' : 'other.balance.part', {
              rest: dong(Math.max(0, total - kept)),
            }),
            run: () => void spend(),
          },
        ]
      : []),
    ...(school && carried > 0 && owed
      ? [
          {
            key: 'take-off',
            icon: <IconToolsKitchen2 {...icon} />,
            title: t('other.take-off', { amount: dong(Math.min(carried, line.owed)) }),
            note: t('other.take-off.note', { line: line.name }),
            run: () => void takeOff(),
          },
        ]
      : []),
    ...(owed
      ? [
          {
            key: 'reduce',
            icon: <IconDiscount {...icon} />,
            title: t('other.reduce'),
            note: t('other.reduce.note', { line: line.name }),
            run: () => setOpen('reduce'),
          },
        ]
      : []),
    ...(reductions.length > 0
      ? [
          {
            key: 'restore',
            icon: <IconDiscountOff {...icon} />,
            title: t('other.restore'),
            note: t('other.restore.note', {
              n: reductions.length,
              amount: dong(reductions.reduce((sum, one) => sum + one.amount, 0)),
            }),
            run: () => setOpen('restore'),
          },
        ]
      : []),
    ...(school
      ? [
          {
            key: 'meal',
            icon: <IconToolsKitchen2 {...icon} />,
            title: t('other.meal'),
            note: t('other.meal.note'),
            run: () => setOpen('meal'),
          },
        ]
      : []),
    {
      key: 'refunds',
      icon: <IconReceiptRefund {...icon} />,
      title: t('other.refunds'),
      note: kept > 0 ? t('other.refunds.kept', { amount: dong(kept) }) : t('other.refunds.note'),
      run: () => refundsOf({ ref: payer.payer, name: payer.name }),
    },
    ...(total > 0 && view.shift !== null
      ? [
          {
            key: 'paper',
            icon: <IconNotebook {...icon} />,
            title: t('other.paper'),
            note: t('other.paper.note', { amount: dong(total) }),
            run: () => setOpen('paper'),
          },
        ]
      : []),
    ...(wallet === null || total === 0 || view.shift === null
      ? []
      : [
          {
            key: 'wallet',
            icon: <IconQrcode {...icon} />,
            title: t('other.wallet', { amount: dong(total) }),
            note: t('other.wallet.note', { terminal: wallet }),
            run: () => {
              close();
              void controller.beginCard('wallet');
            },
          },
        ]),
  ];
  return (
    <Dialog title={t('other.title', { name: payer.name })} size="640" close={close}>
      <Leave close={close} />
      {offers === null ? null : <Menu label={t('other.title', { name: payer.name })} items={items} />}
      <FailureNotice failure={fund.failure ?? apply.failure} />
    </Dialog>
  );
}
