import { digitCount, dongSign, plainAmount } from './money.ts';

/** Font sizes by number of digits (look.md "Type"): amounts fit by steps, never by an ellipsis. */
const steps = {
  total: [
    [8, 52],
    [10, 44],
    [12, 38],
    [16, 32],
  ],
  change: [
    [6, 64],
    [7, 56],
    [8, 48],
    [10, 40],
    [16, 32],
  ],
} as const;

/** The size step of an amount in px of the pictures. */
export function amountSize(kind: keyof typeof steps, amount: number): number {
  const digits = digitCount(amount);
  return (steps[kind].find(([most]) => digits <= most) ?? [0, 32])[1];
}

interface AmountProps {
  readonly amount: number;
  /** Large amounts have steps of size and a smaller sign of the currency. */
  readonly size?: keyof typeof steps;
  readonly id?: string;
}

/** An amount in đồng, unbreakable, the sign of the currency set off by 0.18 em. */
export function Amount({ amount, size, id }: AmountProps) {
  const px = size === undefined ? null : amountSize(size, amount);
  const style = px === null ? {} : { fontSize: `${px / 16}rem`, lineHeight: `${(px + 10) / 16}rem` };
  return (
    <span className="qt-amount" data-large={px === null ? undefined : ''} style={style} data-testid={id}>
      {plainAmount(amount)}
      <span className="qt-dong">{dongSign}</span>
    </span>
  );
}
