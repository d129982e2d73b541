import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Amount } from '../../ui/Amount.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { type Account, lackOf, previewAmount, previewCode } from './account.ts';

/** The code as payers will see it; a phone can scan it from this screen. */
export function AccountPreview({ account }: { readonly account: Account }) {
  const t = useText();
  const code = lackOf(account) === null ? previewCode(account) : null;
  return (
    <section className="qt-account-preview" aria-label={t('account.preview')}>
      <h3 className="qt-settings-aside">{t('account.preview')}</h3>
      <div>
        {code === null ? (
          <p className="qt-account-empty">{t('account.preview.none')}</p>
        ) : (
          <QrCode payload={code} label={t('account.preview.code')} className="qt-account-code" />
        )}
        <b>
          <Amount amount={previewAmount} />
        </b>
        <strong>{account.holder}</strong>
        <span>
          <Say k="account.preview.bank" params={{ bank: account.bank, digits: account.number.slice(-4) }} />
        </span>
      </div>
      <Notice tone="blue">
        <Say k="account.preview.try" />
      </Notice>
    </section>
  );
}

function Check({ done, children }: { readonly done: boolean; readonly children: ReactNode }) {
  return (
    <li data-done={done ? '' : undefined}>
      {done ? <IconCircleCheck size={22} stroke={1.9} /> : <IconCircleDashed size={22} stroke={1.9} />}
      {children}
    </li>
  );
}

/** What of an account is right and what a person still has to look at. */
export function AccountChecks({ account }: { readonly account: Account }) {
  const t = useText();
  const digits = account.number.length;
  return (
    <ul className="qt-account-checks">
      <Check done={account.bin !== '' && digits >= 4}>
        {t(digits < 4 ? 'account.check.number.none' : 'account.check.number', {
          n: digits,
          bank: account.bank || '…',
        })}
      </Check>
      <Check done={account.holder.trim() !== ''}>
        {t(account.holder.trim() === '' ? 'account.check.holder.none' : 'account.check.holder', {
          n: account.holder.trim().length,
        })}
      </Check>
      <Check done={false}>{t('account.check.try')}</Check>
    </ul>
  );
}
