/** What is written during the first set-up, before anything is in the book. */
import type { TextKey } from '../../../../shared/i18n/translate.ts';
import type { Role } from '../../../../shared/kernel/roles.ts';
import { seriesCode } from '../../../../shared/text/index.ts';
import type { TextOf } from '../../../ui/text.tsx';
import { type Account, emptyAccount, lackOf } from '../../settings/account.ts';
import { draftComplete, type PersonDraft } from '../PersonFields.tsx';

export interface Draft {
  readonly institution: 'hospital' | 'school';
  /** A desk has no drawer, no numbers and no account of its own. */
  readonly machine: 'counter' | 'accountant-desk';
  /** Print of the facility's key that was read from its recovery sheet; null at the first machine of a facility. */
  readonly sheet: string | null;
  readonly facilityName: string;
  readonly address: string;
  readonly budgetCode: string;
  readonly counterName: string;
  readonly seriesPrefix: string;
  readonly account: Account;
  /** The facility has no account yet, or sets it later. */
  readonly accountLater: boolean;
  readonly people: readonly PersonDraft[];
}

/** Steps before anything is written; printer and first list follow when somebody is signed in. */
export const writingSteps = ['kind', 'name', 'account', 'people'] as const;

const prefixes = { hospital: 'VP', school: 'HP' } as const;

/** A draft with what is right for most. */
export function emptyDraft(t: TextOf): Draft {
  return {
    institution: 'hospital',
    machine: 'counter',
    sheet: null,
    facilityName: '',
    address: '',
    budgetCode: '',
    counterName: t('setup.default.counter'),
    seriesPrefix: prefixes.hospital,
    account: emptyAccount('tk-1'),
    accountLater: false,
    people: [{ name: '', roles: ['cashier', 'administrator'], pin: '', again: '' }],
  };
}

/** The first series of receipts of a year, as they will print it; nothing while there is no prefix. */
export function seriesOf({ seriesPrefix, counterName }: Draft, year: number): string {
  return seriesPrefix === '' ? '' : seriesCode(seriesPrefix, 'receipt', year, counterName);
}

/** The draft for a kind of institution, with its usual prefix unless another was typed. */
export function ofKind(draft: Draft, institution: Draft['institution']): Draft {
  const usual = Object.values(prefixes).some((prefix) => prefix === draft.seriesPrefix);
  return { ...draft, institution, seriesPrefix: usual ? prefixes[institution] : draft.seriesPrefix };
}

/** The draft for a counter or for the accountant's desk, with whoever works there first. */
export function ofMachine(t: TextOf, draft: Draft, machine: Draft['machine']): Draft {
  const desk = machine === 'accountant-desk';
  const [first, ...others] = draft.people;
  const roles = desk
    ? (['chief-accountant', 'administrator'] as const)
    : (['cashier', 'administrator'] as const);
  const usual = [t('setup.default.counter'), t('setup.default.desk')].includes(draft.counterName);
  return {
    ...draft,
    machine,
    accountLater: desk,
    counterName: usual ? t(desk ? 'setup.default.desk' : 'setup.default.counter') : draft.counterName,
    people: first === undefined ? [] : [{ ...first, roles }, ...others],
  };
}

/** The step after this one, or before it with -1; a desk takes no money, so nobody asks for an account. */
export function stepFrom(step: number, by: 1 | -1, { machine }: Draft): number {
  const next = Math.max(0, step + by);
  return writingSteps[next] === 'account' && machine === 'accountant-desk' ? next + by : next;
}

/** What is still missing on a step, in words; null when one may go on. */
export function missingOn(t: TextOf, step: number, draft: Draft): string | null {
  const say = (what: TextKey): string => t('setup.missing', { what: t(what) });
  switch (writingSteps[step]) {
    case 'name': {
      const fields: readonly (readonly [string, TextKey])[] = [
        [draft.facilityName, 'setup.name.short'],
        [draft.address, 'setup.address'],
        [draft.counterName, 'setup.counter'],
        [draft.seriesPrefix, 'setup.series'],
      ];
      const empty = fields.find(([value]) => value.trim() === '');
      return empty === undefined ? null : say(empty[1]);
    }
    case 'account': {
      const lack = draft.accountLater ? null : lackOf(draft.account);
      return lack === null ? null : say(`account.lack.${lack}`);
    }
    case 'people': {
      const unfinished = draft.people.find((person) => !draftComplete(person, true));
      if (unfinished !== undefined) {
        return say(unfinished.name.trim() === '' ? 'person.name' : 'person.pin');
      }
      const unlike = draft.people.find(({ pin, again = pin }) => again !== pin);
      if (unlike?.again === '') return say('person.pin.again');
      if (unlike !== undefined) return t('setup.missing.pin-differs', { name: unlike.name });
      const holds = (role: Role): boolean => draft.people.some((person) => person.roles.includes(role));
      if (!holds('administrator')) return say('setup.missing.administrator');
      if (draft.machine === 'counter') return holds('cashier') ? null : say('setup.missing.cashier');
      return holds('accountant') || holds('chief-accountant') ? null : say('setup.missing.accountant');
    }
    default:
      return null;
  }
}

const draftKey = 'quaythu.setup';

interface Kept {
  readonly step: number;
  readonly draft: Draft;
}

/** Keeps what was written, so that set-up goes on after a restart; never a PIN. */
export function keepDraft(step: number, draft: Draft): void {
  const people = draft.people.map((person) => ({ ...person, pin: '', again: '' }));
  localStorage.setItem(draftKey, JSON.stringify({ step, draft: { ...draft, people } } satisfies Kept));
}

/** What was written before, or null. */
export function keptDraft(): Kept | null {
  const text = localStorage.getItem(draftKey);
  if (text === null) return null;
  try {
    const kept = JSON.parse(text) as Kept;
    // An older form of the draft is worth less than a set-up that works.
    const { account, machine, people } = kept.draft;
    return typeof account.bin === 'string' && typeof machine === 'string' && Array.isArray(people)
      ? kept
      : null;
  } catch {
    return null;
  }
}

/** Set-up is written in the book: nothing of the draft stays. */
export function dropDraft(): void {
  localStorage.removeItem(draftKey);
}

const goingOnKey = 'quaythu.first-run';

/** Which steps after the writing are still to do: `printer`, then `list`. */
export type GoingOn = 'printer' | 'list';

/** Where set-up goes on, or null when it is through. */
export function goingOn(): GoingOn | null {
  const step = localStorage.getItem(goingOnKey);
  return step === 'printer' || step === 'list' ? step : null;
}

/** Notes where set-up goes on; null when it is through. */
export function setGoingOn(step: GoingOn | null): void {
  if (step === null) localStorage.removeItem(goingOnKey);
  else localStorage.setItem(goingOnKey, step);
}
