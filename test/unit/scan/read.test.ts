/** Codes on cards and papers (facts/domain §4.4–4.5); all people in them are invented. */

import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/main/ports/virtual.ts';
import { citizenNumberFacts } from '../../../src/shared/scan/citizen.ts';
import { dateText, hexText } from '../../../src/shared/scan/fields.ts';
import { readScan } from '../../../src/shared/scan/read.ts';
import { scan, searchTextsOf } from '../../../src/shared/scan/scan.ts';
import { encodeReceiptCode } from '../../../src/shared/text/index.ts';
import { makeMatchCode } from '../../../src/shared/vietqr/index.ts';
import fc from '../../support/check.ts';
import { rewrittenText } from '../../support/scan/strokes.ts';

const damaged = (looksLike: string) => ({ kind: 'unreadable', trouble: 'damaged', looksLike });
const hexOf = (text: string) => Buffer.from(text).toString('hex');

describe('citizen cards', () => {
  test('seven fields, and seven with an empty old number', () => {
    expect(
      readScan(
        '001090123456|012345678|NGUYEN VAN A|01011990|Nam|Phường Bến Nghé, Quận 1, TP. Hồ Chí Minh|15042021',
      ),
    ).toEqual({
      kind: 'citizen',
      number: '001090123456',
      oldNumber: '012345678',
      name: 'NGUYEN VAN A',
      birth: '1990-01-01',
      gender: 'male',
    });
    expect(
      readScan('095303000001||Đỗ Thị Mẫu|21032003|Nữ|Ấp Mẫu, Vĩnh Mỹ A, Hòa Bình, Bạc Liêu|14082021'),
    ).toEqual({
      kind: 'citizen',
      number: '095303000001',
      oldNumber: null,
      name: 'Đỗ Thị Mẫu',
      birth: '2003-03-21',
      gender: 'female',
    });
  });

  test('six fields, dates with slashes, a year alone, fields of the new card after them', () => {
    expect(readScan('001090567890|NGUYEN VAN A|01011990|Nam|123 Duong ABC|01012020')).toMatchObject({
      number: '001090567890',
      name: 'NGUYEN VAN A',
    });
    expect(readScan('001090123456|123456789|Nguyễn Văn A|01/01/1990|Nam|TP.HCM|01/01/2020')).toMatchObject({
      birth: '1990-01-01',
    });
    expect(readScan('001040000017||Lê Thị Thử|1940|Nam|Hà Nội|01012020')).toMatchObject({ birth: '1940' });
    expect(
      readScan('095315000001||Đỗ Thị Mẫu|21032015|Nữ|Cà Mau|01072025|Cha: Đỗ Văn Thử|Mẹ: Lê Thị Thử|x'),
    ).toMatchObject({
      number: '095315000001',
    });
  });

  test('the number must agree with birth and gender: that is the check of the scan', () => {
    for (const wrong of [
      '001090123456|012345678|NGUYEN VAN A|01011991|Nam|x|15042021',
      '001190123456|012345678|NGUYEN VAN A|01011990|Nam|x|15042021',
      '123456789012|123456789|Nguyễn Văn A|01/01/1990|Nam|123 Đường ABC|01/01/2020',
      '000090123456|012345678|NGUYEN VAN A|01011990|Nam|x|15042021',
      '001090123456|012345678|NGUYEN VAN A|32011990|Nam|x|15042021',
    ]) {
      expect(readScan(wrong)).toEqual(damaged('citizen'));
    }
    expect(citizenNumberFacts('095303000001')).toEqual({ gender: 'female', birthYear: 2003 });
  });

  test('letters in pieces (NFD) are put together: name and gender', () => {
    const card = '095303000001||Đỗ Thị Mẫu|21032003|Nữ|Hòa Bình, Bạc Liêu|14082021'.normalize('NFD');
    expect(readScan(card)).toMatchObject({ kind: 'citizen', name: 'Đỗ Thị Mẫu', gender: 'female' });
  });

  test('what scanners put around it: AIM identifier, NUL, CR and LF', () => {
    const card = '095303000001||Đỗ Thị Mẫu|21032003|Nữ|Bạc Liêu|14082021';
    for (const around of [`]Q3${card}\r`, `]Q1${card}\0\0\r\n`, `${card}\t`, ` ${card} `]) {
      expect(readScan(around)).toEqual(readScan(card));
    }
  });

  test('a scanner that types cannot send marks: the number still identifies', () => {
    expect(readScan('095303000001||o Th Mu|21032003|N|p Mu|14082021')).toMatchObject({
      kind: 'citizen',
      number: '095303000001',
      gender: 'female',
    });
  });
});

