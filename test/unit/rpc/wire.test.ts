import { describe, expect, it } from 'vitest';
import { decodeWindowMessage } from '../../../src/shared/rpc/wire.ts';

const withText = (text: string) => JSON.stringify({ kind: 'call', id: 1, method: 'any', request: { text } });

describe('text on the line', () => {
  it('may be anything well-formed, also a written-out escape', () => {
    for (const text of ['Đặng Thị Ẩn', 'thu 😀', '\\ud800', 'C:\\ud\\udcba']) {
      expect(decodeWindowMessage(withText(text))).toMatchObject({ ok: true, value: { request: { text } } });
    }
  });

  it('with a lone surrogate is refused before it reaches the journal, raw or escaped', () => {
    for (const text of ['\ud800', 'Nguyễn\udc00', '\\\ud800']) {
      expect(decodeWindowMessage(withText(text))).toEqual({ ok: false, reason: 'malformed' });
      expect(
        decodeWindowMessage(`{"kind":"call","id":1,"method":"any","request":{"text":"${text.slice(-1)}"}}`),
      ).toEqual({
        ok: false,
        reason: 'malformed',
      });
    }
  });
});
