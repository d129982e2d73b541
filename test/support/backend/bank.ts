/** A facility's bank sources, and the simulated bank playing its providers. */
import { addSource, type NewSource } from '../../../src/backend/bank/sources.ts';
import { scopeOfCode } from '../../../src/backend/data/scope.ts';
import type { Attempt, RelayOrder } from '../../../src/simulators/bank/contract.ts';
import type { BankSimulator } from '../../integration/counter/bank-simulator.ts';
import type { Instance } from './instances.ts';

export const account = { bin: '999999', number: '0000012345678' } as const;

export type Provider = RelayOrder['provider'];
export const providers: readonly Provider[] = ['vietqr', 'sepay', 'casso', 'payos'];

const checksumKey = 'khoa-kiem-chi-de-thu-0123456789';
export const secrets = {
  vietqr: { username: 'quaythu', password: 'mat-khau-chi-de-thu' },
  sepay: { signingSecret: 'bi-mat-sepay-chi-de-thu' },
  casso: { checksumKey },
  payos: { checksumKey },
} as const;

/** Adds a source of each provider for the one account; gives their ids. */
export async function addSources(instance: Instance, facility: string): Promise<Record<Provider, string>> {
  const ids: Partial<Record<Provider, string>> = {};
  for (const provider of providers) {
    const source = { provider, secret: secrets[provider], accounts: [account] } as NewSource;
    const added = await addSource(instance.opened.backend, scopeOfCode({ facility }), source);
    if (!added.ok) throw new Error(added.reason.code);
    ids[provider] = added.value.source;
  }
  return ids as Record<Provider, string>;
}

/** Points one provider of the simulated bank at an instance. */
export async function relay(
  bank: BankSimulator,
  provider: Provider,
  url: string,
  source: string,
  more: { copies?: number; timeFactor?: number; camelCase?: boolean } = {},
): Promise<void> {
  const order = { provider, url: `${url}/bank/${provider}/${source}`, secret: secrets[provider], ...more };
  const answer = await bank.call('POST', '/relay', order);
  if (!answer.ok) throw new Error(await answer.text());
}

/** Waits until the simulated bank has made so many attempts. */
export async function attempts(bank: BankSimulator, count: number): Promise<readonly Attempt[]> {
  for (let waited = 0; waited < 200; waited += 1) {
    const answer = await bank.call('GET', '/attempts');
    const { attempts: made } = (await answer.json()) as { attempts: Attempt[] };
    if (made.length >= count) return made;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`not ${count} attempts`);
}
