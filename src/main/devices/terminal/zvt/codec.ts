/**
 * APDUs of ZVT and the two ways they travel (facts/payments §3.3; PA00P015 and PA00P016). Serial: DLE STX, APDU, DLE ETX,
 * CRC-16/KERMIT; every 10 inside is doubled on the wire and counts once in length and CRC. TCP: bare APDUs, in pieces.
 */
import { invariant } from '../../../../shared/kernel/assert.ts';
import { ok, type Result, refuse } from '../../../../shared/kernel/result.ts';
import type { TokenReader } from '../line.ts';

const dle = 0x10;
const stx = 0x02;
const etx = 0x03;
const ack = 0x06;
const nak = 0x15;
/** In the length byte: two bytes of length follow, the low one first. */
const extended = 0xff;
/** Nothing this side understands is longer; a longer one is damage. */
export const longestData = 16_384;

export const ackBytes: Uint8Array = Uint8Array.of(ack);
export const nakBytes: Uint8Array = Uint8Array.of(nak);

/** One message: class and instruction as `0x060f`, and what follows the length. */
export interface Apdu {
  readonly command: number;
  readonly data: Uint8Array;
}

/** Why bytes are no APDU. */
export type ApduFault = 'length' | 'end' | 'crc';

/** The APDU as it travels over TCP. A message that cannot be written is a mistake of the caller. */
export function encodeApdu({ command, data }: Apdu): Uint8Array {
  invariant(command >= 0 && command <= 0xffff && data.length <= longestData, 'ZVT message');
  const length = data.length < extended ? [data.length] : [extended, data.length & 0xff, data.length >> 8];
  return Uint8Array.from([command >> 8, command & 0xff, ...length, ...data]);
}

/** How many bytes the APDU that begins here has; null while its length is not yet there. */
function apduLength(bytes: ArrayLike<number>): number | null {
  const short = bytes[2];
  if (short === undefined) return null;
  if (short !== extended) return 3 + short;
  const [low, high] = [bytes[3], bytes[4]];
  return low === undefined || high === undefined ? null : 5 + low + high * 256;
}

/** One whole APDU. */
export function decodeApdu(bytes: Uint8Array): Result<Apdu, ApduFault> {
  const [kind, instruction] = bytes;
  if (kind === undefined || instruction === undefined || apduLength(bytes) !== bytes.length) {
    return refuse('length');
  }
  const data = bytes.slice(bytes[2] === extended ? 5 : 3);
  return ok({ command: kind * 256 + instruction, data });
}

/** CRC-16/KERMIT: reflected 0x8408, begun at 0. PA00P016 calls it CRC-XModem; the published frames are KERMIT. */
function crcOf(bytes: Iterable<number>): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >> 1) ^ 0x8408 : crc >> 1;
  }
  return crc;
}

/** The APDU as it travels over a serial line. The CRC covers the undoubled bytes and the ETX. */
export function encodeSerial(apdu: Apdu): Uint8Array {
  const bytes = encodeApdu(apdu);
  const crc = crcOf([...bytes, etx]);
  const doubled = [...bytes].flatMap((byte) => (byte === dle ? [dle, dle] : [byte]));
  return Uint8Array.from([dle, stx, ...doubled, dle, etx, crc & 0xff, crc >> 8]);
}

/** What came over the line, in order. */
export type ZvtToken =
  | { readonly kind: 'ack' }
  | { readonly kind: 'nak' }
  | { readonly kind: 'apdu'; readonly apdu: Apdu }
  /** Began like a message and was none. What was in it is thrown away. */
  | { readonly kind: 'damaged'; readonly why: ApduFault }
  /** Bytes that belong to nothing. */
  | { readonly kind: 'noise' };

