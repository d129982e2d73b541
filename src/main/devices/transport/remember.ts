import type { LinkFailure, Transport } from '../ports.ts';

/** A transport that remembers why it could not be opened; null since it last was, and before the first time. */
export interface RememberingTransport extends Transport {
  readonly trouble: LinkFailure | null;
}

/** Remembers for the person who sets a device up: "there is no such port" is another errand than "switched off". */
export function remembering(transport: Transport): RememberingTransport {
  let trouble: LinkFailure | null = null;
  return {
    address: transport.address,
    readable: transport.readable,
    get trouble() {
      return trouble;
    },
    async open(deadlineMs) {
      const opened = await transport.open(deadlineMs);
      trouble = opened.ok ? null : opened.reason;
      return opened;
    },
  };
}
