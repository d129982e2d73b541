import { SecondaryAction } from '../../ui/actions.tsx';
import { dong } from '../../ui/money.ts';
import { Say, useText } from '../../ui/text.tsx';
import { useHouse } from '../frame/Frame.tsx';
import { relativesLeft } from './people.ts';
import type { Billing } from './state.ts';

/** Brothers and sisters who owe something, beside the bill of one of them; Alt+S adds them (product.md A2). */
export function Relatives({ state, add }: { readonly state: Billing; readonly add: () => void }) {
  const t = useText();
  const { gate } = useHouse();
  const left = relativesLeft(state.payer);
  if (left.length === 0 || state.held !== null) return null;
  const sure = left.every((one) => one.sure);
  const name = state.payer.payerName;
  const found = !sure
    ? 'siblings.found.maybe'
    : name === null
      ? 'siblings.found.phone'
      : 'siblings.found.sure';
  return (
    <section className="qt-relatives" aria-label={t('siblings.found')}>
      <p>
        <Say k={found} params={{ name: name ?? '' }} />
      </p>
      <ul>
        {left.map(({ payer, name, className, owed }) => (
          <li key={payer}>
            <b>{name}</b>
            <span>
              {className === null || gate.institution !== 'school'
                ? className
                : t('bill.class', { class: className })}
            </span>
            <b>{dong(owed)}</b>
          </li>
        ))}
      </ul>
      <SecondaryAction label={t('siblings.take', { n: left.length })} chord="Alt+S" run={add} />
    </section>
  );
}
