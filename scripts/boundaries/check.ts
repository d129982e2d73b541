import { posix } from 'node:path';
import { parseModule } from './parse.ts';
import { impureAllowed, mayImport, packageRules, packagesOnly, typesOnly } from './rules.ts';

/** A broken rule, as `file:line`, in words for whoever broke it. */
export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly rule: 'rooms' | 'types-only' | 'package' | 'impure' | 'computed' | 'unknown-room';
  readonly message: string;
}

/** The room of a path such as `src/main/desk/park.ts`, and the path within; null outside `src`. */
export function roomOf(file: string): { readonly room: string; readonly within: string } | null {
  const parts = file.split('/');
  if (parts[0] !== 'src') return null;
  if (parts[1] !== 'main') return { room: parts[1] ?? '', within: parts.slice(2).join('/') };
  return { room: parts[2] ?? '', within: parts.slice(3).join('/') };
}

/** Checks one file. `file` is relative to the project, with forward slashes; nothing outside `src` has rules. */
export function checkModule(file: string, source: string): Violation[] {
  const from = roomOf(file);
  if (from === null) return [];
  if (from.within === 'NOTES.md') return [];
  if (!Object.hasOwn(mayImport, from.room)) {
    return [{ file, line: 1, rule: 'unknown-room', message: `${from.room} has no row in the import table` }];
  }
  const parsed = parseModule(file, source);
  const found: Violation[] = [];
  for (const { specifier, typeOnly, line } of parsed.imports) {
    const broken = specifier === null ? computedImport(from.room) : checkImport(file, specifier, typeOnly);
    if (broken !== null) found.push({ file, line, ...broken });
  }
  if (!impureAllowed.some((allowed) => allowed.test(file))) {
    for (const { what, line } of parsed.impure) {
      found.push({
        file,
        line,
        rule: 'impure',
        message: `${what}: take Clock, Random or Ids as a parameter`,
      });
    }
  }
  return found;
}

type Broken = Pick<Violation, 'rule' | 'message'> | null;

function computedImport(room: string): Broken {
  if (room === 'tools' || room === 'shell') return null;
  return { rule: 'computed', message: 'an import whose target is computed cannot be checked' };
}

function checkImport(file: string, specifier: string, typeOnly: boolean): Broken {
  if (specifier.startsWith('.')) return checkRoom(file, specifier, typeOnly);
  return checkPackage(file, specifier, typeOnly);
}

function checkRoom(file: string, specifier: string, typeOnly: boolean): Broken {
  const from = roomOf(file);
  const target = posix.normalize(posix.join(posix.dirname(file), specifier.replace(/\?.*$/, '')));
  const to = roomOf(target);
  if (from === null) return null;
  if (to === null) {
    const asset = from.room !== 'shared' && /^(resources|node_modules)\//.test(target);
    return asset ? null : { rule: 'rooms', message: `${from.room} reaches outside src: ${target}` };
  }
  if (to.room === from.room || to.room === 'shared') return null;
  const named = `${to.room}/${to.within}`;
  const allowed = mayImport[from.room] ?? [];
  if (!allowed.includes(to.room) && !allowed.includes(named)) {
    return { rule: 'rooms', message: `${from.room} may not import ${named}` };
  }
  if (!typeOnly && (typesOnly[from.room] ?? []).includes(named)) {
    return { rule: 'types-only', message: `${from.room} may import only types of ${named}` };
  }
  return null;
}

function checkPackage(file: string, specifier: string, typeOnly: boolean): Broken {
  const room = roomOf(file)?.room ?? '';
  const only = packagesOnly[room];
  if (only !== undefined && !only.test(specifier)) {
    return { rule: 'package', message: `${room} may not import ${specifier}` };
  }
  const rule = packageRules.find(({ packages }) => packages.test(specifier));
  if (rule === undefined || (typeOnly && rule.typesFree === true)) return null;
  const below = file.slice('src/'.length);
  if (rule.allowed.some((start) => below.startsWith(start))) return null;
  return { rule: 'package', message: `${specifier}: ${rule.why}` };
}
