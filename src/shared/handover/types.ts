export const windowKinds = ['cashier', 'display'] as const;
export type WindowKind = (typeof windowKinds)[number];

export type CounterPhase =
  /** Started, not yet heard of. */
  | 'starting'
  /** Said that it takes lines. */
  | 'running'
  /** Died too often; a person sees the log and may try again. */
  | 'failed'
  /** Asked to end. */
  | 'stopping'
  | 'stopped';

export type WindowPhase =
  | { readonly at: 'absent' }
  /** Opened; its page does not listen yet. */
  | { readonly at: 'loading' }
  /** Its page listens and waits for a line. */
  | { readonly at: 'ready' }
  | { readonly at: 'linked'; readonly channel: number }
  /** Shows the plain failure page. */
  | { readonly at: 'failed' };

export interface WindowState {
  readonly phase: WindowPhase;
  /** Monotonic times of reloads after crashes. */
  readonly reloadsMs: readonly number[];
}

export interface HandoverState {
  readonly counter: CounterPhase;
  /** Number of the counter process; what an older one reports no longer counts. */
  readonly generation: number;
  readonly restartsMs: readonly number[];
  readonly windows: Readonly<Record<WindowKind, WindowState>>;
  /** Screens besides the cashier's, in the order in which they are used for the customer display. */
  readonly screens: readonly number[];
  readonly lastChannel: number;
}

export type HandoverEvent =
  | { readonly type: 'app-started'; readonly screens: readonly number[] }
  | { readonly type: 'counter-running'; readonly generation: number }
  | { readonly type: 'counter-exited'; readonly generation: number }
  /** The page listens for a line: after the first load and after every reload. */
  | { readonly type: 'window-ready'; readonly window: WindowKind }
  | { readonly type: 'window-crashed'; readonly window: WindowKind }
  | { readonly type: 'window-closed'; readonly window: WindowKind }
  | { readonly type: 'screens-changed'; readonly screens: readonly number[] }
  /** A person pressed "try again" on the failure page. */
  | { readonly type: 'retry' }
  | { readonly type: 'quit' };

export type HandoverCommand =
  | { readonly type: 'start-counter'; readonly generation: number }
  | { readonly type: 'stop-counter' }
  /** `screen` null: the main one. */
  | { readonly type: 'open-window'; readonly window: WindowKind; readonly screen: number | null }
  | { readonly type: 'move-window'; readonly window: WindowKind; readonly screen: number }
  | { readonly type: 'close-window'; readonly window: WindowKind }
  /** Loads the window's own page anew. */
  | { readonly type: 'reload-window'; readonly window: WindowKind }
  /**
   * Make a message channel, post one end to the counter with the window as its capability, then the other to the
   * window. The counter's end goes first, so that a window never talks into nothing.
   */
  | { readonly type: 'link'; readonly window: WindowKind; readonly channel: number }
  /** Tell the page that its line is gone. */
  | { readonly type: 'unlink'; readonly window: WindowKind; readonly channel: number }
  | { readonly type: 'show-failure'; readonly window: WindowKind; readonly cause: 'counter' | 'window' }
  | { readonly type: 'exit' };

export interface Step {
  readonly state: HandoverState;
  readonly commands: readonly HandoverCommand[];
}
