import { useEffect, useRef } from 'react';

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Arrows go from row to row of a table by the link in each; from anywhere else the first arrow goes to the first row. */
export function useRowKeys() {
  const body = useRef<HTMLTableSectionElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const step = steps[event.code];
      const at = document.activeElement;
      if (step === undefined || event.isComposing || at instanceof HTMLSelectElement) return;
      const links = [...(body.current?.querySelectorAll('a') ?? [])];
      const index = links.indexOf(at as HTMLAnchorElement);
      const next = index === -1 ? links[0] : links[index + step];
      if (next === undefined) return;
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: 'nearest' });
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return body;
}
