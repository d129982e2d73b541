import {
  IconCloudUp,
  IconHelp,
  IconHelpHexagon,
  IconHourglass,
  IconPlayerPause,
  IconPrinterOff,
  IconReceipt,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { WorkplaceView } from '../../../shared/rpc/contract.ts';
import { keepFocus } from '../../ui/actions.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { dong } from '../../ui/money.ts';
import { useText } from '../../ui/text.tsx';
import { ageOf } from '../../ui/time.ts';
import { useHouse } from '../frame/Frame.tsx';

export type UnfinishedItem = WorkplaceView['unfinished'][number];

const icon = { size: 22, stroke: 1.9 } as const;

const icons: Readonly<Record<UnfinishedItem['kind'], ReactNode>> = {
  'received-no-receipt': <IconReceipt {...icon} color="var(--green)" />,
  parked: <IconPlayerPause {...icon} color="var(--blue)" />,
  'qr-waiting': <IconHourglass {...icon} color="var(--blue)" />,
  'card-unknown': <IconHelpHexagon {...icon} color="var(--amber)" />,
  'not-printed': <IconPrinterOff {...icon} color="var(--red)" />,
  'unmatched-credit': <IconHelp {...icon} color="var(--amber)" />,
  unsent: <IconCloudUp {...icon} color="var(--amber)" />,
};

/** The icon of a kind of unfinished business, one meaning each; none for a kind this window does not know. */
export function unfinishedIcon(kind: string): ReactNode {
  return Object.hasOwn(icons, kind) ? icons[kind as UnfinishedItem['kind']] : null;
}

const rowsShown = 3;

/** The rows that are shown so that the focused one is among them. */
export function shownRange(count: number, focused: number | null): readonly [number, number] {
  const from = focused === null ? 0 : Math.max(0, Math.min(focused - rowsShown + 1, count - rowsShown));
  return [from, Math.min(count, from + rowsShown)];
}

interface UnfinishedProps {
  readonly folded: boolean;
  readonly focused: number | null;
  readonly open: (item: UnfinishedItem) => void;
  readonly enter: () => void;
}

/** Unfinished business: a visible list at a fixed place, never a toast. Folds to its head while results show. */
export function Unfinished({ folded, focused, open, enter }: UnfinishedProps) {
  const t = useText();
  const { view, now } = useHouse();
  const items = view.unfinished;
  const [from, to] = shownRange(items.length, focused);
  const kinds = Object.entries(Object.groupBy(items, (item) => item.kind));
  return (
    <section
      className="qt-unfinished"
      data-entered={focused === null ? undefined : ''}
      aria-label={t('unfinished.title')}
    >
      <div className="qt-unfinished-head">
        <b>{t('unfinished.title')}</b>
        {folded && items.length > 0 ? (
          <span className="qt-unfinished-kinds">
            {kinds.map(([kind, own]) => (
              <span key={kind} title={t(`unfinished.${kind as UnfinishedItem['kind']}`)}>
                {icons[kind as UnfinishedItem['kind']]}
                {own?.length ?? 0}
              </span>
            ))}
          </span>
        ) : (
          <span>
            {items.length === 0 ? t('unfinished.none') : t('unfinished.count', { n: items.length })}
            {items.length === 0 ? null : (
              <button type="button" className="qt-bare" tabIndex={-1} onMouseDown={keepFocus} onClick={enter}>
                <KeyCap chord="ArrowDown" />
              </button>
            )}
          </span>
        )}
      </div>
      {folded ? null : (
        <ul>
          {items.slice(from, to).map((item, index) => (
            <li key={`${item.kind} ${item.ref}`}>
              <button
                type="button"
                className="qt-unfinished-row"
                data-index={from + index}
                tabIndex={-1}
                onClick={() => open(item)}
              >
                {icons[item.kind]}
                <b>{t(`unfinished.${item.kind}`)}</b>
                <small>{ageOf(t, item.sinceMs, now)}</small>
                <span className="qt-cut">{item.name ?? ''}</span>
                <b>{item.amount === null ? '' : dong(item.amount)}</b>
              </button>
            </li>
          ))}
          {items.length > to ? (
            <li className="qt-unfinished-more">{t('unfinished.more', { n: items.length - to })}</li>
          ) : null}
        </ul>
      )}
    </section>
  );
}
