/** A counter in a child process of Node; lines travel as numbered messages over IPC, as Node's ports cannot. */
import { type Channel, channelPair } from '../../../src/shared/rpc/channel.ts';
import { fakeCounter } from './fake-counter.ts';

type Message =
  | { readonly kind: 'line'; readonly line: number; readonly capability: 'cashier' | 'display' }
  | { readonly kind: 'data'; readonly line: number; readonly data: string };

const counter = fakeCounter();
const lines = new Map<number, Channel>();

process.on('message', (message: Message) => {
  if (message.kind === 'data') {
    lines.get(message.line)?.post(message.data);
    return;
  }
  const [near, far] = channelPair();
  lines.set(message.line, near);
  near.onMessage((data) => process.send?.({ kind: 'data', line: message.line, data }));
  counter.accept(far, message.capability);
});
process.on('disconnect', () => process.exit(0));
process.send?.({ kind: 'running' });
