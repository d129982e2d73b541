/**
 * Tables of all entry types, made from the schemas that check them. Prints them; with `--write` puts them into
 * docs/protocol/journal.md between its two marks.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { type EntryType, entryTypes } from '../src/shared/journal/index.ts';
import { uuidV7Pattern } from '../src/shared/kernel/ids.ts';
import { typePurposes } from './support/type-purposes.ts';

/** The part of JSON Schema that the journal's schemas use. */
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly 'x-order'?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

const begins = '<!-- types: written by scripts/protocol-types.ts -->';
const ends = '<!-- end of types -->';

const patterns: Readonly<Record<string, string>> = {
  [uuidV7Pattern.source]: 'id',
  '^\\d{4}-\\d{2}-\\d{2}$': 'date',
  '^[0-9a-f]{64}$': 'hash',
  '^[A-Za-z0-9_-]{40,140}$': 'public key',
  '^\\d{4}$': 'four digits',
};

function range(low: number | undefined, high: number | undefined): string {
  const bounded = high !== undefined && high < Number.MAX_SAFE_INTEGER;
  const from = low !== undefined && low > Number.MIN_SAFE_INTEGER ? low : null;
  if (bounded) return ` ${from ?? '…'}–${high}`;
  return from === null ? '' : ` ≥ ${from}`;
}

/** The form of a value in words; members of objects have rows of their own. */
function formOf(schema: Schema): string {
  const any = schema.anyOf ?? schema.oneOf;
  if (any !== undefined) return any.map(formOf).join(' or ');
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  switch (schema.type) {
    case 'null':
      return 'null';
    case 'boolean':
      return 'true or false';
    case 'integer':
      return `integer${range(schema.minimum, schema.maximum)}`;
    case 'array':
      return `list${range(schema.minItems ?? 0, schema.maxItems)}${memberForm(schema.items)}`;
    case 'object':
      return 'object';
    case 'string':
      return schema.pattern === undefined
        ? `text${range(schema.minLength ?? 0, schema.maxLength)}`
        : (patterns[schema.pattern] ?? `text like ${schema.pattern}`);
    default:
      throw new Error(`no words for ${JSON.stringify(schema)}`);
  }
}

function memberForm(items: Schema | undefined): string {
  return items === undefined || items.type === 'object' ? '' : ` of ${formOf(items)}`;
}

/** Fields in the order in which the schema was written down. */
function membersOf({
  properties = {},
  'x-order': order = Object.keys(properties),
}: Schema): [string, Schema][] {
  return order.flatMap((name): [string, Schema][] => {
    const member = properties[name];
    return member === undefined ? [] : [[name, member]];
  });
}

/** Rows of an object and of what lies in it: `lines[].amount`. */
function rowsOf(schema: Schema, part: string, path = ''): string[] {
  const any = schema.anyOf ?? schema.oneOf;
  if (any !== undefined) return any.flatMap((one) => rowsOf(one, part, path));
  if (schema.type === 'array' && schema.items !== undefined) return rowsOf(schema.items, part, `${path}[]`);
  return membersOf(schema).flatMap(([name, member]) => {
    const here = path === '' ? name : `${path}.${name}`;
    const form = `${formOf(member)}${schema.required?.includes(name) === true ? '' : ', or left out'}`;
    return [`| \`${here}\` | ${part} | ${form} |`, ...rowsOf(member, part, here)];
  });
}

function sectionOf(type: EntryType): string {
  const { v, body, private: content } = entryTypes[type];
  const rows = [
    ...rowsOf(z.toJSONSchema(body) as Schema, 'body'),
    ...(content === null ? [] : rowsOf(z.toJSONSchema(content) as Schema, 'private')),
  ];
  return [
    `### \`${type}\` · v${v}`,
    '',
    typePurposes[type],
    '',
    '| field | part | form |',
    '|---|---|---|',
    ...rows,
  ].join('\n');
}

/** All tables, in the order of the union. */
export function typeTables(): string {
  return (Object.keys(entryTypes) as EntryType[]).map(sectionOf).join('\n\n');
}

/** The page with its tables as they should be. @throws Error when the marks are gone. */
export function withTables(page: string): string {
  const [from, to] = [page.indexOf(begins), page.indexOf(ends)];
  if (from < 0 || to < from) throw new Error('the marks of the tables are gone');
  return `${page.slice(0, from + begins.length)}\n\n${typeTables()}\n\n${page.slice(to)}`;
}

if (import.meta.main) {
  const file = resolve(import.meta.dirname, '../docs/protocol/journal.md');
  if (process.argv.includes('--write')) writeFileSync(file, withTables(readFileSync(file, 'utf8')));
  else console.log(typeTables());
}
