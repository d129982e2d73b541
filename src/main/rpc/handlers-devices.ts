import { ok } from '../../shared/kernel/result.ts';
import type { DeskContext } from '../desk/context.ts';
import { type DeviceRack, removeDevice, saveDevice, testDevice, testDrawer } from '../desk/set-devices.ts';
import type { Handlers } from './calls.ts';

type DeviceMethod = Extract<keyof Handlers, `devices.${string}`>;

/** Setting devices up and trying them out. */
export function deviceHandlers(context: DeskContext, rack: DeviceRack): Pick<Handlers, DeviceMethod> {
  return {
    'devices.find': async ({ network }) => ok(await rack.find(network)),
    'devices.save': (request) => saveDevice(context, rack, request),
    'devices.remove': (request) => removeDevice(rack, request),
    'devices.test': (request) => testDevice(context, rack, request),
    'devices.testDrawer': () => testDrawer(context),
  };
}
