/** Tables the province page reads: sums of payments, targets, frozen reports. */

/** A band to reach from a day on: of one facility, or of all of an area and of urban or other ones. */
export interface TargetTable {
  readonly id: string;
  readonly facility: string | null;
  readonly area: 'hospital' | 'school' | null;
  readonly urban: boolean | null;
  readonly from_day: string;
  /** Per cent. */
  readonly low: number;
  readonly high: number;
  /** The decision it stands in. */
  readonly source: string;
  readonly made_at: number;
}

/** Cashless methods a facility has put in use; `since` is null once one is off. */
export interface MethodUseTable {
  readonly facility: string;
  readonly method: string;
  since: string | null;
  told_at: number;
}

export interface PayCollectionTable {
  readonly facility: string;
  readonly id: string;
  cut: string;
  paper_day: string | null;
}

/** What of a tender the sums need to know when it moves again. */
export interface PayTenderTable {
  readonly facility: string;
  readonly id: string;
  readonly collection: string | null;
  readonly method: string;
  readonly kind: string;
  readonly due: number;
  paid_day: string | null;
  brought: number;
  back_today: number;
}

export interface PayRefundTable {
  readonly facility: string;
  readonly id: string;
  readonly source: string;
  readonly source_id: string;
}

/** Payments that count (design §7), by the month they were made. */
export interface PayMonthTable {
  readonly facility: string;
  readonly counter: string;
  /** `2026-11`. */
  readonly month: string;
  readonly method: string;
  readonly kind: string;
  readonly cut: string;
  readonly count: number;
  readonly amount: number;
  readonly later_count: number;
  readonly later_amount: number;
  readonly last_at: number | null;
}

export interface SeriesWidthTable {
  readonly facility: string;
  readonly series: string;
  readonly width: number;
}

export interface ReceiptVoidTable {
  readonly facility: string;
  readonly receipt: string;
  readonly day: string;
}

export interface DisputeTable {
  readonly facility: string;
  readonly id: string;
  readonly deadline: string;
  state: string;
}

export interface YearlyReportTable {
  readonly id: string;
  /** Of a department: the facilities it answers for; null for all of the province. */
  readonly area: 'hospital' | 'school' | null;
  readonly year: number;
  readonly from_month: string;
  readonly to_month: string;
  readonly rule: string;
  readonly as_of: number;
  readonly made_by: string;
  readonly supplements: string | null;
  /** Canonical JSON of what the workbook says. */
  readonly figures: string;
  readonly hash: string;
  readonly bytes: Uint8Array;
}

export interface ProvinceTables {
  readonly target: TargetTable;
  readonly method_use: MethodUseTable;
  readonly pay_collection: PayCollectionTable;
  readonly pay_tender: PayTenderTable;
  readonly pay_refund: PayRefundTable;
  readonly pay_month: PayMonthTable;
  readonly series_width: SeriesWidthTable;
  readonly receipt_void: ReceiptVoidTable;
  readonly dispute: DisputeTable;
  readonly yearly_report: YearlyReportTable;
}
