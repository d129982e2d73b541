import { useEffect, useState } from 'react';
import { ChoiceList, ChoiceRow } from '../../ui/ChoiceList.tsx';
import { useCounter, useMethod } from '../../ui/client.tsx';
import { useText } from '../../ui/text.tsx';
import { useChoice } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { AccountFields, useBanks } from './AccountFields.tsx';
import { AccountChecks, AccountPreview } from './AccountPreview.tsx';
import { type Account, emptyAccount, freeWord, lackOf } from './account.ts';
import { ListActs } from './ListActs.tsx';
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
  const { at, item: account, choose, step } = useChoice(list);
  useEffect(() => {
    void counter.call('accounts.list', {}).then((answer) => {
      if (!answer.ok) return;
      setInForce(answer.value.accounts);
      const { accounts } = answer.value;
      setList(accounts.length === 0 ? [emptyAccount('tk-1')] : accounts);
    });
  }, [counter]);
  const add = (): void => {
    if (!mayChange || list.length >= mostAccounts) return;
    setList([...list, emptyAccount(freeWord(list))]);
    choose(list.length);
  };
  const remove = (): void => {
    if (!mayChange || account === undefined) return;
    const rest = list.filter((one) => one !== account);
    setList(rest);
    choose(Math.max(0, at - 1));
  };
  const put = (next: Account): void => setList(list.map((one, index) => (index === at ? next : one)));
  useKeys({
    'Alt+L': add,
    'Alt+X': remove,
    'Alt+ArrowDown': step(1),
    'Alt+ArrowUp': step(-1),
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
      <ChoiceList label={t('settings.accounts')} className="qt-settings-list">
        {list.map((one, index) => (
          <ChoiceRow key={one.account} selected={index === at} choose={() => choose(index)}>
            <b>
              {one.bank === ''
                ? t('account.new')
                : `${one.bank}, ${t('account.ending', { digits: one.number.slice(-4) })}`}
            </b>
            <span>{t(one.onBehalf ? 'account.for.on-behalf' : 'account.for.revenue')}</span>
          </ChoiceRow>
        ))}
      </ChoiceList>
      {mayChange ? (
        <ListActs
          add={{ label: t('account.add'), off: list.length >= mostAccounts, run: add }}
          remove={{ label: t('account.remove'), off: list.length === 0, run: remove }}
        />
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
