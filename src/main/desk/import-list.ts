import { copyFileSync, statSync } from 'node:fs';
import { systemActor } from '../../shared/journal/index.ts';
import { invariant } from '../../shared/kernel/assert.ts';
import { ok } from '../../shared/kernel/result.ts';
import {
  type ImportMapping,
  type ImportPreview,
  importFileBytes,
  importPartBytes,
} from '../../shared/rpc/import.ts';
import type { ListsView } from '../../shared/rpc/lists.ts';
import { feedSource } from '../catalogue/feed-source.ts';
import { generations, putInForce, sourcesInForce } from '../catalogue/generations.ts';
import type { ReadList } from '../catalogue/jobs.ts';
import { hasOtherLists } from '../catalogue/list-file.ts';
import { makeAddPerson, type NewPerson } from './add-person.ts';
import { fail, type Outcome } from './context.ts';
import type { ListExports } from './export-list.ts';
import type { ImportPorts } from './import-ports.ts';
import { type Arriving, ListFiles } from './list-files.ts';
import { answerOf, ListWork } from './list-work.ts';
import { lostLists, readLostLists } from './lost-lists.ts';
import { ListMender } from './mend-lists.ts';
import { sourceKey } from './source-key.ts';

/** Files looked at and not yet taken or dropped. */
const mostPending = 3;

interface Pending {
  readonly file: Arriving;
  readonly fileName: string;
  readonly source: string;
  /** The reading under way. */
  reading: AbortController | null;
  percent: number;
  read: ReadList | null;
  taking: boolean;
}

interface Taken {
  readonly payers: number;
  readonly lines: number;
}

/** Taking a list: looked at first, in force only when a person accepts it, dropped without a trace otherwise. */
export class ListImports {
  readonly exports: ListExports;
  /** Writes somebody down who is in no list. */
  readonly addPerson: (person: NewPerson) => Promise<Outcome<{ payer: string }>>;
  readonly #ports: ImportPorts;
  readonly #files: ListFiles;
  readonly #pending = new Map<string, Pending>();
  readonly #work: ListWork;
  readonly #mender: ListMender;

