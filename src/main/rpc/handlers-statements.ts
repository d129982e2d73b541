import type { StatementImports } from '../desk/import-statement.ts';
import type { Handlers } from './calls.ts';

/** Methods about account statements, to the desk's functions. */
export function statementHandlers(statements: StatementImports) {
  return {
    'statement.begin': (request) => statements.begin(request),
    'statement.part': (request) => statements.part(request),
    'statement.rows': (request) => statements.rows(request),
    'statement.preview': (request) => statements.preview(request),
    'statement.accept': (request) => statements.accept(request),
    'statement.cancel': (request) => statements.cancel(request),
  } satisfies Partial<Handlers>;
}
