/**
 * Two lines of glass and what CD5220 bytes do to them. Written from the command table of the displays' manuals, apart from
 * the driver: sharing a codec would prove nothing.
 */
const columns = 20;
const esc = 0x1b;
const carriageReturn = 0x0d;
/** Longest text between ESC Q and CR: a scrolled line. */
const longestString = 40;

export class Glass {
  #lines: [string[], string[]] = [blank(), blank()];
  #row: 0 | 1 = 0;
  #column = 0;
  #pending: number[] = [];
  /** The display waits for text up to CR after ESC Q; CLR and CAN leave it too. */
  #string: { readonly line: 0 | 1; readonly letters: number[] } | null = null;
  cursor = true;
  brightness = 4;
  clears = 0;
  strayBytes = 0;

  get lines(): readonly [string, string] {
    return [this.#lines[0].join(''), this.#lines[1].join('')];
  }

  /** Power on, and ESC @. */
  reset(): void {
    this.#lines = [blank(), blank()];
    this.#row = 0;
    this.#column = 0;
    this.#pending = [];
    this.#string = null;
    this.cursor = true;
    this.brightness = 4;
  }

  receive(bytes: Uint8Array): void {
    for (const byte of bytes) this.#take(byte);
  }

  #take(byte: number): void {
    if (this.#string !== null) this.#inString(byte, this.#string);
    else if (this.#pending.length > 0) this.#inCommand(byte);
    else if (byte === esc) this.#pending = [byte];
    else if (byte === 0x0c) this.#clear();
    else if (byte === 0x18) this.#lines[this.#row] = blank();
    else if (byte >= 0x20 && byte < 0x7f) this.#put(byte);
    else this.strayBytes += 1;
  }

  #inString(byte: number, string: { readonly line: 0 | 1; readonly letters: number[] }): void {
    if (byte === 0x0c) {
      this.#string = null;
      this.#clear();
    } else if (byte === 0x18) {
      this.#string = null;
      this.#lines[this.#row] = blank();
    } else if (byte === carriageReturn) {
      this.#string = null;
      const text = String.fromCharCode(...string.letters).slice(0, columns);
      this.#lines[string.line] = [...text.padEnd(columns)];
    } else if (byte >= 0x20 && byte < 0x7f && string.letters.length < longestString)
      string.letters.push(byte);
    else this.strayBytes += 1;
  }

  #inCommand(byte: number): void {
    this.#pending.push(byte);
    const [, second = 0, third, fourth] = this.#pending;
    if (second === 0x40) this.reset();
    else if (second === 0x51) this.#beginString(third);
    else if (second === 0x5f || second === 0x2a || second === 0x3d) this.#oneArgument(second, third);
    else if (second === 0x6c) this.#moveTo(third, fourth);
    else {
      this.strayBytes += this.#pending.length;
      this.#pending = [];
    }
  }

  #beginString(which: number | undefined): void {
    if (which === undefined) return;
    this.#pending = [];
    if (which === 0x41 || which === 0x44) this.#string = { line: 0, letters: [] };
    else if (which === 0x42) this.#string = { line: 1, letters: [] };
    else this.strayBytes += 3;
  }

  #oneArgument(command: number, argument: number | undefined): void {
    if (argument === undefined) return;
    this.#pending = [];
    if (command === 0x5f) this.cursor = argument !== 0;
    else if (command === 0x2a) this.brightness = Math.min(4, Math.max(1, argument));
  }

  #moveTo(x: number | undefined, y: number | undefined): void {
    if (x === undefined || y === undefined) return;
    this.#pending = [];
    if (x < 1 || x > columns || y < 1 || y > 2) this.strayBytes += 4;
    else {
      this.#column = x - 1;
      this.#row = y === 1 ? 0 : 1;
    }
  }

  #clear(): void {
    this.clears += 1;
    this.#lines = [blank(), blank()];
    this.#row = 0;
    this.#column = 0;
  }

  #put(byte: number): void {
    this.#lines[this.#row][this.#column] = String.fromCharCode(byte);
    this.#column += 1;
    if (this.#column < columns) return;
    this.#column = 0;
    this.#row = this.#row === 0 ? 1 : 0;
  }
}

function blank(): string[] {
  return Array.from({ length: columns }, () => ' ');
}
