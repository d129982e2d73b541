/**
 * STX … ETX LRC as a terminal speaks it. Written from the protocol text apart from the driver: sharing a codec would
 * prove nothing (design §1).
 */

export interface Frame {
  readonly kind: '0' | '1' | '2';
  readonly code: string;
  readonly answer: string;
  /** By field type; a type that comes twice keeps its last value. */
  readonly fields: ReadonlyMap<string, string>;
}

/** Four decimal digits in two bytes. */
function packed(value: number): Buffer {
  return Buffer.from(String(value).padStart(4, '0'), 'hex');
}

/** The number in two packed bytes; NaN when they hold no decimal digits. */
function unpacked(bytes: Buffer): number {
  const digits = bytes.toString('hex');
  return /^\d{4}$/.test(digits) ? Number(digits) : Number.NaN;
}

function checkOf(bytes: Buffer): number {
  return bytes.reduce((sum, byte) => sum ^ byte, 0);
}

/** The bytes of a frame, from STX to the check byte. */
export function framed({ kind, code, answer, fields }: Frame): Buffer {
  const parts: Buffer[] = [Buffer.from(`60000000001${kind}${code}${answer}0\x1c`, 'latin1')];
  for (const [type, value] of fields) {
    const data = Buffer.from(value, 'latin1');
    parts.push(Buffer.from(type, 'latin1'), packed(data.length), data, Buffer.from([0x1c]));
  }
  const data = Buffer.concat(parts);
  const checked = Buffer.concat([packed(data.length), data, Buffer.from([0x03])]);
  return Buffer.concat([Buffer.from([0x02]), checked, Buffer.from([checkOf(checked)])]);
}

/** Null when the bytes are no good frame. */
function unframed(bytes: Buffer): Frame | null {
  const size = bytes.length;
  if (bytes[size - 2] !== 0x03 || checkOf(bytes.subarray(1)) !== 0) return null;
  const data = bytes.subarray(3, size - 2);
  const kind = String.fromCharCode(data[11] ?? 0);
  if (data[17] !== 0x1c || (kind !== '0' && kind !== '1' && kind !== '2')) return null;
  const fields = new Map<string, string>();
  let at = 18;
  while (at < data.length) {
    const length = unpacked(data.subarray(at + 2, at + 4));
    if (Number.isNaN(length) || data[at + 4 + length] !== 0x1c) return null;
    fields.set(data.toString('latin1', at, at + 2), data.toString('latin1', at + 4, at + 4 + length));
    at += length + 5;
  }
  const text = (from: number, to: number): string => data.toString('latin1', from, to);
  return { kind, code: text(12, 14), answer: text(14, 16), fields };
}

/** What the terminal hears. */
export type Heard = 'ack' | 'nak' | 'bad' | Frame;

/** Collects bytes to frames. What is neither a frame nor an answer is passed over. */
export class Ear {
  #got: Buffer<ArrayBufferLike> = Buffer.alloc(0);

  /** In the middle of a frame. */
  get halfWay(): boolean {
    return this.#got.length > 0;
  }

  /** Drops the half frame; true when there was one. */
  forget(): boolean {
    const had = this.halfWay;
    this.#got = Buffer.alloc(0);
    return had;
  }

  hear(bytes: Uint8Array): Heard[] {
    this.#got = Buffer.concat([this.#got, bytes]);
    const heard: Heard[] = [];
    for (;;) {
      const first = this.#got[0];
      if (first === undefined) return heard;
      if (first !== 0x02) {
        this.#got = this.#got.subarray(1);
        if (first === 0x06) heard.push('ack');
        if (first === 0x15) heard.push('nak');
        continue;
      }
      if (this.#got.length < 3) return heard;
      const length = unpacked(this.#got.subarray(1, 3));
      // Without a length nobody knows the end; the silence after it will tell.
      if (Number.isNaN(length) || length < 18 || this.#got.length < length + 5) return heard;
      heard.push(unframed(this.#got.subarray(0, length + 5)) ?? 'bad');
      this.#got = this.#got.subarray(length + 5);
    }
  }
}
