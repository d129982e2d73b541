import { IconCheck, IconMinus } from '@tabler/icons-react';

interface StepsProps {
  readonly names: readonly string[];
  readonly at: number;
  /** Which of the steps behind were left for later, and the words for that. */
  readonly later?: { readonly steps: readonly number[]; readonly words: string };
}

/** Where one is in a task of several screens; `at` counts from 0. */
export function Steps({ names, at, later }: StepsProps) {
  const left = (index: number): boolean => index < at && later?.steps.includes(index) === true;
  const mark = (index: number) => {
    if (left(index)) return <IconMinus size={16} stroke={2} />;
    return index < at ? <IconCheck size={16} stroke={2} /> : index + 1;
  };
  return (
    <ol className="qt-steps">
      {names.map((name, index) => (
        <li
          key={name}
          aria-current={index === at ? 'step' : undefined}
          data-done={index < at && !left(index) ? '' : undefined}
          data-later={left(index) ? '' : undefined}
        >
          <i>{mark(index)}</i>
          {name}
          {left(index) ? <small>{later?.words}</small> : null}
        </li>
      ))}
    </ol>
  );
}
