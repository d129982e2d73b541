/** The counter's end of the contract: lines, their limits, and what travels on them. */
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Channel } from '../../shared/rpc/channel.ts';
import { type TopicName, type TopicValue, topics } from '../../shared/rpc/contract.ts';
import type { Capability } from '../../shared/rpc/define.ts';
import {
  type CounterMessage,
  decodeWindowMessage,
  encode,
  protocolVersion,
  type RpcFailureCode,
  type WindowMessage,
} from '../../shared/rpc/wire.ts';
import type { Session } from './access.ts';
import { type Answer, type Call, type Handlers, makeCaller, refusedCall } from './calls.ts';
import type { RpcLog } from './log.ts';
import { makePublisher } from './publish.ts';

export interface RpcServerOptions {
  readonly handlers: Handlers;
  /** Read right before each handler runs, in the same turn. */
  readonly session: () => Session;
  /** A call that was allowed came: a person is at the window. */
  readonly noteActivity?: () => void;
  readonly clock: Clock;
  readonly log: RpcLog;
  readonly limits?: Partial<RpcLimits>;
}

export interface RpcLimits {
  /** Calls of one line being worked on at the same time; more are refused. */
  readonly callsPerLine: number;
  /** Messages of one line within one second; more are refused. */
  readonly messagesPerSecond: number;
  /** Refused messages after which the line is cut. */
  readonly faultsPerLine: number;
  /** Lines open at the same time; the oldest of the same capability goes first. */
  readonly lines: number;
  /** A call that holds the thread longer is logged. */
  readonly slowMs: number;
}

const defaultLimits: RpcLimits = {
  callsPerLine: 32,
  messagesPerSecond: 200,
  faultsPerLine: 50,
  lines: 16,
  slowMs: 20,
};

export interface RpcServer {
  /** Serves a line. What it may do is fixed here by `capability`, whatever it says of itself. */
  accept(channel: Channel, capability: Capability): void;
  /** New value of a topic; followers get its changed top-level keys. */
  publish<T extends TopicName>(topic: T, value: TopicValue<T>): void;
  /** Number of open lines of a capability; the status rail shows whether the display is there. */
  linesOpen(capability: Capability): number;
  /** Cuts every line and takes no more. */
  close(): void;
}

interface Line {
  readonly channel: Channel;
  readonly capability: Capability;
  readonly send: (message: CounterMessage) => void;
  calls: number;
  faults: number;
  secondStartedMs: number;
  messagesThisSecond: number;
}

const topicNames = Object.keys(topics).filter(isTopic);

function isTopic(name: string): name is TopicName {
  return Object.hasOwn(topics, name);
}

/** Only these fields of a failure leave, whatever else a handler hung on it. */
function answerMessage(id: number, answer: Answer): CounterMessage {
  if (answer.ok) return { kind: 'result', id, value: answer.value };
  const { code, moneyMoved, detail } = answer.reason;
  const failure = detail === undefined ? { code, moneyMoved } : { code, moneyMoved, detail: { ...detail } };
  return { kind: 'failure', id, failure };
}

/** Makes the server. Every message is answered or counted as a fault; a line with too many faults is cut. */
export function createRpcServer(options: RpcServerOptions): RpcServer {
  const { clock, log } = options;
  const limits: RpcLimits = { ...defaultLimits, ...options.limits };
  const publisher = makePublisher(log);
  const runCall = makeCaller({ ...options, slowMs: limits.slowMs });
  const lines = new Set<Line>();
  let closed = false;

  const cut = (line: Line, why: string): void => {
    log('line-cut', { why, capability: line.capability });
    line.channel.close();
  };

  /** Counts a fault; true while the line may go on. */
  const mayGoOn = (line: Line, code: RpcFailureCode): boolean => {
    line.faults += 1;
    log('message-refused', { code, capability: line.capability });
    if (line.faults < limits.faultsPerLine) return true;
    cut(line, 'faults');
    return false;
  };

  const fault = (line: Line, code: RpcFailureCode, topic: string | null): void => {
    if (mayGoOn(line, code)) line.send({ kind: 'refused', code, topic });
  };

  const tooMany = (line: Line): boolean => {
    const nowMs = clock.monotonicMs();
    if (nowMs - line.secondStartedMs >= 1000) {
      line.secondStartedMs = nowMs;
      line.messagesThisSecond = 0;
    }
    line.messagesThisSecond += 1;
    return line.messagesThisSecond > limits.messagesPerSecond;
  };

  const handleCall = (line: Line, call: Call, refused: boolean): void => {
    if (refused || line.calls >= limits.callsPerLine) {
      if (mayGoOn(line, 'too-many-calls')) line.send(answerMessage(call.id, refusedCall('too-many-calls')));
      return;
    }
    line.calls += 1;
    runCall(call, line.capability, (answer) => {
      line.calls -= 1;
      line.send(answerMessage(call.id, answer));
    });
  };

  const handleTopic = (line: Line, message: Exclude<WindowMessage, Call>): void => {
    const { topic } = message;
    if (!isTopic(topic)) fault(line, 'malformed', null);
    else if (!topics[topic].capabilities.some((allowed) => allowed === line.capability)) {
      fault(line, 'wrong-window', topic);
    } else if (message.kind === 'watch') publisher.follow(topic, line.send);
    else publisher.unfollow(topic, line.send);
  };

  const receive = (line: Line, data: unknown): void => {
    if (!lines.has(line)) return;
    const refused = tooMany(line);
    const decoded = decodeWindowMessage(data);
    if (!decoded.ok) fault(line, decoded.reason, null);
    else if (decoded.value.kind === 'call') handleCall(line, decoded.value, refused);
    else if (refused) fault(line, 'too-many-calls', decoded.value.topic);
    else handleTopic(line, decoded.value);
  };

  const makeRoom = (capability: Capability): void => {
    if (lines.size < limits.lines) return;
    const oldest = [...lines].find((line) => line.capability === capability) ?? [...lines][0];
    if (oldest !== undefined) cut(oldest, 'too-many-lines');
  };

  return {
    accept(channel, capability) {
      if (closed) {
        channel.close();
        return;
      }
      makeRoom(capability);
      const line: Line = {
        channel,
        capability,
        send: (message) => channel.post(encode(message)),
        calls: 0,
        faults: 0,
        secondStartedMs: clock.monotonicMs(),
        messagesThisSecond: 0,
      };
      lines.add(line);
      channel.onClose(() => {
        lines.delete(line);
        for (const topic of topicNames) publisher.unfollow(topic, line.send);
      });
      line.send({ kind: 'hello', protocol: protocolVersion });
      channel.onMessage((data) => receive(line, data));
    },
    publish: publisher.publish,
    linesOpen: (capability) => [...lines].filter((line) => line.capability === capability).length,
    close() {
      closed = true;
      for (const line of [...lines]) line.channel.close();
    },
  };
}
