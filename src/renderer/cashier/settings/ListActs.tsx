import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { SecondaryAction } from '../../ui/actions.tsx';

interface ListAct {
  readonly label: string;
  readonly off: boolean;
  readonly run: () => void;
}

const icon = { size: 20, stroke: 1.9 } as const;

/** Under a list of a section: adds a row (Alt+L), removes the chosen one (Alt+X); more acts stand between. */
export function ListActs(props: {
  readonly add: ListAct;
  readonly remove: ListAct;
  /** The class of the row they stand in, where it is not a pair. */
  readonly className?: string;
  readonly children?: ReactNode;
}) {
  const { add, remove, className = 'qt-settings-pair', children } = props;
  return (
    <div className={className}>
      <SecondaryAction {...add} chord="Alt+L" icon={<IconPlus {...icon} />} />
      {children}
      <SecondaryAction {...remove} chord="Alt+X" icon={<IconTrash {...icon} />} />
    </div>
  );
}
