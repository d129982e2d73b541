import { parseSync } from 'vite';

/** One import, re-export, dynamic import or `import('…')` type of a module. */
export interface Import {
  /** As written. Null: a dynamic import whose target is computed. */
  readonly specifier: string | null;
  /** Vanishes when the types are stripped. */
  readonly typeOnly: boolean;
  readonly line: number;
}

/** A place where a module reads the clock or makes chance itself. */
export interface ImpureUse {
  readonly what: string;
  readonly line: number;
}

export interface ParsedModule {
  readonly imports: readonly Import[];
  readonly impure: readonly ImpureUse[];
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string; readonly start: number };

/** `object.property` reads that only ports may make. */
const impureMembers: Readonly<Record<string, readonly string[]>> = {
  Date: ['now'],
  Math: ['random'],
  performance: ['now', 'timeOrigin'],
  process: ['hrtime', 'uptime'],
  crypto: ['getRandomValues', 'randomUUID'],
};
/** Whoever takes one of these from anywhere makes chance. */
const impureNames = [
  'randomBytes',
  'randomUUID',
  'randomInt',
  'randomFill',
  'randomFillSync',
  'getRandomValues',
  'hrtime',
];

/**
 * Parses a module (TypeScript or TSX) for what the boundary check needs, from its syntax tree: text in comments and
 * strings is never mistaken for code. Throws on a syntax error.
 */
export function parseModule(file: string, source: string): ParsedModule {
  const lang = file.endsWith('.tsx') ? 'tsx' : 'ts';
  const parsed = parseSync(file, source, { lang, sourceType: 'module' });
  const fault = parsed.errors[0];
  if (fault !== undefined) throw new Error(`${file}: ${fault.message}`);
  const lineOf = (at: number) => source.slice(0, at).split('\n').length;
  const imports: Import[] = [];
  const impure: ImpureUse[] = [];
  visit(parsed.program as unknown as Node, (node) => {
    const found = importOf(node);
    if (found !== null) imports.push({ ...found, line: lineOf(node.start) });
    const what = impureUse(node);
    if (what !== null) impure.push({ what, line: lineOf(node.start) });
  });
  return { imports, impure };
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function visit(node: Node, meet: (node: Node) => void): void {
  meet(node);
  for (const child of Object.values(node)) {
    for (const value of Array.isArray(child) ? child : [child]) if (isNode(value)) visit(value, meet);
  }
}

function literal(value: unknown): string | null {
  return isNode(value) && typeof value.value === 'string' ? value.value : null;
}

function nodesIn(value: unknown): Node[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

function importOf(node: Node): Omit<Import, 'line'> | null {
  switch (node.type) {
    case 'ImportDeclaration':
      return { specifier: literal(node.source), typeOnly: typeOnly(node, 'importKind') };
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      if (!isNode(node.source)) return null;
      return { specifier: literal(node.source), typeOnly: typeOnly(node, 'exportKind') };
    case 'ImportExpression':
      return { specifier: literal(node.source), typeOnly: false };
    case 'TSImportType':
      return { specifier: literal(node.source) ?? literal(node.argument), typeOnly: true };
    case 'CallExpression':
      return isRequire(node) ? { specifier: literal(nodesIn(node.arguments)[0]), typeOnly: false } : null;
    default:
      return null;
  }
}

function typeOnly(node: Node, kind: 'importKind' | 'exportKind'): boolean {
  if (node[kind] === 'type') return true;
  const names = nodesIn(node.specifiers);
  return names.length > 0 && names.every((name) => name[kind] === 'type');
}

function isRequire(node: Node): boolean {
  return isNode(node.callee) && node.callee.type === 'Identifier' && node.callee.name === 'require';
}

function impureUse(node: Node): string | null {
  switch (node.type) {
    case 'NewExpression':
      return isCalled(node, 'Date') && nodesIn(node.arguments).length === 0 ? 'new Date()' : null;
    case 'CallExpression':
      return isCalled(node, 'Date') ? 'Date()' : null;
    case 'MemberExpression':
      return impureMember(node);
    case 'ImportSpecifier':
      return namesImpure(node.imported);
    default:
      return null;
  }
}

function isCalled(node: Node, name: string): boolean {
  return isNode(node.callee) && node.callee.type === 'Identifier' && node.callee.name === name;
}

function impureMember(node: Node): string | null {
  const property = isNode(node.property) ? (node.property.name ?? literal(node.property)) : null;
  if (typeof property !== 'string') return null;
  const object = isNode(node.object) ? node.object.name : null;
  if (typeof object === 'string' && Object.hasOwn(impureMembers, object)) {
    if (impureMembers[object]?.includes(property)) return `${object}.${property}`;
  }
  return namesImpure(node.property);
}

function namesImpure(node: unknown): string | null {
  return isNode(node) && typeof node.name === 'string' && impureNames.includes(node.name) ? node.name : null;
}
