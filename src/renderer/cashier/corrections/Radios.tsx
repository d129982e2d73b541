import { useId } from 'react';

interface RadiosProps<T extends string> {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  /** Null: nothing was chosen yet, and nothing is chosen for the person. */
  readonly value: T | null;
  readonly columns?: number;
  readonly autoFocus?: boolean;
  readonly choose: (value: T) => void;
}

/** A few answers side by side; Tab comes here, arrows choose. */
export function Radios<T extends string>(props: RadiosProps<T>) {
  const { label, hideLabel = false, options, value, choose, autoFocus = false } = props;
  const name = useId();
  const columns = props.columns ?? options.length;
  return (
    <fieldset className="qt-radios">
      <legend className={hideLabel ? 'qt-hidden' : undefined}>{label}</legend>
      <div style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
        {options.map((option, index) => (
          <label key={option.value} data-on={option.value === value ? '' : undefined}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              data-autofocus={
                autoFocus && (value === null ? index === 0 : option.value === value) ? '' : undefined
              }
              onChange={() => choose(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
