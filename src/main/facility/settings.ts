import type { Body } from '../../shared/journal/index.ts';
import type { WordsStyle } from '../../shared/money/index.ts';
import type { LedgerReads } from '../ledger/read.ts';

type Setting<K extends Body<'settings.set'>['key']> = Extract<Body<'settings.set'>, { key: K }>['value'];

/** What the facility has set, with what holds until it does. */
export interface FacilitySettings {
  readonly facility: Setting<'facility'>;
  readonly counterName: string;
  readonly machine: Setting<'machine'>['kind'];
  /** Cash rounding unit in đồng, 0 = none. */
  readonly cashRounding: number;
  readonly words: WordsStyle;
  readonly autoLockMinutes: number;
  readonly seriesPrefix: string;
  /** What may be accepted in one shift without the bank's word, in đồng. */
  readonly acceptanceLimit: number;
}

/** Until the facility sets its own. */
const usualAcceptanceLimit = 20_000_000;

/** Title and form code until the facility sets its own (facts/domain.md §1.3: C45-BB, configurable). */
export const defaultReceiptForm: Setting<'receipt-form'> = {
  title: 'BIÊN LAI THU TIỀN',
  code: 'C45-BB',
  issuedUnder: 'Ban hành kèm theo Thông tư số 107/2017/TT-BTC',
};

const nowhere: Setting<'facility'> = { institution: 'hospital', name: '-', address: '-', budgetCode: '' };

/** The window asks for the lock first; this is the counter's own limit if it does not. */
const autoLockSlackMs = 60_000;

/** Milliseconds without a call after which the counter locks by itself; 0 = never. */
export function autoLockAfterMs(reads: LedgerReads): number {
  const { autoLockMinutes } = facilitySettings(reads);
  return autoLockMinutes === 0 ? 0 : autoLockMinutes * 60_000 + autoLockSlackMs;
}

/** Settings in force, read from the ledger. */
export function facilitySettings(reads: LedgerReads): FacilitySettings {
  const words = reads.setting('words');
  return {
    facility: reads.setting('facility') ?? nowhere,
    counterName: reads.setting('counter')?.name ?? '',
    machine: reads.setting('machine')?.kind ?? 'counter',
    cashRounding: reads.setting('cash-rounding')?.unit ?? 0,
    words:
      words === null
        ? {}
        : {
            oddWord: words.zero,
            thousandWord: words.thousand,
            billionWord: words.billion,
            closing: words.even,
          },
    autoLockMinutes: reads.setting('auto-lock')?.minutes ?? 10,
    seriesPrefix: reads.setting('series-prefix')?.prefix ?? 'BL',
    acceptanceLimit: reads.setting('acceptance-limit')?.perShift ?? usualAcceptanceLimit,
  };
}

/** What is asked of a payer beyond the own name: a school always names the pupil (R6), a hospital may. */
export function payerFields(reads: LedgerReads): Setting<'payer-fields'> {
  const school = reads.setting('facility')?.institution === 'school';
  return (
    reads.setting('payer-fields') ?? { beneficiary: school ? 'required' : 'optional', address: 'optional' }
  );
}
