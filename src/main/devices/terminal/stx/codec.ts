/**
 * Frames of the Hypercom family (facts/payments §3.2): STX, length as four BCD digits, that many bytes, ETX, LRC over
 * everything after STX up to and with ETX. Everything is read by length: 02, 03, 06, 15 and 1C occur inside frames.
 */
import { invariant } from '../../../../shared/kernel/assert.ts';
import { ok, type Result, refuse } from '../../../../shared/kernel/result.ts';
import type { TokenReader } from '../line.ts';
import { maskCardNumbers, maskWhole } from '../mask.ts';

const stx = 0x02;
const etx = 0x03;
const ack = 0x06;
const nak = 0x15;
const separator = 0x1c;
/** Transport header and presentation header with its separator. */
const headerBytes = 18;
/** Four BCD digits. */
const longestMessage = 9_999;
/** STX and length before the message, ETX and LRC after it. */
const wrapBytes = 5;

export const ackBytes: Uint8Array = Uint8Array.of(ack);
export const nakBytes: Uint8Array = Uint8Array.of(nak);

/** One field; the text holds one character for each byte. */
export interface StxField {
  readonly type: string;
  readonly text: string;
}

export interface StxMessage {
  /** The ten digits before the message proper, as they came. */
  readonly transport: string;
  readonly direction: 'request' | 'response' | 'notice';
  readonly code: string;
  readonly responseCode: string;
  readonly more: boolean;
  readonly fields: readonly StxField[];
}

/** Why bytes are no frame. */
export type FrameFault = 'length' | 'end' | 'lrc' | 'header' | 'field';

/** The header of everything this side sends. */
export const plainTransport = '6000000000';

const directions = { '0': 'request', '1': 'response', '2': 'notice' } as const;
const directionDigits = { request: '0', response: '1', notice: '2' } as const;

/** The whole frame, ready for the wire. A message that cannot be framed is a mistake of the caller. */
export function encodeFrame(message: StxMessage): Uint8Array {
  const { transport, direction, code, responseCode, more, fields } = message;
  invariant(transport.length === 10 && code.length === 2 && responseCode.length === 2, 'STX header');
  const parts: number[] = [];
  const put = (text: string): void => {
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      invariant(unit <= 0xff, 'one byte for each character');
      parts.push(unit);
    }
  };
  put(`${transport}1${directionDigits[direction]}${code}${responseCode}${more ? '1' : '0'}`);
  parts.push(separator);
  for (const { type, text } of fields) {
    invariant(type.length === 2 && text.length <= longestMessage, 'STX field');
    put(type);
    parts.push(...bcdOf(text.length));
    put(text);
    parts.push(separator);
  }
  invariant(parts.length <= longestMessage, 'STX message too long');
  const body = [...bcdOf(parts.length), ...parts, etx];
  return Uint8Array.from([stx, ...body, lrcOf(body)]);
}

function bcdOf(value: number): readonly [number, number] {
  const digit = (power: number): number => Math.floor(value / power) % 10;
  return [digit(1000) * 16 + digit(100), digit(10) * 16 + digit(1)];
}

/** Null when a half-byte is no decimal digit. */
function fromBcd(high: number, low: number): number | null {
  const digits = [high >> 4, high & 15, low >> 4, low & 15];
  if (digits.some((digit) => digit > 9)) return null;
  return digits.reduce((sum, digit) => sum * 10 + digit, 0);
}

function lrcOf(bytes: Iterable<number>): number {
  let sum = 0;
  for (const byte of bytes) sum ^= byte;
  return sum;
}

/**
 * One whole frame, with card numbers still in it: for the reader below and for tests against published frames.
 * Nothing else in the driver may call it.
 */
