import { keyFor } from '../../../shared/i18n/translate.ts';
import type { ClosePreview } from '../../../shared/rpc/contract.ts';
import { dong } from '../../ui/money.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { ageOf } from '../../ui/time.ts';
import { useHouse } from '../frame/Frame.tsx';
import { unfinishedIcon } from '../workplace/Unfinished.tsx';

/** What stays open over the close: listed with its age, never a reason not to close. */
export function CarriedOver({ items }: { readonly items: ClosePreview['carriedOver'] }) {
  const t = useText();
  const { now } = useHouse();
  return (
    <section className="qt-carried">
      <header>
        <h2>{t('result.carried')}</h2>
        {items.length === 0 ? null : <span>{t('unfinished.count', { n: items.length })}</span>}
      </header>
      <p>{t(items.length === 0 ? 'result.carried.none' : 'result.carried.note')}</p>
      <ul>
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is a snapshot of the moment of counting
          <li key={index}>
            <i aria-hidden>{unfinishedIcon(item.kind)}</i>
            <b>{t(keyFor('unfinished', item.kind, 'unfinished.title'))}</b>
            <span>{ageOf(t, item.sinceMs, now)}</span>
            <span className="qt-cut">{item.name ?? ''}</span>
            <span>{dong(item.amount)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Connected terminals whose batch is still open: what to do, and that the shift may be closed all the same. */
export function UnsettledTerminals({ terminals }: { readonly terminals: ClosePreview['terminals'] }) {
  const t = useText();
  return terminals.map(({ terminal, count, total, unknown }) => (
    <Notice key={terminal} tone="amber" role="alert">
      <Say k="result.terminal" params={{ terminal, n: count, amount: dong(total) }} />
      {unknown === 0 ? null : ` ${t('result.terminal.unknown', { n: unknown })}`}
    </Notice>
  ));
}
