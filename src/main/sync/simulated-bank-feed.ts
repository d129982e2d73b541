/** The feed of the simulated bank (`src/simulators/bank`), for training ledgers only. Nothing in it is signed. */
import type { ClientRequest } from 'node:http';
import { z } from 'zod';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { BankCredit, BankFeedPort, BankFeedState } from '../bank/port.ts';

// Imported by name the module would load the client of `fetch`, too.
const { get } = process.getBuiltinModule('node:http');

/** What the simulated bank tells (its `NOTES.md`); repeated here on purpose. */
const answerSchema = z.object({
  items: z
    .array(
      z.object({
        position: z.int().min(1),
        bin: z.string().regex(/^\d{6}$/),
        number: z.string().min(1).max(19),
        reference: z.string().min(1).max(60),
        amount: z.int().min(1),
        paidAt: z.int().min(0),
        content: z.string().max(500),
        senderName: z.string().max(200).nullable(),
        virtualAccount: z.string().max(19).nullable(),
      }),
    )
    .max(500),
  last: z.int().min(0),
});
type FeedAnswer = z.output<typeof answerSchema>;

const waitMs = 20_000;
const answerTimeoutMs = waitMs + 5_000;
const retryAfterMs = 1_000;
const longestAnswerBytes = 2 * 1024 * 1024;

/**
 * Asks again and again for what is new; after every start from the beginning, since taking a credit twice has one
 * effect. A break shows as `paused` and is tried again without end.
 */
export function simulatedBankFeed(address: { host: string; port: number }, clock: Clock): BankFeedPort {
  let state: BankFeedState = { state: 'paused', sinceMs: clock.now() };
  let stopped = false;
  let cursor = 0;
  let asking: ClientRequest | undefined;
  let cancelRetry: () => void = () => undefined;

  const becomes = (next: 'live' | 'paused', changed: () => void): void => {
    if (next === 'paused' && state.state === 'paused') return;
    // While live, "since" is when the bank was last heard of.
    state = { state: next, sinceMs: clock.now() };
    changed();
  };

  const ask = (take: (credit: BankCredit) => void, changed: () => void): void => {
    const again = (delayMs: number): void => {
      if (!stopped) cancelRetry = clock.after(delayMs, () => ask(take, changed));
    };
    asking = fetchFeed(address, cursor, state.state === 'live' ? waitMs : 0, clock, (answer) => {
      if (stopped) return;
      if (answer === null) {
        becomes('paused', changed);
        again(retryAfterMs);
        return;
      }
      for (const { position: _, ...credit } of answer.items) take(credit);
      cursor = answer.last;
      becomes('live', changed);
      again(0);
    });
  };

  return {
    state: () => state,
    start: ask,
    stop: () => {
      stopped = true;
      cancelRetry();
      asking?.destroy();
    },
  };
}

/** One question; `settle` is called once, with null when there was no good answer in time. */
function fetchFeed(
  { host, port }: { host: string; port: number },
  after: number,
  holdMs: number,
  clock: Clock,
  settle: (answer: FeedAnswer | null) => void,
): ClientRequest {
  let settled = false;
  const finish = (answer: FeedAnswer | null): void => {
    if (settled) return;
    settled = true;
    cancelTimeout();
    settle(answer);
  };
  const request = get({ host, port, path: `/feed?after=${after}&waitMs=${holdMs}` }, (response) => {
    const parts: Buffer[] = [];
    let size = 0;
    response.on('data', (part: Buffer) => {
      size += part.length;
      if (size > longestAnswerBytes) request.destroy();
      else parts.push(part);
    });
    response.on('end', () => {
      finish(response.statusCode === 200 ? parse(Buffer.concat(parts).toString('utf8')) : null);
    });
    response.on('error', () => finish(null));
  });
  request.on('error', () => finish(null));
  request.on('close', () => finish(null));
  const cancelTimeout = clock.after(answerTimeoutMs, () => request.destroy());
  return request;
}

function parse(text: string): FeedAnswer | null {
  try {
    return answerSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
