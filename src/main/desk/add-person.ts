/**
 * Somebody who is in no list: a visitor who buys a card, a pupil who came yesterday. Written down at the counter into a list
 * of its own, taken like every other list: journalled, kept, found, in every backup. Nothing is owed on it; only listed
 * fees can be added to the bill (product.md A2).
 */
import { existsSync, readFileSync } from 'node:fs';
import type { Random } from '../../shared/kernel/random.ts';
import { ok } from '../../shared/kernel/result.ts';
import { sourcesInForce } from '../catalogue/generations.ts';
import type { WatchedCatalogue } from '../catalogue/watched.ts';
import { type DeskContext, fail, type Outcome } from './context.ts';
import type { ListImports } from './import-list.ts';
import type { ListFiles } from './list-files.ts';
import { sourceKey } from './source-key.ts';

/** The list that the counter itself keeps. */
export const counterSource = 'Ghi tại quầy';
const fileName = 'ghi-tai-quay.csv';
const header = 'Mã;Họ và tên;Năm sinh;Lớp;Địa chỉ;Nội dung thu;Số tiền';
/** Stands on the bill where others have what they owe. */
const nothingOwed = 'Ngoài danh sách;0';

/** No I, L, O, U: read aloud and typed without a mistake. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** A digit, by which a search knows a code from a name, and 40 bits: two counters of a facility never give the same. */
const codeLength = 9;

export interface NewPerson {
  readonly name: string;
  /** `YYYY`. */
  readonly birthYear: string | null;
  /** Class of a school, ward of a hospital. */
  readonly className: string | null;
  readonly address: string | null;
}

export interface AddPersonPorts {
  readonly context: Pick<DeskContext, 'random' | 'catalogue' | 'reads'>;
  readonly catalogue: WatchedCatalogue;
  readonly files: ListFiles;
  /** The list is taken like one that comes from a window, in the name of who is signed in. */
  readonly imports: Pick<ListImports, 'begin' | 'part' | 'preview' | 'accept' | 'cancel' | 'standing'>;
}

/** Adds one person after the other; gives the reference of each. */
export function makeAddPerson(
  ports: AddPersonPorts,
): (person: NewPerson) => Promise<Outcome<{ payer: string }>> {
  let last: Promise<unknown> = Promise.resolve();
  return (person) => {
    const added = last.then(() => addPerson(ports, person));
    last = added.catch(() => undefined);
    return added;
  };
}

async function addPerson(ports: AddPersonPorts, person: NewPerson): Promise<Outcome<{ payer: string }>> {
  const { context, catalogue, files, imports } = ports;
  const lists = catalogue.guard(() => sourcesInForce(catalogue), []);
  const known = lists.find(({ source }) => source === counterSource);
  const kept = context.reads.importsIn('in-force').find(({ source }) => source === sourceKey(counterSource));
  // Everybody who was written down before would be gone with the list that this one takes the place of.
  if (known === undefined && kept !== undefined) {
    return fail(imports.standing().state === 'reading' ? 'lists-being-read' : 'people-list-missing');
  }
  const list = known === undefined ? null : files.listOf(known.import);
  if (list !== null && !existsSync(list)) return fail('people-list-missing');
  const before = list === null ? header : readFileSync(list, 'utf8');
  const code = newCode(context.random);
  const { name, birthYear, className, address } = person;
  const row = [code, name, birthYear, className, address].map(cell).join(';');
  const content = Buffer.from(`${before}\n${row};${nothingOwed}`);
  const taken = await takeList(imports, content);
  if (!taken.ok) return taken;
  const payer = context.catalogue.findPayers(code, 1).rows[0]?.payer;
  return payer === undefined ? fail('import-failed') : ok({ payer });
}

function newCode(random: Random): string {
  const [first = 0, ...rest] = random.bytes(codeLength);
  return `TQ${first % 10}${rest.map((byte) => alphabet[byte % alphabet.length]).join('')}`;
}

/** One with a row that cannot be read is not taken. */
async function takeList(imports: AddPersonPorts['imports'], content: Buffer): Promise<Outcome<unknown>> {
  const begun = imports.begin({ fileName, source: counterSource, bytes: content.byteLength });
  if (!begun.ok) return begun;
  const { import: id, partBytes } = begun.value;
  for (let index = 0; index * partBytes < content.byteLength; index += 1) {
    const part = content.subarray(index * partBytes, (index + 1) * partBytes).toString('base64');
    imports.part({ import: id, index, content: part });
  }
  const preview = await imports.preview({ import: id, mapping: null });
  if (preview.ok && preview.value.invalid === 0) return imports.accept({ import: id });
  imports.cancel({ import: id });
  return preview.ok ? fail('import-nothing-valid') : preview;
}

function cell(text: string | null): string {
  return (text ?? '').replace(/[;"\s]+/g, ' ').trim();
}
