import { keyFor } from '../../../shared/i18n/translate.ts';
import type { CaseView } from '../../../shared/rpc/facility.ts';
import { dong } from '../../ui/money.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Say, type TextOf, useText } from '../../ui/text.tsx';
import { dateOf, timeOf } from '../../ui/time.ts';
import { longDayText } from '../reports/days.ts';
import { toldOf } from '../settings/told.ts';

function paperName(t: TextOf, { kind, number }: CaseView['receipts'][number]): string {
  if (kind === 'receipt') return number;
  return kind === 'asked' ? t('case.asked') : t('case.voucher', { number });
}

/** Receipts that stand on one bill, or papers by which one deposit was used and given back, at whichever counter. */
function Receipts({ receipts, kind }: Pick<CaseView, 'receipts' | 'kind'>) {
  const t = useText();
  if (receipts.length === 0) return null;
  return (
    <>
      <h3 className="qt-settings-aside">{t(kind === 'refund-twice' ? 'case.papers' : 'case.receipts')}</h3>
      <ul className="qt-case-receipts">
        {receipts.map((receipt) => (
          <li key={`${receipt.counterName} ${receipt.kind} ${receipt.number}`} data-testid="case-receipt">
            <span>
              <b>{paperName(t, receipt)}</b>
              <small>
                {receipt.counterName}
                {receipt.own ? ` · ${t('facility.here')}` : ''} · {longDayText(receipt.issueDate)}
              </small>
            </span>
            <b>{dong(receipt.amount)}</b>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What would change, in the words of the settings. */
function Change({ proposal }: { readonly proposal: NonNullable<CaseView['proposal']> }) {
  const t = useText();
  const { key, before, value } = proposal;
  const { gone, come } = toldOf(t, { key, before, value });
  return (
    <section className="qt-case-change qt-changes" aria-label={t('case.change')}>
      <h3 className="qt-settings-aside">{t(keyFor('settings.key', key, 'settings.key.other'))}</h3>
      {gone.map((line) => (
        <del key={line}>{line}</del>
      ))}
      {come.map((line) => (
        <ins key={line}>{line}</ins>
      ))}
      {gone.length + come.length === 0 ? <p>{t('case.change.none')}</p> : null}
    </section>
  );
}

/** What happened, whether money moved, what to do: everything that is needed to judge one case. */
export function CaseDetail({ one }: { readonly one: CaseView }) {
  const t = useText();
  const { kind, reason, at, about, amount, owed, receipts, proposal } = one;
  const advice = keyFor('case.advice', reason, keyFor('case.advice', kind, 'case.advice.other'));
  return (
    <>
      <Notice tone={proposal === null ? 'amber' : 'blue'}>
        <Say
          k={advice}
          params={{ amount: amount === null ? '' : dong(amount), owed: owed === null ? '' : dong(owed) }}
        />
      </Notice>
      {about === null ? null : <p className="qt-case-whose">{about}</p>}
      {proposal === null ? null : <Change proposal={proposal} />}
      <Receipts receipts={receipts} kind={kind} />
      <p className="qt-case-when">{t('case.heard', { time: `${timeOf(at)} ${dateOf(at)}` })}</p>
    </>
  );
}
