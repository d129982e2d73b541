import { type ReactNode, useRef } from 'react';
import { Steps } from '../../ui/Steps.tsx';

/** The hidden field that opens the choice of a file, and what opens it; `take` has undefined where none was chosen. */
export function useFilePicker(
  accept: string,
  take: (file: File | undefined) => void,
): { readonly choose: () => void; readonly picker: ReactNode } {
  const input = useRef<HTMLInputElement>(null);
  const picker = (
    <input
      ref={input}
      type="file"
      hidden
      accept={accept}
      onChange={(event) => {
        const [file] = event.currentTarget.files ?? [];
        // The same file can be chosen again.
        event.currentTarget.value = '';
        take(file);
      }}
    />
  );
  return { choose: () => input.current?.click(), picker };
}

interface FileSectionProps {
  readonly title: string;
  /** A file, what it would do, done. */
  readonly steps: readonly [string, string, string];
  readonly looked: boolean;
  readonly done: boolean;
  readonly children: ReactNode;
}

/** The middle of a place that takes a file: its title, how far it is, and what is shown of it. */
export function FileSection({ title, steps, looked, done, children }: FileSectionProps) {
  return (
    <section className="qt-wide qt-import qt-field">
      <header>
        <h1>{title}</h1>
        <Steps at={done ? 2 : looked ? 1 : 0} names={steps} />
      </header>
      {children}
    </section>
  );
}
