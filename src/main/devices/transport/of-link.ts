import type { Clock } from '../../../shared/kernel/clock.ts';
import type { SerialLink } from '../../../shared/rpc/device-profiles.ts';
import type { Transport } from '../ports.ts';
import { fileTransport } from './file.ts';
import { serialTransport } from './serial.ts';
import { type TcpClose, tcpTransport } from './tcp.ts';

/** A line as a profile names it. */
export type Link =
  | SerialLink
  | { readonly type: 'tcp'; readonly host: string; readonly port: number }
  | { readonly type: 'file'; readonly path: string };

/** The transport for a line that a person set up; `closing` as of `tcpTransport`. */
export function transportOf(link: Link, clock: Clock, closing: TcpClose = 'end'): Transport {
  switch (link.type) {
    case 'tcp':
      return tcpTransport(link, clock, closing);
    case 'serial': {
      const { path, baudRate, dataBits, stopBits, parity } = link;
      return serialTransport({ path, baudRate, dataBits, stopBits, parity }, clock);
    }
    case 'file':
      return fileTransport(link.path, clock);
  }
}
