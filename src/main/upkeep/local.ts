import type { Database as Connection } from 'better-sqlite3';
import {
  type DeviceConnection,
  deviceConnection,
  lanPrinter,
  usualTerminal,
} from '../../shared/rpc/device-profiles.ts';
import type { Database } from '../store/database.ts';
import { type Placeholders, statement } from '../store/statement.ts';

/** Tables of this machine's own settings in `local.db`. */
export interface LocalTables {
  secrets: { name: string; value: Uint8Array };
  device_profiles: { name: string; origin: string; profile: string };
}

/** Makes them; one step of the migrations of `local.db`. */
export function createLocalTables(connection: Connection): void {
  connection.exec(`
    create table secrets (
      name text primary key,
      value blob not null check (length(value) >= 32)
    ) strict, without rowid;
    create table device_profiles (
      name text primary key,
      origin text not null check (origin in ('launcher', 'person')),
      profile text not null check (json_valid(profile))
    ) strict, without rowid;
  `);
}

/** A device as a person or the launcher set it up (design §5 "Simulators"). */
export interface DeviceProfile {
  readonly name: string;
  readonly origin: 'launcher' | 'person';
  readonly connection: DeviceConnection;
}

/** Device profiles a person saved on this machine. */
export function deviceProfiles(database: Database<LocalTables>) {
  const all = statement(database, (query) => query.selectFrom('device_profiles').selectAll().orderBy('name'));
  const put = statement(database, (query, p: Placeholders<LocalTables['device_profiles']>) =>
    query
      .insertInto('device_profiles')
      .values({ name: p.name, origin: p.origin, profile: p.profile })
      .onConflict((conflict) =>
        conflict.column('name').doUpdateSet((eb) => ({
          origin: eb.ref('excluded.origin'),
          profile: eb.ref('excluded.profile'),
        })),
      ),
  );
  const drop = statement(database, (query, p: Placeholders<{ name: string }>) =>
    query.deleteFrom('device_profiles').where('name', '=', p.name),
  );
  return {
    all: (): DeviceProfile[] =>
      all.all().map((row) => ({
        name: row.name,
        origin: row.origin === 'launcher' ? 'launcher' : 'person',
        connection: deviceConnection.parse(JSON.parse(row.profile)),
      })),
    save: ({ name, origin, connection }: DeviceProfile): void => {
      put.run({ name, origin, profile: JSON.stringify(deviceConnection.parse(connection)) });
    },
    remove: (name: string): void => {
      drop.run({ name });
    },
  };
}

/**
 * Whether a ledger of this kind may use the device: a real one takes nothing from the launcher of simulated devices, a
 * training one takes nothing else (design §5). The driver does not know which it is.
 */
export function profileAllowed(kind: 'real' | 'training', origin: DeviceProfile['origin']): boolean {
  return kind === 'real' ? origin === 'person' : origin === 'launcher';
}

/** How many đồng one unit of the simulated terminals is; they are started without any other. */
const simulatedTerminal = {
  amountScaling: { factor: 1, chosenBy: 'simulated', chosenOn: '2026-01-01' },
  answersOnlyWhenIdle: true,
} as const;

const narrowDots = 384;
/** The second printer of a demonstration, of the narrow paper: takes over from the first. */
const sparePrinter = { paper: 'K58', drawer: false, takesOver: true } as const;

/** Profiles of what the launcher of simulated devices started. Other simulated peers have no profile here. */
export function launcherProfiles(
  simulators: readonly {
    readonly peer: string;
    readonly host: string;
    readonly port: number;
    readonly widthDots?: number | undefined;
  }[],
): DeviceProfile[] {
  return simulators.flatMap(({ peer, host, port, widthDots }): DeviceProfile[] => {
    const link = { type: 'tcp', host, port } as const;
    switch (peer) {
      case 'escpos-printer':
        return [
          widthDots === narrowDots
            ? { name: 'K58', origin: 'launcher', connection: { ...lanPrinter(link), ...sparePrinter } }
            : { name: 'K80', origin: 'launcher', connection: lanPrinter(link) },
        ];
      case 'pole-display':
        return [{ name: 'CD5220', origin: 'launcher', connection: { kind: 'pole', link } }];
      case 'scanner':
        return [{ name: 'COM', origin: 'launcher', connection: { kind: 'scanner', link } }];
      case 'stx-terminal':
        return [
          {
            name: 'POS-1',
            origin: 'launcher',
            connection: {
              kind: 'terminal',
              ...usualTerminal.stx,
              ...simulatedTerminal,
              ...{ link, wallet: true, notFound: ['NF'], settledCount: 'N1', settledTotal: 'N2' },
            },
          },
        ];
      case 'zvt-terminal':
        return [
          {
            name: 'POS-2',
            origin: 'launcher',
            connection: {
              kind: 'terminal',
              ...usualTerminal.zvt,
              ...simulatedTerminal,
              ...{ link, nothingToSettle: ['C9'], tellsClock: true },
            },
          },
        ];
      default:
        return [];
    }
  });
}

/** A secret that an earlier version made for this machine alone, or undefined. */
export function keptSecret(database: Database<LocalTables>, name: string): Uint8Array | undefined {
  const get = statement(database, (query, p: Placeholders<{ name: string }>) =>
    query.selectFrom('secrets').select('value').where('name', '=', p.name),
  );
  const known = get.get({ name });
  return known === undefined ? undefined : new Uint8Array(known.value);
}
