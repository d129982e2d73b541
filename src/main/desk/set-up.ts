import type { ReceivingAccount } from '../../shared/journal/index.ts';
import { businessDateOf } from '../../shared/kernel/clock.ts';
import { ok } from '../../shared/kernel/result.ts';
import type { Role } from '../../shared/kernel/roles.ts';
import { checkAccounts } from '../facility/accounts.ts';
import { openYear } from '../facility/series.ts';
import { defaultReceiptForm } from '../facility/settings.ts';
import { type DeskContext, fail, type Outcome } from './context.ts';
import { journalAccounts } from './set-accounts.ts';

export interface SetUpRequest {
  readonly institution: 'hospital' | 'school';
  /** A counter where nothing is said. */
  readonly machine?: 'counter' | 'accountant-desk';
  readonly facilityName: string;
  readonly address: string;
  readonly budgetCode: string;
  readonly counterName: string;
  readonly seriesPrefix: string;
  readonly people: readonly {
    readonly name: string;
    readonly roles: readonly Role[];
    readonly pin: string;
  }[];
  readonly accounts: readonly ReceivingAccount[];
}

/** Public keys of this counter and its facility, made at first start before the first entry (design §6). */
export interface PublicKeys {
  readonly counterKey: string;
  readonly facilityKey: string;
  readonly sealingKey: string;
}

export interface SetUpParts {
  readonly kind: 'real' | 'training';
  readonly keys: PublicKeys;
  /** Claims the file for this counter; inside the same transaction as the first entry. */
  readonly claim: () => void;
}

/** First run: opens the ledger, names facility and counter, opens the year's numbers, adds the people. */
export async function setUp(
  context: DeskContext,
  parts: SetUpParts,
  request: SetUpRequest,
): Promise<Outcome<{ readonly people: string[] }>> {
  const { clock, ledger, staff } = context;
  const checked = checkAccounts(request.accounts);
  if (!checked.ok) return fail(checked.reason.code, { account: checked.reason.account });
  const made = await staff.createFirstPeople(request.people, () => {
    parts.claim();
    ledger.append({ type: 'ledger.opened', body: { kind: parts.kind, ...parts.keys } });
    const {
      institution,
      machine = 'counter',
      facilityName,
      address,
      budgetCode,
      counterName,
      seriesPrefix,
    } = request;
    ledger.append({
      type: 'settings.set',
      body: { key: 'facility', value: { institution, name: facilityName, address, budgetCode } },
    });
    ledger.append({ type: 'settings.set', body: { key: 'counter', value: { name: counterName } } });
    if (machine !== 'counter') {
      ledger.append({ type: 'settings.set', body: { key: 'machine', value: { kind: machine } } });
    }
    ledger.append({ type: 'settings.set', body: { key: 'series-prefix', value: { prefix: seriesPrefix } } });
    ledger.append({ type: 'settings.set', body: { key: 'receipt-form', value: defaultReceiptForm } });
    ledger.append({ type: 'settings.set', body: { key: 'cash-rounding', value: { unit: 1000 } } });
    if (request.accounts.length > 0) journalAccounts(context, request.accounts);
    // A desk has no drawer and no series (design §6).
    if (machine === 'accountant-desk') return;
    openYear(ledger, seriesPrefix, counterName, Number(businessDateOf(clock.now()).slice(0, 4)));
  });
  return made.ok ? ok({ people: [...made.value.people] }) : made;
}
