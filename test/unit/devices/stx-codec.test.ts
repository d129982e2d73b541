import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { maskCardNumbers, maskWhole } from '../../../src/main/devices/terminal/mask.ts';
import {
  decodeFrame,
  encodeFrame,
  type StxMessage,
  StxReader,
  type StxToken,
} from '../../../src/main/devices/terminal/stx/codec.ts';

interface Vector {
  readonly id: string;
  readonly hex: string;
  readonly fields: Readonly<Record<string, string>>;
}
const vectors = JSON.parse(
  readFileSync(new URL('../../fixtures/stx-frames.json', import.meta.url), 'utf8'),
) as readonly Vector[];
const secret = { pan: '30', expiry: '31' };

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
const message = (fields: StxMessage['fields'], change: Partial<StxMessage> = {}): StxMessage => ({
  transport: '6000000000',
  direction: 'response',
  code: '20',
  responseCode: '00',
  more: false,
  fields,
  ...change,
});
const approved = bytesOf(vectors.find(({ id }) => id === 'bdo-sale-approved')?.hex ?? '');

function decoded(frame: Uint8Array): StxMessage {
  const result = decodeFrame(frame);
  if (!result.ok) throw new Error(result.reason);
  return result.value;
}

describe('published frames', () => {
  test('there are as many as were published', () => {
    expect(vectors).toHaveLength(12);
  });
  test.each(vectors)('$id decodes exactly and encodes to the same bytes', ({ hex, fields }) => {
    const read = decoded(bytesOf(hex));
    const texts = Object.fromEntries(read.fields.map(({ type, text }) => [type, text]));
    expect(texts).toMatchObject(fields);
    expect(Buffer.from(encodeFrame(read)).toString('hex').toUpperCase()).toBe(hex);
  });
  test('codes and directions are where they belong', () => {
    const byId = (id: string) => decoded(bytesOf(vectors.find((one) => one.id === id)?.hex ?? ''));
    expect(byId('sale-1.00-more1')).toMatchObject({ direction: 'request', code: '20', more: true });
    expect(byId('sale-1.00-more0')).toMatchObject({
      more: false,
      fields: [{ type: '40', text: '000000000100' }],
    });
    expect(byId('sale-code56-1.00').code).toBe('56');
    expect(byId('kiosk-P4')).toMatchObject({ direction: 'response', code: 'P4', fields: [] });
    expect(decoded(approved)).toMatchObject({ code: '20', responseCode: '00' });
  });
});

describe('reading the line', () => {
  const read = (...pieces: readonly (readonly number[] | Uint8Array)[]): StxToken[] => {
    const reader = new StxReader(secret);
    return pieces.flatMap((piece) => [...reader.push(Uint8Array.from(piece))]);
  };
  const kinds = (tokens: readonly StxToken[]) => tokens.map(({ kind }) => kind);

  test('an acknowledgement glued to the frame, and one alone', () => {
    expect(kinds(read([6, ...approved]))).toEqual(['ack', 'frame']);
    expect(kinds(read([6], [...approved, 6, 21]))).toEqual(['ack', 'frame', 'ack', 'nak']);
  });
  test('byte by byte is the same', () => {
    expect(kinds(read(...[6, ...approved, 21].map((byte) => [byte])))).toEqual(['ack', 'frame', 'nak']);
  });
  test.each([0x02, 0x03, 0x06, 0x15])('a check byte of %i is a check byte', (wanted) => {
    for (let unit = 0x20; unit < 0x7f; unit += 1) {
      const frame = encodeFrame(message([{ type: 'AA', text: String.fromCharCode(unit) }]));
      if (frame.at(-1) !== wanted) continue;
      expect(kinds(read([...frame, 6]))).toEqual(['frame', 'ack']);
      return;
    }
    // The header has a free response code as well: look there.
    for (let unit = 0x20; unit < 0x7f; unit += 1) {
      for (const code of ['0', '1', '2', '3', 'A', 'N', 'Z', 'a', 'z']) {
        const frame = encodeFrame(message([], { responseCode: `${code}${String.fromCharCode(unit)}` }));
        if (frame.at(-1) !== wanted) continue;
        expect(kinds(read([...frame, 6]))).toEqual(['frame', 'ack']);
        return;
      }
    }
    throw new Error('no frame has that check byte');
  });
  test('control bytes inside a field are data', () => {
    const text = String.fromCharCode(0x02, 0x03, 0x06, 0x15, 0x1c, 0x00, 0xff);
    expect(read(encodeFrame(message([{ type: 'AA', text }])))).toEqual([
      { kind: 'frame', message: message([{ type: 'AA', text }]) },
    ]);
  });
  test('lengths are decimal: 256 bytes are 02 56', () => {
    const frame = encodeFrame(message([{ type: 'AA', text: 'x'.repeat(256 - 18 - 5) }]));
    expect([...frame.subarray(0, 3)]).toEqual([2, 0x02, 0x56]);
    expect(kinds(read(frame))).toEqual(['frame']);
  });
  test('a wrong check byte, a missing ETX, a field that runs over', () => {
    const wrong = Uint8Array.from(approved);
    wrong[100] = (wrong[100] ?? 0) ^ 1;
    expect(read(wrong)).toEqual([{ kind: 'damaged', why: 'lrc' }]);
    const noEnd = Uint8Array.from(approved);
    noEnd[noEnd.length - 2] = 0x04;
    expect(read(noEnd)).toEqual([{ kind: 'damaged', why: 'end' }]);
    const over = [2, 0, 0x23, ...Buffer.from('6000000000112000000000'.slice(0, 17)), 0x1c, 0x41, 0x41, 0, 9];
    expect(kinds(read(over))).toEqual([]);
  });
  test('what follows a false start is not read as acknowledgement, and silence ends it', () => {
    const reader = new StxReader(secret);
    expect(reader.push(Uint8Array.of(2, 0xff, 6, 6, 0x15))).toEqual([]);
    expect(reader.inFrame).toBe(true);
    expect(reader.giveUp()).toEqual([{ kind: 'damaged', why: 'length' }]);
    expect(reader.giveUp()).toEqual([]);
    expect(kinds(reader.push(approved))).toEqual(['frame']);
  });
  test('noise is one token however long', () => {
    expect(kinds(read([0xa5, 0xa5, 0x00, 6, 0xa5]))).toEqual(['noise', 'ack', 'noise']);
  });
});

