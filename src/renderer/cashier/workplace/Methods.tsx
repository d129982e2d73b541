import { IconCash, IconCreditCard, IconDeviceMobile, IconQrcode, IconWorld } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { keyFor } from '../../../shared/i18n/translate.ts';
import { cashRoundingUnits, roundCash } from '../../../shared/money/index.ts';
import type { WorkplaceView } from '../../../shared/rpc/contract.ts';
import { mostAmount } from '../../../shared/vietqr/index.ts';
import { keepFocus } from '../../ui/actions.tsx';
import { ariaChord, KeyCap } from '../../ui/KeyCap.tsx';
import { digitCount, dong } from '../../ui/money.ts';
import { type TextOf, useText } from '../../ui/text.tsx';
import { useHouse } from '../frame/Frame.tsx';

export type Method = WorkplaceView['methods'][number];

const icon = { size: 22, stroke: 1.9 } as const;

const faces: Readonly<Record<Method['method'], { readonly chord: string; readonly icon: ReactNode }>> = {
  cash: { chord: 'F4', icon: <IconCash {...icon} /> },
  qr: { chord: 'F6', icon: <IconQrcode {...icon} /> },
  card: { chord: 'F7', icon: <IconCreditCard {...icon} /> },
  'mobile-money': { chord: 'F8', icon: <IconDeviceMobile {...icon} /> },
  website: { chord: 'F9', icon: <IconWorld {...icon} /> },
};

/** The key of a method. */
export function methodChord(method: Method['method']): string {
  return faces[method].chord;
}

/** A method as it is for a sum: a code above what banks take is not made, and its button says so (look.md 17). */
export function methodFor(method: Method, total: number | null): Method {
  const beyond = method.method === 'qr' && method.ready && (total ?? 0) > mostAmount;
  return beyond ? { ...method, ready: false, reason: 'qr-too-large' } : method;
}

/** Why a method is off, in words. */
export function methodReason(t: TextOf, method: Method): string {
  return t(keyFor('method.off', method.reason ?? '', 'method.off.other'));
}

function readiness(t: TextOf, method: Method, total: number | null, unit: number): string {
  if (!method.ready) return methodReason(t, method);
  if (method.note === 'manual') return t('method.note.manual');
  if (method.method !== 'cash') return t('method.ready');
  const knownUnit = cashRoundingUnits.find((known) => known === unit);
  if (total === null || knownUnit === undefined) return t('method.ready');
  const { due, rounding } = roundCash(total, knownUnit);
  if (rounding === 0) return t('method.ready');
  // A sum of ten digits and more leaves no room for the words beside it.
  return digitCount(due) > 9 ? dong(due) : t('bill.rounded', { amount: dong(due) });
}

interface MethodsProps {
  /** What would be collected; null while nobody is open, and then every method is off. */
  readonly total: number | null;
  readonly choose: (method: Method) => void;
}

/** The ways to pay, each with its key, its icon and whether it is ready. */
export function Methods({ total, choose }: MethodsProps) {
  const t = useText();
  const { view } = useHouse();
  return (
    <div className="qt-methods">
      {view.methods.map((offered) => {
        const method = methodFor(offered, total);
        const off = total === null || total === 0 || !method.ready;
        const face = faces[method.method];
        return (
          <button
            key={method.method}
            type="button"
            className="qt-method"
            aria-disabled={off}
            aria-keyshortcuts={ariaChord(face.chord)}
            tabIndex={-1}
            onMouseDown={keepFocus}
            onClick={() => choose(method)}
          >
            <KeyCap chord={face.chord} on={off ? 'off' : 'white'} />
            {face.icon}
            <b>{t(`method.${method.method}`)}</b>
            <span>{readiness(t, method, total, view.cashRounding)}</span>
          </button>
        );
      })}
    </div>
  );
}
