/** Cashless share by number and by value (design §7 "What counts"): every report and every page adds it up like this. */

/** Payments of a time or of a group; amounts in đồng, negative where more was taken off than came. */
export interface Share {
  readonly count: number;
  readonly cashlessCount: number;
  readonly amount: number;
  readonly cashlessAmount: number;
}

export const noShare: Share = { count: 0, cashlessCount: 0, amount: 0, cashlessAmount: 0 };

/** Payments of one method. */
export interface Paid {
  readonly method: string;
  readonly count: number;
  readonly amount: number;
}

/** The share with payments of one method added. */
export function withPaid(share: Share, { method, count, amount }: Paid): Share {
  const cashless = method !== 'cash';
  return {
    count: share.count + count,
    cashlessCount: share.cashlessCount + (cashless ? count : 0),
    amount: share.amount + amount,
    cashlessAmount: share.cashlessAmount + (cashless ? amount : 0),
  };
}

/** Adds up, or with -1 takes off. */
export function addShare(one: Share, other: Share, sign: 1 | -1 = 1): Share {
  return {
    count: one.count + sign * other.count,
    cashlessCount: one.cashlessCount + sign * other.cashlessCount,
    amount: one.amount + sign * other.amount,
    cashlessAmount: one.cashlessAmount + sign * other.cashlessAmount,
  };
}
