import type { Row } from '../../shared/payment/index.ts';

/** What a line is called on a receipt: the fee and, where it comes again and again, for when. */
export function lineName({ name, period, group }: Pick<Row<'line'>, 'name' | 'period' | 'group'>): string {
  const fee = name ?? group;
  return period === null || fee.includes(period) ? fee : `${fee} ${period}`;
}
