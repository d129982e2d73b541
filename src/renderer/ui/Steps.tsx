import { IconCheck } from '@tabler/icons-react';

/** Where one is in a task of several screens; `at` counts from 0. */
export function Steps({ names, at }: { readonly names: readonly string[]; readonly at: number }) {
  return (
    <ol className="qt-steps">
      {names.map((name, index) => (
        <li
          key={name}
          aria-current={index === at ? 'step' : undefined}
          data-done={index < at ? '' : undefined}
        >
          <i>{index < at ? <IconCheck size={16} stroke={2} /> : index + 1}</i>
          {name}
        </li>
      ))}
    </ol>
  );
}
