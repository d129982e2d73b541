/** A cable at the back of the printer instead of the network. */
import { SerialPort } from 'serialport';
import { endAtHangUp } from '../hang-up.ts';
import type { Mechanism } from './mechanism.ts';

/** How often a deaf or full printer looks whether it can read on, and one without a cable whether there is one. */
const lookAgainMs = 20;

/** Reads and answers on a serial port; when the cable goes it waits for the next. */
export function listenOnSerial(mechanism: Mechanism, path: string): void {
  const port = new SerialPort({ path, baudRate: 115_200, autoOpen: false, lock: false });
  endAtHangUp(port);
  const again = (): void => {
    setTimeout(() => listenOnSerial(mechanism, path), lookAgainMs);
  };
  port.on('error', () => {});
  port.on('close', again);
  port.on('data', (bytes: Buffer) => {
    // A printer without power hears nothing.
    if (!mechanism.script.power) return;
    mechanism.receive(upTo(mechanism, bytes));
    if (mechanism.full || mechanism.script.deaf) pauseWhileFull(mechanism, port);
  });
  port.open((error) => {
    if (error !== null) return again();
    mechanism.connected((bytes) => {
      if (port.isOpen && mechanism.script.power) port.write(Buffer.from(bytes));
    });
    if (mechanism.script.deaf) pauseWhileFull(mechanism, port);
  });
}

/** The bytes that still come through when the script says that the line breaks among them. */
function upTo(mechanism: Mechanism, bytes: Uint8Array): Uint8Array {
  const left = mechanism.script.dropAfterBytes;
  if (left === null) return bytes;
  if (bytes.length < left) {
    mechanism.change({ dropAfterBytes: left - bytes.length });
    return bytes;
  }
  mechanism.change({ dropAfterBytes: null });
  return bytes.subarray(0, left);
}

function pauseWhileFull(mechanism: Mechanism, port: SerialPort): void {
  port.pause();
  const timer = setInterval(() => {
    if ((mechanism.full || mechanism.script.deaf) && port.isOpen) return;
    clearInterval(timer);
    if (port.isOpen) port.resume();
  }, lookAgainMs);
}
