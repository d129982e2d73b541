/** Lists that the catalogue has lost: read again from the files they were accepted from (design §2). */
import { generations, putInForce } from '../catalogue/generations.ts';
import type { ImportPorts } from './import-ports.ts';
import type { KeptList, ListFiles } from './list-files.ts';
import { answerOf, type ListWork } from './list-work.ts';

type Ports = Pick<ImportPorts, 'context' | 'catalogue' | 'referenceKey' | 'read'>;

/** Imports that are in force by the journal and not in the catalogue; one that was built and not pointed to is not either. */
export function lostLists({ context, catalogue }: Pick<Ports, 'context' | 'catalogue'>): string[] {
  const inForce = catalogue.guard(() => generations(catalogue), []).filter((one) => one.inForce);
  const here = new Set(inForce.map((one) => one.import));
  return context.reads.importsIn('in-force').flatMap(({ id }) => (here.has(id) ? [] : [id]));
}

/**
 * Reads the accepted files again whose lists were lost. References come out as they were, so nothing that was paid is owed
 * again. One whose file is gone stays away until it is imported anew.
 */
export async function readLostLists(ports: Ports, files: ListFiles, work: ListWork): Promise<void> {
  for (const id of lostLists(ports)) {
    const how = files.howKept(id);
    if (how !== null) await readAgain(ports, work, id, files.listOf(id), how);
  }
}

function readAgain(
  { context, catalogue, referenceKey, read }: Ports,
  work: ListWork,
  id: string,
  path: string,
  { mapping, source, fileName }: KeptList,
): Promise<boolean> {
  const input = { catalogue: catalogue.path, import: id, source, fileName, mapping, referenceKey, path };
  const { signal } = new AbortController();
  // In one piece: a sweep between the two would drop what was just built.
  return work.run(async () => {
    const { file } = catalogue;
    const answer = answerOf(await read(input, { signal }));
    if (!answer.ok || answer.value.generation === null || catalogue.file !== file) return false;
    // Somebody may have accepted a newer list of the same source meanwhile.
    if (!context.reads.importsIn('in-force').some((one) => one.id === id)) return false;
    const { generation } = answer.value;
    return catalogue.guard(() => {
      putInForce(catalogue, generation);
      return true;
    }, false);
  });
}
