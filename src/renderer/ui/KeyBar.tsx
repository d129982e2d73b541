import { keepFocus } from './actions.tsx';
import { ariaChord, KeyCap } from './KeyCap.tsx';
import { useText } from './text.tsx';

export interface BarKey {
  readonly chord: string;
  readonly label: string;
  readonly run: () => void;
}

/** The foot of the window: what the keys do now. Each is also a button for the mouse. */
export function KeyBar({
  keys,
  last,
}: {
  readonly keys: readonly BarKey[];
  readonly last: readonly BarKey[];
}) {
  const t = useText();
  const button = (key: BarKey) => (
    <button
      key={key.chord}
      type="button"
      className="qt-bar-key"
      aria-keyshortcuts={ariaChord(key.chord)}
      onMouseDown={keepFocus}
      onClick={key.run}
      tabIndex={-1}
    >
      <KeyCap chord={key.chord} />
      {key.label}
    </button>
  );
  return (
    <nav className="qt-bar" aria-label={t('bar.label')}>
      <div>{keys.map(button)}</div>
      <div>{last.map(button)}</div>
    </nav>
  );
}
