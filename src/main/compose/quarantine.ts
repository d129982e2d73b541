import { epochOpener } from '../desk/open-epoch.ts';
import type { LedgerFault } from '../ledger/faults.ts';
import { peopleOfDamaged, recoverLedger } from '../ledger/recovery.ts';
import { carryFrozen } from '../reports/frozen.ts';
import { publishQuarantine, quarantineHandlers, quarantineSession } from '../rpc/quarantine.ts';
import type { RpcServer } from '../rpc/serve.ts';
import { carryPapers } from '../spool/carry-over.ts';
import { createPinDoor } from '../staff/pin-door.ts';
import { carrySync } from '../sync/carry-over.ts';
import type { House } from './house.ts';
import { moneyMigrations } from './migrations.ts';
import type { Service } from './service.ts';

/** The counter with a damaged ledger: shows it, and lets an administrator open a new epoch; then calls `resume`. */
export function serveQuarantine(
  house: House,
  fault: LedgerFault,
  server: RpcServer,
  resume: () => Promise<void>,
): Service {
  const { clock, settings } = house;
  const pins = createPinDoor(house);
  const people = peopleOfDamaged(house.moneyPath);
  const openEpoch = epochOpener({
    people,
    pins,
    recover: (actor) =>
      recoverLedger({
        path: house.moneyPath,
        migrations: moneyMigrations,
        ports: house,
        heads: house.signer,
        actor,
        carryOver: (from, to) => {
          carryPapers(from, to);
          carrySync(from, to);
          carryFrozen(from, to);
        },
      }),
    resume,
  });
  const { ledgerKind } = settings;
  const parts = { clock, ledgerKind, fault, people, pins, foundAt: clock.now(), demoPin: house.demoPin };
  const refresh = () => publishQuarantine(server, parts);
  refresh();
  return {
    handlers: quarantineHandlers(async (request) => {
      const answer = await openEpoch(request);
      // A wrong PIN changes until when none is taken.
      if (!answer.ok) refresh();
      return answer;
    }),
    session: () => quarantineSession,
    noteActivity: () => undefined,
    refresh,
    close: async () => undefined,
  };
}
