/** Stretches of days a report is made for. Dates are `YYYY-MM-DD` in Vietnam, both ends included. */

export type PeriodKind = 'day' | 'month' | 'quarter' | 'year' | 'school-year';

export interface Period {
  readonly from: string;
  readonly to: string;
}

/** First month of a school year (facts/domain.md §1.2); the year is named after the year it begins in. */
const schoolYearBegins = 9;

function iso(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** The period of this kind that `date` lies in. */
export function periodOf(kind: PeriodKind, date: string): Period {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  switch (kind) {
    case 'day':
      return { from: date, to: date };
    case 'month':
      return { from: iso(year, month, 1), to: iso(year, month + 1, 0) };
    case 'quarter': {
      const first = month - ((month - 1) % 3);
      return { from: iso(year, first, 1), to: iso(year, first + 3, 0) };
    }
    case 'year':
      return { from: iso(year, 1, 1), to: iso(year, 12, 31) };
    case 'school-year': {
      const begins = month >= schoolYearBegins ? year : year - 1;
      return { from: iso(begins, schoolYearBegins, 1), to: iso(begins + 1, schoolYearBegins, 0) };
    }
  }
}
