import { type ReactNode, useState } from 'react';
import type { Role } from '../../../shared/kernel/roles.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import { type Approval, ApprovalDialog } from './ApprovalDialog.tsx';

interface Approving {
  /** The second person is being asked: their dialog lies over the one that asks. */
  readonly asking: boolean;
  readonly ask: () => void;
  /** To be shown beside the dialog that asks; null while nobody is asked. */
  readonly dialog: ReactNode;
}

/**
 * Asks a second person and then does the act; a refusal stays in their dialog, `done` closes the one that asked.
 * `only`: roles that may approve, where the counter takes no other.
 */
export function useApproval(
  act: (approval: Approval) => Promise<Failure | null>,
  done: () => void,
  only?: readonly Role[],
): Approving {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const approve = async (approval: Approval): Promise<void> => {
    setBusy(true);
    const refused = await act(approval);
    setBusy(false);
    setFailure(refused);
    if (refused === null) done();
  };
  const dialog = asking ? (
    <ApprovalDialog
      {...(only === undefined ? {} : { only })}
      busy={busy}
      failure={failure}
      approve={(approval) => void approve(approval)}
      close={() => {
        setAsking(false);
        setFailure(null);
      }}
    />
  ) : null;
  return { asking, ask: () => setAsking(true), dialog };
}
