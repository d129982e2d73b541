/** A device while it is being set up: everything a form can hold, valid or not. */
import { keyFor, type TextKey } from '../../../shared/i18n/translate.ts';
import { type DeviceConnection, deviceConnection, deviceName } from '../../../shared/rpc/device-profiles.ts';
import type { DeviceView } from '../../../shared/rpc/devices.ts';
import {
  newTerminal,
  type TerminalDraft,
  terminalDraftOf,
  terminalPart,
  usualLine,
} from './terminalDraft.ts';

export type DeviceKind = DeviceConnection['kind'];
export type LinkType = DeviceConnection['link']['type'];

export interface DeviceDraft {
  /** Name before, null for a new one. */
  readonly was: string | null;
  readonly name: string;
  readonly kind: DeviceKind;
  readonly link: LinkType;
  readonly host: string;
  readonly port: string;
  readonly path: string;
  readonly baudRate: string;
  readonly file: string;
  readonly queue: string;
  readonly prefixKey: string | null;
  readonly paper: 'K80' | 'K58';
  readonly drawer: boolean;
  readonly takesOver: boolean;
  readonly plainWhenSlow: boolean;
  readonly proves: boolean;
  readonly terminal: TerminalDraft;
}

/** How each kind of device can hang on the counter, the best way first. */
export const linksOf: Readonly<Record<DeviceKind, readonly LinkType[]>> = {
  printer: ['tcp', 'serial', 'file', 'system'],
  pole: ['serial', 'tcp'],
  scanner: ['serial', 'keyboard', 'tcp'],
  terminal: ['serial', 'tcp'],
};

const usualBaud: Readonly<Record<DeviceKind, string>> = {
  printer: '115200',
  pole: '9600',
  scanner: '9600',
  terminal: '9600',
};

/** A new device of a kind, as most are. */
export function newDraft(kind: DeviceKind, name: string): DeviceDraft {
  return {
    was: null,
    name,
    kind,
    link: linksOf[kind][0] ?? 'serial',
    host: '',
    port: kind === 'terminal' ? usualLine.stx.port : '9100',
    path: '',
    baudRate: usualBaud[kind],
    file: '/dev/usb/lp0',
    queue: '',
    prefixKey: null,
    paper: 'K80',
    drawer: kind === 'printer',
    takesOver: false,
    plainWhenSlow: true,
    proves: true,
    terminal: newTerminal('stx'),
  };
}

/** A device that is there, to be changed. */
export function draftOf({ name, connection }: DeviceView): DeviceDraft {
  const { link } = connection;
  const draft = { ...newDraft(connection.kind, name), was: name, link: link.type };
  const own =
    connection.kind === 'printer'
      ? {
          paper: connection.paper,
          drawer: connection.drawer,
          takesOver: connection.takesOver,
          plainWhenSlow: connection.plainWhenSlow,
          proves: connection.proves,
        }
      : connection.kind === 'terminal'
        ? { terminal: terminalDraftOf(connection) }
        : {};
  switch (link.type) {
    case 'tcp':
      return { ...draft, ...own, host: link.host, port: String(link.port) };
    case 'serial':
      return { ...draft, ...own, path: link.path, baudRate: String(link.baudRate) };
    case 'file':
      return { ...draft, ...own, file: link.path };
    case 'system':
      return { ...draft, ...own, queue: link.queue };
    case 'keyboard':
      return { ...draft, prefixKey: link.prefixKey };
  }
}

function linkOf(draft: DeviceDraft): unknown {
  switch (draft.link) {
    case 'tcp':
      return { type: 'tcp', host: draft.host.trim(), port: Number(draft.port) };
    case 'serial': {
      const stopBits = draft.kind === 'terminal' ? usualLine[draft.terminal.protocol].stopBits : 1;
      const line = { dataBits: 8, stopBits, parity: 'none' };
      return { type: 'serial', path: draft.path.trim(), baudRate: Number(draft.baudRate), ...line };
    }
    case 'file':
      return { type: 'file', path: draft.file.trim() };
    case 'system':
      return { type: 'system', queue: draft.queue };
    case 'keyboard':
      return { type: 'keyboard', prefixKey: draft.prefixKey };
  }
}

function ownOf(draft: DeviceDraft): object {
  const { kind, paper, drawer, takesOver, plainWhenSlow, proves } = draft;
  if (kind === 'printer') return { paper, drawer, takesOver, plainWhenSlow, proves };
  return kind === 'terminal' ? terminalPart(draft.terminal) : {};
}

function parsed(draft: DeviceDraft) {
  const { kind } = draft;
  return {
    name: deviceName.safeParse(draft.name),
    connection: deviceConnection.safeParse({ kind, link: linkOf(draft), ...ownOf(draft) }),
  };
}

/** What the draft says when it is complete, else null. */
export function connectionOf(draft: DeviceDraft): { name: string; connection: DeviceConnection } | null {
  const { name, connection } = parsed(draft);
  return name.success && connection.success ? { name: name.data, connection: connection.data } : null;
}

/** The parts of a terminal that hold codes of the bank. */
const codeParts: ReadonlySet<PropertyKey> = new Set([
  'notFound',
  'settledCount',
  'settledTotal',
  'nothingToSettle',
]);

/** What keeps the draft from being saved, as the key of its words; null when it is complete. */
export function missingOf(draft: DeviceDraft): TextKey | null {
  const { name, connection } = parsed(draft);
  if (!name.success) return 'devices.missing.name';
  const path = connection.error?.issues[0]?.path;
  if (path === undefined) return null;
  if (path.some((part) => codeParts.has(part))) return 'devices.missing.code';
  return keyFor('devices.missing', String(path.at(-1)), 'devices.missing.other');
}
