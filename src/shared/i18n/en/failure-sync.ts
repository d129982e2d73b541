import type { viFailureSync } from '../vi/failure-sync.ts';

export const enFailureSync: Readonly<Record<keyof typeof viFailureSync, string>> = {
  'failure.sync-training': 'A training ledger is sent nowhere. Not enrolled. Open a real ledger first.',
  'failure.sync-not-asked': 'The backend was not asked yet. Not enrolled. Enter address and code, then ask.',
  'failure.sync-url-malformed': 'This is no address. Not enrolled. Type it as on the paper of the province.',
  'failure.sync-url-insecure': 'This address is not encrypted (http). Not enrolled. Use one with https.',
  'failure.sync-code-malformed': 'The code is not right, it has 20 characters. Not enrolled. Type it again.',
  'failure.sync-backend-key-differs':
    'What answered is not the backend of this code. Not enrolled. Check the address and call the province.',
  'failure.sync-unreachable': 'The backend cannot be reached. Not enrolled. Check the network and try again.',
  'failure.sync-timed-out': 'The backend did not answer in time. Not enrolled. Try again in some minutes.',
  'failure.sync-not-a-backend':
    'This is not a backend (or the network wants a login). Not enrolled. Check network and address.',
  'failure.sync-refused': 'The backend refuses: {say} The counter goes on taking and recording money.',
};
