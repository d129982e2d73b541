import { TextInput } from '@mantine/core';
import { type ReactNode, type Ref, useEffect, useRef } from 'react';
import { groupMoneyBox, parseMoneyBox } from '../../shared/money/index.ts';
import { digitsOf } from './digits.ts';
import { dongSign } from './money.ts';
import { scannedIntoField } from './useWedge.ts';

interface MoneyFieldProps {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly digits: string;
  readonly onDigits: (digits: string) => void;
  /** Called when a scanner typed into the field; the field holds again what it held before. */
  readonly onScanned?: () => void;
  readonly size?: 'normal' | 'large';
  readonly words?: ReactNode;
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
  readonly readOnly?: boolean;
  readonly error?: string | null;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** Digits only, grouped live, right aligned, the caret at the end, the amount in words below. */
export function MoneyField(props: MoneyFieldProps) {
  const root = useRef<HTMLDivElement>(null);
  const refused = useRef(props.onScanned);
  refused.current = props.onScanned;
  useEffect(() => {
    const input = root.current?.querySelector('input');
    const scanned = (): void => refused.current?.();
    input?.addEventListener(scannedIntoField, scanned);
    return () => input?.removeEventListener(scannedIntoField, scanned);
  }, []);
  const change = (input: HTMLInputElement) => {
    props.onDigits(digitsOf(input.value));
    requestAnimationFrame(() => input.setSelectionRange(input.value.length, input.value.length));
  };
  return (
    <div ref={root} className="qt-field qt-money" data-size={props.size ?? 'normal'}>
      <TextInput
        ref={props.inputRef ?? null}
        label={props.hideLabel ? undefined : props.label}
        aria-label={props.hideLabel ? props.label : undefined}
        value={groupMoneyBox(props.digits)}
        onChange={(event) => change(event.currentTarget)}
        onFocus={(event) => {
          const input = event.currentTarget;
          input.setSelectionRange(input.value.length, input.value.length);
        }}
        onPaste={(event) => {
          // An amount is never guessed: pasted text that is no amount is not taken apart into digits.
          const pasted = parseMoneyBox(event.clipboardData.getData('text'));
          event.preventDefault();
          if (pasted.ok && props.readOnly !== true) props.onDigits(String(pasted.value));
        }}
        inputMode="numeric"
        autoComplete="off"
        spellCheck={false}
        rightSection={<span aria-hidden>{dongSign}</span>}
        placeholder={props.placeholder}
        data-autofocus={props.autoFocus ? '' : undefined}
        autoFocus={props.autoFocus ?? false}
        readOnly={props.readOnly ?? false}
        error={props.error ?? undefined}
      />
      {props.words === undefined ? null : <div className="qt-money-words">{props.words}</div>}
    </div>
  );
}
