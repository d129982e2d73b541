import {
  IconArrowBarToDown,
  IconArrowBarUp,
  IconBuildingBank,
  IconCalculator,
  IconCashRegister,
  IconCreditCard,
  IconEyeCheck,
  IconReportMoney,
  IconUserShare,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { TextKey } from '../../../shared/i18n/translate.ts';
import type { WorkplaceView } from '../../../shared/rpc/contract.ts';
import { useMethod } from '../../ui/client.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.tsx';
import { timeOf } from '../../ui/time.ts';
import { ApprovalDialog } from '../frame/ApprovalDialog.tsx';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { Menu, type MenuItem } from '../frame/Menu.tsx';
import type { ShiftStep } from './ShiftPlace.tsx';

const icon = { size: 24, stroke: 1.9 } as const;

interface ShiftMenuProps {
  readonly shift: NonNullable<WorkplaceView['shift']>;
  readonly said: string | null;
  readonly go: (step: ShiftStep) => void;
}

/** What can be done with an open shift. */
export function ShiftMenu({ shift, said, go }: ShiftMenuProps) {
  const t = useText();
  const house = useHouse();
  const takeOver = useMethod('shift.takeOver');
  const [approving, setApproving] = useState(false);
  const [taken, setTaken] = useState(false);
  const entry = (key: string, picture: ReactNode, text: TextKey, step: ShiftStep): MenuItem => ({
    key,
    icon: picture,
    title: t(text),
    note: t(`${text}.note` as TextKey),
    run: () => go(step),
  });
  const items: MenuItem[] = [
    ...(shift.someoneElses
      ? [
          {
            key: 'take-over',
            icon: <IconUserShare {...icon} />,
            title: t('shift.menu.take-over', { name: shift.cashierName }),
            note: t('shift.menu.take-over.note'),
            run: () => setApproving(true),
          },
        ]
      : []),
    entry('close', <IconCalculator {...icon} />, 'shift.menu.close', { at: 'count', purpose: 'close' }),
    entry('surprise', <IconEyeCheck {...icon} />, 'shift.menu.surprise', {
      at: 'count',
      purpose: 'surprise',
    }),
    // Whoever is going to count blind has no X.
    ...(shift.someoneElses && house.person.roles.includes('treasurer')
      ? [entry('x', <IconReportMoney {...icon} />, 'shift.menu.x', { at: 'x' })]
      : []),
    entry('drop', <IconBuildingBank {...icon} />, 'shift.menu.drop', { at: 'move', kind: 'safe-drop' }),
    entry('in', <IconArrowBarToDown {...icon} />, 'shift.menu.in', { at: 'move', kind: 'pay-in' }),
    entry('out', <IconArrowBarUp {...icon} />, 'shift.menu.out', { at: 'move', kind: 'pay-out' }),
    {
      key: 'terminal',
      icon: <IconCreditCard {...icon} />,
      title: t('more.terminal'),
      note: t('more.terminal.note'),
      run: () => house.go('terminal'),
    },
    entry('drawer', <IconCashRegister {...icon} />, 'shift.menu.drawer', { at: 'move', kind: 'drawer' }),
  ];
  return (
    <Frame keys={[{ chord: 'Escape', label: t('bar.home'), run: () => house.go('workplace') }]}>
      <section className="qt-wide qt-place qt-fade">
        <header>
          <h1>{t('shift.menu.title')}</h1>
          <p>{`${shift.name}. ${t('shift.menu.since', { time: timeOf(shift.openedAt), name: shift.cashierName })}`}</p>
        </header>
        {said === null && !taken ? null : (
          <Notice tone="green" role="status">
            {taken ? t('shift.taken-over') : said}
          </Notice>
        )}
        <Menu label={t('shift.menu.title')} items={items} />
      </section>
      {approving ? (
        <ApprovalDialog
          busy={takeOver.busy}
          failure={takeOver.failure}
          close={() => setApproving(false)}
          approve={(approval) => {
            void takeOver.run({ approval }).then((answer) => {
              if (answer === null) return;
              setApproving(false);
              setTaken(true);
            });
          }}
        />
      ) : null}
    </Frame>
  );
}
