/**
 * CD5220 pole displays: bytes ↔ meanings, pure (facts/payments §5). Two lines of 20 characters, printable ASCII only;
 * what has marks is folded before it comes here.
 */
import { invariant } from '../../../shared/kernel/assert.ts';

export const poleColumns = 20;

/** ESC @: initial state. */
export const poleInit: Uint8Array = Uint8Array.of(0x1b, 0x40);
/** CLR: both lines empty; also leaves the string mode of ESC Q. */
export const poleClear: Uint8Array = Uint8Array.of(0x0c);
/** ESC _ 0: no cursor. */
export const poleNoCursor: Uint8Array = Uint8Array.of(0x1b, 0x5f, 0x00);

/** Exactly 20 characters: cut off, or filled up with spaces. @throws InvariantBroken for what is not printable ASCII */
export function poleText(text: string): string {
  invariant(/^[ -~]*$/.test(text), 'a pole display takes printable ASCII only');
  return text.slice(0, poleColumns).padEnd(poleColumns);
}

/** ESC Q A (upper line) or ESC Q B (lower line), the text, CR. */
export function poleLine(line: 'upper' | 'lower', text: string): Uint8Array {
  const letters = Array.from(poleText(text), (letter) => letter.charCodeAt(0));
  return Uint8Array.of(0x1b, 0x51, line === 'upper' ? 0x41 : 0x42, ...letters, 0x0d);
}

/** Everything that shows these two lines, whatever stood there before. */
export function poleFrame([upper, lower]: readonly [string, string]): Uint8Array {
  const parts = [poleClear, poleLine('upper', upper), poleLine('lower', lower)];
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
