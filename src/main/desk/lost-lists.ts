/** Lists that the catalogue has lost: read again from the files they were accepted from (design §2). */
import { generations, putInForce } from '../catalogue/generations.ts';
import type { ImportPorts } from './import-list.ts';
import type { KeptList, ListFiles } from './list-files.ts';
import { answerOf, type ListWork } from './list-work.ts';

type Ports = Pick<ImportPorts, 'context' | 'catalogue' | 'referenceKey' | 'read'>;

/**
 * Reads the accepted files again whose lists are in force by the journal and not in the catalogue. References come out as
 * they were, so nothing that was paid is owed again. Gives how many came back; one whose file is gone stays away until
 * it is imported anew.
 */
export async function readLostLists(ports: Ports, files: ListFiles, work: ListWork): Promise<number> {
  let back = 0;
  for (const { id } of ports.context.reads.importsIn('in-force')) {
    if (generations(ports.catalogue).some((one) => one.import === id)) continue;
    const how = files.howKept(id);
    if (how !== null && (await readAgain(ports, work, id, files.listOf(id), how))) back += 1;
  }
  return back;
}

function readAgain(
  { catalogue, referenceKey, read }: Ports,
  work: ListWork,
  id: string,
  path: string,
  { mapping, source, fileName }: KeptList,
): Promise<boolean> {
  const input = { catalogue: catalogue.path, import: id, source, fileName, mapping, referenceKey, path };
  const { signal } = new AbortController();
  // In one piece: a sweep between the two would drop what was just built.
  return work.run(async () => {
    const answer = answerOf(await read(input, { signal }));
    if (!answer.ok || answer.value.generation === null) return false;
    putInForce(catalogue, answer.value.generation);
    return true;
  });
}
