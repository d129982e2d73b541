import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  hashPassword,
  isPassword,
  nobodysPassword,
  standardPasswordCost,
} from '../../../src/backend/crypto.ts';

const random = { bytes: (length: number) => new Uint8Array(randomBytes(length)) };
const cheap = { N: 2 ** 10, r: 8, p: 1 };

describe('a password as it is kept', () => {
  it('is known again, whatever it cost then, and no other is', async () => {
    const kept = await hashPassword('Mật khẩu dài', cheap, random);
    expect(kept).toMatch(/^scrypt\$1024\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(await isPassword('Mật khẩu dài'.normalize('NFD'), kept)).toBe(true);
    expect(await isPassword('mật khẩu dài', kept)).toBe(false);
    expect(await isPassword('Mật khẩu dài', kept.replace('$1024$', '$2048$'))).toBe(false);
  });

  it('costs what OWASP asks for interactive sign-in, also one kept without its cost', async () => {
    expect(standardPasswordCost).toEqual({ N: 65_536, r: 8, p: 2 });
    const kept = await hashPassword('Mật khẩu dài', standardPasswordCost, random);
    expect(await isPassword('Mật khẩu dài', kept.replace('$65536$8$2$', '$'))).toBe(true);
  });

  it('of nobody fits nothing, nor does a text of another form', async () => {
    for (const password of ['', 'A', 'Mật khẩu dài']) {
      expect(await isPassword(password, nobodysPassword(cheap))).toBe(false);
      expect(await isPassword(password, `bcrypt$${password}`)).toBe(false);
    }
  });
});
