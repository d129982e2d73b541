/**
 * Structured log, one JSON line per event. Its fields are a closed list of ids, codes and numbers: nothing that came in
 * a body, header or query is ever logged, so no name and no secret can get there.
 */
import type { Clock } from '../shared/kernel/clock.ts';

export interface LogFields {
  readonly route?: string;
  readonly method?: string;
  readonly status?: number;
  readonly ms?: number;
  readonly code?: string;
  readonly facility?: string;
  readonly counter?: string;
  readonly source?: string;
  readonly provider?: string;
  readonly person?: string;
  readonly entries?: number;
  readonly count?: number;
  readonly port?: number;
  readonly database?: string;
  /** Name of an error, its SQLSTATE, and where it was thrown; never its message, which may quote data. */
  readonly error?: string;
  readonly sqlState?: string;
  readonly where?: string;
}

export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
}

/** A log that gives its lines to `write`. */
export function makeLog(clock: Clock, write: (line: string) => void): Log {
  const line = (level: string, event: string, fields: LogFields) =>
    write(`${JSON.stringify({ at: new Date(clock.now()).toISOString(), level, event, ...fields })}\n`);
  return {
    info: (event, fields = {}) => line('info', event, fields),
    warn: (event, fields = {}) => line('warn', event, fields),
  };
}

const mostFrames = 3;

/** What of an unexpected error may be logged. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((one) => /^\s+at /.test(one));
  const where = frames
    .slice(0, mostFrames)
    .map((one) => one.trim().replace(/\(?(?:file:\/\/)?\/\S*\/(?=[^/\s]+:\d+)/g, ''))
    .join(' < ');
  const code = 'code' in error && typeof error.code === 'string' ? { sqlState: error.code.slice(0, 40) } : {};
  return { error: error.name, where, ...code };
}
