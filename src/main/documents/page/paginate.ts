/** Strips → pages: nothing cut, tables with their headings and carried sums on every page. */
import { type Ink, moved, type Strip } from './strips.ts';

/** One page of a frame, in points from the frame's own corner. */
export interface SetPage {
  readonly inks: readonly Ink[];
  /** Height that is used. */
  readonly used: number;
}

const toNext = 'Cộng chuyển trang sau';
const fromBefore = 'Cộng mang sang';

/** Strips that go on one page: those that must, and those that should. */
type Unit = readonly Strip[];

/** What a unit may take of a page before it is broken rather than moved to the next. */
const movedShare = 0.6;

function unitsOf(strips: readonly Strip[], holds: (strip: Strip) => boolean): Unit[] {
  const units: Strip[][] = [];
  let open = false;
  for (const strip of strips) {
    if (open) units.at(-1)?.push(strip);
    else units.push([strip]);
    open = holds(strip);
  }
  return units;
}

const must = (strip: Strip) => strip.glued === true;
const should = (strip: Strip) => must(strip) || strip.together === true;

function heightOfUnit(unit: Unit): number {
  return unit.reduce((sum, { height }) => sum + height, 0);
}

/** Puts strips on pages of `height`. A strip taller than a page stands alone on one. */
export function paginate(strips: readonly Strip[], height: number): SetPage[] {
  const pages: SetPage[] = [];
  let inks: Ink[] = [];
  let top = 0;
  let last: Strip | null = null;

  const put = (strip: Strip): void => {
    inks.push(...moved(strip.inks, 0, top));
    top += strip.height;
    last = strip;
  };
  const turn = (next: Strip): void => {
    const table = last?.table !== undefined && last.table === next.table ? last.table : null;
    const sums = last?.carried ?? [];
    const begun = sums.some((sum) => sum !== null);
    const foot = begun ? (table?.carry(toNext, sums) ?? null) : null;
    if (foot !== null) put(foot);
    pages.push({ inks, used: top });
    inks = [];
    top = 0;
    if (table === null) return;
    put(table.head);
    const head = begun ? table.carry(fromBefore, sums) : null;
    if (head !== null) put(head);
  };
  /** What a break after this strip would still need on this page. */
  const reserve = (strip: Strip): number => strip.table?.carryHeight ?? 0;

  const fits = (unit: Unit): boolean => {
    const end = unit.at(-1);
    return top + heightOfUnit(unit) + (end === undefined ? 0 : reserve(end)) <= height;
  };
  /** Puts a unit whole, on the next page if it must. False when it is too tall for that. */
  const putWhole = (unit: Unit): boolean => {
    const [first] = unit;
    if (first === undefined) return true;
    if (!fits(unit)) {
      if (heightOfUnit(unit) > height * movedShare) return false;
      if (top > 0) turn(first);
    }
    unit.forEach(put);
    return true;
  };
  for (const unit of unitsOf(strips, should)) {
    if (putWhole(unit)) continue;
    for (const part of unitsOf(unit, must)) {
      if (putWhole(part)) continue;
      for (const strip of part) {
        if (top > 0 && !fits([strip])) turn(strip);
        put(strip);
      }
    }
  }
  pages.push({ inks, used: top });
  return pages;
}
