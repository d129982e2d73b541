/**
 * Who may import whom: the table of the architecture document, as data. A room is a folder of `src/main`, or a whole
 * top folder of `src`; `room/file.ts` names one file of a room.
 */

const mainRooms = [
  'ports',
  'rpc',
  'desk',
  'views',
  'reports',
  'tenders',
  'bank',
  'facility',
  'spool',
  'documents',
  'catalogue',
  'staff',
  'ledger',
  'sync',
  'upkeep',
  'devices',
  'store',
];

/** Besides its own files and `shared`, which rooms (or single files of them) a room may import. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  renderer: [],
  backend: [],
  simulators: [],
  'counter.ts': ['compose', ...mainRooms, 'worker.ts'],
  // The parts of the composition root.
  compose: [...mainRooms, 'worker.ts'],
  'worker.ts': [...mainRooms, 'compose/migrations.ts'],
  'job-process.ts': ['ports/real.ts', 'store/jobs-host.ts'],
  tools: [...mainRooms, 'counter.ts', 'compose', 'worker.ts'],
  shell: ['counter.ts', 'ports', 'devices/ports.ts'],
  ports: [],
  rpc: ['desk', 'views', 'reports', 'staff'],
  desk: [
    'facility',
    'tenders',
    'bank',
    'spool',
    'documents',
    'catalogue',
    'staff',
    'reports',
    'upkeep',
    'sync',
    'ledger',
    'store/transact.ts',
    'devices/ports.ts',
  ],
  sync: ['facility', 'bank', 'catalogue', 'ledger', 'store'],
  views: ['ledger', 'catalogue', 'facility', 'bank', 'spool', 'sync', 'staff', 'upkeep'],
  reports: ['ledger', 'catalogue', 'facility', 'bank', 'staff', 'store'],
  tenders: ['facility', 'ledger', 'store/transact.ts', 'devices/ports.ts'],
  bank: ['facility', 'ledger', 'store'],
  spool: ['documents', 'ledger', 'store', 'devices/ports.ts'],
  facility: ['ledger', 'store'],
  staff: ['ledger', 'store'],
  upkeep: ['ledger', 'store'],
  catalogue: ['store'],
  ledger: ['store'],
  documents: [],
  devices: [],
  store: [],
};

/** Files a room may import only with `import type`. */
export const typesOnly: Readonly<Record<string, readonly string[]>> = { shell: ['devices/ports.ts'] };

interface PackageRule {
  readonly packages: RegExp;
  /** Start of the path, below `src/`. */
  readonly allowed: readonly string[];
  readonly why: string;
  /** Types vanish at run time and are free. */
  readonly typesFree?: boolean;
}

/** Which packages and built-in modules belong to which rooms. A specifier matches the first rule that names it. */
export const packageRules: readonly PackageRule[] = [
  { packages: /^electron($|\/)/, allowed: ['main/shell/'], why: 'only shell knows a window' },
  {
    packages: /^(serialport|@serialport\/.*)$/,
    allowed: ['main/devices/transport/', 'simulators/'],
    why: 'only devices/transport opens a port to a device',
  },
  {
    packages: /^node:(net|dgram|tls)$/,
    allowed: ['main/devices/transport/', 'simulators/', 'backend/'],
    why: 'only devices/transport opens a socket to a device',
  },
  {
    packages: /^(node:(http|https|http2)|ws)$/,
    allowed: ['main/shell/', 'main/sync/', 'simulators/', 'backend/'],
    why: 'only the browser shell, sync, the backend and simulators speak HTTP',
  },
  {
    packages: /^better-sqlite3$/,
    allowed: ['main/store/', 'main/tools/'],
    why: 'only store opens a database, so that every open sets and reads back its settings',
    typesFree: true,
  },
];

/** Rooms that run anywhere or in a window: what they may import besides their own files, `shared` and relative assets. */
export const packagesOnly: Readonly<Record<string, RegExp>> = {
  shared: /^zod$/,
  renderer: /^(?!node:|electron|better-sqlite3|serialport)/,
};

/** Where the clock may be read and chance made: real ports, entries of processes, the id and time helpers of a window. */
export const impureAllowed: readonly RegExp[] = [
  /^src\/main\/ports\//,
  /^src\/main\/shell\//,
  /^src\/renderer\/(.*\/)?(ids|time)\.ts$/,
  /^src\/simulators\/[^/]+\/main\.ts$/,
  /^src\/backend\/main\.ts$/,
];
