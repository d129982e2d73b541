/** A share from 0 to 100 against its target band; the words beside it say the same to a screen reader. */
export function ShareBar({
  value,
  low,
  high,
}: {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}) {
  return (
    <div className="qt-share" aria-hidden>
      {low === null || high === null ? null : (
        <div className="qt-share-band" style={{ left: `${low}%`, width: `${high - low}%` }} />
      )}
      <div className="qt-share-fill" style={{ width: `${Math.min(100, Math.max(0, value))}%` }} />
    </div>
  );
}
