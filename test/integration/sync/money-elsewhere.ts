/** What the tests of deposits between two counters do at one of them. */
import { pin } from '../../support/e2e/facility.ts';
import { type RunningCounter, succeeded, untilTopic } from '../../support/running-counter.ts';

/** One counter of the facility, and who is asked there. */
export class Till {
  readonly #counter: RunningCounter;

  constructor(counter: RunningCounter) {
    this.#counter = counter;
  }

  get client(): RunningCounter['client'] {
    return this.#counter.client;
  }

  id(): string {
    return this.#counter.ids.next();
  }

  /** The PIN of somebody of this counter, as an approval. */
  async approval(name: string): Promise<{ person: string; pin: string }> {
    const { people } = await untilTopic(this.client, 'gate', (view) => view.people.length > 0);
    return { person: people.find((one) => one.name === name)?.person ?? '', pin };
  }

  async payerOf(code: string): Promise<string> {
    const { rows } = succeeded(await this.client.call('payer.find', { text: code, limit: 5 }));
    return rows[0]?.payer ?? '';
  }

  /** Takes a deposit in cash; its slip. */
  async takeDeposit(code: string, amount: number) {
    const payer = await this.payerOf(code);
    const ids = { collection: this.id(), tender: this.id() };
    const who = { payer, payerName: 'Bà Nguyễn Thị Ngọc Ưởng' };
    const { lines } = succeeded(await this.client.call('payer.open', { payer }));
    const { collection } = ids;
    succeeded(await this.client.call('deposit.begin', { collection, ...who, visit: null, amount }));
    const chosen = lines.slice(0, 1).map(({ bill, owed }) => ({ bill, amount: owed }));
    succeeded(await this.client.call('collect.cashBegin', { ...ids, ...who, lines: chosen }));
    succeeded(await this.client.call('collect.cashReceive', { tender: ids.tender, given: 0 }));
    const { deposit } = succeeded(await this.client.call('deposit.of', { collection }));
    if (deposit === null) throw new Error('no slip');
    return deposit;
  }

  /** Funds of a payer at other counters. */
  async elsewhere(code: string) {
    const payer = await this.payerOf(code);
    return succeeded(await this.client.call('fund.elsewhere', { payer })).funds;
  }

  /** Deposits of a payer here, brought ones among them. */
  async deposits(code: string) {
    const payer = await this.payerOf(code);
    return succeeded(await this.client.call('deposit.list', { payer, visit: null })).deposits;
  }

  bring(
    payer: string,
    fund: string | null,
    more: { slip?: Slip; approval?: { person: string; pin: string } },
  ) {
    const { slip = null, approval = null } = more;
    return this.client.call('fund.bring', { payer, visit: null, fund, slip, approval });
  }

  askBack(deposit: string, amount: number) {
    return this.client.call('refund.request', {
      ...{ refund: this.id(), source: 'deposit', id: deposit, receipt: null, amount, way: 'cash' },
      ...{ payeeName: 'Bà Nguyễn Thị Ngọc Ưởng', payeeIdentity: '000111222333', text: 'Ra viện' },
    });
  }

  /** Asks a deposit back, has it approved, and pays it in cash; the number of the phiếu chi. */
  async giveBack(deposit: string, amount: number, chief: string): Promise<string> {
    const { refund } = succeeded(await this.askBack(deposit, amount));
    const approval = await this.approval(chief);
    succeeded(await this.client.call('refund.approve', { refund, approval, lostSlip: false }));
    return succeeded(await this.client.call('refund.pay', { refund, reference: null })).voucher ?? '';
  }
}

type Slip = { readonly series: string; readonly number: number; readonly amount: number };
