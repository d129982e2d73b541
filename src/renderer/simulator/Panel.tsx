import { type FunctionComponent, useEffect, useState } from 'react';
import { Notice } from '../ui/Notice.tsx';
import { useText } from '../ui/text.tsx';
import { Bank } from './Bank.tsx';
import { Printer } from './Printer.tsx';
import { findPeers, type Peer } from './peers.ts';
import { Pole, Scanner } from './Small.tsx';
import { Terminal } from './Terminal.tsx';

/** Each device keeps its place whatever the others show. */
const columns: readonly (readonly string[])[] = [
  ['escpos-printer'],
  ['stx-terminal', 'zvt-terminal', 'pole-display'],
  ['bank', 'scanner'],
];

const devices: Readonly<Record<string, FunctionComponent<{ readonly peer: Peer }>>> = {
  'escpos-printer': Printer,
  'stx-terminal': Terminal,
  'zvt-terminal': Terminal,
  bank: Bank,
  'pole-display': Pole,
  scanner: Scanner,
};

/** All simulated devices of a demo on one page: no money, no ledger, nothing of the counter. */
export function Panel() {
  const t = useText();
  const [peers, setPeers] = useState<readonly Peer[] | null | 'asking'>('asking');
  useEffect(() => {
    void findPeers().then(setPeers);
  }, []);
  return (
    <div className="sim-panel">
      <header>
        <h1>{t('panel.title')}</h1>
        <p>{t('panel.note')}</p>
      </header>
      {peers === null ? <Notice tone="amber">{t('panel.no-link')}</Notice> : null}
      <main>
        {columns.map((column) => (
          <div key={column[0]}>
            {(Array.isArray(peers) ? (peers as readonly Peer[]) : [])
              .filter(({ peer }) => column.includes(peer))
              .map((peer) => {
                const Face = devices[peer.peer];
                return Face === undefined ? null : <Face key={peer.controlPort} peer={peer} />;
              })}
          </div>
        ))}
      </main>
    </div>
  );
}
