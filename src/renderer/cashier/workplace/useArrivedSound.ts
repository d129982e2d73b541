import { useEffect, useRef } from 'react';
import { useHouse } from '../frame/Frame.tsx';

const toneHz = 880;
const toneMs = 160;
const loudness = 0.08;

/** One short tone; a machine without sound stays silent, the line and the row say the same. */
function ring(context: AudioContext): void {
  const tone = context.createOscillator();
  const gain = context.createGain();
  tone.frequency.value = toneHz;
  gain.gain.value = loudness;
  tone.connect(gain).connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + toneMs / 1000);
}

/**
 * Rings once when money has come for a payment that is parked or in front (design §4 "parked"). The focus stays where it
 * is; what was there when the window opened does not ring.
 */
export function useArrivedSound(): void {
  const { view } = useHouse();
  const known = useRef<ReadonlySet<string> | null>(null);
  const audio = useRef<AudioContext | null>(null);
  const waiting = view.unfinished
    .filter((item) => item.kind === 'received-no-receipt')
    .map((item) => item.ref);
  const code = view.front?.qr;
  const credited = code?.state === 'credited' ? [code.tender] : [];
  const now = [...waiting, ...credited].join(' ');
  useEffect(() => {
    const refs = new Set(now.split(' ').filter((ref) => ref !== ''));
    const before = known.current;
    known.current = refs;
    if (before === null || [...refs].every((ref) => before.has(ref))) return;
    if (!('AudioContext' in window)) return;
    audio.current ??= new AudioContext();
    ring(audio.current);
  }, [now]);
}
