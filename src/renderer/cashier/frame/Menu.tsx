import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { keepFocus } from '../../ui/actions.tsx';
import { arrowKeys, stepped } from '../../ui/useChoice.ts';
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
  // By its key: what is added above while somebody looks at the menu does not change what Enter means.
  const [chosen, setChosen] = useState(items[0]?.key);
  const rows = useRef<(HTMLButtonElement | null)[]>([]);
  const index = stepped(
    items.findIndex(({ key }) => key === chosen),
    0,
    items.length,
  );
  const step = (by: number) => () => setChosen(items[stepped(index, by, items.length)]?.key);
  useEffect(() => rows.current[index]?.focus(), [index]);
  useKeys(
    {
      ArrowDown: step(1),
      ArrowUp: step(-1),
      Enter: () => items[index]?.run(),
    },
    { holdable: arrowKeys },
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
          onFocus={() => setChosen(item.key)}
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
