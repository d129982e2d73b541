import { buildGeneration } from '../../src/main/catalogue/build.ts';
import type { CatalogueDatabase } from '../../src/main/catalogue/database.ts';
import type { Draft } from '../../src/main/catalogue/draft.ts';
import { putInForce } from '../../src/main/catalogue/generations.ts';
import { mappingOf } from '../../src/main/catalogue/layout.ts';
import { referenceDraft } from '../../src/main/catalogue/references.ts';

/** Puts a draft in force as the list of a source, without a file. */
export function fillCatalogue(database: CatalogueDatabase, source: string, draft: Draft): void {
  const mapping = mappingOf(null, 0, {});
  const plan = { import: source, source, fileName: `${source}.csv`, fileHash: source, mapping, headers: [] };
  const steps = { progress: () => undefined, stopIfCancelled: () => undefined };
  const payers = referenceDraft(draft, source, new Uint8Array(32));
  putInForce(database, buildGeneration(database, plan, draft, payers, steps));
}
