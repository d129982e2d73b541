import { type TopicName, type TopicValue, topics } from '../../shared/rpc/contract.ts';
import type { CounterMessage } from '../../shared/rpc/wire.ts';
import type { RpcLog } from './log.ts';

/** The last value of every topic, and who follows it. */
export interface Publisher {
  /** Keeps `value` and sends what changed. A value outside the contract is logged and not sent. */
  publish<T extends TopicName>(topic: T, value: TopicValue<T>): void;
  /** Sends the snapshot now, if there is one, and every change from here on. */
  follow(topic: TopicName, send: (message: CounterMessage) => void): void;
  unfollow(topic: TopicName, send: (message: CounterMessage) => void): void;
}

interface Kept {
  version: number;
  value: unknown;
  /** JSON text of each top-level key, to see which changed. */
  parts: ReadonlyMap<string, string>;
}

function partsOf(value: object): Map<string, string> {
  const parts = new Map<string, string>();
  for (const [key, part] of Object.entries(value)) {
    if (part !== undefined) parts.set(key, JSON.stringify(part));
  }
  return parts;
}

function changesBetween(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  value: object,
) {
  const changed = Object.entries(value).filter(([key]) => after.get(key) !== before.get(key));
  const removed = [...before.keys()].filter((key) => !after.has(key));
  return { patch: Object.fromEntries(changed), removed };
}

/** Makes the publisher. Versions start at 1 and grow by one per change. */
export function makePublisher(log: RpcLog): Publisher {
  const kept = new Map<TopicName, Kept>();
  const followers = new Map<TopicName, Set<(message: CounterMessage) => void>>();

  const snapshot = (topic: TopicName, { version, value }: Kept): CounterMessage => ({
    kind: 'snapshot',
    topic,
    version,
    value,
  });

  return {
    publish(topic, value) {
      const checked = topics[topic].value.safeParse(value);
      if (!checked.success) {
        const where = checked.error.issues.map((issue) => issue.path.join('.')).join(' ');
        log('topic-invalid', { topic, where });
        return;
      }
      const parts = partsOf(checked.data);
      const before = kept.get(topic);
      const next: Kept = { version: (before?.version ?? 0) + 1, value: checked.data, parts };
      let message = snapshot(topic, next);
      if (before !== undefined) {
        const { patch, removed } = changesBetween(before.parts, parts, checked.data);
        if (Object.keys(patch).length === 0 && removed.length === 0) return;
        message = { kind: 'change', topic, version: next.version, patch, removed };
      }
      kept.set(topic, next);
      for (const send of followers.get(topic) ?? []) send(message);
    },
    follow(topic, send) {
      const set = followers.get(topic) ?? new Set();
      followers.set(topic, set.add(send));
      const last = kept.get(topic);
      if (last !== undefined) send(snapshot(topic, last));
    },
    unfollow(topic, send) {
      followers.get(topic)?.delete(send);
    },
  };
}
