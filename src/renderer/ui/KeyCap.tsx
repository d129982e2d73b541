const faces: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** What is written on the cap of a chord. */
export function faceOf(chord: string): string {
  return chord
    .split('+')
    .map((key) => faces[key] ?? key)
    .join('+');
}

/** The name of a chord for `aria-keyshortcuts`. */
export function ariaChord(chord: string): string {
  return chord.replace('Ctrl', 'Control');
}

/** A key as printed on its button. `on` says what it lies on: white, the blue button, or something that is off. */
export function KeyCap({
  chord,
  on = 'white',
}: {
  readonly chord: string;
  readonly on?: 'white' | 'blue' | 'off';
}) {
  return (
    <kbd className="qt-key" data-on={on}>
      {faceOf(chord)}
    </kbd>
  );
}
