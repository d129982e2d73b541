/** What changed in a setting, in the words of its section, for the list of past changes. */
import { settingsBody } from '../../../shared/journal/types/house.ts';
import type { Role } from '../../../shared/kernel/roles.ts';
import type { SettingChangeRow } from '../../../shared/rpc/settings.ts';
import { dong, percent } from '../../ui/money.ts';
import type { TextOf } from '../../ui/text.tsx';
import { dayText } from './day.ts';

/** Words that a change took away and words that it brought, whole entries at a time. */
interface Told {
  readonly gone: readonly string[];
  readonly come: readonly string[];
}

/** The entries that differ; what stands in both is left out. */
export function toldOf(
  t: TextOf,
  { key, before, value }: Pick<SettingChangeRow, 'key' | 'before' | 'value'>,
): Told {
  const [old, now] = [linesOf(t, key, before), linesOf(t, key, value)];
  return {
    gone: old.filter((line) => !now.includes(line)),
    come: now.filter((line) => !old.includes(line)),
  };
}

/** Entries of one setting as a reader says them; a setting of a program that is not known here gives its plain values. */
function linesOf(t: TextOf, key: string, value: unknown): readonly string[] {
  if (value === null || value === undefined) return [];
  if (key === 'person') return [personLine(t, value as PersonValue)];
  const read = settingsBody.safeParse({ key, value });
  return read.success ? settingLines(t, read.data) : [JSON.stringify(value)];
}

interface PersonValue {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly active: boolean;
  readonly pinSet: boolean;
}

function personLine(t: TextOf, { name, roles, active, pinSet }: PersonValue): string {
  return joined([
    `${name}: ${roles.map((role) => t(`role.${role}`)).join(', ')}`,
    active ? '' : t('settings.told.left'),
    pinSet ? t('settings.told.pin') : '',
  ]);
}

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ');

type Setting = ReturnType<(typeof settingsBody)['parse']>;

function settingLines(t: TextOf, setting: Setting): readonly string[] {
  const from = (day: string | null | undefined): string =>
    day === null || day === undefined ? '' : t('settings.forms.from', { day: dayText(day) });
  const until = (day: string | undefined): string =>
    day === undefined ? '' : t('settings.told.until', { day: dayText(day) });
  const field = (name: string, said: string): string => `${name}: ${said}`;
  switch (setting.key) {
    case 'facility': {
      const { institution, name, address, budgetCode } = setting.value;
      return [t(`setup.kind.${institution}`), name, address, budgetCode].filter((part) => part !== '');
    }
    case 'counter':
      return [setting.value.name];
    case 'machine':
      return [t(setting.value.kind === 'counter' ? 'facility.counter' : 'facility.desk')];
    case 'receipt-form':
      return [joined([setting.value.title, setting.value.code])];
    case 'receipt-forms':
      return setting.value.list.map((form) => joined([`${form.title} ${form.code}`.trim(), from(form.from)]));
    case 'cash-rounding':
      return [setting.value.unit === 0 ? t('settings.told.none') : dong(setting.value.unit)];
    case 'words': {
      const { zero, thousand, billion, even } = setting.value;
      return [zero, thousand, billion, even ? t('settings.words.even') : ''].filter((part) => part !== '');
    }
    case 'series-prefix':
      return [setting.value.prefix];
    case 'auto-lock': {
      const { minutes } = setting.value;
      return [minutes === 0 ? t('settings.told.none') : t('settings.told.minutes', { n: minutes })];
    }
    case 'target':
      return [joined([`${setting.value.low}–${setting.value.high} %`, from(setting.value.from)])];
    case 'targets':
      return setting.value.list.map((band) => joined([`${band.low}–${band.high} %`, from(band.from)]));
    case 'card-fee':
      return setting.value.list.map((fee) =>
        joined([`${percent(fee.low, 10_000, 2)}–${percent(fee.high, 10_000, 2)} %`, from(fee.from)]),
      );
    case 'methods':
      return Object.entries(setting.value).flatMap(([method, day]) =>
        day === null ? [] : [joined([method, from(day)])],
      );
    case 'method.qr':
    case 'method.website':
    case 'method.mobile-money':
    case 'method.card':
      return [
        joined([t(setting.value.on ? 'settings.told.on' : 'settings.told.off'), from(setting.value.since)]),
      ];
    case 'accounts':
      return setting.value.list.map((one) =>
        joined([
          `${one.bank} ${one.number}`,
          one.holder,
          t(one.onBehalf ? 'account.for.on-behalf' : 'account.for.revenue'),
          one.serves === 'all' ? '' : one.serves.join(', '),
        ]),
      );
    case 'acceptance-limit':
      return [dong(setting.value.perShift)];
    case 'deposit-invoicing':
      return [joined([t(`settings.deposits.${setting.value.mode}`), from(setting.value.from)])];
    case 'standing': {
      const { tier, urban } = setting.value;
      return [t(`settings.tier.${tier}`), urban ? t('settings.urban') : ''].filter((part) => part !== '');
    }
    case 'payer-fields': {
      const { beneficiary, address } = setting.value;
      return [
        field(t('settings.fields.beneficiary'), t(`settings.fields.${beneficiary}`)),
        field(t('settings.fields.address'), t(`settings.fields.${address}`)),
      ];
    }
    case 'support':
      return [setting.value.office, setting.value.phone].filter((part) => part !== '');
    case 'mobile-money':
      return setting.value.operators.map((one) =>
        joined([`${one.name} ${one.dial}`.trim(), one.payTo, from(one.from), until(one.until)]),
      );
    case 'statement-columns':
      return setting.value.list.map((one) =>
        joined([
          one.account,
          ...one.columns.map(({ role, column }) => `${t(`statement.role.${role}`)} ${column + 1}`),
        ]),
      );
    case 'prices':
      return setting.value.list.map((one) =>
        joined([
          `${one.name} ${dong(one.amount)}`,
          from(one.from),
          until(one.until),
          one.onBehalf ? t('account.for.on-behalf') : '',
        ]),
      );
  }
}
