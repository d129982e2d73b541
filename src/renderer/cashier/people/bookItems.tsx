import { IconBuildingBank, IconChartBar, IconScale } from '@tabler/icons-react';
import type { TextKey } from '../../../shared/i18n/translate.ts';
import { useText } from '../../ui/text.tsx';
import { useHouse } from '../frame/Frame.tsx';
import type { MenuItem } from '../frame/Menu.tsx';

const icon = { size: 24, stroke: 1.9 } as const;
const books = ['treasurer', 'accountant', 'chief-accountant'];

/** The places of the books: hand-in and reconciliation for who collects, reports for who keeps them. */
export function useBookItems(): readonly MenuItem[] {
  const t = useText();
  const { go, person } = useHouse();
  const may = (roles: readonly string[]) => person.roles.some((role) => roles.includes(role));
  const item = (key: 'reports' | 'hand-in' | 'reconcile', picture: MenuItem['icon']): MenuItem => ({
    key,
    icon: picture,
    title: t(`more.${key}`),
    note: t(`more.${key}.note` as TextKey),
    run: () => go(key),
  });
  return [
    ...(may(books) ? [item('reports', <IconChartBar {...icon} />)] : []),
    ...(may(['cashier', ...books])
      ? [item('hand-in', <IconBuildingBank {...icon} />), item('reconcile', <IconScale {...icon} />)]
      : []),
  ];
}