  constructor(ports: ImportPorts) {
    this.#ports = ports;
    this.exports = ports.exports;
    this.#files = new ListFiles(ports.folder);
    const own = { context: ports.context, catalogue: ports.catalogue, files: this.#files };
    this.addPerson = makeAddPerson({ ...own, imports: this });
    this.#work = new ListWork((signal) => {
      const keep = [...this.#pending.values()].flatMap(({ read }) => read?.generation ?? []);
      return ports.sweep({ catalogue: ports.catalogue.path, keep }, { signal });
    });
    const { context, catalogue, renewed, changed } = ports;
    this.#mender = new ListMender({
      ...{ clock: context.clock, catalogue, renewed, changed },
      lost: () => lostLists(ports),
      alone: (work) => this.#work.run(work),
      forget: () => this.#forget(),
      readLost: () => this.#readLost(),
    });
  }

  /** Says that a file will come. */
  begin(request: {
    readonly fileName: string;
    readonly bytes: number;
    readonly source: string;
  }): Outcome<{ import: string; partBytes: number }> {
    const { fileName, bytes, source } = request;
    const standing = this.#standingFault();
    if (standing !== null) return standing;
    if (bytes === 0) return fail('import-empty');
    if (bytes > importFileBytes) return fail('import-too-big');
    this.#makeRoom();
    const id = this.#ports.context.ids.next();
    const file = this.#files.expect(id, bytes);
    const nothingYet = { reading: null, percent: 0, read: null, taking: false };
    this.#pending.set(id, { file, fileName, source, ...nothingYet });
    return ok({ import: id, partBytes: importPartBytes });
  }

  /** A list that is taken now would be compared with nothing, and put in the place of what is not here. */
  #standingFault(): ReturnType<typeof fail> | null {
    if (this.#mender.reading) return fail('lists-being-read');
    return this.#ports.catalogue.damaged ? fail('lists-damaged') : null;
  }

  /** The next part of a file. */
  part(request: {
    readonly import: string;
    readonly index: number;
    readonly content: string;
  }): Outcome<Record<string, never>> {
    const pending = this.#pending.get(request.import);
    if (pending === undefined) return fail('import-not-found');
    const taken = pending.file.add(request.index, Buffer.from(request.content, 'base64'));
    return taken ? ok({}) : fail('import-part-unexpected');
  }

  /** Reads the file and says what taking it would mean. Nothing of it is in force. */
  async preview(request: {
    readonly import: string;
    readonly mapping: ImportMapping | null;
  }): Promise<Outcome<ImportPreview>> {
    const pending = this.#pending.get(request.import);
    if (pending === undefined) return fail('import-not-found');
    if (!pending.file.complete()) return fail('import-incomplete');
    if (pending.reading !== null || pending.taking) return fail('import-busy');
    const read = await this.#read(request.import, pending, request.mapping);
    return read.ok ? ok(read.value.preview) : read;
  }

  async #read(id: string, pending: Pending, mapping: ImportMapping | null): Promise<Outcome<ReadList>> {
    const { catalogue, referenceKey } = this.#ports;
    const { fileName, source, file } = pending;
    const stop = new AbortController();
    pending.reading = stop;
    pending.percent = 0;
    pending.read = null;
    const onProgress = (share: number) => {
      pending.percent = Math.min(100, Math.max(pending.percent, Math.round(share * 100)));
    };
    const input = { catalogue: catalogue.path, import: id, source, fileName, path: file.path, mapping };
    const answer = await this.#work.run(() =>
      this.#ports.read({ ...input, referenceKey }, { signal: stop.signal, onProgress }),
    );
    pending.reading = null;
    const read = answerOf(answer);
    if (read.ok && this.#pending.get(id) === pending) pending.read = read.value;
    // What an earlier reading built, or one that was cancelled in the end.
    this.#sweepIfNeeded();
    return read;
  }

  /** How far a reading is, in percent. */
  progress({ import: id }: { readonly import: string }): Outcome<{ percent: number }> {
    const pending = this.#pending.get(id);
    return pending === undefined ? fail('import-not-found') : ok({ percent: pending.percent });
  }

  /** Stops a reading and drops the file; nothing of it stays. One that is being taken is taken. */
  cancel({ import: id }: { readonly import: string }): Outcome<Record<string, never>> {
    const pending = this.#pending.get(id);
    if (pending !== undefined && !pending.taking) this.#drop(id, pending);
    return ok({});
  }

  #drop(id: string, pending: Pending): void {
    this.#pending.delete(id);
    pending.reading?.abort();
    pending.file.remove();
    this.#sweepIfNeeded();
  }

  #makeRoom(): void {
    for (const [id, pending] of this.#pending) {
      if (this.#pending.size < mostPending) return;
      if (!pending.taking) this.#drop(id, pending);
    }
  }

  /** Puts the valid rows in force: file kept, intent journalled, pointer moved, completion journalled. */
  async accept({ import: id }: { readonly import: string }): Promise<Outcome<Taken>> {
    const pending = this.#pending.get(id);
    if (pending?.read == null) return fail('import-not-found');
    if (pending.taking) return fail('import-busy');
    const standing = this.#standingFault();
    if (standing !== null) return standing;
    const before = this.#ports.context.staff.require('unlocked');
    if (!before.ok) return before;
    return this.#take(id, pending, pending.read, before.value.person);
  }

  /** Takes a file of our own without a person: sample data at the first start of a training ledger. */
  async takeFile(file: {
    readonly path: string;
    readonly fileName: string;
    readonly source: string;
  }): Promise<void> {
    const { path, fileName, source } = file;
    const begun = this.begin({ fileName, source, bytes: statSync(path).size });
    invariant(begun.ok, `sample list ${fileName} cannot be taken`);
    const { import: id } = begun.value;
    const pending = this.#pending.get(id);
    invariant(pending !== undefined, 'a list just begun is pending');
    copyFileSync(path, pending.file.path);
    const read = await this.#read(id, pending, null);
    invariant(read.ok, `sample list ${fileName} cannot be read: ${read.ok ? '' : read.reason.code}`);
    const taken = await this.#take(id, pending, read.value, systemActor);
    invariant(taken.ok, `sample list ${fileName} cannot be taken`);
  }

  async #take(id: string, pending: Pending, read: ReadList, actor: string): Promise<Outcome<Taken>> {
    const { generation, preview } = read;
    const { payers, lines, total, fileHash, mapping, alreadyInForce } = preview;
    if (generation === null) {
      if (!alreadyInForce) return fail('import-nothing-valid');
      this.#drop(id, pending);
      return ok({ payers, lines });
    }
    const { context, catalogue } = this.#ports;
    const { ledger } = context;
    const { source, fileName } = pending;
    const { file } = catalogue;
    pending.taking = true;
    this.#files.keep(pending.file, { mapping, source, fileName });
    const begun = ledger.act(() => {
      ledger.append({
        type: 'import.begun',
        actor,
        body: { import: id, source: sourceKey(source), fileHash, payers, lines, total },
        private: { fileName, sourceName: source },
      });
    });
    if (!begun.ok) {
      pending.taking = false;
      return fail(begun.reason);
    }
    const pointed = await this.#point(generation, file);
    const completed = ledger.act(() => {
      ledger.append({ type: 'import.completed', actor, body: { import: id } });
    });
    this.#pending.delete(id);
    // It is accepted, and its file is kept: what was built of it is built again.
    if (!pointed) await this.#mender.readLost();
    this.#sweepIfNeeded();
    return completed.ok ? ok({ payers, lines }) : fail(completed.reason);
  }

  /** Moves the pointer; false when that cannot be written, or what was built went with a file that was damaged meanwhile. */
  #point(generation: number, file: number): Promise<boolean> {
    const { catalogue } = this.#ports;
    return this.#work.run(async () => {
      if (catalogue.damaged || catalogue.file !== file) return false;
      try {
        return catalogue.guard(() => {
          putInForce(catalogue, generation);
          return true;
        }, false);
      } catch {
        // A full disk, say. It is accepted, and comes back from its file as soon as that can be written.
        return false;
      }
    });
  }

  /** Lists from files that are in force; a file is never put in the place of what the feed brings. */
  sources(): Outcome<{
    sources: { source: string; fileName: string; payers: number; lines: number; total: number }[];
  }> {
    const { catalogue } = this.#ports;
    const lists = catalogue
      .guard(() => sourcesInForce(catalogue), [])
      .filter(({ source }) => source !== feedSource);
    const inForce = lists.slice(0, 100);
    return ok({
      sources: inForce.map(({ source, fileName, payers, lines, total }) => ({
        ...{ source, fileName, payers, lines, total },
      })),
    });
  }

  /** Start-up: finishes what was begun and built, drops what was not (design §2). */
  finishInterrupted(): void {
    const { context, catalogue } = this.#ports;
    const { ledger, reads } = context;
    for (const begun of reads.importsIn('begun')) {
      const built = catalogue.guard(
        () => generations(catalogue).find((one) => one.import === begun.id && one.state === 'ready'),
        undefined,
      );
      if (built !== undefined) putInForce(catalogue, built.id);
      ledger.act(() =>
        built === undefined
          ? ledger.append({ type: 'import.dropped', body: { import: begun.id, reason: 'interrupted' } })
          : ledger.append({ type: 'import.completed', body: { import: begun.id } }),
      );
    }
    this.#files.removeUnfinished();
    this.#sweepIfNeeded();
  }

  /** Start-up: lists that the catalogue has lost come back from their files. */
  readLostAgain(): Promise<void> {
    return this.#mender.readLost();
  }

  /** How the lists stand, for the window. */
  standing(): ListsView {
    return this.#mender.view();
  }

  /** The counter ends; what is under way is finished by the next start. */
  stop(): void {
    this.#mender.stop();
    this.#ports.stopped();
  }

  async #readLost(): Promise<void> {
    await readLostLists(this.#ports, this.#files, this.#work);
    this.#sweepIfNeeded();
  }

  /** What was looked at was built in a file that is gone; the person chooses it again. */
  #forget(): void {
    for (const [id, pending] of this.#pending) if (!pending.taking) this.#drop(id, pending);
  }

  /** Sweeps what is neither in force nor waiting to be accepted. */
  #sweepIfNeeded(): void {
    const waiting = new Set([...this.#pending.values()].map(({ read }) => read?.generation));
    const { catalogue } = this.#ports;
    // Lets go of the files of lists that were replaced, so that they can be removed.
    catalogue.guard(() => catalogue.lists.current(), []);
    const all = catalogue.guard(() => generations(catalogue), []);
    const idle = all.some(({ id, inForce }) => !inForce && !waiting.has(id));
    const strange = hasOtherLists(catalogue.path, new Set(all.map(({ id }) => id)));
    if (idle || strange) this.#work.sweepSoon();
  }
}
