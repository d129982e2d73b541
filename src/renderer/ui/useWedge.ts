import { useEffect } from 'react';
import type { CounterClient } from '../../shared/rpc/client.ts';
import { readScan } from '../../shared/scan/read.ts';
import type { Scan } from '../../shared/scan/scan.ts';
import { useTopic } from './client.tsx';
import { quietMs, type WedgeScan, WedgeWatch } from './wedge.ts';

/** Told on a field into which a scanner typed, after it was put back to what it held. */
export const scannedIntoField = 'qt-scanned';

/** A scan without an ending is taken for over after this long: a busy page gets its keys late, in one go. */
const settleMs = 3 * quietMs;

/** What a field held before the keys that may become a scan. */
interface Kept {
  readonly field: HTMLInputElement | HTMLTextAreaElement;
  readonly value: string;
  readonly from: number | null;
  readonly to: number | null;
}

type ScanListener = (scan: Scan) => void;

const listeners: ScanListener[] = [];
let kept: Kept | null = null;

function keepField(): void {
  const field = document.activeElement;
  const typesText = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
  kept = typesText ? { field, value: field.value, from: field.selectionStart, to: field.selectionEnd } : null;
}

/** Sets the value as if it had been typed, so that the page's own state follows. */
function putBack(): void {
  if (kept === null) return;
  const { field, value, from, to } = kept;
  kept = null;
  if (field.value !== value) {
    const prototype = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement;
    Object.getOwnPropertyDescriptor(prototype.prototype, 'value')?.set?.call(field, value);
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'historyUndo' }));
  }
  if (from !== null && to !== null) field.setSelectionRange(from, to);
  field.dispatchEvent(new CustomEvent(scannedIntoField));
}

function tell({ text, rewritten }: WedgeScan): void {
  if (text === '') return;
  const scan = readScan(text, rewritten);
  // The newest screen has the scan; those below did not ask for it.
  listeners.at(-1)?.(scan);
}

/**
 * Watches every key of this window for scanners that type. Call once, before anything else listens to keys: what belongs
 * to a scan must reach no shortcut, no button and no field.
 * @param prefixKey gives the code of the key that the scanner was told to send first
 * @returns the way to stop
 */
export function watchWedge(prefixKey: () => string | null): () => void {
  let prefix = prefixKey();
  let watch = new WedgeWatch(prefix);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (prefix !== prefixKey()) {
      prefix = prefixKey();
      watch = new WedgeWatch(prefix);
    }
    const { code, key, keyCode, isComposing, repeat, shiftKey, ctrlKey, altKey, metaKey, timeStamp } = event;
    const stroke = { code, key, keyCode, isComposing, repeat, shiftKey, ctrlKey, altKey, metaKey };
    const verdict = watch.key({ ...stroke, atMs: timeStamp });
    if (verdict.kind === 'pass') {
      if (verdict.begins) keepField();
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (verdict.caught) {
      // Behind a prefix key nothing of the scan has reached the field: what somebody typed before stays.
      if (code === prefix) keepField();
      putBack();
    }
    clearTimeout(timer);
    if (verdict.scan !== null) tell(verdict.scan);
    else timer = setTimeout(() => finish(timeStamp), settleMs);
  };
  const finish = (lastMs: number): void => {
    const scan = watch.idle(lastMs + quietMs);
    if (scan !== null) tell(scan);
  };
  /** A focused button acts when Space goes up; an accented letter of an input method is told as input only. */
  const whileScanning = (event: Event): void => {
    if (!watch.scanning) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  window.addEventListener('keydown', onKeyDown, { capture: true });
  window.addEventListener('keyup', whileScanning, { capture: true });
  window.addEventListener('beforeinput', whileScanning, { capture: true });
  return () => {
    clearTimeout(timer);
    window.removeEventListener('keydown', onKeyDown, { capture: true });
    window.removeEventListener('keyup', whileScanning, { capture: true });
    window.removeEventListener('beforeinput', whileScanning, { capture: true });
  };
}

/** The key that the scanner of this counter was told to send first, as the devices say it. */
export function followPrefixKey(counter: CounterClient): () => string | null {
  let prefixKey: string | null = null;
  counter.watch('devices', ({ devices }) => {
    prefixKey = null;
    for (const { connection } of devices) {
      if (connection.kind !== 'scanner' || connection.link.type !== 'keyboard') continue;
      prefixKey = connection.link.prefixKey;
    }
  });
  return () => prefixKey;
}

/** The last scan of the counter's scanners that was told; undefined before the first snapshot. */
let told: string | null | undefined;

/**
 * Calls `heard` with each scan, whether a scanner of the counter or one that types read it. The newest screen that is
 * shown has it. What was read before this window listened is not told.
 */
export function useScans(heard: ScanListener): void {
  const topic = useTopic('scan');
  useEffect(() => {
    listeners.push(heard);
    return () => {
      listeners.splice(listeners.indexOf(heard), 1);
    };
  }, [heard]);
  useEffect(() => {
    if (topic === null || listeners.at(-1) !== heard) return;
    const { last } = topic;
    const fresh = told !== undefined && last !== null && last.id !== told;
    told = last?.id ?? null;
    if (fresh) heard(last.scan);
  }, [topic, heard]);
}
