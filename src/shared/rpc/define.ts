import type { z } from 'zod';
import type { Role } from '../kernel/roles.ts';

/** What a window may do is fixed by the channel it was given, not by what it says of itself. */
export type Capability = 'cashier' | 'display';

/** Who must be signed in: nobody, anyone at all (also while locked), anyone with the screen unlocked, or a role. */
export type Access = 'open' | 'signed-in' | 'unlocked' | readonly Role[];

export interface MethodDefinition<Request extends z.ZodType, Response extends z.ZodType> {
  readonly request: Request;
  readonly response: Response;
  readonly capabilities: readonly Capability[];
  readonly access: Access;
}

export interface TopicDefinition<Value extends z.ZodType> {
  readonly value: Value;
  readonly capabilities: readonly Capability[];
}

/** One method of the contract. `response` is the success value; failures are always {@link Failure}. */
export function method<Request extends z.ZodType, Response extends z.ZodType>(
  definition: MethodDefinition<Request, Response>,
): MethodDefinition<Request, Response> {
  return definition;
}

/** One topic: a snapshot with a version, then changes of whole top-level keys; the snapshot again after reconnecting. */
export function topic<Value extends z.ZodType>(definition: TopicDefinition<Value>): TopicDefinition<Value> {
  return definition;
}

/** Whether money moved in the attempt that failed; every message to a person says it. */
export type MoneyMoved = 'no' | 'yes' | 'unknown';

/** Why a request was refused. The window translates `code`; `detail` fills the words. */
export interface Failure {
  readonly code: string;
  readonly moneyMoved: MoneyMoved;
  readonly detail?: Readonly<Record<string, string | number>>;
}
