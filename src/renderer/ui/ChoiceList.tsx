import { type ComponentPropsWithoutRef, type ReactNode, useEffect, useRef } from 'react';
import { keepFocus } from './actions.tsx';

interface ChoiceListProps extends Omit<ComponentPropsWithoutRef<'div'>, 'role' | 'aria-label'> {
  readonly label: string;
  /** The list itself can have the focus, and shows that it has it. */
  readonly tab?: boolean;
  readonly children: ReactNode;
}

/** A list one row of which is chosen with arrows; see {@link ChoiceRow}. */
export function ChoiceList({ label, tab = false, className, ...rest }: ChoiceListProps) {
  return (
    <div
      role="listbox"
      aria-label={label}
      className={tab ? `${className ?? ''} qt-focusable` : className}
      tabIndex={tab ? 0 : undefined}
      {...rest}
    />
  );
}

interface ChoiceRowProps extends Omit<ComponentPropsWithoutRef<'div'>, 'role' | 'aria-selected' | 'onClick'> {
  readonly selected: boolean;
  /** What the mouse does; the keys belong to the screen. */
  readonly choose: () => void;
}

/** A row of a {@link ChoiceList}: comes into sight when it is chosen, and leaves the focus where a person types. */
export function ChoiceRow({ selected, choose, ...rest }: ChoiceRowProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // In braces: newer browsers give back a promise, which is no way to clean up.
    if (selected) element.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: arrows choose, the focus stays in a field or on the list
    // biome-ignore lint/a11y/useKeyWithClickEvents: arrows choose, the focus stays in a field or on the list
    <div
      ref={element}
      role="option"
      aria-selected={selected}
      onMouseDown={keepFocus}
      onClick={choose}
      {...rest}
    />
  );
}

/** What stands where a list is empty. */
export function EmptyList({ title, hint }: { readonly title: string; readonly hint?: ReactNode }) {
  return (
    <div className="qt-history-none" role="status">
      <b>{title}</b>
      {hint === undefined ? null : <p>{hint}</p>}
    </div>
  );
}

interface ColumnNamesProps {
  /** The class of the rows below, whose columns these are. */
  readonly row?: string;
  readonly names: readonly string[];
  /** So many of the last columns are amounts. */
  readonly amounts?: number;
}

/** The names of the columns above a list; a reader of the screen hears them in the rows. */
export function ColumnNames({ row, names, amounts = 1 }: ColumnNamesProps) {
  const classes = ['qt-history-row', row, 'qt-history-names'].filter((one) => one !== undefined);
  return (
    <div className={classes.join(' ')} aria-hidden>
      {names.map((name, index) => (
        <span key={name} className={index >= names.length - amounts ? 'qt-history-amount' : undefined}>
          {name}
        </span>
      ))}
    </div>
  );
}
