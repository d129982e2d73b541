import { useState } from 'react';
import type { SlipView } from '../../../shared/rpc/contract.ts';
import { useHouse } from '../frame/Frame.tsx';
import { slipCollection, slipsShown, type VoidedSlip } from './slipState.ts';
import type { Workplace } from './state.ts';

/** The keyed slips that the screen shows. */
export interface SlipsHere {
  readonly slips: readonly SlipView[];
  /** What was voided last, while its collection is still in front; in đồng. */
  readonly voided: number | null;
  /** Tells that this one was voided. */
  readonly tell: (slip: SlipView) => void;
}

/** Follows them, and remembers what was voided until another screen comes. */
export function useSlips(state: Workplace): SlipsHere {
  const { front } = useHouse().view;
  const [voided, setVoided] = useState<VoidedSlip | null>(null);
  const collection = slipCollection(state, front);
  if (voided !== null && voided.collection !== collection) setVoided(null);
  return {
    slips: slipsShown(state, front),
    voided: voided?.amount ?? null,
    tell: ({ amount }) => setVoided(collection === null ? null : { collection, amount }),
  };
}
