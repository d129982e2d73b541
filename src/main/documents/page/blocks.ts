/** What a page document is made of, from the top. The setter gives it points and pages; the sheet writer gives it cells. */
import type { BusinessDate, EpochMs } from '../../../shared/kernel/clock.ts';

export type Weight = 'medium' | 'bold';
export type Align = 'left' | 'center' | 'right';

/** Letters of one look. */
export interface Run {
  readonly text: string;
  readonly weight?: Weight;
  readonly slanted?: boolean;
}

/** A cell keeps its type, so that a sheet gets numbers and a page gets the same numbers as text. */
export type Cell =
  | string
  | null
  /** Đồng, with a sign where one has a meaning. */
  | { readonly dong: number }
  | { readonly count: number }
  /** Hundredths of a per cent: 6250 is 62,50 %. */
  | { readonly share: number }
  | { readonly day: BusinessDate }
  | { readonly at: EpochMs };

export interface Column {
  readonly head: string;
  /** Columns beside each other with the same group stand under one heading. */
  readonly group?: string;
  /** Text columns share what amounts leave, by weight; `number` columns are as wide as their widest amount. */
  readonly kind: 'text' | 'center' | 'number';
  readonly weight?: number;
  /** What a page break carries over: the sum so far, or the last value (a balance). */
  readonly carry?: 'sum' | 'last';
}

export interface TableRow {
  readonly kind: 'line' | 'section' | 'subtotal' | 'total';
  /** The first cell covers `span` columns (1 when left out); a section always covers all. */
  readonly span?: number;
  readonly cells: readonly Cell[];
}

export interface Table {
  readonly type: 'table';
  readonly columns: readonly Column[];
  readonly rows: readonly TableRow[];
  /** Whether the row (1) (2) (3) of official forms stands under the headings. */
  readonly numbered?: boolean;
}

export interface Field {
  readonly label: string;
  /** Null: dots to write on. */
  readonly value: string | null;
  readonly weight?: Weight;
  /** Share of the line's width; 1 when left out. */
  readonly share?: number;
}

export interface Signature {
  readonly title: string;
  /** "(Ký, họ tên)" */
  readonly hint: string;
  readonly name: string | null;
}

export type PageBlock =
  /** Unit at the left, form code and circular line at the right. */
  | { readonly type: 'letterhead'; readonly left: readonly Run[]; readonly right: readonly Run[] }
  /** Name of the document, lines under it, and number and book at the right. */
  | {
      readonly type: 'title';
      readonly text: string;
      readonly under: readonly Run[];
      readonly right: readonly Run[];
    }
  /** Fields side by side. */
  | { readonly type: 'fields'; readonly fields: readonly Field[] }
  | {
      readonly type: 'text';
      readonly runs: readonly Run[];
      readonly align?: Align;
      readonly size?: 'small' | 'body' | 'large';
      /** Stays on the page of what follows. */
      readonly glued?: boolean;
    }
  | Table
  /** Side by side, with the date line above the last. */
  | {
      readonly type: 'signatures';
      readonly date: string | null;
      readonly signers: readonly Signature[];
      /** A code to scan, in a column of its own at the left. */
      readonly code?: { readonly text: string; readonly caption: readonly string[] };
    }
  | { readonly type: 'gap'; readonly points: number };

/** A document for pages of one size. */
export interface PagePaper {
  readonly size: 'A4' | 'A5';
  readonly landscape: boolean;
  /** Goes on pages of A4 instead when a copy does not fit one page of its own size. */
  readonly grows: boolean;
  /** Name and number, for the foot of each page, the file's properties and the sheet's name. */
  readonly name: string;
  readonly madeAt: EpochMs;
  /** "BẢN SAO – lần 1" and the like at the head; null on an original. */
  readonly mark: string | null;
  /** Lies under every page. */
  readonly watermark: string | null;
  /** One set of blocks for each liên; usually one. Two A5 liên of a page each share one A4. */
  readonly copies: readonly (readonly PageBlock[])[];
}

/** Text of the usual look. */
export function words(text: string): Run {
  return { text };
}

/** Bold text. */
export function bold(text: string): Run {
  return { text, weight: 'bold' };
}

/** Slanted text: hints and dates of official forms. */
export function slanted(text: string): Run {
  return { text, slanted: true };
}
