import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Failure } from '../../shared/rpc/define.ts';
import { useFailureText } from './text.tsx';

interface NoticeProps {
  readonly tone?: 'plain' | 'blue' | 'green' | 'amber' | 'red';
  readonly icon?: ReactNode;
  /** `alert` is read out at once; facts that merely stand there are `note`. */
  readonly role?: 'alert' | 'status' | 'note';
  readonly children: ReactNode;
}

const icons = {
  plain: null,
  blue: <IconInfoCircle size={20} stroke={1.9} />,
  green: <IconCircleCheck size={20} stroke={1.9} />,
  amber: <IconAlertTriangle size={20} stroke={1.9} />,
  red: <IconAlertTriangle size={20} stroke={1.9} />,
} as const;

/** A message that stays until the state it tells of has changed; there are no toasts. */
export function Notice({ tone = 'plain', icon, role = 'note', children }: NoticeProps) {
  return (
    <div className="qt-notice" data-tone={tone} role={role}>
      {icon ?? icons[tone]}
      <div>{children}</div>
    </div>
  );
}

/** A refusal in words: what happened, whether money moved, what next. */
export function FailureNotice({ failure }: { readonly failure: Failure | null }) {
  const textOf = useFailureText();
  if (failure === null) return null;
  return (
    <Notice tone={failure.moneyMoved === 'unknown' ? 'amber' : 'red'} role="alert">
      {textOf(failure)}
    </Notice>
  );
}
