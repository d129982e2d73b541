/**
 * Seals what a neighbour system sends (docs/protocol/neighbours.md):
 *
 *     node src/backend/tools/seal.ts --key key.json --print KID < plain.json > body.json
 *
 * `key.json` is the answer of `GET /v1/neighbour/key`, `KID` the print on the facility's recovery sheet. `plain.json` is the
 * body of the call with `private` (an object in the clear) in the place of `sealed`. Runs at the facility: nothing is sent.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CompactEncrypt, calculateJwkThumbprint, importJWK } from 'jose';
import { z } from 'zod';
import {
  billPrivate,
  keyAnswer,
  neighbourBill,
  neighbourPayer,
  payerPrivate,
  sealAlgorithms,
  sealSubject,
} from '../../shared/sync/index.ts';

type Jwk = z.output<typeof keyAnswer>['key'];

const plainPayer = neighbourPayer.omit({ sealed: true }).extend({ private: payerPrivate.nullable() });
const plainBill = neighbourBill.omit({ sealed: true }).extend({ private: billPrivate.nullable() });
const plain = z.union([
  z.strictObject({ payers: z.array(plainPayer).min(1) }),
  z.strictObject({ bills: z.array(plainBill).min(1) }),
]);

/** The text as a compact JWE to the key; `subject` names what it belongs to. */
async function seal(key: Jwk, subject: string, text: object): Promise<string> {
  return await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(text)))
    .setProtectedHeader({ ...sealAlgorithms, kid: key.kid, sub: subject })
    .encrypt(await importJWK(key, sealAlgorithms.alg));
}

async function sealed<Item extends { readonly version: number; readonly private: object | null }>(
  key: Jwk,
  items: readonly Item[],
  idOf: (item: Item) => string,
): Promise<readonly object[]> {
  return await Promise.all(
    items.map(async (one) => {
      const { private: open, ...item } = one;
      const subject = sealSubject(idOf(one), item.version);
      return { ...item, sealed: open === null ? null : await seal(key, subject, open) };
    }),
  );
}

async function run(args: readonly string[]): Promise<number> {
  const options = { key: { type: 'string' }, print: { type: 'string' } } as const;
  const { values } = parseArgs({ args: [...args], options });
  if (values.key === undefined || values.print === undefined) return complain('--key FILE --print KID');
  const told = keyAnswer.safeParse(readJson(values.key));
  if (!told.success) return complain('--key is not an answer of /v1/neighbour/key');
  const { key } = told.data;
  // Whoever answered may have put a key of their own there: the print is of the key itself, and comes on paper.
  if ((await calculateJwkThumbprint(key)) !== values.print || key.kid !== values.print) {
    return complain('this key is not the one on the recovery sheet: nothing was sealed');
  }
  const read = plain.safeParse(readJson(0));
  if (!read.success) return complain(z.prettifyError(read.error));
  const body =
    'payers' in read.data
      ? { payers: await sealed(key, read.data.payers, ({ payer }) => payer) }
      : { bills: await sealed(key, read.data.bills, ({ bill }) => bill) };
  process.stdout.write(`${JSON.stringify(body)}\n`);
  return 0;
}

/** Null for what cannot be read: no schema here takes it. */
function readJson(file: string | number): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function complain(what: string): number {
  process.stderr.write(`seal: ${what}\n`);
  return 1;
}

process.exitCode = await run(process.argv.slice(2));
