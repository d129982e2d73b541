/** As much of the electron module as the shell uses; what it is told can be read, what it tells can be emitted. */
import { EventEmitter } from 'node:events';

interface FakeScreen {
  readonly id: number;
  readonly bounds: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
}

export const screens: { list: FakeScreen[] } = { list: [] };

/** A screen of 1000×800 at the given left edge. */
export function fakeScreen(id: number, x: number): FakeScreen {
  return { id, bounds: { x, y: 0, width: 1000, height: 800 } };
}

class FakeApp extends EventEmitter {
  readonly exits: number[] = [];
  exit(code: number): void {
    this.exits.push(code);
  }
}

class FakeScreenModule extends EventEmitter {
  getAllDisplays(): readonly FakeScreen[] {
    return screens.list;
  }
  getPrimaryDisplay(): FakeScreen | undefined {
    return screens.list[0];
  }
}

export class FakeContents extends EventEmitter {
  readonly ipc = new EventEmitter();
  readonly mainFrame = { name: 'main' };
  readonly sent: string[] = [];
  readonly ports: unknown[] = [];
  readonly printed: { deviceName?: string; silent?: boolean; pageSize?: unknown }[] = [];
  async getPrintersAsync(): Promise<readonly { name: string }[]> {
    return fake.queues.map((name) => ({ name }));
  }
  print(options: { deviceName?: string }, done: (success: boolean, reason: string) => void): void {
    this.printed.push(options);
    done(fake.printSucceeds, fake.printSucceeds ? '' : 'Print job failed');
  }
  openHandler: ((details: { url: string }) => { action: string }) | null = null;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
  send(channel: string): void {
    this.sent.push(channel);
  }
  postMessage(channel: string, _data: unknown, ports: unknown[]): void {
    this.sent.push(channel);
    this.ports.push(...ports);
  }
}

export class BrowserWindow extends EventEmitter {
  readonly options: Record<string, unknown> & { webPreferences: Record<string, unknown> };
  readonly webContents = new FakeContents();
  readonly calls: string[] = [];
  constructor(options: BrowserWindow['options']) {
    super();
    this.options = options;
    fake.windows.push(this);
  }
  async loadURL(address: string): Promise<void> {
    this.calls.push(`load ${address}`);
  }
  removeMenu(): void {
    this.calls.push('removeMenu');
  }
  show(): void {
    this.calls.push('show');
  }
  focus(): void {
    this.calls.push('focus');
  }
  isMinimized(): boolean {
    return true;
  }
  restore(): void {
    this.calls.push('restore');
  }
  setFullScreen(full: boolean): void {
    this.calls.push(`full ${full}`);
  }
  setBounds(bounds: { x: number }): void {
    this.calls.push(`bounds ${bounds.x}`);
  }
  destroy(): void {
    this.calls.push('destroy');
    this.emit('closed');
  }
}

export class FakeSession extends EventEmitter {
  readonly handlers: Record<string, (...args: never[]) => unknown> = {};
  readonly protocol = {
    handle: (scheme: string, answer: (request: Request) => Promise<Response>) => {
      this.handlers[`protocol ${scheme}`] = answer;
    },
  };
  readonly webRequest = {
    onBeforeRequest: (handler: (...args: never[]) => void) => {
      this.handlers.request = handler;
    },
  };
  setPermissionRequestHandler(handler: (...args: never[]) => void): void {
    this.handlers.permission = handler;
  }
  setPermissionCheckHandler(handler: () => boolean): void {
    this.handlers['permission check'] = handler;
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.handlers.device = handler;
  }
}

export class FakeProcess extends EventEmitter {
  readonly stdout = new EventEmitter();
  readonly stderr = new EventEmitter();
  readonly messages: { message: { kind: string; capability?: string }; ports: unknown[] }[] = [];
  killed = false;
  postMessage(message: { kind: string }, ports: unknown[]): void {
    this.messages.push({ message, ports });
  }
  kill(): void {
    this.killed = true;
    this.emit('exit', 1);
  }
}

const sessions = new Map<string, FakeSession>();

/** Everything that was made since `reset`. */
export const fake = {
  windows: [] as BrowserWindow[],
  processes: [] as FakeProcess[],
  /** Print queues of the machine, and what the system says of a job. */
  queues: [] as string[],
  printSucceeds: true,
  session(name: string): FakeSession {
    const found = sessions.get(name) ?? new FakeSession();
    sessions.set(name, found);
    return found;
  },
  reset(): void {
    fake.windows.length = 0;
    fake.processes.length = 0;
    fake.queues = [];
    fake.printSucceeds = true;
    sessions.clear();
    app.removeAllListeners();
    app.exits.length = 0;
    screen.removeAllListeners();
    powerMonitor.removeAllListeners();
  },
};

export const app = new FakeApp();
export const screen = new FakeScreenModule();
export const powerMonitor = new EventEmitter();
export const session = { fromPartition: (name: string) => fake.session(name) };
export const utilityProcess = {
  fork(): FakeProcess {
    const started = new FakeProcess();
    fake.processes.push(started);
    return started;
  },
};
export class MessageChannelMain {
  readonly port1 = { end: 'counter' };
  readonly port2 = { end: 'window' };
}
