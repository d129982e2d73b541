import type { ComponentProps, ReactNode } from 'react';
import { PrimaryAction } from '../../ui/actions.tsx';

interface SideProps {
  /** The large amount, or what stands in its place. */
  readonly head?: ReactNode;
  /** What is worked with, under the head. */
  readonly children?: ReactNode;
  /** What keeps to the foot of it: refusals and advice. */
  readonly end?: ReactNode;
  /** A further class of what is worked with (fields, buttons in a row), and of its foot. */
  readonly work?: string;
  readonly endClass?: string;
  /** The one filled button; its key is Enter unless told. */
  readonly action: Omit<ComponentProps<typeof PrimaryAction>, 'chord'> & { readonly chord?: string };
}

const classes = (own: string, more: string | undefined) => (more === undefined ? own : `${own} ${more}`);

/** The right side of a place: an amount, what is worked with, and the one act at its fixed place. */
export function Side({ head, children, end, work, endClass, action }: SideProps) {
  return (
    <aside className="qt-side">
      {head}
      <div className={classes('qt-work', work)}>
        {children}
        {end === undefined ? null : <div className={classes('qt-work-end', endClass)}>{end}</div>}
      </div>
      <div className="qt-action">
        <PrimaryAction chord="Enter" {...action} />
      </div>
    </aside>
  );
}
