/**
 * `faults card-kill`: the real counter in a process of its own is killed (SIGKILL) at random moments with a card on a
 * connected terminal in flight. After each restart the terminal is asked before anything else, cash is taken meanwhile,
 * and the end of the attempt equals the terminal's own books. Control: nobody asks, and what was not heard is unpaid.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeChance } from '../support/chance.ts';
import { type BaseFolder, makeBaseFolder } from '../support/faults/base-folder.ts';
import { verifyFolder } from '../support/faults/verify-folder.ts';
import type { FaultRun, Measured, RunOptions } from '../support/runner.ts';
import { type CardKillRecord, CardTill } from '../support/terminal/card-till.ts';
import { StxProgram, ZvtProgram } from '../support/terminal/programs.ts';

const kinds = ['stx', 'zvt'] as const;
const controlKills = 8;

async function killsOf(
  kind: (typeof kinds)[number],
  base: BaseFolder,
  kills: number,
  seed: number,
  asks: boolean,
): Promise<{ records: readonly CardKillRecord[]; fault: string | null }> {
  const program = kind === 'stx' ? await StxProgram.start() : await ZvtProgram.start();
  const books = {
    bookings: async () => (await program.state()).books.bookings,
    script: (patch: { readonly takesMs: number }) => program.script(patch),
  };
  const till = new CardTill(base, { peer: `${kind}-terminal`, ...program.address }, books, makeChance(seed));
  const records: CardKillRecord[] = [];
  try {
    for (let done = 0; done < kills; done += 1) records.push(await till.kill(asks));
  } finally {
    await till.stop();
    program.stop();
  }
  return { records, fault: verifyFolder(base.folder) };
}

async function measure({ runs, seed }: RunOptions, asks: boolean): Promise<Measured> {
  const scratch = mkdtempSync(join(tmpdir(), 'card-kill-'));
  try {
    const base = await makeBaseFolder(join(scratch, 'base'));
    const halves = await Promise.all(
      kinds.map((kind, index) => {
        const folder = join(scratch, kind);
        cpSync(base.folder, folder, { recursive: true });
        const kills = Math.floor(runs / 2) + (index < runs % 2 ? 1 : 0);
        return killsOf(kind, { ...base, folder }, kills, seed + index, asks);
      }),
    );
    return report(halves, runs);
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

function report(
  halves: readonly { readonly records: readonly CardKillRecord[]; readonly fault: string | null }[],
  runs: number,
): Measured {
  const all = halves.flatMap(({ records }) => records);
  for (const { wrong } of all.filter((one) => one.wrong !== null).slice(0, 5)) console.log(wrong);
  const count = (of: (one: CardKillRecord) => boolean): number => all.filter(of).length;
  const rows = new Map<string, Record<string, string | number>>();
  halves.forEach(({ records }, index) => {
    for (const { heard, end, booked } of records) {
      const key = `${kinds[index]}|${heard}|${end}`;
      const row = rows.get(key) ?? { terminal: kinds[index] ?? '', heard, end, kills: 0, booked: 0 };
      rows.set(key, { ...row, kills: Number(row.kills) + 1, booked: Number(row.booked) + booked });
    }
  });
  return {
    table: [...rows.values()],
    bounds: [
      {
        name: 'ends other than the books',
        value: count(({ wrong }) => wrong !== null),
        op: '==',
        limit: 0,
        unit: 'kills',
      },
      { name: 'charged twice', value: count(({ booked }) => booked > 1), op: '==', limit: 0, unit: 'kills' },
      {
        name: 'other work stopped',
        value: count(({ wentOn }) => !wentOn),
        op: '==',
        limit: 0,
        unit: 'kills',
      },
      {
        name: 'ledgers that do not verify',
        value: halves.filter(({ fault }) => fault !== null).length,
        op: '==',
        limit: 0,
        unit: 'ledgers',
      },
      { name: 'kills', value: all.length, op: '==', limit: runs, unit: 'kills' },
      {
        name: 'booked without the window having heard',
        value: count(({ heard, booked }) => heard !== 'approved' && booked === 1),
        op: '>=',
        limit: 1,
        unit: 'kills',
      },
    ],
  };
}

export const cardKill: FaultRun = {
  name: 'card-kill',
  about: 'SIGKILLs of the real counter with a card in flight; --runs counts kills',
  runs: 200,
  shortRuns: 8,
  measure: (options) => measure(options, true),
  control: {
    name: 'nobody asks after the restart',
    breaks: 'ends other than the books',
    measure: (options) => measure({ ...options, runs: controlKills }, false),
  },
};
