/** Reads ESC/POS as a printer does. Written apart from the driver: sharing a codec would prove nothing (design §1). */

/** What the printer was told to do, in the order it was told. */
export type Command =
  | { readonly type: 'reset' }
  | { readonly type: 'feed'; readonly rows: number }
  | { readonly type: 'picture'; readonly rowBytes: number; readonly rows: number; readonly data: Uint8Array }
  | { readonly type: 'cut' }
  | { readonly type: 'kick' }
  | { readonly type: 'sensor' }
  /** GS a: which changes it is to tell by itself; 0 = none. */
  | { readonly type: 'tell'; readonly which: number }
  | { readonly type: 'stray'; readonly byte: number };

const esc = 0x1b;
const gs = 0x1d;
const dle = 0x10;
/** Rows of one text line at the usual spacing of 1/6 inch at 203 dots an inch. */
const lineRows = 34;
/** Rows between head and knife that GS V 66 feeds first. */
const knifeRows = 96;

/** How long a command is, from its first bytes; null = cannot tell yet, 0 = not a command. */
function lengthOf(bytes: readonly number[]): number | null {
  const [first, second, third] = bytes;
  if (first === undefined) return null;
  if (first === 0x00 || first === 0x0a) return 1;
  if (first !== esc && first !== gs && first !== dle) return 0;
  if (second === undefined) return null;
  if (first === dle) return second === 0x04 ? 3 : 0;
  if (first === esc) return escLengths.get(second) ?? 0;
  if (second === 0x72 || second === 0x61) return 3;
  if (second === 0x56) {
    if (third === undefined) return null;
    return third === 0x41 || third === 0x42 ? 4 : 3;
  }
  if (second !== 0x76) return 0;
  if (bytes.length < 8) return null;
  return 8 + wordAt(bytes, 4) * wordAt(bytes, 6);
}

const escLengths: ReadonlyMap<number, number> = new Map([
  [0x40, 2],
  [0x61, 3],
  [0x64, 3],
  [0x4a, 3],
  [0x32, 2],
  [0x33, 3],
  [0x70, 5],
]);

function wordAt(bytes: readonly number[], index: number): number {
  return (bytes[index] ?? 0) + 256 * (bytes[index + 1] ?? 0);
}

/**
 * Cuts the incoming bytes into commands. Questions (DLE EOT) are answered the moment they arrive, everything else is
 * queued behind what is still printing. A half-received command stays across connections, as in cheap printers.
 */
export class CommandReader {
  readonly #onCommand: (command: Command) => void;
  readonly #onQuestion: (topic: number) => void;
  #head: number[] = [];
  #picture: {
    readonly rowBytes: number;
    readonly rows: number;
    readonly data: Uint8Array;
    filled: number;
  } | null = null;

  constructor(onCommand: (command: Command) => void, onQuestion: (topic: number) => void) {
    this.#onCommand = onCommand;
    this.#onQuestion = onQuestion;
  }

  push(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length) {
      if (this.#picture === null) {
        this.#pushHead(bytes[at] ?? 0);
        at += 1;
      } else {
        at += this.#pushPicture(bytes.subarray(at));
      }
    }
  }

  #pushPicture(bytes: Uint8Array): number {
    const picture = this.#picture;
    if (picture === null) return 0;
    const part = bytes.subarray(0, picture.data.length - picture.filled);
    picture.data.set(part, picture.filled);
    picture.filled += part.length;
    if (picture.filled === picture.data.length) {
      this.#picture = null;
      this.#onCommand({
        type: 'picture',
        rowBytes: picture.rowBytes,
        rows: picture.rows,
        data: picture.data,
      });
    }
    return part.length;
  }

  #pushHead(byte: number): void {
    this.#head.push(byte);
    const length = lengthOf(this.#head);
    if (length === null) return;
    if (length === 0) {
      // Control bytes that mean nothing are dropped; the rest would come out as letters.
      for (const stray of this.#head) if (stray >= 0x20) this.#onCommand({ type: 'stray', byte: stray });
      this.#head = [];
    } else if (this.#head[0] === gs && this.#head[1] === 0x76) {
      this.#beginPicture();
    } else if (this.#head.length === length) {
      this.#finishCommand();
    }
  }

  #beginPicture(): void {
    const rowBytes = wordAt(this.#head, 4);
    const rows = wordAt(this.#head, 6);
    this.#head = [];
    if (rowBytes * rows > 0)
      this.#picture = { rowBytes, rows, data: new Uint8Array(rowBytes * rows), filled: 0 };
  }

  #finishCommand(): void {
    const [first = 0, second = 0, third = 0, fourth = 0] = this.#head;
    this.#head = [];
    if (first === dle) this.#onQuestion(third);
    else if (first === 0x0a) this.#onCommand({ type: 'feed', rows: lineRows });
    else if (first === esc) this.#finishEsc(second, third);
    else if (second === 0x72) this.#onCommand({ type: 'sensor' });
    else if (second === 0x61) this.#onCommand({ type: 'tell', which: third });
    else if (second === 0x56) {
      if (third === 0x41 || third === 0x42) this.#onCommand({ type: 'feed', rows: knifeRows + fourth });
      this.#onCommand({ type: 'cut' });
    }
  }

  #finishEsc(second: number, third: number): void {
    if (second === 0x40) this.#onCommand({ type: 'reset' });
    else if (second === 0x64) this.#onCommand({ type: 'feed', rows: third * lineRows });
    else if (second === 0x4a) this.#onCommand({ type: 'feed', rows: third });
    else if (second === 0x70) this.#onCommand({ type: 'kick' });
  }
}
