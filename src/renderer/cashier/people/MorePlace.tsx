import {
  IconBuildingBank,
  IconCalendarPlus,
  IconCashBanknoteMinus,
  IconCreditCard,
  IconFileImport,
  IconHistory,
  IconKey,
  IconLanguage,
  IconLogout,
  IconNotebook,
  IconPlugConnectedX,
  IconSettings,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useMethod } from '../../ui/client.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { useLanguage, useText } from '../../ui/text.tsx';
import { yearOf } from '../../ui/time.ts';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { Menu, type MenuItem } from '../frame/Menu.tsx';
import { useBookItems } from './bookItems.tsx';
import { ChangePin } from './ChangePin.tsx';

const icon = { size: 24, stroke: 1.9 } as const;

/** Alt+M: the places that are not daily work. */
export function MorePlace() {
  const t = useText();
  const { go, person, now, view } = useHouse();
  const { language, setLanguage } = useLanguage();
  const ofBooks = useBookItems();
  const signOut = useMethod('staff.signOut');
  const [changing, setChanging] = useState(false);
  const [changed, setChanged] = useState(false);
  const openYear = useMethod('series.openYear');
  const [opened, setOpened] = useState<number | null>(null);
  const year = yearOf(now);
  const numbers: MenuItem = {
    key: 'year',
    icon: <IconCalendarPlus {...icon} />,
    title: t('more.year', { year: String(year) }),
    note: t('more.year.note'),
    run: () => {
      void openYear.run({ year }).then((answer) => setOpened(answer === null ? null : year));
    },
  };
  const missing = view.seriesYear === null || view.seriesYear < year;
  const mayOpenYear =
    missing && person.roles.some((role) => ['cashier', 'treasurer', 'administrator'].includes(role));
  const settings: MenuItem = {
    key: 'settings',
    icon: <IconSettings {...icon} />,
    title: t('more.settings'),
    note: t('more.settings.note'),
    run: () => go('settings'),
  };
  const history: MenuItem = {
    key: 'history',
    icon: <IconHistory {...icon} />,
    title: t('more.history'),
    note: t('more.history.note'),
    run: () => go('history'),
  };
  const mayLook = person.roles.some((role) =>
    ['administrator', 'chief-accountant', 'accountant'].includes(role),
  );
  const keepsBooks = person.roles.some((role) => ['chief-accountant', 'accountant'].includes(role));
  const statement: MenuItem = {
    key: 'statement',
    icon: <IconBuildingBank {...icon} />,
    title: t('more.statement'),
    note: t('more.statement.note'),
    run: () => go('statement'),
  };
  const items: MenuItem[] = [
    {
      key: 'import',
      icon: <IconFileImport {...icon} />,
      title: t('more.import'),
      note: t('more.import.note'),
      run: () => go('import'),
    },
    ...(keepsBooks ? [statement] : []),
    history,
    ...ofBooks,
    {
      key: 'terminal',
      icon: <IconCreditCard {...icon} />,
      title: t('more.terminal'),
      note: t('more.terminal.note'),
      run: () => go('terminal'),
    },
    {
      key: 'refunds',
      icon: <IconCashBanknoteMinus {...icon} />,
      title: t('more.refunds'),
      note: t('more.refunds.note'),
      run: () => go('refunds'),
    },
    {
      key: 'paper-books',
      icon: <IconNotebook {...icon} />,
      title: t('more.paper'),
      note: t('more.paper.note'),
      run: () => go('paper-books'),
    },
    {
      key: 'outages',
      icon: <IconPlugConnectedX {...icon} />,
      title: t('more.outages'),
      note: t('more.outages.note'),
      run: () => go('outages'),
    },
    ...(mayLook ? [settings] : []),
    ...(mayOpenYear ? [numbers] : []),
    {
      key: 'pin',
      icon: <IconKey {...icon} />,
      title: t('more.pin'),
      note: t('more.pin.note'),
      run: () => setChanging(true),
    },
    {
      key: 'language',
      icon: <IconLanguage {...icon} />,
      title: t('more.language'),
      note: t('more.language.note'),
      run: () => setLanguage(language === 'vi' ? 'en' : 'vi'),
    },
    {
      key: 'sign-out',
      icon: <IconLogout {...icon} />,
      title: t('more.sign-out'),
      note: t('more.sign-out.note'),
      run: () => void signOut.run({}),
    },
  ];
  if (changing) {
    return (
      <ChangePin
        close={(done) => {
          setChanging(false);
          setChanged(done);
        }}
      />
    );
  }
  return (
    <Frame keys={[{ chord: 'Escape', label: t('bar.home'), run: () => go('workplace') }]}>
      <section className="qt-wide qt-place qt-fade">
        <header>
          <h1>{t('more.title')}</h1>
        </header>
        {changed ? (
          <Notice tone="green" role="status">
            {t('change-pin.done')}
          </Notice>
        ) : null}
        {opened === null ? null : (
          <Notice tone="green" role="status">
            {t('more.year.done', { year: String(opened) })}
          </Notice>
        )}
        <FailureNotice failure={signOut.failure ?? openYear.failure} />
        <Menu label={t('more.title')} items={items} />
      </section>
    </Frame>
  );
}