describe('health insurance cards', () => {
  test('the new card', () => {
    expect(
      readScan(
        '0951234567|5472e1baa76e205468e1bb8b204de1baab75|29/03/1988|2|-|95 - 001|01/07/2023|-|31/07/2023|01050951234567|-|4| 01/10/2027|4641c59ff02659c3-1202|4|58c3a32056c4a96e68204de1bbb92c2054e1bb896e682043c3a0204d6175|$',
      ),
    ).toEqual({
      kind: 'insurance',
      number: '0951234567',
      card: '0951234567',
      name: 'Trần Thị Mẫu',
      birth: '1988-03-29',
      gender: 'female',
    });
  });

  test('the old card', () => {
    expect(
      readScan(
        'HS4950951234567|c490e1bb972056c4836e205468e1bbad|07/09/2015|1|5068c6b0e1bb9d6e67204cc3a16e67205472c3b26e2c2054e1bb896e682043c3a0204d6175|95 - 001|24/01/2019|-|24/01/2019|$',
      ),
    ).toMatchObject({ number: '0951234567', card: 'HS4950951234567', name: 'Đỗ Văn Thử', gender: 'male' });
  });

  test('with NUL and CR behind the end, capital hex, a name in pieces, a year alone', () => {
    const name = hexOf('Nguyễn Thị Mẫu'.normalize('NFD'));
    for (const text of [
      `0951234567|${name}|1940|2|-|95 - 001|$\0\r`,
      `HS4950951234567|${name.toUpperCase()}|1940|2|-|95 - 001|01/07/2023|-|31/07/2023|$\r\n`,
      `ht3950951234567|${name}|1940|2|-|$`,
    ]) {
      expect(readScan(text)).toMatchObject({ number: '0951234567', name: 'Nguyễn Thị Mẫu', birth: '1940' });
    }
  });

  test('number only', () => {
    expect(readScan('0111077012|-|-|-|-|-|-|-|-|$')).toEqual({
      kind: 'insurance',
      number: '0111077012',
      card: '0111077012',
      name: null,
      birth: null,
      gender: null,
    });
  });

  test('names are composed, whatever form they were written in', () => {
    expect(hexText('4e677579e1bb856e')).toBe('Nguyễn');
    expect(hexText('4e67757965cc82cc836e')).toBe('Nguyễn');
    expect(
      hexText('5175e1baad6e2043e1baa775204769e1baa5792c205468c3a06e68207068e1bb912048c3a0204ee1bb9969'),
    ).toBe('Quận Cầu Giấy, Thành phố Hà Nội');
    for (const wrong of ['zzzz', 'abc', '', 'ff', 'c3']) expect(hexText(wrong)).toBeNull();
  });

  test('a field that does not hold what it must', () => {
    expect(readScan('0951234567|zzzz6768|29/03/1988|2|-|$')).toEqual(damaged('insurance'));
    expect(readScan('0951234567|4e677579e1bb856e|31/02/1988|2|-|$')).toEqual(damaged('insurance'));
    expect(readScan('0951234567|4e677579e1bb856e|29/03/1988|7|-|$')).toEqual(damaged('insurance'));
  });

  test.each(['telex', 'vni'] as const)('rewritten by %s and arrived as text: the message', (method) => {
    const card = `TE1950951234567|${hexOf('Đoàn Thị Ẩn')}|29/03/1988|2|-|$`;
    expect(readScan(rewrittenText(card, method))).toEqual({
      kind: 'unreadable',
      trouble: 'input-method',
      looksLike: 'insurance',
    });
    expect(readScan(card)).toMatchObject({ kind: 'insurance', name: 'Đoàn Thị Ẩn' });
  });
});