export function decodeFrame(frame: Uint8Array): Result<StxMessage, FrameFault> {
  const length = fromBcd(frame[1] ?? 0xff, frame[2] ?? 0xff);
  if (frame[0] !== stx || length === null || frame.length !== length + wrapBytes) return refuse('length');
  if (frame[length + 3] !== etx) return refuse('end');
  if (lrcOf(frame.subarray(1, length + 4)) !== frame[length + 4]) return refuse('lrc');
  return readMessage(frame.subarray(3, length + 3));
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function readMessage(data: Uint8Array): Result<StxMessage, FrameFault> {
  if (data[headerBytes - 1] !== separator) return refuse('header');
  const head = /^(60\d{8})1([012])([ -~]{2})([ -~]{2})([01])$/.exec(
    textOf(data.subarray(0, headerBytes - 1)),
  );
  const [, transport, digit, code, responseCode, more] = head ?? [];
  if (transport === undefined || code === undefined || responseCode === undefined) return refuse('header');
  const fields = readFields(data.subarray(headerBytes));
  if (fields === null) return refuse('field');
  const direction = directions[digit as keyof typeof directions];
  return ok({ transport, direction, code, responseCode, more: more === '1', fields });
}

function readFields(data: Uint8Array): readonly StxField[] | null {
  const fields: StxField[] = [];
  for (let at = 0; at < data.length; ) {
    const length = fromBcd(data[at + 2] ?? 0xff, data[at + 3] ?? 0xff);
    if (length === null || data[at + 4 + length] !== separator) return null;
    fields.push({
      type: textOf(data.subarray(at, at + 2)),
      text: textOf(data.subarray(at + 4, at + 4 + length)),
    });
    at += length + 5;
  }
  return fields;
}

/** Fields that hold a card number or its expiry by their nature. */
export interface SecretFields {
  readonly pan: string;
  readonly expiry: string;
}

/** The message as the rest of the program may see it. */
function masked(message: StxMessage, { pan, expiry }: SecretFields): StxMessage {
  return {
    ...message,
    fields: message.fields.map(({ type, text }) => {
      if (type === pan) return { type, text: maskWhole(text) };
      if (type === expiry) return { type, text: '*'.repeat(text.length) };
      return { type, text: maskCardNumbers(text) };
    }),
  };
}

/** What came over the line, in order. */
export type StxToken =
  | { readonly kind: 'ack' }
  | { readonly kind: 'nak' }
  | { readonly kind: 'frame'; readonly message: StxMessage }
  /** Began like a frame and was none. What was in it is thrown away: it must not be read as ACK or as a frame. */
  | { readonly kind: 'damaged'; readonly why: FrameFault }
  /** Bytes that belong to nothing. */
  | { readonly kind: 'noise' };

/** Cuts the line into tokens. Holds at most one frame. */
export class StxReader implements TokenReader<StxToken> {
  readonly #secret: SecretFields;
  #held: number[] = [];

  constructor(secret: SecretFields) {
    this.#secret = secret;
  }

  /** Whether a frame has begun that is not whole: then a silence means that the rest is lost. */
  get inFrame(): boolean {
    return this.#held.length > 0;
  }

  push(bytes: Uint8Array): readonly StxToken[] {
    const tokens: StxToken[] = [];
    for (const byte of bytes) {
      const token = this.#held.length === 0 ? this.#outside(byte) : this.#inside(byte);
      if (token !== null && !(token.kind === 'noise' && tokens.at(-1)?.kind === 'noise')) tokens.push(token);
    }
    return tokens;
  }

  /** The line was silent for longer than a frame allows. */
  giveUp(): readonly StxToken[] {
    if (!this.inFrame) return [];
    this.#held = [];
    return [{ kind: 'damaged', why: 'length' }];
  }

  #outside(byte: number): StxToken | null {
    if (byte === ack) return { kind: 'ack' };
    if (byte === nak) return { kind: 'nak' };
    if (byte !== stx) return { kind: 'noise' };
    this.#held = [stx];
    return null;
  }

  /**
   * A wrong length is not told before the line falls silent: nobody knows where the frame ends, and its inside would
   * be read as acknowledgements.
   */
  #inside(byte: number): StxToken | null {
    const held = this.#held;
    if (held.length < longestMessage + wrapBytes) held.push(byte);
    const length = fromBcd(held[1] ?? 0xff, held[2] ?? 0xff);
    if (held.length < 3 || length === null || length < headerBytes || held.length < length + wrapBytes) {
      return null;
    }
    this.#held = [];
    const decoded = decodeFrame(Uint8Array.from(held));
    if (!decoded.ok) return { kind: 'damaged', why: decoded.reason };
    return { kind: 'frame', message: masked(decoded.value, this.#secret) };
  }
}
