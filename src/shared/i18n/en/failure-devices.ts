import type { viFailureDevices } from '../vi/failure-devices.ts';

/** Refusals of setting devices up. */
export const enFailureDevices: Record<keyof typeof viFailureDevices, string> = {
  'failure.devices-from-launcher':
    'A training ledger uses simulated devices only. Nothing changed. Open the real ledger to set devices up.',
  'failure.device-name-taken': 'There is a device named {name}. Not saved. Choose another name.',
  'failure.too-many-devices': 'A counter has {most} devices at most. Not saved. Remove one that is not used.',
  'failure.device-not-found': 'This device is gone. Nothing changed. Choose again.',
  'failure.no-drawer':
    'No cash drawer is connected here. It was not opened. Tick "The cash drawer hangs on it" at the printer.',
};
