/** The head, the roll and the knife: carries out commands in order, at its own speed, as long as it can. */
import { type Command, CommandReader } from './commands.ts';
import { type Books, type Script, type ScriptPatch, type SheetInfo, usualScript } from './contract.ts';

/** A piece of paper: one bit per dot, 1 = black, rows from the top. */
export interface Sheet extends SheetInfo {
  readonly bits: Uint8Array;
}

/** Nonsense that is no status of any kind. */
const nonsense = 0xa5;
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
  /** Letters of the strip: finished lines, and the one being collected. */
  #text: string[] = [];
  #letters = '';
  /** Whether it tells its state by itself (GS a). */
  #tells = false;
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

  /** Rows printed since the last cut, from the top. */
  get strip(): readonly Uint8Array[] {
    return this.#strip;
  }

  /** Whether its buffer is full, so that nothing more should be read. */
  get full(): boolean {
    return this.#queuedBytes > this.#script.bufferBytes;
  }

  /** Somebody tears off what has come out so far. */
  tearOff(): void {
    if (this.#strip.length > 0) this.#endSheet('torn');
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
    else if (this.#tells) this.#tell();
    this.#work();
  }

  /** A connection begins; replies go there until the next one. */
  connected(reply: (bytes: Uint8Array) => void): void {
    this.#reply = reply;
    this.#count({ connections: this.#books.connections + 1 });
  }

  /** Replies go there from now on, on the same connection. */
  answersTo(reply: (bytes: Uint8Array) => void): void {
    this.#reply = reply;
  }

  receive(sent: Uint8Array): void {
    const lost = Math.min(sent.length, this.#script.loseBytes);
    if (lost > 0) this.#script = { ...this.#script, loseBytes: this.#script.loseBytes - lost };
    const bytes = sent.subarray(lost);
    this.#count({ bytes: this.#books.bytes + bytes.length });
    this.#reader.push(bytes);
    this.#work();
  }

  #count(change: Partial<Books>): void {
    this.#books = { ...this.#books, ...change };
  }

  #forgetAll(): void {
    this.#tells = false;
    this.#queue = [];
    this.#queuedBytes = 0;
    this.#rowsOfFront = 0;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #canMove(): boolean {
    if (this.#script.lie) return true;
    const { cover, cutter, paperRowsLeft } = this.#script;
    return cover === 'closed' && cutter === 'ok' && paperRowsLeft !== 0;
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
        this.#letters += String.fromCharCode(command.byte);
        return true;
      case 'tell':
        this.#tells = command.which !== 0;
        if (this.#tells) this.#tell();
        return true;
      case 'sensor':
        if (!this.#script.noProof) this.#send(Uint8Array.of(this.#sensorByte()));
        return true;
      case 'cut':
        if (this.#strip.length > 0) this.#endSheet('cut');
        return true;
      case 'feed':
        return this.#feed(command.rows);
      case 'picture':
        return this.#moveRows(command.rows, (row) => this.#pictureRow(command, row));
    }
  }

  /** Letters come out with the feed that ends their line; a dot for each stands for how it looks. */
  #feed(rows: number): boolean {
    const ink = new Uint8Array(this.widthDots / 8);
    if (this.#letters !== '') ink.fill(0x7e, 0, Math.min(ink.length, this.#letters.length));
    if (!this.#moveRows(rows, () => ink)) return false;
    if (this.#letters !== '') this.#text.push(this.#letters);
    this.#letters = '';
    return true;
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
      text: this.#text,
      bits,
    });
    this.#text = [];
    if (this.#sheets.length > maxSheets) this.#sheets.shift();
    this.#strip = [];
  }

  /** Real-time status: facts/payments §4.2. */
  #answer(topic: number): void {
    const { open, out, jammed, low } = this.#troubles();
    if (topic === 1) this.#send(Uint8Array.of(open || out || jammed ? 0x1a : 0x12));
    else if (topic === 2) {
      this.#send(Uint8Array.of(0x12 | (open ? 0x04 : 0) | (out ? 0x20 : 0) | (jammed ? 0x40 : 0)));
    } else if (topic === 3) this.#send(Uint8Array.of(0x12 | (jammed ? 0x08 : 0)));
    else if (topic === 4) this.#send(Uint8Array.of(0x12 | (low ? 0x0c : 0) | (out ? 0x60 : 0)));
  }

  /** What it admits to. */
  #troubles() {
    const { cover, cutter, paperRowsLeft, paperNearEnd, lie } = this.#script;
    return {
      open: cover === 'open' && !lie,
      out: paperRowsLeft === 0 && !lie,
      jammed: cutter === 'jammed' && !lie,
      low: paperNearEnd && !lie,
    };
  }

  /** Automatic status: four bytes, without being asked. */
  #tell(): void {
    if (this.#script.mute) return;
    const { open, out, jammed, low } = this.#troubles();
    const first = 0x10 | (open || out || jammed ? 0x08 : 0) | (open ? 0x20 : 0);
    const paper = (low ? 0x03 : 0) | (out ? 0x0c : 0);
    this.#reply?.(Uint8Array.of(first, jammed ? 0x08 : 0x00, paper, 0x0f));
  }

  #sensorByte(): number {
    return this.#script.paperNearEnd && !this.#script.lie ? 0x03 : 0x00;
  }

  #send(bytes: Uint8Array): void {
    const { mute, chatty, loseReplies, garbage, replyDelayMs } = this.#script;
    if (mute) return;
    if (loseReplies > 0) {
      this.#script = { ...this.#script, loseReplies: loseReplies - 1 };
      return;
    }
    const reply = this.#reply;
    const answer = (): void => {
      if (garbage > 0) reply?.(new Uint8Array(garbage).fill(nonsense));
      if (chatty) reply?.(Uint8Array.of(0x10, 0x00, 0x00, 0x0f));
      reply?.(bytes);
    };
    if (replyDelayMs === 0) answer();
    else setTimeout(answer, replyDelayMs);
  }
}

function sizeOf(command: Command): number {
  return command.type === 'picture' ? 8 + command.data.length : 4;
}
