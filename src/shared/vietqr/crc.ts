const polynomial = 0x1021;
const start = 0xffff;
const utf8 = new TextEncoder();

/**
 * The checksum of a payment code: CRC-16/CCITT-FALSE (ISO/IEC 13239, polynomial 1021, start FFFF) over the UTF-8 bytes,
 * as four upper-case hexadecimal digits, zeros on the left included. `123456789` -> `29B1` (facts/payments §1.1).
 */
export function crcOf(text: string): string {
  let register = start;
  for (const byte of utf8.encode(text)) {
    register ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) {
      register = register & 0x8000 ? ((register << 1) ^ polynomial) & 0xffff : register << 1;
    }
  }
  return register.toString(16).toUpperCase().padStart(4, '0');
}