/** Cuts a serial line into tokens. */
export class SerialReader implements TokenReader<ZvtToken> {
  #held: number[] = [];
  /** Where in a frame: `dle` after a 10 that is not yet understood; two CRC bytes follow the end. */
  #at: 'outside' | 'begun' | 'inside' | 'dle' | 'crc' = 'outside';
  #crc: number[] = [];

  get inFrame(): boolean {
    return this.#at !== 'outside';
  }

  push(bytes: Uint8Array): readonly ZvtToken[] {
    const tokens: ZvtToken[] = [];
    for (const byte of bytes) {
      const token = this.#take(byte);
      if (token !== null && !(token.kind === 'noise' && tokens.at(-1)?.kind === 'noise')) tokens.push(token);
    }
    return tokens;
  }

  giveUp(): readonly ZvtToken[] {
    if (!this.inFrame) return [];
    this.#begin('outside');
    return [{ kind: 'damaged', why: 'length' }];
  }

  #begin(at: 'outside' | 'inside'): void {
    this.#at = at;
    this.#held = [];
    this.#crc = [];
  }

  #take(byte: number): ZvtToken | null {
    switch (this.#at) {
      case 'outside':
        if (byte === ack) return { kind: 'ack' };
        if (byte === nak) return { kind: 'nak' };
        if (byte !== dle) return { kind: 'noise' };
        this.#at = 'begun';
        return null;
      case 'begun':
        if (byte === stx) this.#begin('inside');
        else if (byte !== dle) this.#begin('outside');
        return byte === stx || byte === dle ? null : { kind: 'noise' };
      case 'inside':
        if (byte === dle) this.#at = 'dle';
        else this.#hold(byte);
        return null;
      case 'dle':
        return this.#afterDle(byte);
      case 'crc':
        this.#crc.push(byte);
        return this.#crc.length < 2 ? null : this.#end();
    }
  }

  #hold(byte: number): void {
    // More than any message has: kept no longer, and refused at its end or at the silence after it.
    if (this.#held.length <= longestData + 5) this.#held.push(byte);
  }

  #afterDle(byte: number): ZvtToken | null {
    if (byte === dle) {
      this.#hold(byte);
      this.#at = 'inside';
      return null;
    }
    if (byte === etx) {
      this.#at = 'crc';
      return null;
    }
    // A new frame begins inside one that never ended; the rest of that one is lost.
    this.#begin(byte === stx ? 'inside' : 'outside');
    return { kind: 'damaged', why: 'end' };
  }

  #end(): ZvtToken {
    const bytes = Uint8Array.from(this.#held);
    const [low = 0, high = 0] = this.#crc;
    this.#begin('outside');
    if (crcOf([...bytes, etx]) !== low + high * 256) return { kind: 'damaged', why: 'crc' };
    const apdu = decodeApdu(bytes);
    return apdu.ok ? { kind: 'apdu', apdu: apdu.value } : { kind: 'damaged', why: apdu.reason };
  }
}

/** Cuts a TCP stream into tokens. A length no message has means that the stream makes no sense any more. */
export class TcpReader implements TokenReader<ZvtToken> {
  #held: number[] = [];
  #lost = false;

  get inFrame(): boolean {
    return this.#held.length > 0;
  }

  push(bytes: Uint8Array): readonly ZvtToken[] {
    if (this.#lost) return [];
    this.#held.push(...bytes);
    const tokens: ZvtToken[] = [];
    for (;;) {
      const length = apduLength(this.#held);
      if (length === null) return tokens;
      if (length > longestData + 5) {
        this.#lost = true;
        this.#held = [];
        return [...tokens, { kind: 'damaged', why: 'length' }];
      }
      if (this.#held.length < length) return tokens;
      const apdu = decodeApdu(Uint8Array.from(this.#held.splice(0, length)));
      tokens.push(apdu.ok ? { kind: 'apdu', apdu: apdu.value } : { kind: 'damaged', why: apdu.reason });
    }
  }

  giveUp(): readonly ZvtToken[] {
    return [];
  }
}
