/** What goes to the render thread and comes back. */
import type { Bitmap } from './bitmap.ts';
import type { PaperMark } from './model.ts';
import type { Printable } from './render.ts';

/** Tells a thread started for rendering from any other thread that imports its entry. */
export const renderMark = 'quay-thu-render';

/** What the thread is started with. */
export interface RenderStart {
  readonly mark: typeof renderMark;
  /** `resources/fonts` */
  readonly fontFolder: string;
}

export interface RenderRequest {
  readonly id: number;
  readonly document: Printable;
  readonly mark: PaperMark;
  readonly widthDots: number;
}

export type RenderAnswer =
  | { readonly id: number; readonly bitmap: Bitmap }
  | { readonly id: number; readonly failure: string };
