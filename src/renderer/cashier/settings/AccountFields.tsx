import { Checkbox, SegmentedControl, Select, TagsInput } from '@mantine/core';
import { IconBuildingBank } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { BankRow } from '../../../shared/rpc/settings.ts';
import { foldVietnamese } from '../../../shared/text/index.ts';
import { useCounter } from '../../ui/client.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useText } from '../../ui/text.tsx';
import { type Account, groupedNumber, holderOf, numberOf } from './account.ts';

/** The bank list of the counter; empty until it has answered. */
export function useBanks(): readonly BankRow[] {
  const counter = useCounter();
  const [banks, setBanks] = useState<readonly BankRow[]>([]);
  useEffect(() => {
    void counter.call('banks.list', {}).then((answer) => {
      if (answer.ok) setBanks(answer.value.banks);
    });
  }, [counter]);
  return banks;
}

/** Options that have every word, those first whose short name begins with what was typed. */
function rankBanks<T>(options: readonly T[], search: string): T[] {
  const labelOf = (option: T): string => foldVietnamese((option as { label?: string }).label ?? '');
  const typed = foldVietnamese(search);
  const words = typed.split(' ');
  const fits = options.filter((option) => words.every((word) => labelOf(option).includes(word)));
  const rank = (option: T): number => (labelOf(option).startsWith(typed) ? 0 : 1);
  return fits.sort((a, b) => rank(a) - rank(b));
}

interface BankFieldProps {
  readonly banks: readonly BankRow[];
  readonly bin: string;
  readonly autoFocus?: boolean;
  readonly choose: (bank: BankRow) => void;
}

/** Which bank: a few letters without marks, arrows, Enter. */
export function BankField({ banks, bin, autoFocus = false, choose }: BankFieldProps) {
  const t = useText();
  return (
    <Select
      label={t('account.bank')}
      placeholder={t('account.bank.placeholder')}
      searchable
      autoFocus={autoFocus}
      selectFirstOptionOnChange
      withCheckIcon={false}
      allowDeselect={false}
      maxDropdownHeight={260}
      limit={40}
      nothingFoundMessage={t('account.bank.none')}
      leftSection={<IconBuildingBank size={20} stroke={1.9} />}
      leftSectionWidth={40}
      value={bin === '' ? null : bin}
      data={banks.map((bank) => ({
        value: bank.bin,
        label: bank.name === null ? bank.shortName : `${bank.shortName}, ${bank.name}`,
      }))}
      filter={({ options, search, limit }) => rankBanks(options, search).slice(0, limit)}
      onChange={(value) => {
        const bank = banks.find((one) => one.bin === value);
        if (bank !== undefined) choose(bank);
      }}
    />
  );
}

interface AccountFieldsProps {
  readonly account: Account;
  readonly banks: readonly BankRow[];
  /** Fee groups that are known, to choose from. */
  readonly groups: readonly string[];
  readonly change: (account: Account) => void;
  readonly autoFocus?: boolean;
  /** Only what a first account needs. */
  readonly brief?: boolean;
  /** Nothing is collected on behalf of others here: what it is for is not asked. */
  readonly onlyRevenue?: boolean;
}

function MerchantFields({ account, change }: Pick<AccountFieldsProps, 'account' | 'change'>): ReactNode {
  const t = useText();
  const merchant = account.merchant ?? { category: '', name: '', city: '' };
  const set = (part: Partial<typeof merchant>): void =>
    change({ ...account, merchant: { ...merchant, ...part } });
  const plain = (text: string, most: number): string => holderOf(text).slice(0, most);
  return (
    <div className="qt-settings-three">
      <TextField
        label={t('account.merchant.name')}
        value={merchant.name}
        change={(text) => set({ name: plain(text, 25) })}
      />
      <TextField
        label={t('account.merchant.city')}
        value={merchant.city}
        change={(text) => set({ city: plain(text, 15) })}
      />
      <TextField
        label={t('account.merchant.category')}
        inputMode="numeric"
        value={merchant.category}
        change={(text) => set({ category: text.replace(/\D/g, '').slice(0, 4) })}
      />
    </div>
  );
}

/** Bank, number, holder, what it is for. The code at the right changes with every key. */
export function AccountFields(props: AccountFieldsProps) {
  const { account, banks, groups, change, autoFocus = false, brief = false, onlyRevenue = false } = props;
  const t = useText();
  return (
    <>
      <BankField
        banks={banks}
        bin={account.bin}
        autoFocus={autoFocus}
        choose={(bank) => change({ ...account, bin: bank.bin, bank: bank.shortName.slice(0, 40) })}
      />
      <TextField
        label={t('account.number')}
        inputMode="numeric"
        autoComplete="off"
        className="qt-settings-number"
        value={groupedNumber(account.number)}
        change={(text) => change({ ...account, number: numberOf(text) })}
      />
      <TextField
        label={t('account.holder')}
        autoComplete="off"
        spellCheck={false}
        value={account.holder}
        maxLength={60}
        change={(text) => change({ ...account, holder: holderOf(text) })}
      />
      {brief ? null : (
        <>
          <div>
            <span className="qt-label">{t('account.kind')}</span>
            <SegmentedControl
              className="qt-segments"
              aria-label={t('account.kind')}
              value={account.serviceCode}
              data={[
                { value: 'QRIBFTTA', label: t('account.kind.transfer') },
                { value: 'QRPUSH', label: t('account.kind.merchant') },
              ]}
              onChange={(value) =>
                change(
                  value === 'QRPUSH'
                    ? {
                        ...account,
                        serviceCode: 'QRPUSH',
                        merchant: account.merchant ?? {
                          category: '8299',
                          name: account.holder.slice(0, 25).trim(),
                          city: '',
                        },
                      }
                    : { ...account, serviceCode: 'QRIBFTTA', merchant: null },
                )
              }
            />
          </div>
          {account.serviceCode === 'QRPUSH' ? <MerchantFields account={account} change={change} /> : null}
        </>
      )}
      {onlyRevenue ? null : (
        <fieldset className="qt-settings-for">
          <legend className="qt-label">{t('account.for')}</legend>
          <div data-on={account.onBehalf ? undefined : ''}>
            <Checkbox
              classNames={{ input: 'qt-check' }}
              size="20"
              radius={4}
              label={t('account.for.revenue')}
              checked={!account.onBehalf}
              onChange={() => change({ ...account, onBehalf: false })}
            />
          </div>
          <div data-on={account.onBehalf ? '' : undefined}>
            <Checkbox
              classNames={{ input: 'qt-check' }}
              size="20"
              radius={4}
              label={t('account.for.on-behalf')}
              checked={account.onBehalf}
              onChange={() => change({ ...account, onBehalf: true })}
            />
          </div>
        </fieldset>
      )}
      {brief ? null : (
        <>
          <Checkbox
            classNames={{ input: 'qt-check' }}
            size="20"
            radius={4}
            label={t('account.all-groups')}
            checked={account.serves === 'all'}
            onChange={(event) => change({ ...account, serves: event.currentTarget.checked ? 'all' : [] })}
          />
          {account.serves === 'all' ? null : (
            <TagsInput
              label={t('account.groups')}
              description={t('account.groups.note')}
              value={account.serves}
              data={[...groups]}
              maxTags={50}
              onChange={(serves) => change({ ...account, serves })}
            />
          )}
        </>
      )}
    </>
  );
}
