import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';

interface DialogProps {
  readonly title: string;
  /** Width in px of the pictures, or with its unit. */
  readonly size: string;
  /** The dialog paints its own head: the title is only spoken, and nothing is between the edge and what it holds. */
  readonly bare?: boolean;
  /** The class of what it holds. */
  readonly body?: string;
  /** Another dialog lies over this one and has the focus. */
  readonly covered?: boolean;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** A dialog in the middle of the screen. Its keys, Esc among them, are bound by whoever opens it (`useKeys`, modal). */
export function Dialog({ title, size, bare = false, body, covered = false, close, children }: DialogProps) {
  return (
    <Modal
      opened
      onClose={close}
      closeOnEscape={false}
      withCloseButton={false}
      trapFocus={!covered}
      size={size}
      centered
      {...(bare ? { padding: 0, 'aria-label': title } : { title })}
      {...(body === undefined ? {} : { classNames: { body } })}
    >
      {children}
    </Modal>
  );
}
