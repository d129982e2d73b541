/** A wallet's QR on an STX/LRC terminal: sale, inquiry and cancel by their own codes; and giving a charge up. */
import { expect, test } from 'vitest';
import { encodeFrame } from '../../../src/main/devices/terminal/stx/codec.ts';
import { stxTerminal } from '../../../src/main/devices/terminal/stx/driver.ts';
import { chargeRequest } from '../../../src/main/devices/terminal/stx/requests.ts';
import { checkedProfile } from '../../support/stx/profile.ts';
import { StxTill } from '../../support/stx/till.ts';

const wallet = {
  sale: '70',
  inquiry: 'IQ',
  cancel: 'CQ',
  extra: [
    { type: 'A1', text: '03' },
    { type: 'J6', text: '04' },
  ],
} as const;
const profile = checkedProfile({ wallet: { ...wallet, extra: [...wallet.extra] } }, 100);
const amount = 80_000;

function walletPort(till: StxTill) {
  const log = (text: string): void => {
    till.log.push(text);
  };
  return stxTerminal({ profile, transport: till.cable.transport, clock: till.clock, unresolved: [], log });
}

test('sold, found and cancelled', async () => {
  const till = new StxTill();
  const port = walletPort(till);
  const charge = { reference: till.reference(), amount, by: 'wallet' } as const;
  const sold = await till.run(port.sale(charge));
  expect(sold.kind).toBe('approved');
  expect(till.log[0]).toContain('> request 70 00 40=000008000000 R1=QT000001 A1=03 J6=04');
  expect(await till.run(port.inquiry(till.attemptOf(charge)))).toMatchObject({ kind: 'found', amount });
  expect(till.log.some((line) => line.startsWith('> request IQ'))).toBe(true);
  const stan = sold.kind === 'approved' ? (sold.stan ?? '') : '';
  const cancelled = await till.run(port.void({ reference: till.reference(), amount, stan, by: 'wallet' }));
  expect(cancelled.kind).toBe('approved');
  expect(till.standing('sale')).toBe(0);
});

test('a terminal without one is given none, and no refund goes that way', async () => {
  const till = new StxTill();
  const charge = { reference: till.reference(), amount, by: 'wallet' } as const;
  const refused = { kind: 'not-sent', cause: 'bad-request' };
  expect(await till.run(till.port.sale(charge))).toEqual(refused);
  expect(await till.run(walletPort(till).refund(charge))).toEqual(refused);
});

test('its frame has the shape of the published one', () => {
  const request = chargeRequest(profile, 'sale', { reference: 'POSQR123', amount, by: 'wallet' });
  const frame = Buffer.from(
    encodeFrame(
      request?.message ?? {
        transport: '',
        direction: 'request',
        code: '',
        responseCode: '',
        more: false,
        fields: [],
      },
    ),
  );
  expect(frame.toString('latin1')).toContain('6000000000107000');
  expect(frame[0]).toBe(2);
});

test('given up while the person looks for the card: the terminal refuses it', async () => {
  const till = new StxTill({ takesMs: 60_000 });
  const sale = till.port.sale({ reference: till.reference(), amount });
  await till.clock.advanceAndSettle(3_000);
  till.port.abort();
  expect((await till.run(sale)).kind).toBe('declined');
  expect(till.standing('sale')).toBe(0);
});
