/** Recorded key sequences of wedge scanners and of hands: what is a scan, what passes, what the text is. */

import { describe, expect, test } from 'vitest';
import { quietMs, type WedgeKey, type WedgeScan, WedgeWatch } from '../../../src/renderer/ui/wedge.ts';
import { readScan } from '../../../src/shared/scan/read.ts';
import fc from '../../support/check.ts';
import { rewritten, rewrittenText, typed } from '../../support/scan/strokes.ts';

const insurance =
  '0951234567|5472e1baa76e205468e1bb8b204de1baab75|29/03/1988|2|-|95 - 001|01/07/2023|-|31/07/2023|01050951234567|-|4| 01/10/2027|4641c59ff02659c3-1202|4|-|$';

function play(keys: readonly WedgeKey[], prefixKey: string | null = null) {
  const watch = new WedgeWatch(prefixKey);
  const scans: WedgeScan[] = [];
  const passed: string[] = [];
  let caught = 0;
  for (const key of keys) {
    const verdict = watch.key(key);
    if (verdict.kind === 'pass') passed.push(key.code);
    else {
      if (verdict.caught) caught += 1;
      if (verdict.scan !== null) scans.push(verdict.scan);
    }
  }
  const last = watch.idle((keys.at(-1)?.atMs ?? 0) + quietMs);
  if (last !== null) scans.push(last);
  return { scans, passed, caught };
}

describe('a scanner', () => {
  test.each([1, 8, 15, 30])('with %i ms between keys is read, marks of shift included', (gapMs) => {
    const { scans, passed, caught } = play(typed(insurance, gapMs));
    expect(scans).toEqual([{ text: insurance, rewritten: false }]);
    expect(caught).toBe(1);
    // Eight keys pass before it is clear (shift keys aside); Enter never does.
    expect(passed.filter((code) => !code.startsWith('Shift'))).toHaveLength(8);
    expect(passed).not.toContain('Enter');
  });

  test('eight characters and Enter are nine keys', () => {
    expect(play(typed('BN240117', 10)).scans).toEqual([{ text: 'BN240117', rewritten: false }]);
    const { scans, passed } = play(typed('BN24011', 10));
    expect(scans).toEqual([]);
    expect(passed).toContain('Enter');
  });

  test('Tab ends it too, and so does a silence', () => {
    expect(play(typed('079201004182', 10, 0, 'Tab')).scans).toEqual([
      { text: '079201004182', rewritten: false },
    ]);
    expect(play(typed('079201004182', 10, 0, '')).scans).toEqual([
      { text: '079201004182', rewritten: false },
    ]);
  });

  test('LF and CR sent as control characters (Ctrl+J, Ctrl+M) end it too, and are no letters of it', () => {
    for (const code of ['KeyJ', 'KeyM']) {
      const keys = typed('079201004182', 10, 0, '');
      const atMs = (keys.at(-1)?.atMs ?? 0) + 10;
      const control = { ...(keys[0] as WedgeKey), code: 'ControlLeft', key: 'Control', ctrlKey: true, atMs };
      const { scans, passed } = play([...keys, control, { ...control, code, key: 'j' }]);
      expect(scans).toEqual([{ text: '079201004182', rewritten: false }]);
      expect(passed).toHaveLength(8);
    }
  });

  test('a letter sent as Alt and its number is left out, not read as digits', () => {
    const [head, tail] = [typed('095303000001||', 8, 0, ''), typed(' Mau|21032003|N|x|14082021', 8, 400)];
    let atMs = head.at(-1)?.atMs ?? 0;
    const alt = [...'0208'].map((digit): WedgeKey => {
      atMs += 8;
      return { ...(head[0] as WedgeKey), code: `Numpad${digit}`, key: digit, altKey: true, atMs };
    });
    const rest = tail.map((key) => ({ ...key, atMs: key.atMs - 400 + atMs + 8 }));
    const { scans } = play([...head, ...alt, ...rest]);
    expect(readScan(scans[0]?.text ?? '')).toMatchObject({
      kind: 'citizen',
      number: '095303000001',
      name: 'Mau',
    });
  });

  test('two scans one after the other are two', () => {
    const first = typed('079201004182', 8);
    const second = typed('HS00004211', 8, 400);
    expect(play([...first, ...second]).scans.map(({ text }) => text)).toEqual(['079201004182', 'HS00004211']);
  });

  test('typing right before it does not become part of it', () => {
    const hand = typed('ng', 120, 0, '');
    const { scans, passed } = play([...hand, ...typed('079201004182', 8, 700)]);
    expect(scans).toEqual([{ text: '079201004182', rewritten: false }]);
    expect(passed.slice(0, 2)).toEqual(['KeyN', 'KeyG']);
  });

  test('with a prefix key even a short code is a scan, and no key of it passes', () => {
    const prefix: WedgeKey = { ...typed('x', 0)[0], code: 'F9', key: 'F9', atMs: 0 } as WedgeKey;
    const { scans, passed, caught } = play([prefix, ...typed('A1', 10, 5)], 'F9');
    expect(scans).toEqual([{ text: 'A1', rewritten: false }]);
    expect(passed).toEqual([]);
    expect(caught).toBe(1);
  });

  test('caps lock and another layout change nothing: physical keys are read', () => {
    const keys = typed('Bn240117xY', 10).map((key) => ({ ...key, key: key.key.toLowerCase() }));
    expect(play(keys).scans).toEqual([{ text: 'Bn240117xY', rewritten: false }]);
  });
});

