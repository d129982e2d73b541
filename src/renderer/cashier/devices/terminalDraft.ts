/** What a form holds of a card terminal while it is being set up. */
import { type TerminalConnection, usualTerminal } from '../../../shared/rpc/device-profiles.ts';

export type TerminalProtocol = TerminalConnection['protocol'];

export interface TerminalDraft {
  readonly protocol: TerminalProtocol;
  /** Null until a person chose: there is no usual one. */
  readonly factor: '1' | '100' | null;
  /** Who chose it and when, where it stands already. */
  readonly chosen: { readonly by: string; readonly on: string } | null;
  readonly voids: boolean;
  readonly refunds: boolean;
  readonly idle: boolean;
  readonly replySeconds: string;
  readonly wallet: boolean;
  /** Codes parted by spaces. */
  readonly notFound: string;
  readonly countField: string;
  readonly totalField: string;
  readonly password: string;
  readonly nothingToSettle: string;
  readonly tellsClock: boolean;
}

/** Ports and lines as the texts of the protocols have them (facts/payments §3.2, §3.3). */
export const usualLine = { stx: { port: '', stopBits: 1 }, zvt: { port: '20007', stopBits: 2 } } as const;

/** A terminal of this protocol before anything was said of it. */
export function newTerminal(protocol: TerminalProtocol): TerminalDraft {
  const { stx, zvt } = usualTerminal;
  return {
    protocol,
    factor: null,
    chosen: null,
    voids: stx.voids,
    refunds: stx.refunds,
    idle: stx.answersOnlyWhenIdle,
    replySeconds: String(usualTerminal[protocol].replyTimeoutMs / 1_000),
    wallet: stx.wallet,
    notFound: '',
    countField: '',
    totalField: '',
    password: zvt.password,
    nothingToSettle: '',
    tellsClock: zvt.tellsClock,
  };
}

/** A terminal that is there, to be changed. */
export function terminalDraftOf(connection: TerminalConnection): TerminalDraft {
  const { protocol, amountScaling, voids, refunds, answersOnlyWhenIdle, replyTimeoutMs } = connection;
  const common: TerminalDraft = {
    ...newTerminal(protocol),
    factor: amountScaling.factor === 1 ? '1' : '100',
    chosen: { by: amountScaling.chosenBy, on: amountScaling.chosenOn },
    voids,
    refunds,
    idle: answersOnlyWhenIdle,
    replySeconds: String(Math.round(replyTimeoutMs / 1_000)),
  };
  if (connection.protocol === 'zvt') {
    const { password, nothingToSettle, tellsClock } = connection;
    return { ...common, password, nothingToSettle: nothingToSettle.join(' '), tellsClock };
  }
  const { wallet, notFound, settledCount, settledTotal } = connection;
  return {
    ...common,
    wallet,
    notFound: notFound.join(' '),
    countField: settledCount ?? '',
    totalField: settledTotal ?? '',
  };
}

function codes(text: string): string[] {
  return text
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter((code) => code !== '');
}

/** What is stored of it, valid or not; `today` and the name are set right by the counter. */
export function terminalPart(draft: TerminalDraft): object {
  const common = {
    amountScaling: {
      factor: draft.factor === null ? null : Number(draft.factor),
      chosenBy: draft.chosen?.by ?? '-',
      chosenOn: draft.chosen?.on ?? '2026-01-01',
    },
    voids: draft.voids,
    refunds: draft.refunds,
    answersOnlyWhenIdle: draft.idle,
    replyTimeoutMs: Number(draft.replySeconds) * 1_000,
    protocol: draft.protocol,
  };
  if (draft.protocol === 'zvt') {
    const { password, tellsClock } = draft;
    return { ...common, password, nothingToSettle: codes(draft.nothingToSettle), tellsClock };
  }
  return {
    ...common,
    wallet: draft.wallet,
    notFound: codes(draft.notFound),
    settledCount: codes(draft.countField)[0] ?? null,
    settledTotal: codes(draft.totalField)[0] ?? null,
  };
}
