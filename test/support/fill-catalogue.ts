import { beginGeneration, finishGeneration, writePart } from '../../src/main/catalogue/build.ts';
import type { CatalogueDatabase } from '../../src/main/catalogue/database.ts';
import type { Draft } from '../../src/main/catalogue/draft.ts';
import { putInForce } from '../../src/main/catalogue/generations.ts';
import { mappingOf } from '../../src/main/catalogue/layout.ts';
import { largeListRows } from '../../src/main/catalogue/limits.ts';
import { orderDraft, referencePayers } from '../../src/main/catalogue/references.ts';

/** Puts a draft in force as the list of a source, without a file; in two parts as large ones are, or where asked to. */
export function fillCatalogue(
  database: CatalogueDatabase,
  source: string,
  draft: Draft,
  parts = draft.payers.length < largeListRows ? 1 : 2,
): void {
  const mapping = mappingOf(null, 0, {});
  const file = { import: source, source, fileName: `${source}.csv`, fileHash: source };
  const steps = { progress: () => undefined, stopIfCancelled: () => undefined };
  const payers = referencePayers(orderDraft(draft), source, new Uint8Array(32));
  const generation = beginGeneration(database, file);
  const each = Math.ceil(payers.length / parts);
  for (let part = 1; part <= parts; part += 1) {
    const own = payers.slice((part - 1) * each, part * each);
    writePart({ catalogue: database.path, generation, part }, own, steps);
  }
  const { lines, total } = draft;
  finishGeneration(database, generation, {
    mapping,
    headers: [],
    payers: payers.length,
    lines,
    total,
    parts,
  });
  putInForce(database, generation);
}
