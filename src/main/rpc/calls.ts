/** One call: is it known, allowed, well-formed; run it; check what comes out. */
import type { z } from 'zod';
import type { Clock } from '../../shared/kernel/clock.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import { type MethodName, methods } from '../../shared/rpc/contract.ts';
import type { Capability, Failure } from '../../shared/rpc/define.ts';
import { moneyMovedIfLost } from '../../shared/rpc/money.ts';
import type { RpcFailureCode, WindowMessage } from '../../shared/rpc/wire.ts';
import { refusedAccess, type Session } from './access.ts';
import type { RpcLog } from './log.ts';

export type Call = Extract<WindowMessage, { kind: 'call' }>;
export type Answer = Result<unknown, Failure>;

/** What a handler is given: the request after its schema (trimmed, defaulted). */
export type HandlerRequest<M extends MethodName> = z.output<(typeof methods)[M]['request']>;
/** What a handler gives back on success. */
export type HandlerResponse<M extends MethodName> = z.input<(typeof methods)[M]['response']>;

export type Handler<M extends MethodName> = (
  request: HandlerRequest<M>,
) => Result<HandlerResponse<M>, Failure> | Promise<Result<HandlerResponse<M>, Failure>>;

/** One handler for every method of the contract; a missing one does not compile. */
export type Handlers = { readonly [M in MethodName]: Handler<M> };

export interface CallerOptions {
  readonly handlers: Handlers;
  /** Read right before each handler runs, in the same turn. */
  readonly session: () => Session;
  /** A call that was allowed came: a person is at the window. */
  readonly noteActivity?: () => void;
  readonly clock: Clock;
  readonly log: RpcLog;
  /** A call that holds the thread longer is logged by name (design §2: nothing over 20 ms). */
  readonly slowMs: number;
}

/** Runs a call and replies exactly once, in the same turn if the handler is synchronous. Never throws. */
export type Caller = (call: Call, capability: Capability, reply: (answer: Answer) => void) => void;

/** A refusal before anything ran. */
export function refusedCall(code: RpcFailureCode): Answer {
  return refuse({ code, moneyMoved: 'no' });
}

function isMethod(name: string): name is MethodName {
  return Object.hasOwn(methods, name);
}

/** Where the first wrong fields are, never their values. */
function wrongFields(error: z.ZodError): string {
  return error.issues
    .slice(0, 5)
    .map((issue) => issue.path.join('.'))
    .join(' ');
}

function isPromise(value: Answer | Promise<Answer>): value is Promise<Answer> {
  return value instanceof Promise;
}

/**
 * Makes the caller. What throws inside a handler answers `internal`, with `moneyMoved: 'unknown'` for methods that
 * may move money; the text of the error stays in the log.
 */
export function makeCaller(options: CallerOptions): Caller {
  const { handlers, session, noteActivity, clock, log, slowMs } = options;
  const threw = (method: MethodName, error: unknown): Answer => {
    const text = error instanceof Error ? (error.stack ?? error.name) : 'not an error';
    log('handler-threw', { method, error: text });
    return refuse({ code: 'internal', moneyMoved: moneyMovedIfLost(method) });
  };

  const run = (method: MethodName, call: Call, capability: Capability): Answer | Promise<Answer> => {
    const definition = methods[method];
    if (!definition.capabilities.some((allowed) => allowed === capability))
      return refusedCall('wrong-window');
    const refusal = refusedAccess(definition.access, session());
    if (refusal !== null) return refusedCall(refusal);
    const request = definition.request.safeParse(call.request);
    if (!request.success) {
      return refuse({ code: 'malformed', moneyMoved: 'no', detail: { field: wrongFields(request.error) } });
    }
    noteActivity?.();
    // Handlers are typed per method; here the method is one of all, which TypeScript cannot pair up by itself.
    const handler = handlers[method] as (request: unknown) => Answer | Promise<Answer>;
    return handler(request.data);
  };

  const checked = (method: MethodName, answer: Answer): Answer => {
    if (!answer.ok) return answer;
    const response = methods[method].response.safeParse(answer.value);
    if (response.success) return ok(response.data);
    log('answer-invalid', { method, where: wrongFields(response.error) });
    return refuse({ code: 'internal', moneyMoved: moneyMovedIfLost(method) });
  };

  const finish = (method: MethodName, answer: Answer, reply: (answer: Answer) => void): void => {
    let final: Answer;
    try {
      final = checked(method, answer);
    } catch (error) {
      final = threw(method, error);
    }
    reply(final);
  };

  return (call, capability, reply) => {
    const { method } = call;
    if (!isMethod(method)) {
      reply(refusedCall('unknown-method'));
      return;
    }
    const startedMs = clock.monotonicMs();
    let answer: Answer | Promise<Answer>;
    try {
      answer = run(method, call, capability);
    } catch (error) {
      answer = threw(method, error);
    }
    if (isPromise(answer)) {
      answer.catch((error) => threw(method, error)).then((late) => finish(method, late, reply));
    } else {
      finish(method, answer, reply);
    }
    const heldMs = Math.round(clock.monotonicMs() - startedMs);
    if (heldMs > slowMs) log('slow', { method, heldMs });
  };
}
