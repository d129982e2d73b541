/**
 * A large list is read by two threads at the same time. Each reads the whole file and takes the people of its own half:
 * the first those whose given names come first in the order of lists.
 */
import { invariant } from '../../shared/kernel/assert.ts';
import type { ImportMapping } from '../../shared/rpc/import.ts';
import type { ListLines, Shown } from './difference.ts';
import { type Draft, type DraftBill, type DraftPayer, errorLimit, type RowError } from './draft.ts';
import type { Cell } from './file/table.ts';
import { largeListRows, secondHalfShare } from './limits.ts';
import { compare, givenKeyOfNobody, givenKeys, type ReferencedPayer, referenceLength } from './references.ts';
import { codeOf, nameOf } from './row-reader.ts';
import { matchKey } from './texts.ts';

export type Half = 'first' | 'second';

/** The rows of data that a half takes. */
export interface OwnRows {
  readonly half: Half;
  /** To be asked once of each row, in their order. */
  readonly has: (cells: readonly Cell[]) => boolean;
}

type Rows = readonly (readonly Cell[])[];

/** Rows looked at to find the name that stands in the middle. */
const sampleRows = 2_000;

/**
 * Which rows a half takes; null when the list is not a large one, and the first takes all. The given name decides, and for
 * all rows of one code that of the first: what contradicts an earlier row is found by whoever has that.
 */
export function rowsOfHalf(rows: Rows, mapping: ImportMapping, half: Half): OwnRows | null {
  if (rows.length < largeListRows) return null;
  const keyOfName = givenKeys();
  const keyOf = (cells: readonly Cell[]) => keyOfName(nameOf(cells, mapping));
  const step = Math.ceil(rows.length / sampleRows);
  const some = rows.filter((_, index) => index > mapping.headerRow && index % step === 0).map(keyOf);
  const names = some.filter((key) => key > givenKeyOfNobody).sort(compare);
  const last = names[Math.floor(names.length * (1 - secondHalfShare))] ?? '';
  const known = new Map<string, Half>();
  const halfOf = (cells: readonly Cell[]): Half => {
    const code = matchKey(codeOf(cells, mapping));
    const found = known.get(code) ?? (keyOf(cells) > last ? 'second' : 'first');
    if (code !== '') known.set(code, found);
    return found;
  };
  return { half, has: (cells) => halfOf(cells) === half };
}

/** What is known of a list when its rows have been read. */
export interface ListSummary
  extends Pick<Draft, 'rows' | 'valid' | 'invalid' | 'lines' | 'total' | 'errors'> {
  /** Codes of the payers, as the list writes them. */
  readonly codes: readonly string[];
}

/** What the second half tells the first: texts one after the other and numbers, for that is handed over at once. */
export interface HalfTold extends Omit<ListSummary, 'codes'> {
  /** Sort key of its first payer; null when it has none. */
  readonly firstKey: string | null;
  /** In the order of the list, with a line break between two. */
  readonly codes: string;
  readonly names: string;
  /** Of the lines in the order of the list: references one after the other. */
  readonly refs: string;
  /** amount − listed as paid, in đồng. */
  readonly owed: Float64Array;
  /** Place of its payer, and of its kind. */
  readonly owners: Uint32Array;
  readonly kinds: Uint32Array;
  readonly kindTexts: readonly LineKind[];
}

/** What lines of many people have in common. */
type LineKind = Pick<Shown, 'fee' | 'period'>;

/** What to tell of a half. Payers in the order of the list. */
export function tellHalf(draft: Draft, payers: readonly ReferencedPayer[]): HalfTold {
  const { rows, valid, invalid, lines, total, errors } = draft;
  const owed = new Float64Array(lines);
  const owners = new Uint32Array(lines);
  const kinds = new Uint32Array(lines);
  const kindOf = numbered();
  let line = 0;
  for (const [place, { payer }] of payers.entries()) {
    for (const { amount, listedPaid, fee, period } of payer.bills) {
      owed[line] = amount - listedPaid;
      owners[line] = place;
      kinds[line] = kindOf.place({ fee, period });
      line += 1;
    }
  }
  return {
    ...{ rows, valid, invalid, lines, total, errors, owed, owners, kinds },
    firstKey: payers[0]?.sortKey ?? null,
    // Neither a code nor a name has a line break: spaces of every kind have become one.
    codes: payers.map(({ payer }) => payer.code).join('\n'),
    names: payers.map(({ payer }) => payer.name).join('\n'),
    refs: payers.flatMap(({ billRefs }) => billRefs).join(''),
    kindTexts: kindOf.all,
  };
}

