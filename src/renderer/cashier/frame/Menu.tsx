import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { keepFocus } from '../../ui/actions.tsx';
import { useKeys } from '../../ui/useKeys.ts';

export interface MenuItem {
  readonly key: string;
  readonly icon: ReactNode;
  readonly title: string;
  readonly note: string;
  readonly run: () => void;
}

/** A short list of places or acts: arrows choose, Enter opens. */
export function Menu({ label, items }: { readonly label: string; readonly items: readonly MenuItem[] }) {
  const [at, setAt] = useState(0);
  const rows = useRef<(HTMLButtonElement | null)[]>([]);
  const last = items.length - 1;
  const index = Math.min(at, last);
  useEffect(() => rows.current[index]?.focus(), [index]);
  useKeys(
    {
      ArrowDown: () => setAt(Math.min(last, index + 1)),
      ArrowUp: () => setAt(Math.max(0, index - 1)),
      Enter: () => items[index]?.run(),
    },
    { holdable: ['ArrowDown', 'ArrowUp'] },
  );
  return (
    <nav className="qt-menu" aria-label={label}>
      {items.map((item, position) => (
        <button
          key={item.key}
          type="button"
          data-primary=""
          data-selected={position === index ? '' : undefined}
          ref={(element) => {
            rows.current[position] = element;
          }}
          onFocus={() => setAt(position)}
          onMouseDown={keepFocus}
          onClick={item.run}
        >
          {item.icon}
          <span>
            <b>{item.title}</b>
            <small>{item.note}</small>
          </span>
          <IconChevronRight size={20} stroke={1.9} aria-hidden />
        </button>
      ))}
    </nav>
  );
}
