import { periodKinds } from '../../../shared/rpc/reports.ts';
import { useText } from '../../ui/text.tsx';
import { longDayText } from './days.ts';

export type PeriodKind = (typeof periodKinds)[number];

/** How long a period a report is about. */
export function PeriodSelect({
  kind,
  change,
}: {
  readonly kind: PeriodKind;
  readonly change: (kind: PeriodKind) => void;
}) {
  const t = useText();
  return (
    <select
      className="qt-select"
      aria-label={t('reports.kind')}
      value={kind}
      tabIndex={-1}
      onChange={(event) => change(event.currentTarget.value as PeriodKind)}
    >
      {periodKinds.map((one) => (
        <option key={one} value={one}>
          {t(`reports.kind.${one}`)}
        </option>
      ))}
    </select>
  );
}

/** The days of the period; empty until the counter has said them. */
export function PeriodDays({
  days,
}: {
  readonly days: { readonly from: string; readonly to: string } | null;
}) {
  return (
    <p className="qt-period" data-testid="period">
      {days === null
        ? ''
        : days.from === days.to
          ? longDayText(days.from)
          : `${longDayText(days.from)} – ${longDayText(days.to)}`}
    </p>
  );
}
