import { type RefObject, useEffect, useRef, useState } from 'react';

/** Width of an element in px, followed while it changes; `usual` until it is known. */
export function useWidth<E extends HTMLElement>(usual: number): readonly [RefObject<E | null>, number] {
  const element = useRef<E>(null);
  const [width, setWidth] = useState(usual);
  useEffect(() => {
    const { current } = element;
    if (current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      const wide = Math.round(entry?.contentRect.width ?? 0);
      if (wide > 0) setWidth(wide);
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