describe('card numbers', () => {
  const cards = [
    '4111111111111111',
    '378282246310005',
    '6011000990139424',
    '9704229200000000009',
    '4222222222222',
  ];
  const luhn = (start: string) => {
    for (let digit = 0; digit < 10; digit += 1) {
      const masked = maskCardNumbers(start + digit);
      if (masked.includes('*')) return start + digit;
    }
    throw new Error('no check digit');
  };
  const domestic = luhn('970422920000000000');

  test.each([...cards.filter((card) => card !== '9704229200000000009'), domestic])(
    '%s in every field',
    (card) => {
      const types = [
        '01',
        '02',
        '03',
        '04',
        '16',
        '30',
        '31',
        '40',
        '50',
        '65',
        'D1',
        'D2',
        'D3',
        'R1',
        'ZZ',
      ];
      const spaced = card.replace(/(\d{4})(?=\d)/g, '$1 ');
      const dashed = card.replace(/(\d{4})(?=\d)/g, '$1-');
      for (const type of types) {
        for (const text of [card, `NAME ${card} END`, `;${card}=2912101`, `00${card}00`, spaced, dashed]) {
          const [token] = new StxReader(secret).push(encodeFrame(message([{ type, text }])));
          if (token?.kind !== 'frame') throw new Error('no frame');
          const shown = JSON.stringify(token.message);
          const digits = shown.replace(/[ -]/g, '');
          expect(digits, `${type} ${text}`).not.toContain(card);
          expect(digits, `${type} ${text}`).not.toContain(card.slice(0, -4));
        }
      }
    },
  );
  test('the field of the card number keeps the last four digits and nothing else', () => {
    expect(maskWhole('4183590000009105')).toBe('************9105');
    expect(maskWhole('418359XXXXXX9105  ')).toBe('**************9105');
    expect(maskWhole('41835900000091')).toBe('**********0091');
    expect(maskWhole('no number')).toBe('*********');
  });
  test('nothing of a track stays', () => {
    expect(maskCardNumbers(';4111111111111111=29121011000012300000?')).toBe(
      `;${'*'.repeat(12)}1111${'*'.repeat(21)}?`,
    );
    expect(maskCardNumbers('4111111111111111D2912101')).toBe(`${'*'.repeat(12)}1111${'*'.repeat(8)}`);
    expect(maskCardNumbers('%B4111111111111111^NGUYEN/AN^2912101?')).toBe(
      `%B${'*'.repeat(12)}1111${'*'.repeat(18)}?`,
    );
  });
  test('the expiry is not kept at all', () => {
    const [token] = new StxReader(secret).push(encodeFrame(message([{ type: '31', text: '2912' }])));
    expect(token).toMatchObject({ message: { fields: [{ text: '****' }] } });
  });
  test('what we need to find a payment again stays readable', () => {
    for (const text of [
      '000009183690221',
      '309421771602',
      '000000000100',
      'V3399001',
      '230404',
      'HTAB7K3M9QX2',
    ]) {
      expect(maskCardNumbers(text)).toBe(text);
    }
  });
  test('the published approval shows no card number', () => {
    const [token] = new StxReader(secret).push(approved);
    expect(JSON.stringify(token)).not.toContain('418359');
  });
});
