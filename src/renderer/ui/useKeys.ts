import { useLayoutEffect, useRef } from 'react';
import { chordOf, isDoubled, type KeyHandlers, type KeyLayer, type Stroke, verdictOf } from './keys.ts';

interface LayerReference {
  current: KeyLayer;
}

const stack: LayerReference[] = [];
let lastStroke: Stroke = { chord: '', screen: null, atMs: 0 };

/** A control that has its own use for Enter and arrows: a focused button, a link, an open list of choices. */
function ownsKey(target: EventTarget | null, chord: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // A field that asks which key a scanner sends: any key is its answer, but not what leads out of it.
  if (target.hasAttribute('data-takes-keys')) {
    return !chord.includes('+') && !['Enter', 'Escape', 'Tab'].includes(chord);
  }
  if (target.getAttribute('aria-expanded') === 'true') {
    return ['Enter', 'Escape', 'ArrowUp', 'ArrowDown'].includes(chord);
  }
  const field = target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type);
  if (field && ['ArrowLeft', 'ArrowRight'].includes(chord)) return true;
  if (chord !== 'Enter') return false;
  const button = target.closest('button, a, select, [role="button"]');
  return button !== null && !button.hasAttribute('data-primary');
}

/** Notes every stroke, also of letters and digits: only the same key twice without another between is a double. */
function isSecondStroke(event: KeyboardEvent, chord: string): boolean {
  const named = stack.findLast((layer) => layer.current.screen !== null);
  const stroke: Stroke = { chord, screen: named?.current.screen ?? null, atMs: event.timeStamp };
  const doubled = isDoubled(lastStroke, stroke);
  const goesOn = doubled || (event.repeat && lastStroke.chord === chord);
  // What prolongs a stroke is still that stroke, on the screen where it began.
  lastStroke = goesOn ? { ...stroke, screen: lastStroke.screen } : stroke;
  return doubled;
}

function onKeyDown(event: KeyboardEvent): void {
  const chord = chordOf(event);
  if (chord === null) return;
  const second = isSecondStroke(event, chord);
  if (ownsKey(event.target, chord)) return;
  const verdict = verdictOf(
    stack.map((layer) => layer.current),
    chord,
    event.repeat,
  );
  if (verdict.kind === 'pass') return;
  event.preventDefault();
  event.stopPropagation();
  if (verdict.kind === 'run' && !second) verdict.run();
}

/**
 * Binds keys while the component is shown. The newest layer wins; see {@link verdictOf}. Handlers may be new at every
 * render. A handler that is `undefined` leaves the key to the layers below.
 */
export function useKeys(handlers: KeyHandlers, options: Partial<Omit<KeyLayer, 'handlers'>> = {}): void {
  const layer: KeyLayer = { holdable: [], modal: false, screen: null, ...options, handlers };
  const reference = useRef<KeyLayer>(layer);
  reference.current = layer;
  // Before the screen is painted: whoever sees it may press at once.
  useLayoutEffect(() => {
    if (stack.length === 0) window.addEventListener('keydown', onKeyDown, { capture: true });
    stack.push(reference);
    return () => {
      stack.splice(stack.indexOf(reference), 1);
      if (stack.length === 0) window.removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }, []);
}
