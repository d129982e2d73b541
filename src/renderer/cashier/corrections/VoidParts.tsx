import type { VoidChoices } from '../../../shared/rpc/corrections.ts';
import { dong, signedDong } from '../../ui/money.ts';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { methodText } from '../history/Detail.tsx';
import { Radios } from './Radios.tsx';
import type { VoidAct } from './useVoid.ts';
import { type Fate, freeOf, type Outcome, wayOut } from './voidState.ts';

/** Says so when the receipt belongs to a shift that has its Z: that Z never changes, the present one lists this act. */
export function AfterZ({ choices }: { readonly choices: VoidChoices | null }) {
  if (choices?.afterZ !== true) return null;
  return (
    <Notice tone="amber">
      <Say k="void.after-z" />
    </Notice>
  );
}

/** One amount on the receipt and what may become of it. */
export function FateRow(props: {
  readonly tender: VoidChoices['tenders'][number];
  readonly fate: Fate | null;
  readonly choose: (fate: Fate) => void;
}) {
  const t = useText();
  const { tender, fate, choose } = props;
  const free = freeOf(tender);
  const way = methodText(t, tender.method);
  const sum = dong(tender.amount + tender.rounded);
  const label = `${sum}, ${way}`;
  return (
    <li>
      <span>
        <b>{sum}</b>
        <small>
          {tender.rounded === 0 ? way : t('void.rounded', { way, rounding: signedDong(tender.rounded) })}
        </small>
      </span>
      {free === 0 ? (
        <p>{t('void.fate.dropped', { amount: dong(tender.claim) })}</p>
      ) : tender.fates.length === 0 ? (
        <p>{t('void.fate.none')}</p>
      ) : (
        <Radios
          label={label}
          hideLabel
          value={fate}
          options={tender.fates.map((one) => ({
            value: one,
            label: t(one === 'balance' ? 'void.fate.balance' : `void.fate.${one}.${wayOut(tender)}`),
          }))}
          choose={choose}
        />
      )}
    </li>
  );
}

/** What Enter will do to the money, in a sentence. */
export function Sentence({ outcome }: { readonly outcome: Outcome }) {
  const { returned, slip, asked, kept, restored } = outcome;
  return (
    <>
      {returned > 0 ? <Say k="void.outcome.returned" params={{ amount: dong(returned) }} /> : null}
      {slip > 0 ? <Say k="void.outcome.slip" params={{ amount: dong(slip) }} /> : null}
      {asked > 0 ? <Say k="void.outcome.refund" params={{ amount: dong(asked) }} /> : null}
      {kept > 0 ? <Say k="void.outcome.balance" params={{ amount: dong(kept) }} /> : null}
      {restored > 0 ? <Say k="void.outcome.restored" params={{ amount: dong(restored) }} /> : null}
    </>
  );
}

/** What goes back to deposits and balances by itself. */
export function Restored({ choices }: { readonly choices: VoidChoices | null }) {
  const t = useText();
  return (choices?.restored ?? []).map(({ source, id, amount }) => (
    <li key={id}>
      <span>
        <b>{dong(amount)}</b>
        <small>{methodText(t, source)}</small>
      </span>
      <p>{t(`void.fate.restored.${source}`)}</p>
    </li>
  ));
}

/** What a void came to. */
export interface Voided {
  readonly outcome: Outcome;
  readonly replacedBy: string | null;
}

/** After the act: each thing that happened to the money, and each that is still to be done with hands. */
export function DoneFacts({ done }: { readonly done: Voided }) {
  const { outcome, replacedBy } = done;
  const left = [
    ['void.done.refund', outcome.asked],
    ['void.done.balance', outcome.kept],
  ] as const;
  const rows =
    replacedBy !== null
      ? left
      : ([
          ['void.done.returned', outcome.returned],
          ['void.done.slip', outcome.slip],
          ...left,
          ['void.done.restored', outcome.restored],
          ['void.done.dropped', outcome.dropped],
        ] as const);
  return (
    <ul className="qt-fix-facts">
      {rows.map(([key, amount]) =>
        amount === 0 ? null : (
          <li key={key}>
            <Say k={key} params={{ amount: dong(amount) }} />
          </li>
        ),
      )}
      {replacedBy === null ? null : (
        <li>
          <Say k="void.done.replaced" params={{ number: replacedBy }} />
        </li>
      )}
    </ul>
  );
}

/** In words why a receipt is void, and whether the payer's copy came back. */
export function WhyFields({ why, say }: Pick<VoidAct, 'why' | 'say'>) {
  const t = useText();
  return (
    <>
      <TextField label={t('void.text')} value={why.text} maxLength={200} change={(text) => say({ text })} />
      <Radios
        label={t('void.copy')}
        options={[
          { value: 'yes', label: t('void.copy.yes') },
          { value: 'no', label: t('void.copy.no') },
        ]}
        value={why.recalled}
        choose={(recalled) => say({ recalled })}
      />
    </>
  );
}
