/** Which journals a report is made from: this counter's, or at an accountant's desk those of the whole facility (design §6). */
import type { Row } from '../../shared/payment/index.ts';
import { facilitySettings } from '../facility/settings.ts';
import type { FacilityReads } from '../ledger/facility-reads.ts';
import type { LedgerReads } from '../ledger/read.ts';

export interface ReportScope {
  readonly is: 'counter' | 'facility';
  readonly counters: readonly string[];
  /** As a reader calls it: the counter, or all of them by name. */
  readonly name: string;
  /** Số liệu đến, of each counter with a drawer; the own figures are as of now. */
  readonly until: readonly { readonly name: string; readonly untilMs: number | null }[];
  nameOf(person: string): string;
  shift(id: string): Row<'shift'> | undefined;
}

/** What nameOf says of somebody it does not know. */
const nobody = '-';

/** The scope of the reports here. Without `facility` it is the own counter. */
export function reportScope(own: LedgerReads, facility: FacilityReads | undefined): ReportScope {
  const { machine, counterName } = facilitySettings(own);
  if (facility === undefined || machine === 'counter') {
    return {
      is: 'counter',
      counters: [own.counterId],
      name: counterName,
      until: [],
      nameOf: own.nameOf,
      shift: own.shift,
    };
  }
  const counters = facility.counters();
  const sisters = counters.filter((counter) => counter !== own.counterId);
  const until = sisters
    .map((counter) => ({ counter, name: facility.of(counter).setting('counter')?.name ?? '' }))
    .filter(({ counter }) => facility.of(counter).setting('machine')?.kind !== 'accountant-desk')
    .map(({ counter, name }) => ({ name, untilMs: facility.untilMs(counter) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'vi'));
  return {
    is: 'facility',
    counters,
    name: ['Toàn đơn vị', until.map(({ name }) => name).join(', ')].filter((one) => one !== '').join(': '),
    until,
    nameOf(person) {
      const names = [own, ...sisters.map((counter) => facility.of(counter))].map((reads) =>
        reads.nameOf(person),
      );
      return names.find((name) => name !== nobody) ?? nobody;
    },
    shift: (id) => sisters.map((counter) => facility.of(counter).shift(id)).find((row) => row !== undefined),
  };
}
