import { useCallback, useState } from 'react';
import { type Scan, searchTextOf } from '../../../shared/scan/scan.ts';
import { useText } from '../../ui/text.tsx';
import { useScans } from '../../ui/useWedge.ts';
import { scanWords } from '../devices/facts.ts';
import { useHouse } from '../frame/Frame.tsx';
import type { Controller } from './controller.ts';
import type { WorkplaceStore } from './useWorkplace.ts';

/**
 * A scan at the workplace opens the payer by number, never by a scanned name, and only where one person fits; a receipt
 * is shown in the history. While somebody is being served a scan changes nothing.
 * @returns what to say about the last scan; null when it led somewhere
 */
export function useScanToFind(store: WorkplaceStore, controller: Controller): string | null {
  const t = useText();
  const { history } = useHouse();
  const [notice, setNotice] = useState<string | null>(null);
  const heard = useCallback(
    (scan: Scan): void => {
      const { at, busy } = store.get();
      const text = searchTextOf(scan);
      if ((at !== 'find' && at !== 'done') || busy !== null) return;
      const leads = scan.kind === 'receipt' || text !== null;
      setNotice(leads ? null : scanWords(t, scan).text);
      if (scan.kind === 'receipt') history(scan.number);
      else if (text !== null) void openOnly(text, store, controller);
    },
    [t, history, store, controller],
  );
  useScans(heard);
  return notice;
}

/** Finds by number; several who begin alike are left for the cashier to choose from. */
async function openOnly(text: string, store: WorkplaceStore, controller: Controller): Promise<void> {
  await controller.type(text);
  const state = store.get();
  if (state.at === 'find' && state.text === text && state.rows.length === 1) await controller.openSelected();
}
