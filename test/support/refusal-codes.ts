/** Reads from the source text which codes refusals carry. A text scan: enough for calls and unions as they are written here. */
import { globSync, readFileSync } from 'node:fs';

/** Where a code, or the beginning of a family of codes, stands. */
export interface CodeFound {
  /** `bill-twice`; for a template the text before its place to fill, `import-`. */
  readonly code: string;
  readonly family: boolean;
  readonly file: string;
}

/** A call whose code is neither a literal nor a template: it passes on what another function refused for. */
export interface PassedOn {
  readonly argument: string;
  readonly file: string;
}

const pairs: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Index just behind the text literal that begins at `from`. */
function endOfText(source: string, from: number): number {
  const quote = source[from];
  let at = from + 1;
  while (at < source.length && source[at] !== quote) at += source[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** The arguments of a call, `open` being the index of its opening bracket. */
function argumentsAt(source: string, open: number): readonly string[] {
  const parts: string[] = [];
  const waiting: string[] = [];
  let from = open + 1;
  let at = from;
  while (at < source.length) {
    const sign = source[at] ?? '';
    if (sign === "'" || sign === '"' || sign === '`') {
      at = endOfText(source, at);
      continue;
    }
    const closing = pairs[sign];
    if (closing !== undefined) waiting.push(closing);
    else if (waiting.length > 0 && sign === waiting.at(-1)) waiting.pop();
    else if (sign === ')' || (sign === ',' && waiting.length === 0)) {
      parts.push(source.slice(from, at).trim());
      if (sign === ')') return parts;
      from = at + 1;
    }
    at += 1;
  }
  return parts;
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

/** The outcomes of an argument: both branches of a condition, else itself. */
function branches(argument: string): readonly string[] {
  const condition = /^[^'"`]*(?:'[^']*'[^'"`]*)?\?\s*('[^']*')\s*:\s*('[^']*')$/s.exec(argument);
  return condition === null ? [argument] : [condition[1] ?? '', condition[2] ?? ''];
}

/** Which argument of which call is a code. */
const calls = [
  { name: 'demand', at: 1 },
  { name: 'fail', at: 0 },
  { name: 'new IllegalMove', at: 0 },
] as const;

/** Codes given in calls in the files that match. */
export function codesInCalls(patterns: readonly string[]): {
  readonly found: readonly CodeFound[];
  readonly passedOn: readonly PassedOn[];
} {
  const found: CodeFound[] = [];
  const passedOn: PassedOn[] = [];
  for (const file of patterns.flatMap((pattern) => globSync(pattern))) {
    const source = withoutComments(readFileSync(file, 'utf8'));
    for (const { name, at } of calls) {
      for (const match of source.matchAll(new RegExp(`(?<![\\w.])${name}\\(`, 'g'))) {
        if (/function\s+$/.test(source.slice(0, match.index))) continue;
        const argument = argumentsAt(source, match.index + match[0].length - 1)[at] ?? '';
        for (const one of branches(argument)) {
          const literal = /^'([^']*)'$/.exec(one);
          const template = /^`([a-z-]+)\$\{[^}]*\}`$/.exec(one);
          if (literal !== null) found.push({ code: literal[1] ?? '', family: false, file });
          else if (template !== null) found.push({ code: template[1] ?? '', family: true, file });
          else passedOn.push({ argument: one, file });
        }
      }
    }
  }
  return { found, passedOn };
}

/** The literals of a union type: its members, or with `field` those of that field of each member. */
export function codesInType(file: string, type: string, field?: 'code'): readonly string[] {
  const source = withoutComments(readFileSync(file, 'utf8'));
  const declared = new RegExp(`type ${type} =([^;]*(?:;[^;{}]*\\}[^;]*)*);`).exec(source)?.[1] ?? '';
  const literal = field === undefined ? /(?<![:\w]\s)'([a-z-]+)'/g : new RegExp(`${field}: '([a-z-]+)'`, 'g');
  return [...declared.matchAll(literal)].map((match) => match[1] ?? '');
}