describe('our own codes', () => {
  test('a receipt, and one misread', () => {
    const made = encodeReceiptCode({ series: 'VP26-Q2', number: '004182' });
    if (!made.ok) throw new Error('no code');
    expect(readScan(made.value)).toEqual({ kind: 'receipt', series: 'VP26-Q2', number: '004182' });
    expect(readScan(made.value.toLowerCase())).toMatchObject({ kind: 'receipt' });
    expect(readScan(made.value.replace('004182', '004183'))).toEqual(damaged('receipt'));
  });

  test('a match code, alone or in a payment code', () => {
    const code = makeMatchCode(seededRandom(7));
    expect(readScan(code)).toEqual({ kind: 'bill', matchCode: code });
  });

  test('somebody else’s payment code is known for what it is', () => {
    const napas =
      '00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049E6F';
    expect(readScan(napas)).toEqual({ kind: 'unreadable', trouble: 'not-known', looksLike: 'bill' });
    expect(readScan(napas.replace('9E6F', '9E6E'))).toEqual(damaged('bill'));
  });

  test.each(['BN24000417', '2A1-0042', 'HS.2026/117', '079201004182'])('a code of the lists: %s', (code) => {
    const read = readScan(`${code}\r\n`);
    expect(read).toEqual({ kind: 'code', code });
    expect(searchTextsOf(read)).toEqual([code]);
  });

  test('the lists are searched by the number, then by what older lists have', () => {
    const citizen = '001090123456|012345678|NGUYEN VAN A|01011990|Nam|x|15042021';
    expect(searchTextsOf(readScan(citizen))).toEqual(['001090123456']);
    expect(searchTextsOf(readScan('HS4950951234567|-|07/09/2015|1|-|$'))).toEqual([
      '0951234567',
      'HS4950951234567',
    ]);
    expect(searchTextsOf(readScan('0951234567|-|07/09/2015|1|-|$'))).toEqual(['0951234567']);
    expect(searchTextsOf(readScan('HS4950951234567'))).toEqual(['HS4950951234567', '0951234567']);
    expect(searchTextsOf(readScan('Chào bạn'))).toEqual([]);
  });

  test.each(['', '   ', 'Chào bạn', 'https://vi.du/x?y=1', 'x'.repeat(2_000)])('not ours: %s', (text) => {
    expect(readScan(text)).toMatchObject({ kind: 'unreadable' });
  });
});

describe('whatever comes', () => {
  test('is read without a crash, and says only what the schema allows', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.boolean(), (text, seen) => {
        expect(scan.safeParse(readScan(text, seen)).success).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test('any citizen card of any person is read back', () => {
    const birth = fc.date({ min: new Date('1930-01-01'), max: new Date('2025-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(
        birth,
        fc.boolean(),
        fc.integer({ min: 1, max: 96 }),
        fc.integer({ min: 0, max: 999_999 }),
        (date, male, place, rest) => {
          const iso = date.toISOString().slice(0, 10);
          const [year = '', month, day] = iso.split('-');
          const sign = 2 * (Number(year) >= 2000 ? 1 : 0) + (male ? 0 : 1);
          const number = `${String(place).padStart(3, '0')}${sign}${year.slice(2)}${String(rest).padStart(6, '0')}`;
          const card = `${number}||Lê Văn Thử|${day}${month}${year}|${male ? 'Nam' : 'Nữ'}|x|01012024`;
          expect(readScan(card)).toMatchObject({
            kind: 'citizen',
            number,
            birth: iso,
            gender: male ? 'male' : 'female',
          });
          const other =
            number.slice(0, 4) +
            String((Number(number.slice(4, 6)) + 1) % 100).padStart(2, '0') +
            number.slice(6);
          expect(readScan(card.replace(number, other))).toEqual(damaged('citizen'));
        },
      ),
    );
  });

  test('dates', () => {
    expect(
      ['29021988', '29/02/1988', '1988', '30021988', '29021989', '1/2/1988', '00001988'].map(dateText),
    ).toEqual(['1988-02-29', '1988-02-29', '1988', null, null, null, null]);
  });
});
