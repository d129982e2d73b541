import type { DeviceConnection, PrinterConnection } from '../../../shared/rpc/device-profiles.ts';
import type { DeviceStateView, DeviceView } from '../../../shared/rpc/devices.ts';
import type { Scan } from '../../../shared/scan/scan.ts';
import type { TextOf } from '../../ui/text.tsx';

/** Where a device hangs, in one line: `Mạng LAN 192.0.2.41:9100`. */
export function linkWords(t: TextOf, { link }: DeviceConnection): string {
  const kind = t(`devices.link.${link.type}`);
  switch (link.type) {
    case 'tcp':
      return `${kind} ${link.host}:${link.port}`;
    case 'serial':
      return `${kind} ${link.path}, ${link.baudRate}`;
    case 'file':
      return `${kind}, ${link.path}`;
    case 'system':
      return `${kind}, ${link.queue}`;
    case 'keyboard':
      return link.prefixKey === null ? kind : `${kind}, ${link.prefixKey}`;
  }
}

/** How Vietnamese comes out on this printer. */
export function marksWords(t: TextOf, { link, plainWhenSlow }: PrinterConnection): string {
  return t(link.type === 'serial' && plainWhenSlow ? 'devices.marks.plain' : 'devices.marks.picture');
}

type Tone = 'green' | 'amber' | 'red';

const tones: Readonly<Record<DeviceStateView, Tone>> = {
  ready: 'green',
  'paper-low': 'amber',
  unknown: 'amber',
  'no-paper': 'red',
  'cover-open': 'red',
  cutter: 'red',
  offline: 'red',
  fault: 'red',
};

/** The state in words, and how it is coloured. A scanner that types has none of its own. */
export function stateWords(t: TextOf, { connection, state }: DeviceView): { text: string; tone: Tone } {
  if (connection.link.type === 'keyboard') return { text: t('devices.state.keyboard'), tone: 'amber' };
  return { text: t(`device.${state}`), tone: tones[state] };
}

/** What a scanned code is, in words. */
export function scanWords(t: TextOf, scan: Scan): { text: string; good: boolean } {
  switch (scan.kind) {
    case 'citizen':
      return { text: t('scan.citizen', { number: scan.number }), good: true };
    case 'insurance':
      return { text: t('scan.insurance', { number: scan.number }), good: true };
    case 'receipt':
      return { text: t('scan.receipt', { series: scan.series, number: scan.number }), good: true };
    case 'bill':
      return { text: t('scan.bill', { code: scan.matchCode }), good: true };
    case 'code':
      return { text: t('scan.code', { code: scan.code }), good: true };
    case 'sheet':
      return { text: t('scan.sheet'), good: false };
    case 'unreadable':
      return { text: t(`scan.${scan.trouble}`), good: false };
  }
}
