import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { moneyMigrations } from '../../../src/main/compose/migrations.ts';
import { writeHeads } from '../../../src/main/ledger/head-writer.ts';
import { headFileOf } from '../../../src/main/ledger/heads.ts';
import { Ledger, type LedgerPorts, type NewEntry } from '../../../src/main/ledger/ledger.ts';
import { createOwn } from '../../../src/main/ledger/open.ts';
import { type LedgerReads, ledgerReads } from '../../../src/main/ledger/read.ts';
import type { LedgerTables } from '../../../src/main/ledger/schema.ts';
import { makeKeys, signerOf } from '../../../src/main/ports/keys.ts';
import { seededRandom, type VirtualClock, virtualClock } from '../../../src/main/ports/virtual.ts';
import { type Database, openDatabase } from '../../../src/main/store/database.ts';
import type { Entry, EntryType } from '../../../src/shared/journal/index.ts';
import { makeIds } from '../../../src/shared/kernel/ids.ts';
import type { Signer } from '../../../src/shared/kernel/signer.ts';

export const counterId = '01910000-0000-7000-8000-0000000000c1';
export { moneyMigrations };

/** A refusal where the test meant to do something legal. */
export class Refused extends Error {}

/** A real ledger in a real file, driven by acts, with the people of one counter. */
export class Book {
  readonly folder: string;
  readonly path: string;
  readonly clock: VirtualClock;
  readonly ports: LedgerPorts;
  readonly signer: Signer;
  readonly keys: ReturnType<typeof makeKeys>;
  readonly people = { admin: '', cashier: '', other: '', chief: '', approver: '' };
  database: Database<LedgerTables>;
  ledger: Ledger;
  reads: LedgerReads;
  shift = '';
  zNumber = 0;
  floatLeft: number | null = null;
  /** Called after each act. */
  onAct: () => void = () => undefined;

  constructor(seed: number) {
    this.folder = mkdtempSync(join(tmpdir(), 'quay-thu-ledger-'));
    this.path = join(this.folder, 'money.db');
    this.clock = virtualClock(Date.UTC(2026, 9, 5, 0, 30));
    const random = seededRandom(seed);
    this.ports = { clock: this.clock, random, ids: makeIds(this.clock, random) };
    this.keys = makeKeys(random);
    this.signer = signerOf(this.keys[0]);
    this.database = openDatabase<LedgerTables>({
      path: this.path,
      migrations: moneyMigrations,
      kind: 'money',
    });
    this.ledger = new Ledger(this.database, this.ports, counterId, 1);
    this.reads = ledgerReads(this.database, this.ledger);
    const [counter, facility, sealing] = this.keys;
    this.act(() => {
      createOwn(this.database, counterId, 1);
      this.ledger.append({
        type: 'ledger.opened',
        body: {
          kind: 'training',
          counterKey: counter.publicKey,
          facilityKey: facility.publicKey,
          sealingKey: sealing.publicKey,
        },
      });
    });
  }

  id(): string {
    return this.ports.ids.next();
  }

  /** One act, a second later; a refusal is an error of the test. */
  act<R>(run: () => R): R {
    this.clock.advance(1_000);
    const done = this.ledger.act(run);
    if (!done.ok) throw new Refused(done.reason);
    this.onAct();
    return done.value;
  }

  /** One entry as an act of its own, done by the cashier unless said otherwise. */
  put<T extends EntryType>(entry: NewEntry<T>): Entry {
    return this.act(() => this.ledger.append({ actor: this.people.cashier, ...entry }));
  }

  /** A second person's approval for the act that follows. */
  approve(act: string, subject: string): string {
    const approval = this.id();
    const { approver } = this.people;
    this.put({ type: 'approval.given', body: { approval, act, subject, approver, role: 'approver' } });
    return approval;
  }

  /** Records the head of the journal beside the file, as the counter does after each commit. */
  async recordHead(): Promise<void> {
    const { ledger, signer, clock } = this;
    await writeHeads({ path: headFileOf(this.path), ledger, signer, clock }).close();
  }

  /** Closes the file; the folder stays. */
  close(): void {
    this.database.close();
  }

  /** Opens the same file as a new process would. */
  reopen(): void {
    this.database.close();
    this.database = openDatabase<LedgerTables>({
      path: this.path,
      migrations: moneyMigrations,
      kind: 'money',
    });
    this.ledger = new Ledger(this.database, this.ports, counterId, this.ledger.head.epoch);
    this.reads = ledgerReads(this.database, this.ledger);
  }

  remove(): void {
    this.database.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
