/**
 * The share worked out straight from journals, in the words of design §7: "a payment transaction is one tender that ended
 * received, approved, decided-paid, keyed, matched or credited (accepted counts once credited); value is what was kept. A
 * tender undone the same day does not count; later refunds stand apart. Taking a deposit counts. Dated by payment."
 * Looks at the end of each tender, not at its steps; uses none of the product's code.
 */
interface Entry {
  readonly at: number;
  readonly business_date: string;
  readonly type: string;
  readonly body: unknown;
}

export interface Cell {
  count: number;
  amount: number;
}

interface Story {
  method: string;
  machine: string;
  due: number;
  collection: string | null;
  /** States in order, with the day each was reached. */
  steps: { state: string; day: string; moved: number; at: number }[];
  /** When the bank says that the money came. */
  bankAt: number | null;
  refunds: { day: string; amount: number }[];
}

const counts = ['received', 'approved', 'decided-paid', 'keyed', 'matched', 'credited'];

function vietnamDay(at: number): string {
  return new Date(at + 7 * 3_600_000).toISOString().slice(0, 10);
}

/** By `month|method`. Entries of one facility, each counter's in order. */
export function recountShare(entries: readonly Entry[]): Map<string, Cell> {
  const stories = new Map<string, Story>();
  const paperDays = new Map<string, string>();
  const refundOf = new Map<string, string>();
  for (const { type, body: raw, at, business_date: day } of entries) {
    const body = raw as Record<string, unknown>;
    const [machine = '', state = ''] = type.split('.');
    if (type === 'paper.entered') paperDays.set(String(body.collection), String(body.paperDate));
    if (type === 'refund.requested' && body.source === 'tender')
      refundOf.set(String(body.refund), String(body.id));
    if (type === 'refund.paid') {
      stories
        .get(refundOf.get(String(body.refund)) ?? '')
        ?.refunds.push({ day, amount: Number(body.amount) });
    }
    if (typeof body.tender !== 'string' || machine === 'credit' || machine === 'acceptance') continue;
    let story = stories.get(body.tender);
    if (story === undefined) {
      const wallet = body.wallet === true;
      const method =
        { cash: 'cash', card: 'card', manual: 'card', ussd: 'mobile-money' }[machine] ??
        (machine === 'vietqr' ? (wallet ? 'mobile-money' : 'qr') : String(body.method));
      story = {
        ...{ method, machine, due: Number(body.due ?? body.amount), steps: [], refunds: [], bankAt: null },
        collection: (body.collection as string | null) ?? null,
      };
      stories.set(body.tender, story);
    }
    if (typeof body.moved === 'number') story.steps.push({ state, day, moved: body.moved, at });
    if (state === 'credited') story.bankAt = Number(body.paidAt);
  }
  const cells = new Map<string, Cell>();
  for (const story of stories.values()) {
    const counted = endOf(story, paperDays);
    if (counted === null) continue;
    const key = `${counted.day.slice(0, 7)}|${story.method}`;
    const cell = cells.get(key) ?? { count: 0, amount: 0 };
    cell.count += 1;
    cell.amount += counted.amount;
    cells.set(key, cell);
  }
  return cells;
}

/** The day and the value a tender counts with in the end, or null. */
function endOf(story: Story, paperDays: ReadonlyMap<string, string>): { day: string; amount: number } | null {
  const last = story.steps.at(-1);
  const came = story.steps.find(({ moved }) => moved > 0);
  if (last === undefined || came === undefined) return null;
  const paper = story.collection === null ? undefined : paperDays.get(story.collection);
  const day = story.bankAt !== null ? vietnamDay(story.bankAt) : (paper ?? vietnamDay(came.at));
  const kept = story.steps.reduce((sum, { moved }) => sum + moved, 0);
  const undone = last.state === 'returned' || last.state === 'voided';
  // Given back later stands apart and takes nothing off the day of payment.
  if (undone && last.day === day) return null;
  if (!undone && !counts.includes(last.state)) return null;
  const brought = undone ? came.moved : kept;
  const sameDay = story.refunds.filter((one) => one.day === day).reduce((sum, one) => sum + one.amount, 0);
  return sameDay === brought ? null : { day, amount: brought - sameDay };
}

/** Sums of all ways, and of all but cash, over all months. */
export function recountSums(entries: readonly Entry[]) {
  const sums = { count: 0, cashless: 0, amount: 0, cashlessAmount: 0 };
  for (const [key, { count, amount }] of recountShare(entries)) {
    const cashless = !key.endsWith('|cash');
    sums.count += count;
    sums.amount += amount;
    sums.cashless += cashless ? count : 0;
    sums.cashlessAmount += cashless ? amount : 0;
  }
  return sums;
}
