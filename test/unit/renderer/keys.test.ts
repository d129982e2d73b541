import { describe, expect, it, vi } from 'vitest';
import {
  chordOf,
  isDoubled,
  type KeyLayer,
  type KeyPress,
  takesFromBrowser,
  verdictOf,
} from '../../../src/renderer/ui/keys.ts';

function press(code: string, more: Partial<KeyPress> = {}): KeyPress {
  return {
    code,
    keyCode: 0,
    isComposing: false,
    repeat: false,
    ctrlKey: false,
    altKey: false,
    shiftKey: false,
    metaKey: false,
    ...more,
  };
}

describe('chordOf', () => {
  it('names the physical key', () => {
    expect(chordOf(press('F4'))).toBe('F4');
    expect(chordOf(press('KeyE', { ctrlKey: true }))).toBe('Ctrl+E');
    expect(chordOf(press('KeyM', { altKey: true }))).toBe('Alt+M');
    expect(chordOf(press('Enter', { shiftKey: true }))).toBe('Shift+Enter');
  });

  it('takes the numeric keypad for the same keys', () => {
    expect(chordOf(press('NumpadEnter'))).toBe('Enter');
    expect(chordOf(press('Numpad5', { ctrlKey: true }))).toBe('Ctrl+5');
    expect(chordOf(press('Digit5', { ctrlKey: true }))).toBe('Ctrl+5');
  });

  it('is nothing while composing, for AltGr and the system key', () => {
    expect(chordOf(press('Enter', { isComposing: true }))).toBeNull();
    expect(chordOf(press('Enter', { keyCode: 229 }))).toBeNull();
    expect(chordOf(press('KeyE', { ctrlKey: true, altKey: true }))).toBeNull();
    expect(chordOf(press('F4', { metaKey: true }))).toBeNull();
    expect(chordOf(press(''))).toBeNull();
  });
});

function layer(handlers: KeyLayer['handlers'], more: Partial<KeyLayer> = {}): KeyLayer {
  return { handlers, holdable: [], modal: false, screen: null, ...more };
}

describe('verdictOf', () => {
  const below = vi.fn();
  const above = vi.fn();

  it('gives the key to the newest layer that knows it', () => {
    const layers = [layer({ Enter: below, F4: below }), layer({ Enter: above })];
    expect(verdictOf(layers, 'Enter', false)).toEqual({ kind: 'run', run: above });
    expect(verdictOf(layers, 'F4', false)).toEqual({ kind: 'run', run: below });
  });

  it('swallows the repeat of a held key, except where holding moves through a list', () => {
    const layers = [layer({ Enter: below, ArrowDown: below }, { holdable: ['ArrowDown'] })];
    expect(verdictOf(layers, 'Enter', true)).toEqual({ kind: 'swallow' });
    expect(verdictOf(layers, 'ArrowDown', true)).toEqual({ kind: 'run', run: below });
  });

  it('keeps keys of the screen below away from a dialog', () => {
    const layers = [layer({ F4: below, Enter: below }), layer({ Escape: above }, { modal: true })];
    expect(verdictOf(layers, 'F4', false)).toEqual({ kind: 'swallow' });
    expect(verdictOf(layers, 'Enter', false)).toEqual({ kind: 'pass' });
    expect(verdictOf(layers, 'Escape', false)).toEqual({ kind: 'run', run: above });
  });

  it('leaves letters to the field and takes reload, print and zoom from the browser', () => {
    expect(verdictOf([], 'A', false)).toEqual({ kind: 'pass' });
    expect(verdictOf([], 'F5', false)).toEqual({ kind: 'swallow' });
    expect(takesFromBrowser('Ctrl+P')).toBe(true);
    expect(takesFromBrowser('Ctrl+0')).toBe(true);
    // Never bound: they belong to the system, the browser window or the input method (look.md "Keys").
    for (const chord of ['Ctrl+N', 'Ctrl+T', 'Ctrl+W', 'Alt+1', 'Ctrl+Space', 'Alt+Z', 'Ctrl+C', 'Ctrl+V']) {
      expect(takesFromBrowser(chord)).toBe(false);
    }
  });
});

describe('isDoubled', () => {
  const enter = { chord: 'Enter', screen: 'bill', atMs: 1_000 };

  it('is the same key again, at once, on the screen the first one led to', () => {
    expect(isDoubled(enter, { chord: 'Enter', screen: 'cash', atMs: 1_120 })).toBe(true);
  });

  it('is not a later key, another key, the same screen, or a screen without a name', () => {
    expect(isDoubled(enter, { chord: 'Enter', screen: 'cash', atMs: 1_400 })).toBe(false);
    expect(isDoubled(enter, { chord: 'F4', screen: 'cash', atMs: 1_120 })).toBe(false);
    expect(isDoubled(enter, { chord: 'Enter', screen: 'bill', atMs: 1_120 })).toBe(false);
    expect(isDoubled(enter, { chord: 'Enter', screen: null, atMs: 1_120 })).toBe(false);
  });
});
