import { maskCardNumbers } from '../mask.ts';
import type { Apdu } from './codec.ts';
import { readFields } from './fields.ts';

/** A message for the frame log. Only what is understood is shown, and nothing of a card but its last four digits. */
export function logLine(way: '<' | '>', { command, data }: Apdu): string {
  const name = command.toString(16).padStart(4, '0').toUpperCase();
  const withFields = command === 0x040f || command === 0x060f;
  const fields = withFields ? readFields(data) : null;
  if (fields === null) return `${way} ${name} (${data.length})`;
  const shown = [...fields].map(
    ([number, text]) => `${number.toString(16).padStart(2, '0').toUpperCase()}=${maskCardNumbers(text)}`,
  );
  return [way, name, ...shown].join(' ');
}
