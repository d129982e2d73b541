import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { keepFocus, SecondaryAction } from '../../ui/actions.tsx';
import { useCounter, useMethod } from '../../ui/client.tsx';
import { useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { AccountFields, useBanks } from './AccountFields.tsx';
import { AccountChecks, AccountPreview } from './AccountPreview.tsx';
import { type Account, emptyAccount, freeWord, lackOf } from './account.ts';
import { Section, useSettings } from './Section.tsx';

const mostAccounts = 20;

/** Receiving accounts: which, whose, for what. Changed as a whole, with the chief accountant's PIN. */
export function AccountsPart() {
  const t = useText();
  const counter = useCounter();
  const { settings, mayChange } = useSettings();
  const banks = useBanks();
  const set = useMethod('accounts.set');
  const [inForce, setInForce] = useState<readonly Account[] | null>(null);
  const [list, setList] = useState<readonly Account[]>([]);
  const [at, setAt] = useState(0);
  useEffect(() => {
    void counter.call('accounts.list', {}).then((answer) => {
      if (!answer.ok) return;
      setInForce(answer.value.accounts);
      const { accounts } = answer.value;
      setList(accounts.length === 0 ? [emptyAccount('tk-1')] : accounts);
    });
  }, [counter]);
  const account = list[Math.min(at, list.length - 1)];
  const add = (): void => {
    if (!mayChange || list.length >= mostAccounts) return;
    setList([...list, emptyAccount(freeWord(list))]);
    setAt(list.length);
  };
  const remove = (): void => {
    if (!mayChange || account === undefined) return;
    const rest = list.filter((one) => one !== account);
    setList(rest);
    setAt(Math.max(0, at - 1));
  };
  const put = (next: Account): void => setList(list.map((one, index) => (index === at ? next : one)));
  useKeys({
    'Alt+L': add,
    'Alt+X': remove,
    'Alt+ArrowDown': () => setAt(Math.min(list.length - 1, at + 1)),
    'Alt+ArrowUp': () => setAt(Math.max(0, at - 1)),
  });
  const wanted = list.filter((one) => one.bin !== '' || one.number !== '' || one.holder !== '');
  const changed = inForce !== null && JSON.stringify(wanted) !== JSON.stringify(inForce);
  const lacking = wanted.find((one) => lackOf(one) !== null);
  const lack = lacking === undefined ? null : lackOf(lacking);
  return (
    <Section
      title={t('settings.accounts')}
      note={t('settings.accounts.note')}
      changed={changed}
      missing={lack === null ? null : t('setup.missing', { what: t(`account.lack.${lack}`) })}
      second
      saving={{
        busy: set.busy,
        failure: set.failure,
        run: async (approval) => {
          if (approval === null) return false;
          const done = await set.run({
            accounts: wanted.map((one) => ({ ...one, holder: one.holder.trim() })),
            acceptanceLimit: null,
            approval,
          });
          if (done === null) return false;
          setInForce(wanted);
          return true;
        },
      }}
      aside={account === undefined ? null : <AccountPreview account={account} />}
    >
      <div className="qt-settings-list" role="listbox" aria-label={t('settings.accounts')}>
        {list.map((one, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: Alt and arrows choose while a field keeps the focus
          // biome-ignore lint/a11y/useKeyWithClickEvents: Alt and arrows choose while a field keeps the focus
          <div
            key={one.account}
            role="option"
            aria-selected={index === at}
            onMouseDown={keepFocus}
            onClick={() => setAt(index)}
          >
            <b>
              {one.bank === ''
                ? t('account.new')
                : `${one.bank}, ${t('account.ending', { digits: one.number.slice(-4) })}`}
            </b>
            <span>{t(one.onBehalf ? 'account.for.on-behalf' : 'account.for.revenue')}</span>
          </div>
        ))}
      </div>
      {mayChange ? (
        <div className="qt-settings-pair">
          <SecondaryAction
            label={t('account.add')}
            chord="Alt+L"
            icon={<IconPlus size={20} stroke={1.9} />}
            off={list.length >= mostAccounts}
            run={add}
          />
          <SecondaryAction
            label={t('account.remove')}
            chord="Alt+X"
            icon={<IconTrash size={20} stroke={1.9} />}
            off={list.length === 0}
            run={remove}
          />
        </div>
      ) : null}
      {account === undefined ? null : (
        <>
          <AccountFields
            key={account.account}
            account={account}
            banks={banks}
            groups={settings.groups}
            change={put}
          />
          <AccountChecks account={account} />
        </>
      )}
    </Section>
  );
}
