import { TextField } from '../../ui/TextField.tsx';
import { useText } from '../../ui/text.tsx';
import type { VoidAct } from './useVoid.ts';

/** At a hospital: who comes for the money that is asked back, and by which identity paper. */
export function PayeeFields({ voiding, asked }: { readonly voiding: VoidAct; readonly asked: number }) {
  const t = useText();
  const { payee, sayPayee } = voiding;
  if (payee === null || asked === 0) return null;
  return (
    <div className="qt-fix-pair qt-field">
      <TextField
        label={t('refund.payee')}
        value={payee.name}
        maxLength={200}
        change={(name) => sayPayee({ ...payee, name })}
      />
      <TextField
        label={t('refund.identity')}
        value={payee.identity}
        maxLength={40}
        change={(identity) => sayPayee({ ...payee, identity })}
      />
    </div>
  );
}
