import {
  IconAlertTriangle,
  IconBuildingBank,
  IconChartBar,
  IconClock,
  IconCreditCard,
  IconDeviceDesktop,
  IconDeviceFloppy,
  IconHelpHexagon,
  IconPrinter,
  IconPrinterOff,
  IconUser,
  IconWifi,
  IconWifiOff,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { keyFor } from '../../../shared/i18n/translate.ts';
import type { WorkplaceView } from '../../../shared/rpc/contract.ts';
import { percent } from '../../ui/money.ts';
import type { TextOf } from '../../ui/text.tsx';
import { ageOf, preciseAgeOf, timeOf } from '../../ui/time.ts';

/** One cell of the status rail; `tone` appears only when something differs from normal. */
export interface RailItem {
  readonly key: string;
  readonly icon: ReactNode;
  readonly label: string;
  readonly value: string;
  readonly tone: 'normal' | 'amber' | 'red';
  /** What it means and what to do, shown when the cell is opened. */
  readonly detail: string;
  /** Where more is told and something can be done. */
  readonly open?: { readonly label: string; readonly run: () => void };
}

type Rail = WorkplaceView['rail'];
type DeviceState = Rail['printer']['state'];

const icon = { size: 18, stroke: 1.9 } as const;

const deviceTone: Readonly<Record<DeviceState, RailItem['tone']>> = {
  ready: 'normal',
  manual: 'normal',
  off: 'normal',
  unknown: 'amber',
  'paper-low': 'amber',
  offline: 'red',
  'no-paper': 'red',
  'cover-open': 'red',
  cutter: 'red',
  fault: 'red',
};

function network(t: TextOf, { network: line }: Rail, { now, openSync }: RailOptions): RailItem {
  const age = line.sinceMs === null ? '' : ageOf(t, line.sinceMs, now);
  const params = { waiting: line.waiting, age };
  const offline = line.state === 'offline';
  return {
    key: 'network',
    icon: offline ? <IconWifiOff {...icon} /> : <IconWifi {...icon} />,
    label: t('rail.network'),
    value: t(`rail.network.${line.state}`, params),
    tone: offline ? 'amber' : 'normal',
    detail: [
      t(`rail.network.${line.state}.more`, params),
      ...(offline ? [t('rail.network.cable')] : []),
      ...(openSync === null ? [t('rail.network.who')] : []),
    ].join(' '),
    ...(openSync === null ? {} : { open: { label: t('rail.network.open'), run: openSync } }),
  };
}

/** What waits for a person to judge; no cell while there is nothing. */
function cases(t: TextOf, rail: Rail, { openCases }: RailOptions): readonly RailItem[] {
  if (rail.cases === 0) return [];
  return [
    {
      key: 'cases',
      icon: <IconAlertTriangle {...icon} />,
      label: t('rail.cases'),
      value: t('rail.cases.some', { n: rail.cases }),
      tone: 'amber',
      detail: t('rail.cases.more', { n: rail.cases }),
      open: { label: t('rail.cases.open'), run: openCases },
    },
  ];
}

function bank(t: TextOf, { bank: line }: Rail, now: number): RailItem {
  const age = line.sinceMs === null ? '' : preciseAgeOf(t, line.sinceMs, now);
  return {
    key: 'bank',
    icon: <IconBuildingBank {...icon} />,
    label: t('rail.bank'),
    value: t(`rail.bank.${line.state}`, { age }),
    tone: line.state === 'paused' ? 'amber' : 'normal',
    detail: t(`rail.bank.${line.state}.more`, { age }),
  };
}

function deviceIcon(key: 'printer' | 'terminal', state: DeviceState): ReactNode {
  if (key === 'printer') {
    return deviceTone[state] === 'red' ? <IconPrinterOff {...icon} /> : <IconPrinter {...icon} />;
  }
  return state === 'unknown' ? <IconHelpHexagon {...icon} /> : <IconCreditCard {...icon} />;
}

function device(t: TextOf, key: 'printer' | 'terminal', view: Rail['terminal']): RailItem {
  return {
    key,
    icon: deviceIcon(key, view.state),
    label: t(`rail.${key}`),
    value: t(`device.${view.state}`),
    tone: deviceTone[view.state],
    detail: t(`device.${view.state}.more`, { name: view.name === '' ? t(`rail.${key}`) : view.name }),
  };
}

/** The usual printer; while another takes its papers over, that is told, and it is no alarm. */
function printer(t: TextOf, { name, state, spare, drawerShut }: Rail['printer']): RailItem {
  const item = device(t, 'printer', { name, state });
  // Nothing is to be printed again: it came out at the other.
  const what = t(`device.${state}`).toLocaleLowerCase('vi');
  const detail = [
    spare === null ? item.detail : t('rail.printer.spare', { name, what, spare }),
    ...(drawerShut ? [t('rail.printer.drawer')] : []),
  ].join(' ');
  return { ...item, detail, tone: spare === null ? item.tone : 'amber' };
}

/** The terminal; while an outcome is unknown it takes no charge, and that is what the cell says. */
function terminal(t: TextOf, view: WorkplaceView): RailItem {
  const item = device(t, 'terminal', view.rail.terminal);
  const card = view.front?.card ?? null;
  const open = card?.state === 'unknown' || view.unfinished.some(({ kind }) => kind === 'card-unknown');
  if (!open) return item;
  return {
    ...item,
    icon: deviceIcon('terminal', 'unknown'),
    value: t(card?.step === 'asking' ? 'rail.terminal.asking' : 'rail.terminal.open'),
    tone: item.tone === 'red' ? 'red' : 'amber',
    detail: t('rail.terminal.open.more', { name: view.rail.terminal.name }),
  };
}

function display(t: TextOf, view: Rail['display'], seen: boolean): RailItem {
  const missing = seen ? 'off' : 'never';
  const state = view.connected ? 'on' : missing;
  return {
    key: 'display',
    icon: <IconDeviceDesktop {...icon} />,
    label: t('rail.display'),
    value: t(`rail.display.${state}`),
    // A counter that never had one lacks nothing.
    tone: state === 'off' ? 'amber' : 'normal',
    detail: t(`rail.display.${state}.more`),
  };
}

function shareValue(t: TextOf, share: Rail['share'], blind: boolean, crowded: boolean): string {
  if (share.count === 0) return t('rail.share.none');
  const count = percent(share.cashlessCount, share.count, 0);
  if (blind || crowded || share.cashlessAmount === null) return t('rail.share.count', { count });
  const amount = percent(share.cashlessAmount, share.amount, 0);
  return t('rail.share.both', { count, amount });
}

function shift(t: TextOf, view: WorkplaceView, person: string): RailItem {
  const open = view.shift;
  const base = { key: 'shift', icon: <IconUser {...icon} /> };
  if (open === null) {
    const detail = t('rail.shift.none.more');
    return { ...base, label: t('rail.shift.none'), value: person, tone: 'normal', detail };
  }
  const params = { name: open.cashierName, time: timeOf(open.openedAt) };
  return {
    ...base,
    label: open.name,
    value: shortName(open.cashierName),
    tone: open.someoneElses ? 'amber' : 'normal',
    detail: t(open.someoneElses ? 'rail.shift.else.more' : 'rail.shift.more', params),
  };
}

/** The last two words of a Vietnamese name, which is how colleagues call each other. */
export function shortName(name: string): string {
  return name.split(' ').slice(-2).join(' ');
}

export interface RailOptions {
  /** While counting blind, nothing shows from which the expected cash could be worked out. */
  readonly blind: boolean;
  /** Name of who is signed in. */
  readonly person: string;
  readonly now: number;
  /** Opens the line to the province in the settings; null for who may not look at them. */
  readonly openSync: (() => void) | null;
  readonly openCases: () => void;
  /** Whether a customer display was ever connected to this counter. */
  readonly displaySeen: boolean;
  /** The accountant's desk: no drawer, no devices of a payment. */
  readonly desk: boolean;
}

/** The cells of the rail in their fixed order. */
export function railItems(t: TextOf, view: WorkplaceView, options: RailOptions): readonly RailItem[] {
  const { rail } = view;
  const line = [network(t, rail, options), ...cases(t, rail, options)];
  if (options.desk) {
    const who = {
      ...shift(t, view, shortName(options.person)),
      label: t('facility.desk'),
      detail: t('rail.desk.more'),
    };
    return [...line, bank(t, rail, options.now), who, ...backupOf(t, rail), ...clockOf(t, view)];
  }
  const items = [
    ...line,
    bank(t, rail, options.now),
    printer(t, rail.printer),
    terminal(t, view),
    display(t, rail.display, options.displaySeen),
  ];
  // Warnings are wider than what they replace; the share gives way first.
  const crowded = rail.backupLate || items.some((item) => item.tone !== 'normal');
  const share: RailItem = {
    key: 'share',
    icon: <IconChartBar {...icon} />,
    label: t('rail.share'),
    value: shareValue(t, rail.share, options.blind, crowded),
    tone: 'normal',
    detail: [
      t('rail.share.more', { cashless: rail.share.cashlessCount, count: rail.share.count }),
      t('rail.methods', { n: rail.methods.inUse, needed: rail.methods.needed }),
      t(rail.methods.inUse >= rail.methods.needed ? 'rail.methods.enough' : 'rail.methods.short'),
    ].join(' '),
  };
  return [
    ...items,
    share,
    shift(t, view, shortName(options.person)),
    ...backupOf(t, rail),
    ...clockOf(t, view),
  ];
}

function backupOf(t: TextOf, { backupLate }: Rail): readonly RailItem[] {
  if (!backupLate) return [];
  return [
    {
      key: 'backup',
      icon: <IconDeviceFloppy {...icon} />,
      label: t('backup.title'),
      value: '!',
      tone: 'amber',
      detail: t('rail.backup.late'),
    },
  ];
}

function clockOf(t: TextOf, { clockWarning }: WorkplaceView): readonly RailItem[] {
  if (clockWarning === null) return [];
  return [
    {
      key: 'clock',
      icon: <IconClock {...icon} />,
      label: t('rail.clock'),
      value: '!',
      tone: 'red',
      detail: t(keyFor('rail.clock', clockWarning, 'rail.clock.warning')),
    },
  ];
}
