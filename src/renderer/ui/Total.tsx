import type { ReactNode } from 'react';
import { Amount } from './Amount.tsx';

interface TotalProps {
  readonly label: string;
  /** At the other end of the first line; undefined where nothing stands there. */
  readonly beside?: ReactNode;
  /** What stands beside is shortened where it is too long: a name, a file. */
  readonly cut?: boolean;
  /** In đồng; null where no amount may be shown. */
  readonly amount: number | null;
  /** Its name for tests. */
  readonly id?: string;
  /** Nothing is asked for yet: the amount steps back. */
  readonly idle?: boolean;
  /** The line under the amount, as a rule the amount in words; undefined where there is no such line. */
  readonly children?: ReactNode;
}

/** The one large amount at the head of the right side. */
export function Total({ label, beside, cut = false, amount, id = 'total', idle, children }: TotalProps) {
  return (
    <section className="qt-total" data-idle={idle ? '' : undefined}>
      <div>
        <span>{label}</span>
        {beside === undefined ? null : <span className={cut ? 'qt-cut' : undefined}>{beside}</span>}
      </div>
      {amount === null ? null : <Amount amount={amount} size="total" id={id} />}
      {children === undefined ? null : <p>{children}</p>}
    </section>
  );
}
