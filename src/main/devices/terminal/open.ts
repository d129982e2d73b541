import { invariant, unreachable } from '../../../shared/kernel/assert.ts';
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { TerminalConnection } from '../../../shared/rpc/device-profiles.ts';
import type { TerminalPort, Transport } from '../ports.ts';
import { stxTerminal } from './stx/driver.ts';
import { parseStxProfile, type StxProfileData, usualStxProfile, usualWallet } from './stx/profile.ts';
import { zvtTerminal } from './zvt/driver.ts';
import { parseZvtProfile, usualZvtProfile, type ZvtProfileData } from './zvt/profile.ts';

export interface TerminalInput {
  readonly clock: Clock;
  /** The line of the connection; on TCP one that resets (`tcpTransport`). */
  readonly transport: Transport;
  /** References the journal holds as unknown or sent. */
  readonly unresolved: (terminal: string) => readonly string[];
}

/** The driver of a terminal as a person set it up. Nothing is opened before the first command. */
export function terminalOf(
  name: string,
  connection: TerminalConnection,
  { clock, transport, unresolved }: TerminalInput,
): TerminalPort {
  const parts = { clock, transport, unresolved: unresolved(name), log: () => undefined };
  switch (connection.protocol) {
    case 'stx': {
      const profile = parseStxProfile(stxProfileOf(name, connection));
      invariant(profile.ok, 'a profile of a terminal that was checked when it was saved');
      return stxTerminal({ ...parts, profile: profile.value });
    }
    case 'zvt': {
      const profile = parseZvtProfile(zvtProfileOf(name, connection));
      invariant(profile.ok, 'a profile of a terminal that was checked when it was saved');
      return zvtTerminal({ ...parts, profile: profile.value });
    }
    default:
      return unreachable(connection);
  }
}

type Of<Protocol> = Extract<TerminalConnection, { protocol: Protocol }>;

function stxProfileOf(name: string, connection: Of<'stx'>): StxProfileData {
  const { codes, fields, replies, ...usual } = usualStxProfile;
  const { amountScaling, answersOnlyWhenIdle, replyTimeoutMs, settledCount, settledTotal } = connection;
  return {
    ...usual,
    ...{ name, amountScaling, answersOnlyWhenIdle, replyTimeoutMs },
    codes: {
      ...codes,
      void: connection.voids ? codes.void : null,
      refund: connection.refunds ? codes.refund : null,
    },
    fields: { ...fields, settledCount, settledTotal },
    replies: { ...replies, notFound: connection.notFound },
    wallet: connection.wallet ? usualWallet : null,
  };
}

function zvtProfileOf(name: string, connection: Of<'zvt'>): ZvtProfileData {
  const { amountScaling, answersOnlyWhenIdle, password, nothingToSettle, tellsClock } = connection;
  return {
    ...usualZvtProfile,
    ...{ name, amountScaling, answersOnlyWhenIdle, password, nothingToSettle, tellsClock },
    link: connection.link.type,
    reverses: connection.voids,
    refunds: connection.refunds,
    completionTimeoutMs: connection.replyTimeoutMs,
  };
}
