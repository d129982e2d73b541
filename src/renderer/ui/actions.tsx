import type { MouseEvent, ReactNode } from 'react';
import { ariaChord, KeyCap } from './KeyCap.tsx';

/** A mouse press must not take the focus (and with it Enter) away from where the person types. */
export function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}

interface ActionProps {
  readonly label: string;
  readonly chord: string;
  /** Off: keeps its place and its words say what it waits for. */
  readonly off?: boolean;
  readonly busy?: boolean;
  readonly icon?: ReactNode;
  /** Where the focus goes when a dialog opens. */
  readonly autoFocus?: boolean;
  readonly run: () => void;
}

/** The one filled button of a screen, always at the same place, its key printed on it. */
export function PrimaryAction({ label, chord, off = false, busy = false, icon, run }: ActionProps) {
  return (
    <button
      type="button"
      className="qt-primary"
      data-primary=""
      data-busy={busy ? '' : undefined}
      aria-disabled={off}
      aria-busy={busy}
      aria-keyshortcuts={ariaChord(chord)}
      onMouseDown={keepFocus}
      onClick={() => {
        if (!off) run();
      }}
    >
      {icon}
      <span>{label}</span>
      <KeyCap chord={chord} on={off ? 'off' : 'blue'} />
    </button>
  );
}

/** A weaker button beside the primary one, its key printed on it. */
export function SecondaryAction(props: ActionProps) {
  const { label, chord, off = false, busy = false, icon, run, autoFocus = false } = props;
  return (
    <button
      type="button"
      className="qt-secondary"
      data-autofocus={autoFocus ? '' : undefined}
      data-busy={busy ? '' : undefined}
      aria-disabled={off}
      aria-keyshortcuts={ariaChord(chord)}
      onMouseDown={keepFocus}
      onClick={() => {
        if (!off) run();
      }}
    >
      {icon}
      <span>{label}</span>
      <KeyCap chord={chord} on={off ? 'off' : 'white'} />
    </button>
  );
}
