import {
  IconAlertTriangle,
  IconBuildingBank,
  IconBuildingCommunity,
  IconCalendarPlus,
  IconCashBanknoteMinus,
  IconCreditCard,
  IconFileImport,
  IconHistory,
  IconInfoCircle,
  IconKey,
  IconLanguage,
  IconLogout,
  IconNotebook,
  IconPlugConnectedX,
  IconScale,
  IconSettings,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useMethod } from '../../ui/client.tsx';
import { windowIds } from '../../ui/ids.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { useLanguage, useText } from '../../ui/text.tsx';
import { yearOf } from '../../ui/time.ts';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { Menu, type MenuItem } from '../frame/Menu.tsx';
import { useBookItems } from './bookItems.tsx';
import { ChangePin } from './ChangePin.tsx';

const icon = { size: 24, stroke: 1.9 } as const;

const ofCounters: ReadonlySet<string> = new Set(['hand-in', 'terminal', 'refunds', 'paper-books']);

/** Alt+M: the places that are not daily work. */
export function MorePlace() {
  const t = useText();
  const { gate, go, person, now, view } = useHouse();
  const desk = gate.machine === 'accountant-desk';
  const { language, setLanguage } = useLanguage();
  const ofBooks = useBookItems();
  const signOut = useMethod('staff.signOut');
  const guide = useMethod('guidance.give');
  const [guided, setGuided] = useState(false);
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
  const missing = !desk && (view.seriesYear === null || view.seriesYear < year);
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
  const seesAll = person.roles.some((role) =>
    ['treasurer', 'accountant', 'chief-accountant', 'administrator'].includes(role),
  );
  const facility: MenuItem = {
    key: 'facility',
    icon: <IconBuildingCommunity {...icon} />,
    title: t('more.facility'),
    note: t('more.facility.note'),
    run: () => go('facility'),
  };
  const cases: MenuItem = {
    key: 'cases',
    icon: <IconAlertTriangle {...icon} />,
    title: t('more.cases'),
    note: t('more.cases.note', { n: view.rail.cases }),
    run: () => go('cases'),
  };
  const arrears: MenuItem = {
    key: 'arrears',
    icon: <IconUsersGroup {...icon} />,
    title: t('more.arrears'),
    note: t('more.arrears.note'),
    run: () => go('arrears'),
  };
  const all: MenuItem[] = [
    {
      key: 'import',
      icon: <IconFileImport {...icon} />,
      title: t('more.import'),
      note: t('more.import.note'),
      run: () => go('import'),
    },
    ...(keepsBooks ? [statement] : []),
    history,
    ...(seesAll && !desk ? [facility] : []),
    ...(view.rail.cases > 0 || desk ? [cases] : []),
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
    ...(gate.institution === 'school' ? [arrears] : []),
    {
      key: 'guidance',
      icon: <IconInfoCircle {...icon} />,
      title: t('more.guidance'),
      note: t('more.guidance.note'),
      run: () => {
        if (guide.busy) return;
        setGuided(false);
        void guide
          .run({ guidance: windowIds.next(), print: true })
          .then((answer) => setGuided(answer !== null));
      },
    },
    {
      key: 'disputes',
      icon: <IconScale {...icon} />,
      title: t('more.disputes'),
      note: t('more.disputes.note'),
      run: () => go('disputes'),
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
  // What needs a drawer, a device or numbers of its own is not at a desk.
  const items = desk ? all.filter(({ key }) => !ofCounters.has(key)) : all;
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
        {guided ? (
          <Notice tone="green" role="status">
            {t('guidance.done')}
          </Notice>
        ) : null}
        <FailureNotice failure={signOut.failure ?? openYear.failure ?? guide.failure} />
        <Menu label={t('more.title')} items={items} />
      </section>
    </Frame>
  );
}
