/** A live test of a card terminal: whether its line opens, and whether it answers in the protocol that was chosen. */
import type { TestResult, TestStep } from '../../shared/rpc/devices.ts';
import type { TerminalPort } from '../devices/ports.ts';
import { type DeskContext, fail, type Outcome } from './context.ts';

type Trouble = NonNullable<TestStep['trouble']>;

/** What keeps a line from being opened at all. */
const lineTroubles: ReadonlySet<string> = new Set([
  'refused',
  'not-found',
  'busy',
  'deadline',
  'disconnected',
  'error',
]);

/** Asks the terminal whether it is there; no money is spoken of. Refused while a payer stands at it. */
export async function testTerminal(
  { clock }: Pick<DeskContext, 'clock'>,
  terminal: TerminalPort,
): Promise<Outcome<TestResult>> {
  const at = clock.now();
  const from = clock.monotonicMs();
  const ready = await terminal.prepare();
  const openMs = Math.round(clock.monotonicMs() - from);
  if (!ready.ok && ready.reason === 'busy' && terminal.state === 'online') return fail('card-under-way');
  if (!ready.ok && lineTroubles.has(ready.reason) && terminal.state !== 'online') {
    const trouble = ready.reason as Trouble;
    // ZVT is spoken already while the line is made ready: a line that opened and said nothing is not a missing one.
    const silent = trouble === 'deadline' && openMs > silenceMs;
    if (!silent) return result(at, [{ step: 'reached', outcome: 'failed', trouble, tookMs: openMs }]);
  }
  const reached: TestStep = { step: 'reached', outcome: 'good', trouble: null, tookMs: openMs };
  const asked = clock.monotonicMs();
  const why = await terminal.commTest();
  const tookMs = Math.round(clock.monotonicMs() - asked);
  if (why === null) {
    return result(at, [reached, { step: 'done', outcome: 'good', trouble: null, tookMs }]);
  }
  return result(at, [reached, { step: 'done', outcome: 'failed', trouble: troubleOf(why), tookMs }]);
}

/** An opened line that nobody answers on takes longer than any line takes to open. */
const silenceMs = 3_500;

function result(at: TestResult['at'], steps: TestStep[]): Outcome<TestResult> {
  return { ok: true, value: { at, steps } };
}

function troubleOf(why: string): Trouble {
  switch (why) {
    case 'no-ack':
    case 'no-reply':
    case 'deadline':
      return 'no-answer';
    case 'nak':
    case 'reply-unclear':
    case 'reply-unproved':
    case 'bad-request':
      return 'not-understood';
    default:
      return lineTroubles.has(why) ? (why as Trouble) : 'error';
  }
}
