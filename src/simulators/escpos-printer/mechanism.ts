/** The head, the roll and the knife: carries out commands in order, at its own speed, as long as it can. */
import { type Command, CommandReader } from './commands.ts';
import { type Books, type Script, type ScriptPatch, type SheetInfo, usualScript } from './contract.ts';

/** A piece of paper: one bit per dot, 1 = black, rows from the top. */
export interface Sheet extends SheetInfo {
  readonly bits: Uint8Array;
}

/** Bytes it holds while it cannot print; then it stops reading. */
const bufferBytes = 64 * 1024;
/** Pictures kept; the books go on counting. */
const maxSheets = 500;
/** Rows printed in one go when the head has a speed. */
const stepRows = 16;

export class Mechanism {
  readonly widthDots: number;
  #script: Script = usualScript;
  #queue: Command[] = [];
  #queuedBytes = 0;
  /** Rows of the picture in front that are already out. */
  #rowsOfFront = 0;
  #strip: Uint8Array[] = [];
  #sheets: Sheet[] = [];
  #timer: NodeJS.Timeout | null = null;
  #reply: ((bytes: Uint8Array) => void) | null = null;
  readonly #reader: CommandReader;
  #books: Books = {
    connections: 0,
    bytes: 0,
    sheets: 0,
    rowsPrinted: 0,
    rowsLost: 0,
    drawerKicks: 0,
    strayBytes: 0,
  };

  constructor(widthDots: number) {
    this.widthDots = widthDots;
    this.#reader = new CommandReader(
      (command) => {
        this.#queue.push(command);
        this.#queuedBytes += sizeOf(command);
      },
      (topic) => this.#answer(topic),
    );
  }

  get script(): Script {
    return this.#script;
  }

  get books(): Books {
    return this.#books;
  }

  get sheets(): readonly Sheet[] {
    return this.#sheets;
  }

  get rowsOnStrip(): number {
    return this.#strip.length;
  }

  /** Whether its buffer is full, so that nothing more should be read. */
  get full(): boolean {
    return this.#queuedBytes > bufferBytes;
  }

  forgetSheets(): void {
    this.#sheets = [];
  }

  /** Changes the script; paper put in or a cover closed lets it go on with what it still holds. */
  change(patch: ScriptPatch): void {
    const refilled =
      this.#script.paperRowsLeft === 0 && patch.paperRowsLeft !== undefined && patch.paperRowsLeft !== 0;
    if (refilled && this.#strip.length > 0) this.#endSheet('torn');
    this.#script = Object.assign({}, this.#script, patch);
    if (!this.#script.power) this.#forgetAll();
    this.#work();
  }

  /** A connection begins; replies go there until the next one. */
  connected(reply: (bytes: Uint8Array) => void): void {
    this.#reply = reply;
    this.#count({ connections: this.#books.connections + 1 });
  }

  receive(bytes: Uint8Array): void {
    this.#count({ bytes: this.#books.bytes + bytes.length });
    this.#reader.push(bytes);
    this.#work();
  }

  #count(change: Partial<Books>): void {
    this.#books = { ...this.#books, ...change };
  }

  #forgetAll(): void {
    this.#queue = [];
    this.#queuedBytes = 0;
    this.#rowsOfFront = 0;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #canMove(): boolean {
    if (this.#script.lie) return true;
    return this.#script.cover === 'closed' && this.#script.paperRowsLeft !== 0;
  }

  #work(): void {
    while (this.#timer === null && this.#queue.length > 0 && this.#canMove()) {
      const command = this.#queue[0];
      if (command === undefined || !this.#carryOut(command)) return;
      this.#queue.shift();
      this.#queuedBytes -= sizeOf(command);
      this.#rowsOfFront = 0;
    }
  }

  /** @returns false when it must go on later with the same command */
  #carryOut(command: Command): boolean {
    switch (command.type) {
      case 'reset':
        return true;
      case 'kick':
        this.#count({ drawerKicks: this.#books.drawerKicks + 1 });
        return true;
      case 'stray':
        this.#count({ strayBytes: this.#books.strayBytes + 1 });
        return true;
      case 'sensor':
        if (!this.#script.noProof) this.#send(Uint8Array.of(this.#sensorByte()));
        return true;
      case 'cut':
        if (this.#strip.length > 0) this.#endSheet('cut');
        return true;
      case 'feed':
        return this.#moveRows(command.rows, () => new Uint8Array(this.widthDots / 8));
      case 'picture':
        return this.#moveRows(command.rows, (row) => this.#pictureRow(command, row));
    }
  }

  /** A picture wider than the head loses its right side. */
  #pictureRow(command: Command & { type: 'picture' }, row: number): Uint8Array {
    const line = new Uint8Array(this.widthDots / 8);
    const from = row * command.rowBytes;
    line.set(command.data.subarray(from, from + Math.min(command.rowBytes, line.length)));
    return line;
  }

  #moveRows(rows: number, make: (row: number) => Uint8Array): boolean {
    const speed = this.#script.rowsPerSecond;
    const end = speed === null ? rows : Math.min(rows, this.#rowsOfFront + stepRows);
    while (this.#rowsOfFront < end) {
      if (!this.#moveOneRow(make(this.#rowsOfFront))) return false;
      this.#rowsOfFront += 1;
    }
    if (speed === null) return true;
    const finished = this.#rowsOfFront === rows;
    this.#timer = setTimeout(() => this.#wake(finished), (stepRows * 1000) / speed);
    return false;
  }

  #wake(finished: boolean): void {
    this.#timer = null;
    const front = this.#queue[0];
    if (finished && front !== undefined) {
      this.#queue.shift();
      this.#queuedBytes -= sizeOf(front);
      this.#rowsOfFront = 0;
    }
    this.#work();
  }

  #moveOneRow(line: Uint8Array): boolean {
    const { paperRowsLeft, lie, cover } = this.#script;
    if (paperRowsLeft === 0 || cover === 'open') {
      if (lie) this.#count({ rowsLost: this.#books.rowsLost + 1 });
      return lie;
    }
    this.#strip.push(line);
    this.#count({ rowsPrinted: this.#books.rowsPrinted + 1 });
    if (paperRowsLeft !== null) this.#script = { ...this.#script, paperRowsLeft: paperRowsLeft - 1 };
    return true;
  }

  #endSheet(end: 'cut' | 'torn'): void {
    const rowBytes = this.widthDots / 8;
    const bits = new Uint8Array(rowBytes * this.#strip.length);
    this.#strip.forEach((line, row) => {
      bits.set(line, row * rowBytes);
    });
    this.#count({ sheets: this.#books.sheets + 1 });
    this.#sheets.push({
      sheet: this.#books.sheets,
      widthDots: this.widthDots,
      rows: this.#strip.length,
      end,
      bits,
    });
    if (this.#sheets.length > maxSheets) this.#sheets.shift();
    this.#strip = [];
  }

  /** Real-time status: facts/payments §4.2. */
  #answer(topic: number): void {
    const { cover, paperRowsLeft, paperNearEnd, lie } = this.#script;
    const open = cover === 'open' && !lie;
    const out = paperRowsLeft === 0 && !lie;
    if (topic === 1) this.#send(Uint8Array.of(open || out ? 0x1a : 0x12));
    else if (topic === 2) this.#send(Uint8Array.of(0x12 | (open ? 0x04 : 0) | (out ? 0x20 : 0)));
    else if (topic === 3) this.#send(Uint8Array.of(0x12));
    else if (topic === 4) {
      this.#send(Uint8Array.of(0x12 | (paperNearEnd && !lie ? 0x0c : 0) | (out ? 0x60 : 0)));
    }
  }

  #sensorByte(): number {
    return this.#script.paperNearEnd && !this.#script.lie ? 0x03 : 0x00;
  }

  #send(bytes: Uint8Array): void {
    if (this.#script.mute) return;
    if (this.#script.chatty) this.#reply?.(Uint8Array.of(0x10, 0x00, 0x00, 0x0f));
    this.#reply?.(bytes);
  }
}

function sizeOf(command: Command): number {
  return command.type === 'picture' ? 8 + command.data.length : 4;
}
