import { parse } from 'csv-parse/sync';
import { ok, type Result, refuse } from '../../../shared/kernel/result.ts';
import { fileLimits } from '../limits.ts';
import { type FileFault, type ReadTable, textCell } from './table.ts';

const delimiters = [',', ';', '\t', '|'] as const;

/**
 * Reads a CSV: UTF-8 with or without mark, UTF-16 with mark or plainly recognisable. Other encodings are refused,
 * not guessed: the same bytes are readable as several old Vietnamese encodings, and a wrong guess garbles every name.
 */
export function readCsv(bytes: Uint8Array): ReadTable {
  const text = decode(bytes);
  if (text === null) return refuse({ code: 'file-encoding' });
  const declared = /^sep=(.)\r?\n/i.exec(text);
  const body = declared === null ? text : text.slice(declared[0].length);
  const delimiter = declared?.[1] ?? guessDelimiter(body);
  const parsed = parseRecords(body, delimiter);
  if (!parsed.ok) return parsed;
  const records = parsed.value;
  if (records.length > fileLimits.rows) return refuse({ code: 'too-many-rows', limit: fileLimits.rows });
  if (records.some((record) => record.length > fileLimits.columns)) {
    return refuse({ code: 'too-many-columns', limit: fileLimits.columns });
  }
  return ok({ sheets: [], sheet: null, rows: records.map((record) => record.map(textCell)) });
}

function parseRecords(body: string, delimiter: string): Result<string[][], FileFault> {
  // Most lists quote nothing, and then a line is a row: several times as fast on a large one.
  if (!body.includes('"')) return ok(plainRecords(body, delimiter));
  try {
    const options = { delimiter, bom: false, relax_column_count: true, relax_quotes: true };
    return ok(parse(body, { ...options, skip_empty_lines: false, to: fileLimits.rows + 1 }));
  } catch (cause) {
    return refuse({ code: 'file-damaged', detail: cause instanceof Error ? cause.message : String(cause) });
  }
}

function plainRecords(body: string, delimiter: string): string[][] {
  const lines = body.split(/\r\n|\n|\r/, fileLimits.rows + 2);
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => line.split(delimiter));
}

/** The text of a file, or null when its encoding cannot be told. */
function decode(bytes: Uint8Array): string | null {
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // Without a mark: delimiters and digits have a zero byte beside them in UTF-16, and UTF-8 text has none at all.
  const head = bytes.subarray(0, 2_000);
  const zerosAt = (parity: number) => head.filter((byte, index) => byte === 0 && index % 2 === parity).length;
  if (zerosAt(1) > head.length / 8) return 'utf-16le';
  return zerosAt(0) > head.length / 8 ? 'utf-16be' : 'utf-8';
}

/** The delimiter that cuts most of the first lines into the same number of cells; quoted text does not count. */
function guessDelimiter(text: string): string {
  const lines = text
    .slice(0, 50_000)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r?\n/)
    .slice(0, 60);
  const scored = delimiters.map((delimiter) => {
    const counts = new Map<number, number>();
    for (const line of lines) {
      const cells = line.split(delimiter).length;
      if (cells > 1) counts.set(cells, (counts.get(cells) ?? 0) + 1);
    }
    const best = [...counts].reduce((sum, [cells, times]) => Math.max(sum, times * Math.min(cells, 6)), 0);
    return { delimiter, best };
  });
  scored.sort((a, b) => b.best - a.best);
  return scored[0]?.delimiter ?? ',';
}
