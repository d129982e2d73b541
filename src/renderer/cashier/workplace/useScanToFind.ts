import { useCallback, useState } from 'react';
import { type Scan, searchTextsOf } from '../../../shared/scan/scan.ts';
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
      const texts = searchTextsOf(scan);
      if ((at !== 'find' && at !== 'done') || busy !== null) return;
      const leads = scan.kind === 'receipt' || texts.length > 0;
      setNotice(leads ? null : scanWords(t, scan).text);
      if (scan.kind === 'receipt') history(scan.number);
      else if (texts.length > 0) void openOnly(texts, store, controller);
    },
    [t, history, store, controller],
  );
  useScans(heard);
  return notice;
}

/** Finds by whole numbers, never by one that only begins alike; several who share one are left for the cashier to choose from. */
async function openOnly(
  texts: readonly string[],
  store: WorkplaceStore,
  controller: Controller,
): Promise<void> {
  for (const text of texts) {
    await controller.type(text, true);
    const state = store.get();
    // Somebody types meanwhile, or a payer was opened.
    if (state.at !== 'find' || state.text !== text) return;
    if (state.rows.length === 1) await controller.openSelected();
    if (state.rows.length > 0) return;
  }
}
