import {
  IconCircleCheck,
  IconCloudUp,
  IconCreditCard,
  IconHelp,
  IconHelpHexagon,
  IconHourglass,
  IconPlayerPause,
  IconPrinterOff,
  IconReceipt,
  IconReceiptRefund,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { TextKey } from '../../../shared/i18n/translate.ts';
import type { WorkplaceView } from '../../../shared/rpc/contract.ts';
import { keepFocus } from '../../ui/actions.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { dong } from '../../ui/money.ts';
import { nameWithin } from '../../ui/names.ts';
import { Say, type TextOf, useText } from '../../ui/text.tsx';
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
  'voucher-not-printed': <IconPrinterOff {...icon} color="var(--red)" />,
  'unmatched-credit': <IconHelp {...icon} color="var(--amber)" />,
  unsent: <IconCloudUp {...icon} color="var(--amber)" />,
};

/** What a close carries over besides. */
const carriedIcons: Readonly<Record<string, ReactNode>> = {
  ...icons,
  open: <IconPlayerPause {...icon} color="var(--blue)" />,
  surplus: <IconReceipt {...icon} color="var(--green)" />,
  accepted: <IconHourglass {...icon} color="var(--blue)" />,
  claim: <IconHelpHexagon {...icon} color="var(--amber)" />,
  'card-keyed': <IconCreditCard {...icon} color="var(--blue)" />,
  'refund-owed': <IconReceiptRefund {...icon} color="var(--amber)" />,
};

/** The icon of a kind of unfinished business, one meaning each; none for a kind this window does not know. */
export function unfinishedIcon(kind: string): ReactNode {
  return Object.hasOwn(carriedIcons, kind) ? carriedIcons[kind] : null;
}

const arrivedShownMs = 8000;

/** The icon of a row; where the counter has no printer, paper that did not come out is no alarm. */
function rowIcon(
  kind: UnfinishedItem['kind'],
  printer: WorkplaceView['rail']['printer']['state'],
): ReactNode {
  const calm = printer === 'off' && (kind === 'not-printed' || kind === 'voucher-not-printed');
  return calm ? <IconPrinterOff {...icon} color="var(--amber)" /> : icons[kind];
}

/** Money that has just come for a parked collection; its row stays green for 8 s (look.md "Motion"). */
function justArrived(item: UnfinishedItem, now: number): boolean {
  const parked = item.kind === 'received-no-receipt' && item.collection !== null;
  return parked && now - item.sinceMs < arrivedShownMs;
}

/** Says at the foot that money came for somebody who is parked; nothing else on the screen moves. */
export function Arrived() {
  const { view, now } = useHouse();
  const item = view.unfinished.findLast((one) => justArrived(one, now));
  return (
    <div role="status">
      {item === undefined ? null : (
        <p className="qt-arrived">
          <IconCircleCheck size={20} stroke={1.9} />
          <span>
            <Say k="qr.arrived" params={{ amount: dong(item.amount ?? 0), name: item.name ?? '' }} />
          </span>
        </p>
      )}
    </div>
  );
}

/** Letters of a name that the narrow column shows beside the money. */
const nameLetters = 26;

/** Whose it is, and why it is not finished where the title does not say. */
function detailOf(t: TextOf, item: UnfinishedItem): string {
  const { name, cause } = item;
  const told = cause === null || cause === 'waiting' || isTitle(cause) || codeTitle(item) !== null;
  const why = told ? null : t(`unfinished.cause.${cause}`);
  return [name === null ? null : nameWithin(name, nameLetters), why]
    .filter((part) => part !== null)
    .join(' · ');
}

const titles = ['deposit-slip', 'pay-voucher', 'z-slip', 'terminal-void', 'terminal-refund'] as const;

/** Causes that say what it is, not why. */
function isTitle(cause: UnfinishedItem['cause']): cause is (typeof titles)[number] {
  return titles.some((one) => one === cause);
}

const codeTitles = {
  claimed: 'unfinished.claimed',
  accepted: 'unfinished.accepted',
  'never-came': 'unfinished.claim',
} as const satisfies Partial<Record<NonNullable<UnfinishedItem['cause']>, TextKey>>;

/** What is waited for after the code was shown: beside a name in the line below it would be cut off. */
function codeTitle({ kind, cause }: UnfinishedItem): TextKey | null {
  if (kind !== 'qr-waiting' || cause === null || !Object.hasOwn(codeTitles, cause)) return null;
  return codeTitles[cause as keyof typeof codeTitles];
}

/** What it is; of a voucher its cause says which paper, of a terminal what it was asked for. */
function titleOf(item: UnfinishedItem): TextKey {
  const { kind, cause } = item;
  return isTitle(cause) ? `unfinished.${cause}` : (codeTitle(item) ?? `unfinished.${kind}`);
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
                {rowIcon(kind as UnfinishedItem['kind'], view.rail.printer.state)}
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
                data-new={justArrived(item, now) ? '' : undefined}
                tabIndex={-1}
                onClick={() => open(item)}
              >
                {rowIcon(item.kind, view.rail.printer.state)}
                <b>{t(titleOf(item))}</b>
                <small>{ageOf(t, item.sinceMs, now)}</small>
                <span className="qt-cut">{detailOf(t, item)}</span>
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
