/** Files of lists in the data folder: arriving in parts, kept once accepted. Never more than a part in memory. */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type ImportMapping, importPartBytes } from '../../shared/rpc/import.ts';
import { keptMapping } from '../catalogue/generations.ts';

/** A file that comes part by part. */
export interface Arriving {
  readonly id: string;
  readonly path: string;
  /** Takes the next part, the last one again without effect; false when it is neither. */
  add(index: number, bytes: Uint8Array): boolean;
  complete(): boolean;
  remove(): void;
}

/** How an accepted file is read. */
export interface KeptList {
  readonly mapping: ImportMapping;
  readonly source: string;
  readonly fileName: string;
}

const keptList = z.object({ mapping: z.unknown(), source: z.string(), fileName: z.string() });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const unfinished = /^(incoming|export)-/;

export class ListFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes room for a file of so many bytes. */
  expect(id: string, bytes: number): Arriving {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const path = join(this.#folder, `incoming-${id}`);
    writeFileSync(path, '', { mode: 0o600 });
    let parts = 0;
    let received = 0;
    return {
      id,
      path,
      add(index, part) {
        if (index === parts - 1) return true;
        const expected = Math.min(importPartBytes, bytes - received);
        if (index !== parts || part.byteLength !== expected) return false;
        appendFileSync(path, part);
        parts += 1;
        received += part.byteLength;
        return true;
      },
      complete: () => received === bytes,
      remove: () => rmSync(path, { force: true }),
    };
  }

  /** Keeps an accepted file, with how it is read: the catalogue is rebuilt from these (design §2). */
  keep(file: Arriving, how: KeptList): void {
    if (existsSync(file.path)) renameSync(file.path, this.listOf(file.id));
    writeFileSync(join(this.#folder, `${file.id}.json`), JSON.stringify(how), { mode: 0o600 });
  }

  /** How the accepted file of an import is read; null when it is not here or cannot be told. */
  howKept(id: string): KeptList | null {
    const how = join(this.#folder, `${id}.json`);
    if (!existsSync(how) || !existsSync(this.listOf(id))) return null;
    const said = keptList.safeParse(parseJson(readFileSync(how, 'utf8')));
    const mapping = said.success ? keptMapping(said.data.mapping) : null;
    return said.success && mapping !== null ? { ...said.data, mapping } : null;
  }

  /** Where the accepted file of an import is kept. */
  listOf(id: string): string {
    return join(this.#folder, `${id}.list`);
  }

  /** Where a file that is made for the window is put. */
  exportOf(id: string): string {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    return join(this.#folder, `export-${id}`);
  }

  /** Start-up: nothing that was on its way comes any more. */
  removeUnfinished(): void {
    if (!existsSync(this.#folder)) return;
    for (const name of readdirSync(this.#folder)) {
      if (unfinished.test(name)) rmSync(join(this.#folder, name), { force: true });
    }
  }
}
