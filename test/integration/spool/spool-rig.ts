/** A spool on a real money file, with a journal that is only a list. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { PrinterPort } from '../../../src/main/devices/ports.ts';
import type { PaperMark } from '../../../src/main/documents/model.ts';
import { plainLines } from '../../../src/main/documents/plain-text.ts';
import { makeRenderer, paperOf } from '../../../src/main/documents/render.ts';
import { realClock, realRandom } from '../../../src/main/ports/real.ts';
import type { PaperEntry, SpoolPorts } from '../../../src/main/spool/ports.ts';
import { createSpoolTables, type SpoolTables } from '../../../src/main/spool/schema.ts';
import { Spool } from '../../../src/main/spool/spool.ts';
import { type Database, openDatabase } from '../../../src/main/store/database.ts';
import { transact } from '../../../src/main/store/transact.ts';
import { makeIds } from '../../../src/shared/kernel/ids.ts';
import { hospitalReceipt } from '../../unit/documents/samples.ts';

/** Another room's tables in the same file, as in production. */
interface MoneyTables extends SpoolTables {
  papers: { job: string; type: string; detail: string };
}

const renderer = makeRenderer(fileURLToPath(new URL('../../../resources/fonts', import.meta.url)));

export interface SpoolRig {
  readonly spool: Spool;
  readonly database: Database<MoneyTables>;
  readonly marks: PaperMark[];
  /** Things told to `broken`. */
  readonly broken: unknown[];
  /** `type detail` of every journal entry of a document's papers, in order. */
  journal(): string[];
  act<R>(run: () => R): R;
  /** Waits until nothing is queued. */
  settled(): Promise<void>;
  /** Another spool on the same file, as after the process was killed. */
  restart(): SpoolRig;
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'quay-thu-spool-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function spoolRig(
  printers: ReadonlyMap<string, PrinterPort>,
  path = join(newFolder(), 'money.db'),
  render: SpoolPorts['render'] = renderer.render,
  /** Printers that take over from one another, in this order; the first from the usual one. */
  spares: readonly string[] = [],
  composed: SpoolPorts['compose'] = (document) => ({ ...hospitalReceipt, document }),
): SpoolRig {
  const clock = realClock();
  const database = openDatabase<MoneyTables>({
    path,
    migrations: [
      {
        number: 1,
        name: 'spool',
        up(connection) {
          createSpoolTables(connection);
          connection.exec('create table papers (job text, type text, detail text) strict');
        },
      },
    ],
  });
  const marks: PaperMark[] = [];
  const broken: unknown[] = [];
  const insert = database.connection.prepare<[string, string, string]>('insert into papers values (?, ?, ?)');
  const detailOf = (entry: PaperEntry): string =>
    entry.type === 'print.outcome'
      ? `${entry.body.mark} ${entry.body.outcome}`
      : `answered ${entry.body.paperCame ? 'came' : 'not-came'}`;
  const spool = new Spool({
    database,
    transact: (run) => transact(database, run),
    journal: (entry, actor) => void insert.run(entry.body.job, entry.type, `${detailOf(entry)} by ${actor}`),
    clock,
    ids: makeIds(clock, realRandom()),
    printer: (name) => printers.get(name),
    usualPrinter: () => [...printers.keys()][0] ?? 'none',
    spareFor: (name) => spares[spares.indexOf(name) + 1],
    compose: composed,
    plain: (document, mark, columns) => plainLines(paperOf(document, mark), columns),
    render: (document, mark, width) => {
      marks.push(mark);
      return render(document, mark, width);
    },
    broken: (error) => broken.push(error),
  });
  const rig: SpoolRig = {
    spool,
    database,
    marks,
    broken,
    journal: () =>
      database.connection
        .prepare<[], { detail: string }>('select detail from papers order by rowid')
        .all()
        .map(({ detail }) => detail),
    act: (run) => transact(database, run),
    async settled() {
      // Wakes come from timers after the commit.
      await new Promise((resolve) => setTimeout(resolve, 5));
      await spool.idle();
    },
    restart() {
      database.close();
      return spoolRig(printers, path, render, spares);
    },
  };
  return rig;
}
