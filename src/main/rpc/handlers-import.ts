import type { ListImports } from '../desk/import-list.ts';
import type { Handlers } from './calls.ts';

/** Methods about lists, to the desk's functions. */
export function importHandlers(imports: ListImports) {
  return {
    'payer.add': (request) => imports.addPerson(request),
    'import.sources': () => imports.sources(),
    'import.begin': (request) => imports.begin(request),
    'import.part': (request) => imports.part(request),
    'import.preview': (request) => imports.preview(request),
    'import.progress': (request) => imports.progress(request),
    'import.accept': (request) => imports.accept(request),
    'import.cancel': (request) => imports.cancel(request),
    'import.export': (request) => imports.exports.make(request),
    'import.exportPart': (request) => imports.exports.part(request),
  } satisfies Partial<Handlers>;
}
