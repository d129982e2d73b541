/** What a narrow paper is made of, from the top; the typesetter gives it dots. */

export type Weight = 'medium' | 'bold';
/** Sizes by role; the dots belong to the width of the paper. */
export type Size = 'small' | 'body' | 'total' | 'title';
export type Align = 'left' | 'center' | 'right';

/** A run of letters of one weight. */
export interface Run {
  readonly text: string;
  readonly weight: Weight;
}

export type Block =
  | { readonly type: 'text'; readonly runs: readonly Run[]; readonly size: Size; readonly align: Align }
  /** A label at the left and a value at the right; both wrap, an amount never does. */
  | {
      readonly type: 'pair';
      readonly left: Run;
      readonly right: Run;
      readonly size: Size;
      readonly keepRight: boolean;
    }
  | { readonly type: 'rule' }
  | { readonly type: 'gap'; readonly em: number }
  /** A mark nobody can overlook: white on black. */
  | { readonly type: 'band'; readonly text: string; readonly size: Size }
  /** Places to sign, side by side. */
  | {
      readonly type: 'signatures';
      readonly signers: readonly { readonly title: string; readonly name: string | null }[];
    }
  /** A code to scan at the left, with words beside it. */
  | { readonly type: 'qr'; readonly text: string; readonly caption: readonly Run[] }
  /** A line to be filled in by hand. */
  | { readonly type: 'blank'; readonly label: string };

/** The content of a paper. `watermark` lies under everything, repeated, so that no piece is without it. */
export interface Paper {
  readonly blocks: readonly Block[];
  readonly watermark: string | null;
}

export const rule: Block = { type: 'rule' };

/** A gap of `em` body sizes. */
export function gap(em: number): Block {
  return { type: 'gap', em };
}

/** One centred line. */
export function centred(text: string, size: Size = 'body', weight: Weight = 'medium'): Block {
  return { type: 'text', runs: [{ text, weight }], size, align: 'center' };
}

/** Text that wraps from the left. */
export function flowing(text: string, size: Size = 'body', weight: Weight = 'medium'): Block {
  return { type: 'text', runs: [{ text, weight }], size, align: 'left' };
}

/** Label and name. */
export function field(label: string, value: string, weight: Weight = 'medium'): Block {
  return {
    type: 'pair',
    left: { text: label, weight: 'medium' },
    right: { text: value, weight },
    size: 'body',
    keepRight: false,
  };
}

/** Label and amount. */
export function sum(label: string, value: string, size: Size = 'body', weight: Weight = 'medium'): Block {
  return {
    type: 'pair',
    left: { text: label, weight },
    right: { text: value, weight },
    size,
    keepRight: true,
  };
}
