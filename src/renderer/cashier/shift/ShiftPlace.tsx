import { useState } from 'react';
import type { MethodResponse, ZView } from '../../../shared/rpc/contract.ts';
import { useHouse } from '../frame/Frame.tsx';
import { CloseResult } from './CloseResult.tsx';
import { CountScreen } from './CountScreen.tsx';
import { MoveCash, type MoveKind } from './MoveCash.tsx';
import { OpenShift } from './OpenShift.tsx';
import { ShiftMenu } from './ShiftMenu.tsx';
import { XScreen } from './XScreen.tsx';
import { ZScreen } from './ZScreen.tsx';

export type ShiftStep =
  | { readonly at: 'menu'; readonly said: string | null }
  | { readonly at: 'move'; readonly kind: MoveKind }
  | { readonly at: 'x' }
  | { readonly at: 'count'; readonly purpose: 'close' | 'surprise' }
  | { readonly at: 'result'; readonly preview: MethodResponse<'shift.preview'> }
  | { readonly at: 'z'; readonly z: ZView };

/** Everything of the shift, F12: open, count and close, cash moves. */
export function ShiftPlace() {
  const { view } = useHouse();
  const [step, go] = useState<ShiftStep>({ at: 'menu', said: null });
  if (step.at === 'z') return <ZScreen z={step.z} />;
  if (view.shift === null) return <OpenShift />;
  switch (step.at) {
    case 'menu':
      return <ShiftMenu shift={view.shift} said={step.said} go={go} />;
    case 'move':
      return <MoveCash kind={step.kind} go={go} />;
    case 'x':
      return <XScreen shift={view.shift} back={() => go({ at: 'menu', said: null })} />;
    case 'count':
      return <CountScreen shift={view.shift} purpose={step.purpose} go={go} />;
    case 'result':
      return <CloseResult shift={view.shift} preview={step.preview} go={go} />;
  }
}
