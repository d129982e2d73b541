import { Modal } from '@mantine/core';
import { SecondaryAction } from '../../ui/actions.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';

/** F1: the keys and the one task, on one page. */
export function Help({ close }: { readonly close: () => void }) {
  const t = useText();
  useKeys({ Escape: close, F1: close, Enter: close }, { modal: true });
  return (
    <Modal
      opened
      onClose={close}
      closeOnEscape={false}
      withCloseButton={false}
      size="760"
      centered
      title={t('help.title')}
    >
      <div className="qt-help">
        <p>
          <Say k="help.steps" />
        </p>
        <p>
          <Say k="help.bill" />
        </p>
        <p>
          <Say k="help.keys" />
        </p>
        <p>{t('help.scan')}</p>
        <SecondaryAction label={t('help.close')} chord="Escape" autoFocus run={close} />
      </div>
    </Modal>
  );
}