describe('a hand', () => {
  test.each([31, 60, 120])('with %i ms between keys types, Enter included', (gapMs) => {
    const keys = typed('nguyen thi dao', gapMs);
    const { scans, passed, caught } = play(keys);
    expect(scans).toEqual([]);
    expect(caught).toBe(0);
    expect(passed).toHaveLength(keys.length);
  });

  test('that holds a key down is no scanner, however fast it repeats', () => {
    const [key] = typed('0', 0);
    if (key === undefined) throw new Error('no key');
    const held = Array.from({ length: 40 }, (_, at) => ({ ...key, repeat: at > 0, atMs: at * 20 }));
    expect(play(held)).toMatchObject({ scans: [], caught: 0 });
  });

  test('that types Vietnamese by UniKey passes, packets and all', () => {
    const slow = rewritten('nguyeexn thij ddaof', 'telex', 90);
    expect(play(slow)).toMatchObject({ scans: [], caught: 0 });
  });

  test('chords and function keys pass and end a burst', () => {
    const keys = typed('0792010', 5, 0, '');
    const chord = { ...(keys[0] as WedgeKey), ctrlKey: true, code: 'KeyL', atMs: 36 };
    const { passed, scans } = play([...keys, chord, ...typed('04182', 5, 40)]);
    expect(scans).toEqual([]);
    expect(passed).toContain('Enter');
  });

  test('never loses a key, at any pace a hand has', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 31, max: 400 }), { maxLength: 60 }), (gaps) => {
        let atMs = 0;
        const keys = gaps.map((gap) => {
          atMs += gap;
          return { ...(typed('7', 0)[0] as WedgeKey), atMs };
        });
        expect(play(keys).passed).toHaveLength(keys.length);
      }),
    );
  });

  test('never more than eight keys of a scanner reach the page', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 9, maxLength: 200 }),
        fc.constantFrom('Enter', 'Tab', ''),
        (gaps, ending) => {
          let atMs = 0;
          const keys = gaps.map((gap) => {
            atMs += gap;
            return { ...(typed('7', 0)[0] as WedgeKey), atMs };
          });
          const all = ending === '' ? keys : [...keys, ...typed('', 0, atMs + 1, ending)];
          const { passed, scans } = play(all);
          expect(passed).toHaveLength(8);
          expect(scans).toEqual([{ text: '7'.repeat(gaps.length), rewritten: false }]);
        },
      ),
    );
  });
});

