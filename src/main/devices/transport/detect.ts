/** What a device of this counter could hang on, for the person who sets it up. */
import { access } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import type { Clock } from '../../../shared/kernel/clock.ts';
import { tcpTransport } from './tcp.ts';

/** Where network printers listen. */
export const printerPort = 9_100;
const probeTimeoutMs = 400;
/** Addresses asked at the same time. */
const mostAtOnce = 64;
/** A school's or ward's network; larger ones are not walked through. */
const mostHosts = 512;
/** Where Linux puts printers of the USB printer class. */
const printerFiles = Array.from({ length: 4 }, (_, index) => `/dev/usb/lp${index}`);

/** Device files of printers that are there now; none on systems that have no such files. */
export async function findPrinterFiles(paths: readonly string[] = printerFiles): Promise<readonly string[]> {
  const found = await Promise.all(
    paths.map((path) =>
      access(path).then(
        () => path,
        () => null,
      ),
    ),
  );
  return found.flatMap((path) => path ?? []);
}

/** Every address of the machine's own IPv4 networks of up to 256 addresses, without its own. */
export function ownNetworkHosts(interfaces = networkInterfaces()): readonly string[] {
  const hosts = new Set<string>();
  for (const one of Object.values(interfaces).flatMap((addresses) => addresses ?? [])) {
    if (one.family !== 'IPv4' || one.internal) continue;
    const base = one.address.slice(0, one.address.lastIndexOf('.'));
    // A wider network is looked at only around ourselves: printers stand near the counter.
    for (let last = 1; last <= 254; last += 1) {
      const host = `${base}.${last}`;
      if (host !== one.address && hosts.size < mostHosts) hosts.add(host);
    }
  }
  return [...hosts];
}

/** Those of `hosts` that take a connection on a printer's port. Nothing is sent to them. */
export async function findPrinterHosts(
  hosts: readonly string[],
  clock: Clock,
  port = printerPort,
): Promise<readonly { readonly host: string; readonly port: number }[]> {
  const found: string[] = [];
  const waiting = [...hosts];
  const walk = async (): Promise<void> => {
    for (let host = waiting.shift(); host !== undefined; host = waiting.shift()) {
      const opened = await tcpTransport({ host, port }, clock).open(probeTimeoutMs);
      if (!opened.ok) continue;
      opened.value.close();
      found.push(host);
    }
  };
  await Promise.all(Array.from({ length: Math.min(mostAtOnce, hosts.length) }, walk));
  return hosts.filter((host) => found.includes(host)).map((host) => ({ host, port }));
}
