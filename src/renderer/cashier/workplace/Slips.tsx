import { IconCreditCardRefund } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { SlipView } from '../../../shared/rpc/contract.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { dong } from '../../ui/money.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { slipChord, slipMoney } from './slipState.ts';

/** So many slips are told one by one; more only as a number, there is no room for them. */
const mostShown = 2;

/** What the right side of a collection says of its keyed slips. */
export interface Slipping {
  readonly slips: readonly SlipView[];
  /** What was just voided here, in đồng; null: nothing. */
  readonly voided: number | null;
  /** Leads to voiding one of them. */
  readonly open: () => void;
}

/** Whether {@link Slips} has anything to say; what is less needed then makes room. */
export function speaksOfSlips({ slips, voided }: Slipping): boolean {
  return slips.length > 0 || voided !== null;
}

function Line({ slip }: { readonly slip: SlipView }) {
  const t = useText();
  const { approvalCode: approval, lastFour, amount } = slip;
  return (
    <div>
      <dt>{t('keyed.line', { approval, lastFour })}</dt>
      <dd>{dong(amount)}</dd>
    </div>
  );
}

/** @param most so many one by one, the others as one line */
function Lines({ slips, most }: { readonly slips: readonly SlipView[]; readonly most: number }) {
  const t = useText();
  const rest = slips.slice(most);
  return (
    <dl>
      {slips.slice(0, most).map((slip) => (
        <Line key={slip.tender} slip={slip} />
      ))}
      {rest.length === 0 ? null : (
        <div>
          <dt>{t('keyed.more', { n: rest.length })}</dt>
          <dd>{dong(slipMoney(rest))}</dd>
        </div>
      )}
    </dl>
  );
}

interface SlipsProps extends Slipping {
  /** Somebody wants to drop the collection: money of a card goes back on its terminal, not out of the drawer. */
  readonly dropping: boolean;
}

/** The slips that pay a part already, the way to void them, and what became of the last that was. */
export function Slips({ slips, voided, open, dropping }: SlipsProps) {
  const t = useText();
  const section = useRef<HTMLElement>(null);
  const inTheWay = dropping && slips.length > 0;
  const tells = inTheWay || (voided !== null && !dropping);
  useEffect(() => {
    // On a low screen it may lie below the edge.
    if (tells) section.current?.scrollIntoView({ block: 'nearest' });
  }, [tells]);
  if (slips.length === 0 && voided === null) return null;
  const most = voided !== null && slips.length > 1 ? 0 : mostShown;
  return (
    <section ref={section} className="qt-slips" aria-label={t('keyed.title')}>
      {voided === null || dropping ? null : (
        <Notice tone="green" role="status">
          <Say k="keyed.voided" params={{ amount: dong(voided) }} />
        </Notice>
      )}
      {inTheWay ? (
        <Notice tone="amber" role="alert">
          <Say k="bill.undo.slips" params={{ amount: dong(slipMoney(slips)) }} />
        </Notice>
      ) : null}
      {slips.length === 0 || inTheWay ? null : <Lines slips={slips} most={most} />}
      {slips.length === 0 ? null : (
        <SecondaryAction
          label={t('terminal.void.bar')}
          chord={slipChord}
          icon={<IconCreditCardRefund size={20} stroke={1.9} />}
          run={open}
        />
      )}
    </section>
  );
}
