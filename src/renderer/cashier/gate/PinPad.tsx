import { IconBackspace } from '@tabler/icons-react';
import { type RefObject, useId } from 'react';
import { keepFocus } from '../../ui/actions.tsx';
import { useText } from '../../ui/text.tsx';

export const shortestPin = 4;
export const longestPin = 8;
const usualPin = 6;

interface PinBoxesProps {
  readonly label: string;
  readonly pin: string;
  readonly onPin: (pin: string) => void;
  readonly disabled?: boolean;
  readonly hideLabel?: boolean;
  readonly input?: RefObject<HTMLInputElement | null>;
  readonly autoFocus?: boolean;
}

/**
 * A PIN of 4–8 digits. One password field lies over the boxes, so that input methods stay out and a screen reader
 * meets one field; the boxes only show how many digits are in.
 */
export function PinBoxes({ label, pin, onPin, disabled, hideLabel, input, autoFocus }: PinBoxesProps) {
  const t = useText();
  const id = useId();
  const boxes = pin.length < usualPin ? usualPin : Math.min(longestPin, pin.length + 1);
  return (
    <div className="qt-pin">
      <label htmlFor={id} className={hideLabel ? 'qt-hidden' : undefined}>
        {label}
      </label>
      <div className="qt-pin-boxes" data-disabled={disabled ? '' : undefined}>
        <input
          id={id}
          ref={input}
          type="password"
          inputMode="numeric"
          autoComplete="off"
          maxLength={longestPin}
          value={pin}
          disabled={disabled}
          // biome-ignore lint/a11y/noAutofocus: the PIN is the only thing to type on these screens
          autoFocus={autoFocus ?? false}
          data-autofocus={autoFocus ? '' : undefined}
          onChange={(event) => onPin(event.currentTarget.value.replace(/\D/g, ''))}
        />
        {Array.from({ length: boxes }, (_, index) => (
          <i
            // biome-ignore lint/suspicious/noArrayIndexKey: boxes are places, not things
            key={index}
            aria-hidden
            data-full={index < pin.length ? '' : undefined}
            data-next={index === Math.min(pin.length, boxes - 1) ? '' : undefined}
          />
        ))}
      </div>
      <span className="qt-hidden" role="status">
        {pin.length === 0 ? '' : t('pin.digits', { n: pin.length })}
      </span>
    </div>
  );
}

const pad = ['7', '8', '9', '4', '5', '6', '1', '2', '3'] as const;

/** Keys laid out like the numeric keypad, for the mouse and for touch. */
export function PinPad({ pin, onPin }: { readonly pin: string; readonly onPin: (pin: string) => void }) {
  const t = useText();
  const digit = (face: string) => (
    <button
      key={face}
      type="button"
      tabIndex={-1}
      onMouseDown={keepFocus}
      onClick={() => onPin((pin + face).slice(0, longestPin))}
    >
      {face}
    </button>
  );
  return (
    <fieldset className="qt-pad">
      <legend className="qt-hidden">{t('pin.pad')}</legend>
      {pad.map(digit)}
      <button
        type="button"
        tabIndex={-1}
        data-soft=""
        aria-label={t('pin.delete')}
        onMouseDown={keepFocus}
        onClick={() => onPin(pin.slice(0, -1))}
      >
        <IconBackspace size={24} stroke={1.9} />
      </button>
      {digit('0')}
      <button type="button" tabIndex={-1} data-soft="" onMouseDown={keepFocus} onClick={() => onPin('')}>
        {t('pin.clear')}
      </button>
    </fieldset>
  );
}
