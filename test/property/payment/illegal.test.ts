import { expect, test } from 'vitest';
import fc, { seed } from '../../support/check.ts';
import { Trespasser } from '../../support/history/illegal.ts';
import { legalHistory } from '../../support/legal-history.ts';

const histories = Number(process.env.HISTORIES ?? 100);

test(`acts beside a legal one are refused and change nothing (${histories} histories, seed ${seed})`, {
  timeout: 600_000 + histories * 1_000,
}, () => {
  const codes = new Map<string, number>();
  let tried = 0;
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 20, maxLength: 120, size: 'max' }), (acts) => {
      const trespasser = new Trespasser();
      legalHistory(acts, [trespasser]);
      tried += trespasser.tried;
      for (const [code, count] of trespasser.refused) codes.set(code, (codes.get(code) ?? 0) + count);
    }),
    { seed, numRuns: histories },
  );
  const listed = [...codes].sort((a, b) => b[1] - a[1]).map(([code, count]) => `${code} ${count}`);
  console.log(`${tried} illegal acts, seed ${seed}: ${listed.join(', ')}`);
  expect(codes.size).toBeGreaterThan(30);
});
