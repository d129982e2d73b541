/** Reads a payment code as the app of a payer would; written from the format, sharing no code with the counter. */

/** What the app fills in for the payer. */
export interface ScannedCode {
  readonly bin: string;
  readonly number: string;
  readonly amount: number | null;
  readonly content: string;
}

type Fields = Map<string, string>;

/** Two digits of id, two of length, then the value; null where the text does not come out even. */
function fieldsOf(text: string): Fields | null {
  const fields: Fields = new Map();
  let rest = text;
  while (rest !== '') {
    const id = rest.slice(0, 2);
    const length = Number(rest.slice(2, 4));
    const value = rest.slice(4, 4 + length);
    if (!/^\d\d$/.test(id) || !Number.isInteger(length) || value.length !== length) return null;
    fields.set(id, value);
    rest = rest.slice(4 + length);
  }
  return fields;
}

/** CRC-16 with polynomial 1021 from FFFF, bit by bit. */
function checksum(text: string): string {
  let crc = 0xffff;
  for (const byte of Buffer.from(text, 'utf8')) {
    for (let bit = 7; bit >= 0; bit -= 1) {
      const top = (crc >> 15) & 1;
      crc = (crc << 1) & 0xffff;
      if (top !== ((byte >> bit) & 1)) crc ^= 0x1021;
    }
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}

/** The code's account, amount and content, or what a person would see instead. */
export function scan(payload: string): ScannedCode | { readonly error: string } {
  if (checksum(payload.slice(0, -4)) !== payload.slice(-4).toUpperCase()) return { error: 'checksum' };
  const root = fieldsOf(payload);
  const account = fieldsOf(root?.get('38') ?? '');
  const bank = fieldsOf(account?.get('01') ?? '');
  const more = fieldsOf(root?.get('62') ?? '');
  if (root === null || account === null || bank === null || more === null) return { error: 'malformed' };
  if (account.get('00') !== 'A000000727') return { error: 'other scheme' };
  const bin = bank.get('00') ?? '';
  const number = bank.get('01') ?? '';
  if (!/^\d{6}$/.test(bin) || number === '') return { error: 'no account' };
  const asked = root.get('54');
  const amount = asked === undefined ? null : Number(asked);
  if (amount !== null && !(amount > 0 && amount < 500_000_000)) return { error: 'amount' };
  return { bin, number, amount, content: more.get('08') ?? '' };
}
