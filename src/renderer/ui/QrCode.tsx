import { create } from 'qrcode';
import { useMemo } from 'react';

/** Light modules around the code, which a scanner needs (ISO/IEC 18004; facts/payments.md §5). */
const quietModules = 4;

interface QrCodeProps {
  /** Text of the code, painted as it is. */
  readonly payload: string;
  readonly label: string;
  /** Gives it its size; the quiet zone is inside. */
  readonly className: string;
}

/**
 * A code as squares on whole units. Edges stay crisp: between pixels they leave grey seams on which some scanners fail.
 */
export function QrCode({ payload, label, className }: QrCodeProps) {
  const { path, side } = useMemo(() => {
    const { modules } = create(payload, { errorCorrectionLevel: 'M' });
    const rows: string[] = [];
    for (let y = 0; y < modules.size; y += 1) {
      for (let x = 0; x < modules.size; x += 1) {
        if (modules.get(y, x)) rows.push(`M${x + quietModules} ${y + quietModules}h1v1h-1z`);
      }
    }
    return { path: rows.join(''), side: modules.size + 2 * quietModules };
  }, [payload]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
      className={className}
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
