/** Keeps the last value of each watched topic: a snapshot with a version, then changes of whole top-level keys. */
import { type TopicName, type TopicValue, topics } from './contract.ts';
import type { CounterMessage } from './wire.ts';

type TopicMessage = Extract<CounterMessage, { kind: 'snapshot' | 'change' }>;

export interface TopicReader {
  add<T extends TopicName>(topic: T, changed: (value: TopicValue<T>) => void): () => void;
  receive(message: TopicMessage): void;
  /** Asks for every watched topic again, after a line was made. */
  rewatch(): void;
}

interface TopicLine {
  watch(topic: TopicName): void;
  unwatch(topic: TopicName): void;
  problem(code: string, name: string): void;
}

interface Watched {
  readonly followers: Set<(value: never) => void>;
  version: number;
  /** Null until the first snapshot. */
  value: Readonly<Record<string, unknown>> | null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function apply(value: Readonly<Record<string, unknown>>, message: Extract<TopicMessage, { kind: 'change' }>) {
  const next = new Map(Object.entries(value));
  for (const key of message.removed) next.delete(key);
  for (const [key, part] of Object.entries(message.patch)) next.set(key, part);
  return Object.fromEntries(next);
}

function isTopic(name: string): name is TopicName {
  return Object.hasOwn(topics, name);
}

/** Makes the reader; `line` is told which topics to ask the counter for. */
export function makeTopicReader(line: TopicLine): TopicReader {
  const watched = new Map<TopicName, Watched>();

  /** What arrived cannot be shown: the old value stays and a fresh snapshot is asked for. */
  const again = (topic: TopicName, entry: Watched, code: string): void => {
    line.problem(code, topic);
    entry.version = 0;
    line.watch(topic);
  };

  const tell = (topic: TopicName, entry: Watched, value: unknown, version: number): boolean => {
    const checked = topics[topic].value.safeParse(value);
    if (!checked.success) return false;
    entry.version = version;
    entry.value = checked.data as Readonly<Record<string, unknown>>;
    for (const changed of [...entry.followers]) changed(entry.value as never);
    return true;
  };

  return {
    add(topic, changed) {
      const follower = (value: never): void => changed(value);
      let entry = watched.get(topic);
      if (entry === undefined) {
        entry = { followers: new Set(), version: 0, value: null };
        watched.set(topic, entry);
        line.watch(topic);
      }
      const own = entry;
      own.followers.add(follower);
      if (own.value !== null) follower(own.value as never);
      return () => {
        if (!own.followers.delete(follower) || own.followers.size > 0) return;
        watched.delete(topic);
        line.unwatch(topic);
      };
    },
    receive(message) {
      if (!isTopic(message.topic)) return;
      const { topic } = message;
      const entry = watched.get(topic);
      if (entry === undefined) return;
      if (message.kind === 'snapshot') {
        // A snapshot that does not fit the contract would not fit the second time either: no loop of asking.
        if (!isRecord(message.value) || !tell(topic, entry, message.value, message.version)) {
          line.problem('bad-answer', topic);
        }
        return;
      }
      if (entry.version === 0) return;
      if (entry.value === null || message.version !== entry.version + 1) again(topic, entry, 'version-gap');
      else if (!tell(topic, entry, apply(entry.value, message), message.version)) {
        again(topic, entry, 'bad-answer');
      }
    },
    rewatch() {
      for (const [topic, entry] of watched) {
        entry.version = 0;
        line.watch(topic);
      }
    },
  };
}
