import { TextField } from '../../ui/TextField.tsx';
import { longestPin } from './PinPad.tsx';

interface PinFieldProps {
  readonly label: string;
  readonly value: string;
  /** Can be read while it is typed. */
  readonly shown?: boolean;
  readonly autoFocus?: boolean;
  readonly change: (pin: string) => void;
}

/** A PIN as a field of a form; takes digits only. */
export function PinField({ label, value, shown = false, autoFocus = false, change }: PinFieldProps) {
  return (
    <TextField
      label={label}
      type={shown ? 'text' : 'password'}
      inputMode="numeric"
      autoComplete="off"
      maxLength={longestPin}
      value={value}
      autoFocus={autoFocus}
      change={(text) => change(text.replace(/\D/g, ''))}
    />
  );
}
