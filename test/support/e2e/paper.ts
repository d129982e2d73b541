/** The simulated printer as a separate program, started by the test itself, and the paper that came out of it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Announcement, SheetInfo } from '../../../src/simulators/escpos-printer/contract.ts';

export interface Printer {
  readonly host: string;
  readonly port: number;
  /** Every sheet since it was switched on, oldest first. */
  sheets(): Promise<readonly SheetInfo[]>;
  /** The picture of a sheet, PNG. */
  picture(sheet: number): Promise<Buffer>;
  off(): Promise<void>;
}

/** Switches a printer on. */
export async function startPrinter(): Promise<Printer> {
  const program = join(import.meta.dirname, '../../../src/simulators/escpos-printer/main.ts');
  const child = spawn(process.execPath, [program, '--until-stdin-ends'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const announced: Announcement = JSON.parse(line);
  const ask = async (path: string): Promise<Response> => {
    const answer = await fetch(`http://${announced.host}:${announced.controlPort}${path}`, {
      headers: { authorization: `Bearer ${announced.token}` },
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer;
  };
  return {
    host: announced.host,
    port: announced.port,
    sheets: async () => {
      const { sheets }: { sheets: SheetInfo[] } = await (await ask('/sheets')).json();
      return sheets;
    },
    picture: async (sheet) => Buffer.from(await (await ask(`/sheets/${sheet}.png`)).arrayBuffer()),
    off: async () => {
      const exited = once(child, 'exit');
      child.stdin.end();
      await exited;
    },
  };
}
