/** Tells every line to whoever the providers were pointed at, again and again as each of them documents. */
import type { Chances } from './books.ts';
import type { Attempt, RelayOrder } from './contract.ts';
import { type Call, callOf, isTaken, type Line, retryDelaysMs, tokenCall } from './providers.ts';

const answerTimeoutMs = 30_000;
const mostRelays = 20;
const mostAttempts = 10_000;
const tokenGraceMs = 5_000;

interface Relay {
  readonly order: RelayOrder;
  token: { readonly text: string; readonly until: number } | null;
}

export class Relays {
  readonly attempts: Attempt[] = [];
  readonly #relays: Relay[] = [];
  readonly #chances: Chances;
  #lines = 0;

  constructor(chances: Chances) {
    this.#chances = chances;
  }

  /** Points a provider at an address. */
  add(order: RelayOrder): void {
    if (this.#relays.length >= mostRelays) throw new Error('too many relays');
    this.#relays.push({ order, token: null });
  }

  /** Tells a line through every provider. */
  tell(line: Omit<Line, 'id'>): void {
    this.#lines += 1;
    const whole = { id: this.#lines, ...line };
    for (const relay of this.#relays) {
      for (let copy = 0; copy < relay.order.copies; copy += 1) this.#deliver(relay, whole, 0);
    }
  }

  #deliver(relay: Relay, line: Line, tried: number): void {
    const again = (status: number, taken: boolean): void => {
      this.#note({
        provider: relay.order.provider,
        reference: line.reference,
        tried: tried + 1,
        status,
        taken,
      });
      const wait = retryDelaysMs[relay.order.provider][tried];
      if (taken || wait === undefined) return;
      this.#chances.after(wait / relay.order.timeFactor, () => this.#deliver(relay, line, tried + 1));
    };
    this.#attempt(relay, line).then(
      ({ status, taken }) => again(status, taken),
      () => again(0, false),
    );
  }

  async #attempt(relay: Relay, line: Line): Promise<{ status: number; taken: boolean }> {
    const { order } = relay;
    const token = order.provider === 'vietqr' ? await this.#token(relay, order) : '';
    const call = callOf(order, line, this.#chances.now(), token);
    if (call === null) return { status: 0, taken: true };
    const { status, body } = await send(call);
    return { status, taken: isTaken(order.provider, status, body) };
  }

  async #token(relay: Relay, order: Extract<RelayOrder, { provider: 'vietqr' }>): Promise<string> {
    const now = this.#chances.now();
    if (relay.token !== null && relay.token.until > now + tokenGraceMs) return relay.token.text;
    const { body } = await send(tokenCall(order));
    const said = body as { access_token?: unknown; expires_in?: unknown } | null;
    if (typeof said?.access_token !== 'string' || typeof said.expires_in !== 'number') return '';
    relay.token = { text: said.access_token, until: now + said.expires_in * 1000 };
    return said.access_token;
  }

  #note(attempt: Attempt): void {
    if (this.attempts.length < mostAttempts) this.attempts.push(attempt);
  }
}

async function send({ url, headers, body }: Call): Promise<{ status: number; body: unknown }> {
  const signal = AbortSignal.timeout(answerTimeoutMs);
  const response = await fetch(url, { method: 'POST', headers, body, signal });
  const text = await response.text();
  try {
    return { status: response.status, body: JSON.parse(text) };
  } catch {
    return { status: response.status, body: null };
  }
}
