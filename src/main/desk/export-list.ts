import { closeSync, existsSync, openSync, readSync, rmSync } from 'node:fs';
import { ok } from '../../shared/kernel/result.ts';
import { importPartBytes } from '../../shared/rpc/import.ts';
import type { ExportJobInput } from '../catalogue/export.ts';
import { sourcesInForce } from '../catalogue/generations.ts';
import type { WatchedCatalogue } from '../catalogue/watched.ts';
import { type DeskContext, fail, type Outcome } from './context.ts';
import { ListFiles } from './list-files.ts';
import { answerOf, type JobAnswer } from './list-work.ts';

/** Exports waiting for the window to fetch them; the oldest goes first. */
const mostWaiting = 2;

export interface ExportPorts {
  readonly context: Pick<DeskContext, 'ids'>;
  readonly catalogue: WatchedCatalogue;
  readonly folder: string;
  readonly referenceKey: Uint8Array;
  write(input: ExportJobInput): Promise<JobAnswer<{ readonly bytes: number }>>;
}

interface Exported {
  readonly path: string;
  readonly bytes: number;
}

/** Gives the list in force of a source back in its own columns, with what was paid here added. Writes no entry. */
export class ListExports {
  readonly #ports: ExportPorts;
  readonly #files: ListFiles;
  readonly #waiting = new Map<string, Exported>();

  constructor(ports: ExportPorts) {
    this.#ports = ports;
    this.#files = new ListFiles(ports.folder);
  }

  /** Makes the file; the window then fetches it part by part. */
  async make(request: {
    readonly source: string;
    readonly format: 'xlsx' | 'csv';
  }): Promise<Outcome<{ export: string; fileName: string; bytes: number; parts: number }>> {
    const { source, format } = request;
    const { context, catalogue, referenceKey } = this.#ports;
    const lists = catalogue.guard(() => sourcesInForce(catalogue), []);
    const inForce = lists.find((each) => each.source === source);
    if (inForce?.saved == null) return fail('import-source-unknown');
    const list = this.#files.listOf(inForce.import);
    if (!existsSync(list)) return fail('import-list-missing');
    const id = context.ids.next();
    const to = this.#files.exportOf(id);
    const { mapping } = inForce.saved;
    const made = answerOf(await this.#ports.write({ list, mapping, source, referenceKey, format, to }));
    if (!made.ok) {
      rmSync(to, { force: true });
      return made;
    }
    this.#keep(id, { path: to, bytes: made.value.bytes });
    const name = inForce.fileName.replace(/\.[^.]*$/, '');
    const parts = Math.ceil(made.value.bytes / importPartBytes);
    return ok({ export: id, fileName: `${name} - đã thu.${format}`, bytes: made.value.bytes, parts });
  }

  #keep(id: string, exported: Exported): void {
    for (const [oldest, { path }] of this.#waiting) {
      if (this.#waiting.size < mostWaiting) break;
      rmSync(path, { force: true });
      this.#waiting.delete(oldest);
    }
    this.#waiting.set(id, exported);
  }

  /** One part of a file that was made; after the last one the file is gone. */
  part(request: { readonly export: string; readonly index: number }): Outcome<{ content: string }> {
    const exported = this.#waiting.get(request.export);
    const from = request.index * importPartBytes;
    if (exported === undefined || from >= exported.bytes) return fail('import-export-not-found');
    const content = Buffer.alloc(Math.min(importPartBytes, exported.bytes - from));
    const file = openSync(exported.path, 'r');
    try {
      readSync(file, content, 0, content.length, from);
    } finally {
      closeSync(file);
    }
    if (from + content.length === exported.bytes) {
      rmSync(exported.path, { force: true });
      this.#waiting.delete(request.export);
    }
    return ok({ content: content.toString('base64') });
  }
}
