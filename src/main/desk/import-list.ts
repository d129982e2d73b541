import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemActor } from '../../shared/journal/index.ts';
import { invariant } from '../../shared/kernel/assert.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { ImportMapping, ImportPreview } from '../../shared/rpc/contract.ts';
import type { CatalogueDatabase } from '../catalogue/database.ts';
import { generations, putInForce } from '../catalogue/generations.ts';
import type { BuildJobInput, BuiltImport, PreviewJobInput } from '../catalogue/jobs.ts';
import { type DeskContext, fail, type Outcome } from './context.ts';

/** Files looked at and not yet taken or dropped. */
const mostPending = 3;
/** Largest list taken, before base64. */
const mostBytes = 64 * 1024 * 1024;

interface Pending {
  readonly fileName: string;
  readonly source: string;
  readonly content: Uint8Array;
  readonly mapping: ImportMapping;
}

/** What came of a job: its own answer, or that it gave none. */
type JobAnswer<T> = Result<Result<T, { readonly code: string }>, { readonly code: string }>;

interface Taken {
  readonly payers: number;
  readonly lines: number;
}

export interface ImportPorts {
  readonly context: DeskContext;
  readonly catalogue: CatalogueDatabase;
  /** Folder of accepted files: the catalogue is rebuilt from them, and they are in every backup (design §2). */
  readonly folder: string;
  readonly referenceKey: Uint8Array;
  preview(input: PreviewJobInput): Promise<JobAnswer<ImportPreview>>;
  build(input: BuildJobInput): Promise<JobAnswer<BuiltImport>>;
}

export interface PreviewRequest {
  readonly fileName: string;
  readonly content: string;
  readonly source: string;
  readonly mapping: ImportMapping | null;
}

/** Taking a list: looked at first, in force only when a person accepts it, dropped without a trace otherwise. */
export class ListImports {
  readonly #ports: ImportPorts;
  readonly #pending = new Map<string, Pending>();

  constructor(ports: ImportPorts) {
    this.#ports = ports;
  }

  /** Reads the file and says what taking it would mean. Writes nothing. */
  async preview(request: PreviewRequest): Promise<Outcome<ImportPreview>> {
    const { context, catalogue } = this.#ports;
    const content = Buffer.from(request.content, 'base64');
    if (content.byteLength === 0) return fail('import-empty');
    if (content.byteLength > mostBytes) return fail('import-too-big', { mostBytes });
    const id = context.ids.next();
    const { fileName, source, mapping } = request;
    const input = { catalogue: catalogue.path, import: id, source, fileName, content, mapping };
    const read = answerOf(await this.#ports.preview(input));
    if (!read.ok) return read;
    for (const oldest of this.#pending.keys()) {
      if (this.#pending.size < mostPending) break;
      this.#pending.delete(oldest);
    }
    this.#pending.set(id, { fileName, source, content, mapping: read.value.mapping });
    return read;
  }

  /** Drops a file that was looked at; nothing of it stays. */
  cancel({ import: id }: { readonly import: string }): Outcome<Record<string, never>> {
    this.#pending.delete(id);
    return ok({});
  }

  /** Puts the valid rows in force: file kept, intent journalled, pointer moved, completion journalled. */
  async accept({ import: id }: { readonly import: string }): Promise<Outcome<Taken>> {
    const pending = this.#pending.get(id);
    if (pending === undefined) return fail('import-not-found');
    const before = this.#ports.context.staff.require('unlocked');
    if (!before.ok) return before;
    const taken = await this.#take(id, pending, before.value.person);
    if (taken.ok) this.#pending.delete(id);
    return taken;
  }

  /** Takes a file of our own without a person: sample data at the first start of a training ledger. */
  async takeFile(file: {
    readonly path: string;
    readonly fileName: string;
    readonly source: string;
  }): Promise<void> {
    const { path, ...names } = file;
    const preview = await this.preview({
      ...names,
      content: readFileSync(path).toString('base64'),
      mapping: null,
    });
    invariant(preview.ok, `sample list ${file.fileName} cannot be read`);
    const pending = this.#pending.get(preview.value.import);
    invariant(pending !== undefined, 'a list just looked at is pending');
    const taken = await this.#take(preview.value.import, pending, systemActor);
    invariant(taken.ok, `sample list ${file.fileName} cannot be taken`);
    this.#pending.delete(preview.value.import);
  }

  async #take(id: string, pending: Pending, actor: string): Promise<Outcome<Taken>> {
    const { context, catalogue, referenceKey } = this.#ports;
    const { ledger } = context;
    const { fileName, source, content, mapping } = pending;
    const input = { catalogue: catalogue.path, import: id, source, fileName, content, mapping, referenceKey };
    const built = answerOf(await this.#ports.build(input));
    if (!built.ok) return built;
    const { fileHash, payers, lines, total, generation } = built.value;
    this.#keep(fileHash, pending);
    const begun = ledger.act(() => {
      ledger.append({
        type: 'import.begun',
        actor,
        body: { import: id, source: sourceKey(source), fileHash, payers, lines, total },
        private: { fileName, sourceName: source },
      });
    });
    if (!begun.ok) return fail(begun.reason);
    putInForce(catalogue, generation);
    const completed = ledger.act(() => {
      ledger.append({ type: 'import.completed', actor, body: { import: id } });
    });
    return completed.ok ? ok({ payers, lines }) : fail(completed.reason);
  }

  /** Start-up: finishes what was begun and built, drops what was not (design §2). */
  finishInterrupted(): void {
    const { context, catalogue } = this.#ports;
    const { ledger, reads } = context;
    for (const begun of reads.importsIn('begun')) {
      const built = generations(catalogue).find((one) => one.import === begun.id && one.state === 'ready');
      if (built !== undefined) putInForce(catalogue, built.id);
      ledger.act(() =>
        built === undefined
          ? ledger.append({ type: 'import.dropped', body: { import: begun.id, reason: 'interrupted' } })
          : ledger.append({ type: 'import.completed', body: { import: begun.id } }),
      );
    }
  }

  #keep(fileHash: string, { content, mapping, source, fileName }: Pending): void {
    const { folder } = this.#ports;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, `${fileHash}.list`), content, { mode: 0o600 });
    const how = JSON.stringify({ mapping, source, fileName });
    writeFileSync(join(folder, `${fileHash}.json`), how, { mode: 0o600 });
  }
}

/** Codes of `catalogue` and of the job runner, as the window knows them. */
function answerOf<T>(answer: Awaited<JobAnswer<T>>): Outcome<T> {
  if (!answer.ok) return fail(answer.reason.code === 'cancelled' ? 'import-cancelled' : 'import-failed');
  return answer.value.ok ? ok(answer.value.value) : fail(`import-${answer.value.reason.code}`);
}

/** Public name of a source: names may tell about people, so only their digest stands in the journal. */
function sourceKey(source: string): string {
  return createHash('sha256').update(source).digest('hex').slice(0, 32);
}