function numbered() {
  const all: LineKind[] = [];
  const placeOf = new Map<string, Map<string | null, number>>();
  return {
    all,
    place({ fee, period }: LineKind): number {
      const ofFee = placeOf.get(fee) ?? new Map<string | null, number>();
      if (ofFee.size === 0) placeOf.set(fee, ofFee);
      const known = ofFee.get(period);
      if (known !== undefined) return known;
      ofFee.set(period, all.length);
      return all.push({ fee, period }) - 1;
    },
  };
}

/**
 * Somebody of one half stands among the people of the other (the first row of a code gave another name and could not be
 * taken), the first has nobody, or there is more money than can be counted exactly: the list must be read as one.
 */
export class NotInHalves extends Error {
  override readonly name = 'NotInHalves';
}

/**
 * What is known of both halves, as if the list had been read as one; only codes come half by half.
 * @param lastKey sort key of the last payer of the first half; null when it has none, and then the second has none either
 * @throws {NotInHalves}
 */
export function joinHalves(first: ListSummary, lastKey: string | null, told: HalfTold): ListSummary {
  const total = first.total + told.total;
  const apart = told.firstKey === null || (lastKey !== null && lastKey < told.firstKey);
  if (!apart || !Number.isSafeInteger(total)) throw new NotInHalves();
  return {
    total,
    rows: first.rows + told.rows,
    valid: first.valid + told.valid,
    invalid: first.invalid + told.invalid,
    lines: first.lines + told.lines,
    codes: told.firstKey === null ? first.codes : [...first.codes, ...told.codes.split('\n')],
    errors: inRows([...first.errors, ...told.errors]).slice(0, errorLimit),
  };
}

function inRows(errors: readonly RowError[]): RowError[] {
  return errors.toSorted((a, b) => a.row - b.row);
}

/** The lines of both halves, or of a list that was read as one. */
export function linesOf(here: readonly ReferencedPayer[], told: HalfTold | undefined): ListLines {
  const refs: string[] = [];
  const owed: number[] = [];
  const bills: DraftBill[] = [];
  const owners: DraftPayer[] = [];
  for (const { payer, billRefs } of here) {
    for (const [place, bill] of payer.bills.entries()) {
      refs.push(billRefs[place] ?? '');
      owed.push(bill.amount - bill.listedPaid);
      bills.push(bill);
      owners.push(payer);
    }
  }
  const first = refs.length;
  for (const ref of told === undefined ? [] : refsTold(told)) refs.push(ref);
  for (const one of told?.owed ?? []) owed.push(one);
  const shownBeside = told && shownTold(told);
  return {
    refs,
    owed,
    shown(place) {
      if (place >= first && shownBeside !== undefined) return shownBeside(place - first);
      const [payer, bill] = [owners[place], bills[place]];
      invariant(payer !== undefined && bill !== undefined, 'every line has a payer');
      return { code: payer.code, name: payer.name, fee: bill.fee, period: bill.period };
    },
  };
}

/** The references of the lines that were told of. */
function* refsTold({ refs }: HalfTold): Generator<string> {
  for (let at = 0; at < refs.length; at += referenceLength) yield refs.slice(at, at + referenceLength);
}

/** What one of the lines that were told of is shown with. */
function shownTold(told: HalfTold): (line: number) => Shown {
  let texts: { readonly codes: readonly string[]; readonly names: readonly string[] } | undefined;
  return (line) => {
    texts ??= { codes: told.codes.split('\n'), names: told.names.split('\n') };
    const owner = told.owners[line] ?? -1;
    const [code, name, kind] = [
      texts.codes[owner],
      texts.names[owner],
      told.kindTexts[told.kinds[line] ?? -1],
    ];
    invariant(code !== undefined && name !== undefined && kind !== undefined, 'every line was told of');
    return { code, name, ...kind };
  };
}
