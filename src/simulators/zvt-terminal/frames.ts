/** ZVT as a terminal speaks it, on a serial line or over TCP. Written from the protocol text apart from the driver. */

export interface Message {
  /** Class and instruction as four hex digits, `060F`. */
  readonly name: string;
  readonly data: Buffer;
}

/** The message as it is, with its length. */
export function bare({ name, data }: Message): Buffer {
  const head = Buffer.from(name, 'hex');
  if (data.length < 255) return Buffer.concat([head, Buffer.from([data.length]), data]);
  const length = Buffer.alloc(3, 0xff);
  length.writeUInt16LE(data.length, 1);
  return Buffer.concat([head, length, data]);
}

/** Table of CRC-16 with polynomial 1021, reflected. */
const table = Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value % 2 === 1 ? (value >>> 1) ^ 0x8408 : value >>> 1;
  return value;
});

function checkOf(bytes: Buffer): Buffer {
  let value = 0;
  for (const byte of bytes) value = (value >>> 8) ^ (table[(value ^ byte) & 0xff] ?? 0);
  const check = Buffer.alloc(2);
  check.writeUInt16LE(value);
  return check;
}

/** The message between DLE STX and DLE ETX, with its check. */
export function wrapped(message: Message): Buffer {
  const inside = bare(message);
  const check = checkOf(Buffer.concat([inside, Buffer.from([0x03])]));
  const doubled = Buffer.from(inside.toString('latin1').replaceAll('\x10', '\x10\x10'), 'latin1');
  return Buffer.concat([Buffer.from([0x10, 0x02]), doubled, Buffer.from([0x10, 0x03]), check]);
}

/** A message out of its bytes; null when the length is another. */
function unbare(bytes: Buffer): Message | null {
  if (bytes.length < 3) return null;
  const long = bytes[2] === 0xff;
  if (long && bytes.length < 5) return null;
  const data = bytes.subarray(long ? 5 : 3);
  const length = long ? bytes.readUInt16LE(3) : bytes[2];
  return data.length === length ? { name: bytes.toString('hex', 0, 2).toUpperCase(), data } : null;
}

export type Heard = 'ack' | 'nak' | 'bad' | Message;

/** Collects what comes over the line. */
export interface Ear {
  readonly halfWay: boolean;
  /** Drops the half message; true when there was one. */
  forget(): boolean;
  hear(bytes: Uint8Array): Heard[];
}

export class SerialEar implements Ear {
  #got: number[] | null = null;
  #escaped = false;
  #check: number[] | null = null;
  #sawEscape = false;

  get halfWay(): boolean {
    return this.#got !== null || this.#sawEscape;
  }

  forget(): boolean {
    const had = this.halfWay;
    this.#got = null;
    this.#check = null;
    this.#escaped = false;
    this.#sawEscape = false;
    return had;
  }

  hear(bytes: Uint8Array): Heard[] {
    const heard: Heard[] = [];
    for (const byte of bytes) {
      const one = this.#got === null ? this.#between(byte) : this.#within(byte, this.#got);
      if (one !== null) heard.push(one);
    }
    return heard;
  }

  #between(byte: number): Heard | null {
    if (this.#sawEscape) {
      this.#sawEscape = byte === 0x10;
      if (byte === 0x02) this.#got = [];
      return null;
    }
    if (byte === 0x06) return 'ack';
    if (byte === 0x15) return 'nak';
    this.#sawEscape = byte === 0x10;
    return null;
  }

  #within(byte: number, got: number[]): Heard | null {
    if (this.#check !== null) {
      this.#check.push(byte);
      if (this.#check.length < 2) return null;
      const inside = Buffer.from(got);
      const right = checkOf(Buffer.concat([inside, Buffer.from([0x03])])).equals(Buffer.from(this.#check));
      this.forget();
      return (right ? unbare(inside) : null) ?? 'bad';
    }
    if (!this.#escaped) {
      if (byte === 0x10) this.#escaped = true;
      else got.push(byte);
      return null;
    }
    this.#escaped = false;
    if (byte === 0x10) got.push(byte);
    else if (byte === 0x03) this.#check = [];
    else if (byte === 0x02) this.#got = [];
    else {
      this.forget();
      return 'bad';
    }
    return null;
  }
}

export class TcpEar implements Ear {
  #got: Buffer<ArrayBufferLike> = Buffer.alloc(0);

  get halfWay(): boolean {
    return this.#got.length > 0;
  }

  forget(): boolean {
    const had = this.halfWay;
    this.#got = Buffer.alloc(0);
    return had;
  }

  hear(bytes: Uint8Array): Heard[] {
    this.#got = Buffer.concat([this.#got, bytes]);
    const heard: Heard[] = [];
    for (;;) {
      const size = this.#size();
      if (size === null || this.#got.length < size) return heard;
      heard.push(unbare(this.#got.subarray(0, size)) ?? 'bad');
      this.#got = this.#got.subarray(size);
    }
  }

  #size(): number | null {
    if (this.#got.length < 3) return null;
    if (this.#got[2] !== 0xff) return 3 + (this.#got[2] ?? 0);
    return this.#got.length < 5 ? null : 5 + this.#got.readUInt16LE(3);
  }
}