describe('with a Vietnamese input method on', () => {
  test.each(['telex', 'vni'] as const)('%s: a card of health insurance gets the message', (method) => {
    const hexName = `0951234567|${Buffer.from('Đoàn Thị Ẩn').toString('hex')}|29/03/1988|2|-|$`;
    // Both methods find something to replace in it, as in nearly every such card.
    const { scans } = play(rewritten(hexName, method, 8));
    expect(scans).toHaveLength(1);
    const [scan] = scans;
    expect(scan?.rewritten).toBe(true);
    expect(readScan(scan?.text ?? '', scan?.rewritten)).toEqual({
      kind: 'unreadable',
      trouble: 'input-method',
      looksLike: 'insurance',
    });
  });

  test.each([
    ['telex', 'toans', 'toán'],
    ['telex', 'nguyeenx', 'nguyễn'],
    ['telex', 'ddanhf', 'đành'],
    ['vni', 'nguyen64', 'nguyễn'],
    ['vni', 'd9anh2', 'đành'],
  ] as const)('%s as these tests play it: %s is %s', (method, keys, letters) => {
    expect(rewrittenText(keys, method)).toBe(letters);
  });

  test.each([
    ['vni', 'the published sample', '4e677579e1bb856e205469e1babf6e20c490e1baa174'],
    ['telex', 'the published sample', '4e677579e1bb856e205469e1babf6e20c490e1baa174'],
    ['vni', 'the new card', '5472e1baa76e205468e1bb8b204de1baab75'],
    ['vni', 'the old card', 'c490e1bb972056c4836e205468e1bbad'],
  ] as const)('%s, %s: never a wrong patient, and the field is left alone', (method, _, hexName) => {
    const card = `0951234567|${hexName}|29/03/1988|2|-|95 - 001|01/07/2023|-|31/07/2023|$`;
    const { scans, passed } = play(rewritten(card, method, 8));
    expect(passed).toHaveLength(8);
    expect(scans[0]?.rewritten).toBe(true);
    const message = { kind: 'unreadable', trouble: 'input-method', looksLike: 'insurance' };
    expect(readScan(scans[0]?.text ?? '', true)).toEqual(message);
    // Also where nobody saw the keys: as text over a remote desktop.
    expect(readScan(rewrittenText(card, method))).toEqual(message);
  });

  test.each(['telex', 'vni'] as const)(
    '%s: no card of health insurance is ever read with another number or name',
    (method) => {
      const letters = fc.constantFrom(...'Nguyễn Thị Đào Ẩn Ước Lê Hoà Thuý Đoàn Ỷ'.split(' '));
      fc.assert(
        fc.property(
          fc.array(letters, { minLength: 2, maxLength: 5 }),
          fc.integer({ min: 0, max: 9_999_999_999 }),
          fc.constantFrom('', 'HS4', 'TE1', 'DN4', 'GD4'),
          (words, digits, group) => {
            const number = String(digits).padStart(10, '0');
            const name = words.join(' ').normalize('NFC');
            const hex = Buffer.from(name).toString('hex');
            const card = `${group === '' ? '' : `${group}95`}${number}|${hex}|29/03/1988|2|-|$`;
            const read = readScan(rewrittenText(card, method));
            if (read.kind === 'insurance') expect(read).toMatchObject({ number, name });
            else expect(read.kind).toBe('unreadable');
          },
        ),
      );
    },
  );

  test('vni: a patient code gets the message too', () => {
    const { scans } = play(rewritten('BNA1240017', 'vni', 8));
    expect(scans[0]?.rewritten).toBe(true);
    expect(readScan(scans[0]?.text ?? '', true)).toMatchObject({
      kind: 'unreadable',
      trouble: 'input-method',
    });
  });

  test('a citizen card whose number was not touched is read by its number, without a name', () => {
    const card = '001090123456|012345678|NGUYEN VAN AS|01011990|Nam|So 1 Duong A1|15042021';
    const { scans } = play(rewritten(card, 'telex', 8));
    expect(scans[0]?.rewritten).toBe(true);
    expect(readScan(scans[0]?.text ?? '', true)).toMatchObject({
      kind: 'citizen',
      number: '001090123456',
      name: null,
    });
  });
});
